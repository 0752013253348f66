"""Texts that clients bring, on paper and in Office files."""
import re
import subprocess
import unicodedata
import zipfile

from quirks_bench import CHANNELS, CHART, NAMES, expect, fact, good, tool_output


def accents_decomposed_or_not_are_one_text(b):
    r = good(b.named("Cafe\u0301", "\ufb01ne", "Łódź"))
    text = unicodedata.normalize("NFC", r.pdf())
    expect("Café" in text and "Łódź" in text, text)
    expect("Cafe\u0301" in r.part("docx", "word/document.xml"), "the data's own bytes in Word")


def names_in_every_script_are_shaped(b):
    r = good(b.named("مرحبا بالعالم", "שלום", "हिन्दी", "Ελληνικά", "Кириллица", "ไทย"))
    text = r.pdf()
    for name in ("हिन्दी", "Ελληνικά", "Кириллица"):
        expect(name in text, name, text)
    expect("no font has" not in r.err, r.err)
    runs = re.findall(r"<w:rPr>.*?<w:rtl/></w:rPr><w:t[^>]*>([^<]*)", r.part("docx", "word/document.xml"))
    expect("שלום" in "".join(runs) and "مرحبا بالعالم" in "".join(runs), runs)


def emoji_stay_whole_and_are_said(b):
    family = "👩\u200d👩\u200d👧"
    r = good(b.named(f"{family} home", "x"))
    expect(r.err.count("U+1F469") == 1, "said once for all formats", r.err)
    expect(family in r.part("docx", "word/document.xml"), "whole in Word")


def a_missing_glyph_is_refused_under_strict(b):
    r = b.named("👩", args=["--strict"])
    expect(r.status == 3 and "U+1F469" in r.err, r.status, r.err)
    expect(r.left() == ["d.json", "t.yaml"], r.left())


def long_names_wrap_at_low_lines(b):
    name = "_".join(f"segment{i}" for i in range(60)) + "_DE"
    lines = [row.split("  ")[0] for row in good(b.named(name, "x")).pdf().splitlines()
             if row.startswith("segment")]
    expect(len(lines) > 3 and all(line.endswith("_") for line in lines[:3]), lines)


def names_without_any_break_are_cut_hard(b):
    text = good(b.named("A" * 500, "x")).pdf()
    expect(sum(line.count("A") for line in text.splitlines() if line.startswith("AAA")) >= 500, text)


def long_names_in_charts_keep_head_and_tail(b):
    stem = "Brand campaign of the summer for hikers and climbers and everyone else " * 5 + "2026"
    r = good(b.named(f"{stem}_DE", f"{stem}_DK"))
    cut = [line for line in r.pdf().splitlines() if "…" in line]
    expect(any("_DE" in line for line in cut) and any("_DK" in line for line in cut), r.pdf())


def blank_names_are_called_unnamed(b):
    text = good(b.named("", "   ", "x")).pdf()
    expect(text.count("(unnamed)") >= 3, text)


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


def characters_that_xml_forbids_are_left_out(b):
    r = good(b.named("a\u0001b\u0000c\ufffed", "x"))
    for kind, part in (("docx", "word/document.xml"), ("pptx", "ppt/slides/slide1.xml")):
        body = r.part(kind, part)
        expect(not re.search("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]", body), part)


def direction_overrides_are_neutralised(b):
    r = good(b.named("invoice\u202egpj.exe", "x"))
    expect("\u202e" not in r.part("docx", "word/document.xml"), "override in Word")
    expect("\u202e" not in r.pdf(), "override in the PDF")


# ---- Scripts


def accents_are_right_in_all_three_formats(b):
    name = "Žluťoučký kůň façade ﬁne Ångström"
    r = good(b.named(name, "x"))
    expect("Žluťoučký kůň façade" in r.pdf() and "Ångström" in r.pdf(), r.pdf())
    expect(name in r.body("docx") and name in r.body("pptx"), "Office keeps what was given")
    fonts = tool_output("pdffonts", r.path("pdf")).splitlines()[2:]
    expect(fonts and all(re.search(r"yes +yes +yes", f) for f in fonts),
           "each font embedded, cut, with a way back to Unicode", *fonts)


def a_name_in_two_encodings_is_one_row(b):
    r = good(b.facts([fact("2026-07-01", "Cafe\u0301", spend=10), fact("2026-07-02", "Café", spend=20),
                      fact("2026-07-03", "T\u200bV", spend=3), fact("2026-07-04", "TV", spend=4)]))
    text = unicodedata.normalize("NFC", r.pdf())
    expect(len(re.findall(r"^ *Café +£30", text, re.M)) == 1, text)
    expect(len(re.findall(r"^ *TV +£7", text, re.M)) == 1, text)


