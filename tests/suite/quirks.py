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

    def run(self, data, template=NAMES, kind="bar", kinds=("pdf", "docx", "pptx", "model"), args=(),
            files=()):
        whole = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP"},
                 "report": {"period": {"from": "2026-07-01", "to": "2026-09-30"}}, "name": "x"}
        whole.update(data)
        with open(os.path.join(self.folder, "t.yaml"), "w", encoding="utf-8") as f:
            f.write(template.replace("KIND", kind))
        with open(os.path.join(self.folder, "d.json"), "w", encoding="utf-8") as f:
            json.dump(whole, f, ensure_ascii=False)
        for name, text in dict(files).items():
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as f:
                f.write(text)
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
    runs = re.findall(r"<w:rPr>.*?<w:rtl/></w:rPr><w:t[^>]*>([^<]*)", r.part("docx", "word/document.xml"))
    expect("שלום" in "".join(runs) and "مرحبا بالعالم" in "".join(runs), runs)


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


# ---- Dates and periods


DATED = """
template: dated
summary: What was spent by month
kind: report
title: "{{ client.name }}"
data: [client]
body:
  - section: Spend
    body:
      - text: "Spent {{ totals.spend }} in {{ period.part_label }}; {{ comparisons[0].label }}."
      - chart: column
        title: Spend by month
        data: monthly
        x: { field: label }
        partial: is_partial
        y: [ { field: spend, label: Spend, format: number } ]
  - data_notes
"""


def words(text):
    return re.sub(r"\s+", " ", text)


def dated(b, csv, period="2026-09", options=None, client=None, kinds=("pdf", "model"), **report):
    """A report of September 2026 over the rows of a CSV file."""
    data = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP", **(client or {})},
            "report": {"period": period, "compare": ["previous_period"], **report},
            "facts": {"$csv": "rows.csv", **(options or {})}}
    return b.run(data, template=DATED, files={"rows.csv": csv}, kinds=kinds)


@case
def a_date_of_two_readings_needs_date_format(b):
    csv = "date,spend\n09/01/2026,5\n10/01/2026,7\n"
    r = dated(b, csv)
    expect(r.status == 1 and "out.pdf" not in r.left(), r.status, r.left())
    expect("rows.csv:2:1" in r.err and "2026-01-09 or 2026-09-01" in r.err, r.err)
    expect("say date_format: dmy or mdy" in r.err, r.err)
    expect("Spent 5 in" in words(good(dated(b, csv, options={"date_format": "mdy"})).pdf()), "mdy")
    expect("Spent 12 in" in words(good(dated(b, csv, period="2026-01",
                                             options={"date_format": "dmy"})).pdf()), "dmy")


@case
def one_date_proves_the_order_for_its_column(b):
    csv = "date,spend\n31/12/2026,1\n09/12/2026,4\n12/09/2026,9\n"
    expect("Spent 5 in" in words(good(dated(b, csv, period="2026-12")).pdf()), "31/12 proves dmy")
    r = dated(b, csv + "12/31/2026,2\n", period="2026-12")
    expect(r.status == 1 and "rows.csv:5:1" in r.err and "rows.csv:2:1" in r.err, r.status, r.err)


@case
def short_years_are_printed_as_they_are_read(b):
    r = good(dated(b, "date,spend\n09/01/26,5\n09/30/26,7\n"))
    text = words(r.pdf())
    expect("Spent 12 in" in text, text)
    expect("date: 09/01/26 is read as 1 September 2026; 2 dates have a year of two digits" in text, text)
    expect("69 to 99 are 1969 to 1999" in text, text)
    expect(r.err.count("read as 2026-09-01") == 1, "once on stderr", r.err)


@case
def fiscal_words_are_dates_in_tables(b):
    csv = "date,spend\nFY26 Q1,1\nFY26-Q2,20\nQ3 FY26,300\n"
    text = words(good(dated(b, csv, period="FY26 Q2", client={"fiscal_year_starts": 4})).pdf())
    expect("Spent 20 in Q2 FY26; Q1 FY26." in text, text)
    text = words(good(dated(b, csv, period="2025-Q4",
                            client={"fiscal_year_starts": 4, "fiscal_year_named": "end"})).pdf())
    expect("Spent 300 in Q3 FY26" in text, text)


@case
def years_of_weeks_have_periods_of_their_own(b):
    retail = {"fiscal_year_starts": 2, "fiscal_calendar": "4-5-4"}
    csv = "date,spend\nFY25 P1,10\nFY25 P2,25\n"
    text = words(good(dated(b, csv, period="FY25 P2", client=retail)).pdf())
    expect("Spent 25 in P2 FY25; P1 FY25." in text, text)
    days = "date,spend\n" + "".join(f"2025-{m:02}-{d:02},1\n" for m in (2, 3, 4)
                                    for d in range(1, 29 if m == 2 else 31))
    text = words(good(dated(b, days, period="FY25 P2", client=retail)).pdf())
    expect("Spent 34 in P2 FY25; P1 FY25." in text, "2 March to 5 April", text)
    r = dated(b, "date,spend\n2025-03,1\n", period="FY25 P2", client=retail)
    expect(r.status == 1 and "rows.csv:2:1" in r.err and "FY26 P6" in r.err, r.status, r.err)


@case
def times_in_tables_are_of_the_clients_day(b):
    csv = "date,spend\n2026-08-31T22:30:00Z,5\n2026-09-01T00:30:00+02:00,7\n01/09/2026 12:00,1\n"
    text = words(good(dated(b, csv, client={"timezone": "Europe/Paris"},
                            options={"date_format": "dmy"})).pdf())
    expect("Spent 13 in" in text, text)
    expect("1 time falls on another day in Europe/Paris" in text, text)
    r = good(dated(b, csv, options={"date_format": "dmy"}))
    text = words(r.pdf())
    expect("Spent 8 in" in text and "2 times say their own time zone, not all the same" in text, text)
    expect("rows.csv:2:1: warning: date: 2 times say their own time zone" in r.err, r.err)


