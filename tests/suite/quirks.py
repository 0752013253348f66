"""What real data brings, through the whole program: a case is a client's data, a small
template, and what must then stand on paper or be said.

Reading (numbers, dates, exports) has tests of its own in tests/unit/data and tests/errors;
here is what reaches the page.
"""
import json
import os
import re
import subprocess
import tempfile
import unicodedata
import zipfile

from tool import run_program

CASES = []


def case(test):
    CASES.append(test)
    return test


class Result:
    def __init__(self, status, err, folder):
        self.status, self.err, self.folder = status, err, folder

    def path(self, kind):
        return os.path.join(self.folder, f"out.{kind}")

    def pdf(self):
        done = subprocess.run(["pdftotext", "-layout", self.path("pdf"), "-"], capture_output=True)
        return done.stdout.decode("utf-8")

    def model(self):
        with open(self.path("model"), encoding="utf-8") as f:
            return f.read()

    def part(self, kind, name):
        with zipfile.ZipFile(self.path(kind)) as z:
            return z.read(name).decode("utf-8")

    def left(self):
        return sorted(os.listdir(self.folder))


NAMES = """
template: names
summary: Names and what was spent
kind: report
title: "{{ client.name }}"
data: [client]
body:
  - section: Names
    body:
      - text: "Campaign {{ name }} ends."
      - table: rows
        columns:
          - { field: name, label: Name, width: 2fr }
          - { field: spend, label: Spend, format: money(2), total: sum }
      - chart: KIND
        title: Spend by name
        data: rows
        x: { field: name }
        y: [ { field: spend, label: Spend, format: money(0) } ]
"""


class Bench:
    """One folder and one run of the program in it."""

    def __init__(self, setup, folder):
        self.setup, self.folder = setup, folder

    def run(self, data, template=NAMES, kind="bar", kinds=("pdf", "docx", "pptx", "model"), args=()):
        whole = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP"},
                 "report": {"period": {"from": "2026-07-01", "to": "2026-09-30"}}, "name": "x"}
        whole.update(data)
        with open(os.path.join(self.folder, "t.yaml"), "w", encoding="utf-8") as f:
            f.write(template.replace("KIND", kind))
        with open(os.path.join(self.folder, "d.json"), "w", encoding="utf-8") as f:
            json.dump(whole, f, ensure_ascii=False)
        outputs = [arg for k in kinds for arg in ("-o", f"out.{k}")]
        status, _, err = run_program(self.setup, ["-t", "t.yaml", "d.json", *outputs, *args],
                                     cwd=self.folder)
        return Result(status, err, self.folder)

    def named(self, *names, **more):
        return self.run({"rows": [{"name": n, "spend": i + 1} for i, n in enumerate(names)],
                         "name": names[0]}, **more)


def expect(condition, *what):
    if not condition:
        raise AssertionError("\n".join(str(w) for w in what) or "not so")


def good(result):
    expect(result.status == 0, f"status {result.status}", result.err)
    return result


# ---- Text


@case
def accents_decomposed_or_not_are_one_text(b):
    r = good(b.named("Cafe\u0301", "\ufb01ne", "Łódź"))
    text = unicodedata.normalize("NFC", r.pdf())
    expect("Café" in text and "Łódź" in text, text)
    expect("Cafe\u0301" in r.part("docx", "word/document.xml"), "the data's own bytes in Word")


@case
def names_in_every_script_are_shaped(b):
    r = good(b.named("مرحبا بالعالم", "שלום", "हिन्दी", "Ελληνικά", "Кириллица", "ไทย"))
    text = r.pdf()
    for name in ("हिन्दी", "Ελληνικά", "Кириллица"):
        expect(name in text, name, text)
    expect("no font has" not in r.err, r.err)


@case
def emoji_stay_whole_and_are_said(b):
    family = "👩\u200d👩\u200d👧"
    r = good(b.named(f"{family} home", "x"))
    expect(r.err.count("U+1F469") == 1, "said once for all formats", r.err)
    expect(family in r.part("docx", "word/document.xml"), "whole in Word")


@case
def a_missing_glyph_is_refused_under_strict(b):
    r = b.named("👩", args=["--strict"])
    expect(r.status == 3 and "U+1F469" in r.err, r.status, r.err)
    expect(r.left() == ["d.json", "t.yaml"], r.left())


@case
def long_names_wrap_at_low_lines(b):
    name = "_".join(f"segment{i}" for i in range(60)) + "_DE"
    lines = [row.split("  ")[0] for row in good(b.named(name, "x")).pdf().splitlines()
             if row.startswith("segment")]
    expect(len(lines) > 3 and all(line.endswith("_") for line in lines[:3]), lines)