def ideographs_are_set_or_named(b):
    text = "春の新商品キャンペーンと夏の特別販売促進活動のご報告" * 8
    r = good(b.named(text, "광고 캠페인 보고서"))
    expect(text in r.body("docx") and text in r.body("pptx"), "Office has the text")
    said = {chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]{4,})", r.err)}
    if not said & set(text):
        lines = [line for line in r.pdf().splitlines() if len(set(line) & set(text)) > 5]
        expect(len(lines) > 3, "lines end between ideographs", r.pdf())
    hangul = set("광고캠페인보서")
    named = said & hangul or "still other characters" in r.err
    expect(named or "광고 캠페인" in r.pdf(), "what has no glyph is named", r.err)


def a_missing_glyph_is_a_box_that_can_be_seen(b):
    words = "template: w\nkind: report\ntitle: T\nbody:\n  - text: 'x {{ name }} x'\n"

    def ink(name):
        r = good(b.run({"name": name}, template=words, kinds=("pdf",)))
        page = subprocess.run(["pdftoppm", "-r", "72", "-gray", "-f", "1", "-l", "1", r.path("pdf")],
                              capture_output=True).stdout
        return sum(255 - c for c in page[20:]), r

    plain, _ = ink("ab")
    boxed, r = ink("a\U000F0000b")
    expect(boxed > plain, "nothing is drawn", plain, boxed)
    expect("U+F0000" in r.err and "a replacement is drawn" in r.err, r.err)


def right_to_left_is_left_to_office(b):
    arabic, hebrew = "مرحبا بالعالم", "שלום עולם"
    r = good(b.named(arabic, hebrew))
    body = r.body("docx")
    for name in (arabic, hebrew):
        paragraph = next(p for p in body.split("<w:p>") if name in p)
        expect("<w:rtl/>" in paragraph, paragraph)
        expect(name in r.body("pptx"), "whole words in PowerPoint")
    arabic_report = good(b.run({"client": {"name": "Acme", "locale": "ar-EG", "currency": "EGP"},
                                **{"rows": [{"name": arabic, "spend": 1}], "name": arabic}}))
    expect("<w:bidi/>" in arabic_report.body("docx"), "paragraphs from the right in Word")
    expect('rtl="1"' in arabic_report.body("pptx"), "paragraphs from the right in PowerPoint")


def arabic_letters_join_in_the_pdf(b):
    letters = "مرحبا"
    r = good(b.named(letters, *letters, kinds=("pdf",)))
    wide = {w[5]: w[3] - w[1] for w in r.words()}
    joined = next(wide[w] for w in wide if sorted(w) == sorted(letters))
    apart = sum(wide[letter] for letter in letters)
    expect(joined < 0.9 * apart, "joined forms are narrower", joined, apart)
    expect("no font has" not in r.err, r.err)


def flags_and_families_are_never_divided(b):
    family, flag = "👩\u200d👩\u200d👧", "🇩🇪"
    r = good(b.named((family + flag) * 40, "x", kinds=("docx", "pptx", "pdf")))
    for kind in ("docx", "pptx"):
        for text in re.findall(r"<[aw]:t[^>]*>([^<]*)<", r.body(kind)):
            left = text.replace(family, "").replace(flag, "")
            expect(not re.search("[\u200d👩👧🇩🇪]", left), kind, left)


# ---- Long names


def names_wrap_at_what_joins_their_parts(b):
    for mark in "-/|.":
        name = mark.join(f"segment{i}" for i in range(40))
        r = good(b.named(name, "x", kinds=("pdf",)))
        lines = [row.split("  ")[0] for row in r.pdf().splitlines() if row.startswith("segment")]
        expect(len(lines) > 2 and all(line.endswith(mark) for line in lines[:2]), mark, lines)


def cut_names_in_charts_stay_apart(b):
    stem = "Brand campaign of the summer for hikers and climbers and everyone "
    names = [f"{stem * 4}{i} in the middle {stem * 4}2026_DE" for i in range(6)]
    for kind in ("bar", "column", "line", "donut"):
        r = good(b.named(*names, kind=kind, kinds=("pdf", "layout", "docx")))
        cut = re.findall(r'^ +text .*?"([^"]*…[^"]*)"', r.layout(), re.M)
        expect(len(cut) >= 3 and len(set(cut)) == len(cut), kind, *cut)
        for name in names:
            expect(name in r.charts("docx"), "the native chart has each name in full")