@case
def words_of_weeks_quarters_and_months_are_dates(b):
    for word, period in (("2026-09", "2026-09"), ("2026-Q3", "2026-Q3"), ("2026-W09", "2026-W09"),
                         ("2026-W53", "2026-W53"), ("2024-02-29", "2024-02"), ("2026-H1", "2026-H1"),
                         ("2026", "2026")):
        text = words(good(dated(b, f"date,spend\n{word},5\n", period=period)).pdf())
        expect("Spent 5 in" in text, word, text)
    r = dated(b, "date,spend\n2025-W53,5\n2026-02-29,1\n")
    expect(r.status == 1 and "2025-W53" in r.err, r.status, r.err)


@case
def an_open_end_stays_open(b):
    template = NAMES.replace("Campaign {{ name }} ends.",
                             "{% for p in plan %}{{ p.name }} ends {{ p.end or 'never' }}. {% endfor %}")
    r = good(b.run({"rows": [{"name": "x", "spend": 1}],
                    "plan": {"$csv": "plan.csv", "columns": {"name": "name",
                                                             "end": {"type": "date"}}}},
                   template=template, files={"plan.csv": "name,end\na,2026-07-01\nb,Ongoing\n"}))
    text = words(r.pdf())
    expect("a ends 2026-07-01. b ends never." in text, text)


@case
def rows_in_any_order_are_one_period(b):
    r = good(dated(b, "date,spend\n2026-09-03,4\n2026-09-01,1\n2026-09-02,2\n2026-09-02,2\n"))
    text = words(r.pdf())
    expect("Spent 9 in" in text and "are read by date" in text, text)
    expect("1 row repeats the date and dimensions of another; both count" in text, text)


@case
def duplicates_follow_the_declared_rule(b):
    csv = "date,channel,spend\n2026-09-01,A,4\n2026-09-01,A,5\n"
    facts = {"facts": {"$csv": "rows.csv"}, "report": {"period": "2026-09"}}
    for rule, spent in (("sum", "9"), ("last", "5")):
        r = good(b.run({**facts, "rules": {"duplicates": rule}}, template=DATED.replace(
            "; {{ comparisons[0].label }}", ""), files={"rows.csv": csv}, kinds=("pdf",)))
        expect(f"Spent {spent} in" in words(r.pdf()), rule, r.pdf())
    r = b.run({**facts, "rules": {"duplicates": "error"}}, template=DATED, files={"rows.csv": csv})
    expect(r.status == 1 and "rows.csv:3" in r.err, r.status, r.err)


@case
def gaps_are_listed_on_the_page(b):
    text = words(good(dated(b, "date,spend\n2026-06-01,1\n2026-08-01,1\n2026-09-01,1\n")).pdf())
    expect("No data for Jul 2026." in text, text)
    text = words(good(dated(b, "date,spend\n2026-09-01,1\n2026-09-02,1\n2026-09-05,1\n")).pdf())
    expect("days have no rows: 3–4 Sept 2026" in text, text)


@case
def a_period_to_come_shows_the_plan_alone(b):
    data = {"report": {"period": "2026-12", "as_of": "2026-11-15"}, "targets": {"revenue": 1000},
            "budget": [{"line": "Search", "month": "2026-12", "plan": 100}],
            "facts": [{"date": "2026-10-01", "revenue": 70}, {"date": "2026-11-14", "revenue": 90}]}
    with open(os.path.join(b.folder, "d.json"), "w", encoding="utf-8") as f:
        json.dump({"client": {"name": "A", "locale": "en-GB", "currency": "GBP"}, **data}, f)
    status, _, err = run_program(b.setup, ["-t", "monthly", "d.json", "-o", "out.pdf"], cwd=b.folder)
    r = good(Result(status, err, b.folder))
    text = words(r.pdf())
    expect("Target £1,000" in text and "the period has not begun" in text, text)
    expect("The period has not begun: what is planned for it is shown, and no results." in text, text)
    expect("£70" not in text and "£90" not in text and "0%" not in text, text)


@case
def a_reversed_period_is_refused(b):
    r = dated(b, "date,spend\n2026-09-01,1\n", period={"from": "2026-09-30", "to": "2026-09-01"})
    expect(r.status == 1 and "ends before it begins" in r.err and "d.json:1:" in r.err, r.err)
    expect("out.pdf" not in r.left(), r.left())


@case
def a_partial_period_is_marked_aligned_and_labelled(b):
    rows = "".join(f"2026-{m:02}-{d:02},{m}\n" for m in (7, 8, 9) for d in range(1, 31 if m == 9 else 32))
    r = good(dated(b, "date,spend\n" + rows, as_of="2026-09-18"))
    text = words(r.pdf())
    expect("Spent 162 in 1–18 Sept 2026, 18 of 30 days; 1–18 Aug 2026, 18 of 31 days." in text, text)
    expect("The period is partial: data to 18 Sept 2026 (18 of 30 days)." in text, text)
    expect("partial_from=2" in r.model(), "the last column is marked", r.model())
    expect('"Sept 2026" 162' in r.model(), "and of the same days as the sum", r.model())
    whole = good(dated(b, "date,spend\n" + rows, as_of="2026-10-04"))
    expect("partial: data to" not in words(whole.pdf()), whole.pdf())
    expect("partial_from" not in whole.model(), whole.model())


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