@case
def names_without_any_break_are_cut_hard(b):
    text = good(b.named("A" * 500, "x")).pdf()
    expect(sum(line.count("A") for line in text.splitlines() if line.startswith("AAA")) >= 500, text)


@case
def long_names_in_charts_keep_head_and_tail(b):
    stem = "Brand campaign of the summer for hikers and climbers and everyone else " * 5 + "2026"
    r = good(b.named(f"{stem}_DE", f"{stem}_DK"))
    cut = [line for line in r.pdf().splitlines() if "…" in line]
    expect(any("_DE" in line for line in cut) and any("_DK" in line for line in cut), r.pdf())


@case
def blank_names_are_called_unnamed(b):
    text = good(b.named("", "   ", "x")).pdf()
    expect(text.count("(unnamed)") >= 3, text)


@case
def markup_is_text(b):
    hostile = "<b>&amp;]]> **x** [y](javascript:1) {{ client.name }} %s =HYPERLINK(\"z\")"
    r = good(b.named(hostile, "x"))
    expect("**x** [y](javascript:1) {{ client.name }} %s" in r.pdf(), r.pdf())
    expect("javascript:" not in r.part("docx", "word/_rels/document.xml.rels"), "no link")
    with zipfile.ZipFile(r.path("docx")) as z:
        book = next(n for n in z.namelist() if n.endswith(".xlsx"))
        with zipfile.ZipFile(z.open(book)) as inner:
            cells = inner.read("xl/worksheets/sheet1.xml").decode()
    expect("<f>" not in cells, "no formula in the workbook")


@case
def characters_that_xml_forbids_are_left_out(b):
    r = good(b.named("a\u0001b\u0000c\ufffed", "x"))
    for kind, part in (("docx", "word/document.xml"), ("pptx", "ppt/slides/slide1.xml")):
        body = r.part(kind, part)
        expect(not re.search("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]", body), part)


@case
def direction_overrides_are_neutralised(b):
    r = good(b.named("invoice\u202egpj.exe", "x"))
    expect("\u202e" not in r.part("docx", "word/document.xml"), "override in Word")
    expect("\u202e" not in r.pdf(), "override in the PDF")


@case
def only_web_and_mail_addresses_become_links(b):
    template = NAMES.replace("Campaign {{ name }} ends.",
                             "[a](https://example.com/x) [b](javascript:alert) [c](file:///etc/passwd)")
    r = b.named("x", template=template)
    if r.status == 0:
        rels = r.part("docx", "word/_rels/document.xml.rels")
        expect("https://example.com/x" in rels and "javascript" not in rels and "file:" not in rels,
               rels)
    else:
        expect("javascript" in r.err or "file:" in r.err, r.err)


@case
def a_very_long_address_wraps(b):
    template = NAMES.replace("Campaign {{ name }} ends.",
                             "[https://example.com/" + "a/b-c_d" * 300 + "](https://example.com/"
                             + "a/b-c_d" * 300 + ")")
    good(b.named("x", template=template))


# ---- Numbers on paper


@case
def null_is_a_dash_and_no_part_of_the_sum(b):
    text = good(b.run({"rows": [{"name": "a", "spend": None}, {"name": "b", "spend": 5}]})).pdf()
    expect(re.search(r"^a +–", text, re.M) and re.search(r"Total +£5\.00", text), text)


@case
def zero_is_printed_as_zero(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 0}, {"name": "b", "spend": 5}]})).pdf()
    expect(re.search(r"^a +£0\.00", text, re.M), text)


@case
def huge_and_tiny_numbers_stay_readable(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 1e15}, {"name": "b", "spend": 0.00001}]})).pdf()
    expect("£1,000,000,000,000,000.00" in text, text)
    expect("<£0.01" in text or "< £0.01" in text, text)
    expect("e+" not in text and "e-0" not in text, text)


@case
def float_noise_is_not_printed(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 0.30000000000000004},
                                {"name": "b", "spend": 0.1}, {"name": "c", "spend": 0.2}]})).pdf()
    expect("£0.30" in text and "0.30000" not in text and "£0.60" in text, text)


@case
def large_ids_stay_text(b):
    r = good(b.run({"rows": [{"name": "12345678901234567890", "spend": 1}]}))
    expect("12345678901234567890" in r.pdf(), r.pdf())


@case
def credits_keep_their_sign(b):
    text = good(b.run({"rows": [{"name": "a", "spend": -12.5}, {"name": "b", "spend": 20}]})).pdf()
    expect(re.search("[−-]£12\\.50", text) and "£7.50" in text, text)


# ---- Shapes and sizes