def names_in_charts_are_listed_in_full_by_their_table(b):
    names = ["A" * 500 + "1", "A" * 500 + "2"]
    r = good(b.named(*names, kinds=("pdf",)))
    squeezed = re.sub(r"\s", "", tool_output("pdftotext", "-raw", r.path("pdf"), "-"))
    for name in names:
        expect(name in squeezed, "the table below has the name whole")


def names_that_a_chart_cuts_stand_whole_in_the_notes(b):
    long = "B" * 90
    template = CHART + "      - data_notes:\n"
    r = good(b.named(long, "short", template=template, kinds=("model",)))
    expect(f'text "A name that charts may cut, in full: {long}"' in r.model(), r.model())
    expect("in full: short" not in r.model(), r.model())


def names_of_facts_are_printed_without_what_cannot_be(b):
    r = good(b.facts([fact("2026-07-01", "Pa\u0007id", spend=1), fact("2026-07-02", "Paid", spend=2)]))
    expect("row | Paid |" in r.model() and "\u0007" not in r.model(), r.model())


def names_that_nearly_match_are_kept_apart_and_said(b):
    pairs = (("YouTube", "Youtube"), ("Paid Search", "Paid\u00a0Search"), ("TV", "TV "))
    for one, other in pairs:
        r = good(b.facts([fact("2026-07-01", one, spend=1), fact("2026-07-01", other, spend=2)]))
        expect("kept apart" in r.err and "aliases: { channel:" in r.err, r.err)
        expect("are kept apart in channel" in re.sub(r"\s+", " ", r.pdf()), r.pdf())
        expect("£1" in r.pdf() and "£2" in r.pdf(), "two rows")
        strict = b.facts([fact("2026-07-01", one, spend=1), fact("2026-07-01", other, spend=2)],
                         template=CHANNELS, kinds=("docx",), args=["--strict"])
        expect(strict.status == 3 and "out.docx" not in strict.left(), strict.status, strict.err)


def aliases_merge_names(b):
    r = good(b.facts([fact("2026-07-01", "YouTube", spend=1), fact("2026-07-02", "Youtube", spend=2)],
                     aliases={"channel": {"YouTube": ["Youtube"]}}))
    expect("kept apart" not in r.err and re.search(r"YouTube +£3", r.pdf()), r.err, r.pdf())
    expect("‘Youtube’ is counted as ‘YouTube’" in re.sub(r"\s+", " ", r.pdf()), r.pdf())


def rows_of_one_key_follow_the_rule(b):
    twice = [fact("2026-07-01", spend=1), fact("2026-07-01", spend=2)]
    r = good(b.facts(twice))
    expect("repeats the date and dimensions" in r.err and re.search(r"A +£3", r.pdf()), r.err)
    r = good(b.facts(twice, rules={"duplicates": "last"}))
    expect(re.search(r"A +£2", r.pdf()), r.pdf())
    r = b.facts(twice, rules={"duplicates": "error"})
    expect(r.status == 1 and "facts[1] repeats" in r.err, r.err)


# ---- What must not be obeyed


def markup_is_literal_in_all_three(b):
    hostile = '<b>&amp;]]> "q" \'a\' <script>'
    r = good(b.named(hostile, "x"))
    escaped = hostile.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    expect(hostile in r.pdf(), r.pdf())
    expect(escaped in r.body("docx") and escaped in r.body("pptx"), r.body("docx")[:2000])


def text_that_looks_like_code_is_printed(b):
    hostile = 'x %s %n {{ client.name }} {% if a %} =HYPERLINK("http://z","y") \\n \\'
    r = good(b.named(hostile, "=1+1", "@SUM(A1)", "+1", "-1"))
    expect(hostile in r.pdf(), r.pdf())
    for kind in ("docx", "pptx"):
        cells = r.cells(kind)
        expect(cells, "a workbook behind the chart")
        for sheet in cells:
            expect("<f>" not in sheet and "<f " not in sheet, "a formula", sheet)
            for text in ("=1+1", "@SUM(A1)", "+1", "-1", "=HYPERLINK"):
                cell = next(c for c in sheet.split("<c ") if text in c)
                expect('t="inlineStr"' in cell, cell)


def only_a_subset_of_markdown_is_read_in_narrative(b):
    r = good(b.named("**not** <i>x</i> [y](https://z)",
                     template=NAMES.replace("Campaign {{ name }}", "**bold** {{ name }}")))
    expect("bold **not** <i>x</i> [y](https://z)" in re.sub(r"\s+", " ", r.pdf()), r.pdf())
    expect(r.links() == [], r.links())
    r = b.named("x", template=NAMES.replace("Campaign {{ name }}", "<b>raw</b>"))
    expect(r.status == 1 and "HTML is not read in texts" in r.err, r.err)


def what_cannot_be_printed_is_left_out_and_said(b):
    template = NAMES + "      - data_notes:\n"
    r = good(b.named("a\u0001b\u0000c\ufffed\u007fe\u0085f", "x", template=template))
    expect("5 texts" in r.err or "texts hold characters that cannot be printed" in r.err, r.err)
    expect("abcde f" in r.pdf() and "cannot be printed, such as U+0001" in r.pdf(), r.pdf())
    for kind in ("docx", "pptx"):
        expect("abcde f" in r.body(kind), kind)
    r = good(b.facts([fact("2026-07-01", "A\u0001", spend=1)]))
    expect("U+0001" in r.err and "\u0001" not in r.pdf(), r.err)


def zero_width_and_overrides_leave_names(b):
    r = good(b.named("inv\u202egpj\u2066x\ufeff.exe", "x"))
    for text in (r.pdf(), r.body("docx"), r.body("pptx"), r.charts("docx"), "".join(r.cells("docx"))):
        expect("invgpjx.exe" in text and not re.search("[\u202a-\u202e\u2066-\u2069\ufeff]", text),
               text[:500])
    expect("U+202E" in r.err, r.err)


# ---- Encodings


def _encoded(b, data):
    b.write("d.json", data)
    return b.command("check", "-t", "monthly", "d.json")


def other_encodings_are_read_or_refused_by_name(b):
    text = '{"client":{"name":"Acmé"},"report":{"period":"2026-07"},"facts":[{"date":"2026-07-01","spend":1}]}'
    good(_encoded(b, text.encode("utf-8-sig")))
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        r = _encoded(b, text.encode(encoding))
        expect(r.status == 1 and "the file is UTF-16" in r.err and "as UTF-8" in r.err, r.err)
    r = _encoded(b, text.encode("utf-32"))
    expect(r.status == 1 and "the file is UTF-32" in r.err, r.err)
    r = _encoded(b, text.encode("latin-1"))
    expect(r.status == 1 and "not UTF-8 at offset 22" in r.err, r.err)


def lone_surrogates_are_refused(b):
    for text in (b'"A\\ud800B"', b'"\\udc00"', b'"A\xed\xa0\x80"'):
        r = _encoded(b, b'{"client":{"name":' + text + b'},"report":{"period":"2026-07"}}')
        expect(r.status == 1 and re.search(r"d\.json:1:\d+: error", r.err), r.err)
        expect("surrogate" in r.err or "UTF-8" in r.err, r.err)


# ---- Links


def other_schemes_are_no_links(b):
    for link in ("javascript:alert", "file:///etc/passwd", "ftp://x.y/z", "data:text/html,x", "//evil"):
        r = b.named("x", template=NAMES.replace("Campaign {{ name }} ends.", f"[b]({link})"))
        expect(r.status == 1 and "none of http, https, mailto" in r.err, link, r.err)
    for link in ("https://a.example/x", "HTTP://a.example", "mailto:a@b.example"):
        r = good(b.named("x", template=NAMES.replace("Campaign {{ name }} ends.", f"[b]({link})")))
        expect(link in r.links(), r.links())


def the_target_of_a_link_is_escaped(b):
    link = "https://a.example/?a=1&b=<2>'x'"
    template = NAMES.replace('"Campaign {{ name }} ends."', f'"[b](<{link.replace("<", "%3C").replace(">", "%3E")}>)"')
    r = good(b.named("x", template=template))
    rels = r.part("docx", "word/_rels/document.xml.rels")
    expect("a=1&amp;b=%3C2%3E" in rels and "&b=" not in rels, rels)
    expect(any("a=1&b=%3C2%3E" in u for u in r.links()), r.links())


def an_address_of_two_kilobytes_stays_on_the_page(b):
    link = "https://example.com/" + "a/b-c_d" * 300
    r = good(b.named("https://example.com/" + "abcdefghij" * 200,
                     template=NAMES.replace("Campaign {{ name }} ends.", f"[{link}]({link})")))
    expect(all(w[3] <= w[6] and w[1] >= 0 for w in r.words()), "within the page")
    squeezed = re.sub(r"\s", "", r.pdf())
    expect(link in squeezed and "abcdefghij" * 200 in squeezed, "nothing is lost")
    expect(link in r.links(), "the whole target")