@case
def no_rows_say_so(b):
    r = good(b.run({"rows": []}, args=["-v"]))
    expect("table" in r.err and "chart" in r.err, r.err)


@case
def one_row_is_a_report(b):
    for kind in ("line", "bar", "column", "donut", "area"):
        good(b.named("only", kind=kind))


@case
def a_constant_series_and_zeros(b):
    for kind in ("line", "bar", "column", "area"):
        good(b.run({"rows": [{"name": f"m{i}", "spend": 7} for i in range(5)]}, kind=kind))
        good(b.run({"rows": [{"name": f"m{i}", "spend": 0} for i in range(5)]}, kind=kind))



@case
def one_part_is_a_whole_ring(b):
    text = good(b.run({"rows": [{"name": "all", "spend": 9}, {"name": "none", "spend": 0}]},
                      kind="donut")).pdf()
    expect("100" in text, text)



@case
def parts_of_nothing_are_no_ring(b):
    r = good(b.run({"rows": [{"name": f"m{i}", "spend": 0} for i in range(4)]}, kind="donut",
                   args=["-v"]))
    expect("left out chart" in r.err and "Spend by name" not in r.pdf(), r.err, r.pdf())


@case
def forty_parts_end_in_other(b):
    r = good(b.run({"rows": [{"name": f"part {i}", "spend": 50 - i} for i in range(40)]},
                   kind="donut"))
    expect("Other" in r.pdf(), r.pdf())


@case
def a_negative_part_is_no_ring(b):
    r = b.run({"rows": [{"name": "a", "spend": 9}, {"name": "b", "spend": -3}]}, kind="donut")
    expect("negative" in r.err or r.status == 0, r.status, r.err)


@case
def a_small_bar_beside_a_large_one_is_labelled(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 1000000}, {"name": "b", "spend": 1}]})).pdf()
    expect(re.search(r"^b +£1$", text, re.M), text)


@case
def a_cell_taller_than_a_page_is_divided(b):
    r = good(b.named("word " * 8000, "x", kinds=("pdf",)))
    expect(r.pdf().count("\f") >= 3, r.pdf()[-200:])


@case
def sixty_columns_are_set_or_refused(b):
    columns = "\n".join(f"          - {{ field: c{i}, label: C{i} }}" for i in range(60))
    template = re.sub(r"(        columns:\n).*?(      - chart)", lambda m: m[1] + columns + "\n" + m[2],
                      NAMES, flags=re.S)
    row = {f"c{i}": i * 1000 for i in range(60)}
    row.update({"name": "a", "spend": 1})
    text = good(b.run({"rows": [row] * 3}, template=template)).pdf()
    expect("C59" in text and "59,000" in text.replace("59000", "59,000"), text[-400:])


@case
def two_hundred_parts_fit_a_chart(b):
    r = good(b.run({"rows": [{"name": f"name number {i}", "spend": 500 - i} for i in range(200)]}))
    expect("Other" in r.pdf() or "name number 199" in r.pdf(), r.pdf()[-600:])


# ---- Around the document


@case
def a_failed_run_leaves_nothing(b):
    r = b.named("x", template=NAMES + "      - text: '{{ name | nofilter }}'\n")
    expect(r.status == 1 and r.left() == ["d.json", "t.yaml"], r.status, r.left(), r.err)
    expect("t.yaml:" in r.err, r.err)


@case
def the_same_input_gives_the_same_bytes(b):
    bodies = []
    for _ in range(2):
        r = good(b.named("ä", "b"))
        bodies.append([open(r.path(k), "rb").read() for k in ("pdf", "docx", "pptx")])
    expect(bodies[0] == bodies[1], "two runs differ")


@case
def no_path_or_user_in_metadata(b):
    r = good(b.named("x"))
    for kind in ("docx", "pptx"):
        for part in ("docProps/core.xml", "docProps/app.xml"):
            body = r.part(kind, part)
            expect(b.folder not in body and "reportgen" not in body.lower(), kind, part, body)


@case
def bytes_that_are_not_utf8_are_shown_readably(b):
    with open(os.path.join(b.folder, "bad.json"), "wb") as f:
        f.write(b'{"client": {"name": "A\xed\xa0\x80\x1b[31m"}}')
    done = subprocess.run([b.setup.program, "-t", "monthly", "bad.json", "-o", "x.pdf"],
                          cwd=b.folder, capture_output=True)
    text = done.stderr.decode("utf-8")  # raises if it is not
    expect(done.returncode == 1 and "\x1b" not in text, text)


def run(setup):
    for test in CASES:
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Bench(setup, folder))
                yield test.__name__, None
            except Exception as fault:  # noqa: BLE001 - any fault is a failure here
                yield test.__name__, f"{type(fault).__name__}: {fault}"
