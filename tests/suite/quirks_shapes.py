"""Nothing, one, too many: the shapes that data come in."""
import os
import re
import sys

from quirks_bench import CHART, expect, fact, good, rows, tool_output


def a_negative_part_is_no_ring(b):
    for kind in ("donut", "treemap", "pareto"):
        r = good(b.run(rows(9, -3, names=["a", "b"]), template=CHART, kind=kind))
        expect(f"'b' is negative, so the {kind} is drawn as bars" in r.err, r.err)
        expect("Shown as bars: ‘b’ is below zero" in r.pdf() and "−£3" in r.pdf(), r.pdf())
        for office in ("docx", "pptx"):
            expect('<c:barDir val="bar"/>' in r.charts(office), office)
            expect("pieChart" not in r.charts(office) and "doughnut" not in r.charts(office), office)


def a_part_at_the_start_stays_at_its_own_bar(b):
    data = {"rows": [{"name": n, "spend": v, "part": p} for n, v, p in (("a", 1, True), ("b", 9, False), ("c", 5, False))]}
    option = "        data: rows\n        partial: part\n"
    r = good(b.run(data, template=CHART.replace("        data: rows\n", option), kind="bar"))
    marked = r.model().split("partial_until=1")[1]
    expect(marked.index('"a" 1') < marked.index('"b" 9'), "in the order of the data", marked)
    r = good(b.run(data, template=CHART.replace("        data: rows\n", option), kind="donut"))
    expect("partial_until" not in r.model(), r.model())


def two_hundred_parts_fit_a_chart(b):
    r = good(b.run({"rows": [{"name": f"name number {i}", "spend": 500 - i} for i in range(200)]}))
    expect("Not shown: 185 more" in r.pdf(), r.pdf())
    expect(r.pdf().count("name number") == 200 + 15, "all in the table, fifteen as bars")


# ---- Nothing and one


def a_chart_without_values_says_so(b):
    for data in (rows(), rows(None, None)):
        for kind in ("line", "donut", "bar"):
            r = good(b.run(data, template=CHART, kind=kind))
            for text in (r.pdf(), r.body("docx"), r.body("pptx")):
                expect("In company" in text and "No data for Q3 2026" in text, text)
                expect("By itself" not in text and "Alone" not in text,
                       "no heading over nothing", text)
            expect(not r.charts("docx"), "no empty chart")


def a_filter_that_leaves_nothing_is_no_gap(b):
    r = good(b.run(rows(1, 2), template=CHART.replace("data: rows", "data: rows | where('spend > 9')")))
    expect("No data" not in r.pdf() and "Something else" in r.pdf(), r.pdf())


def one_point_is_a_dot_with_its_value(b):
    r = good(b.run(rows(5, names=["2026-07-01"]), template=CHART, kind="line", kinds=("pdf", "layout")))
    expect("£5" in r.pdf(), r.pdf())
    data_lines = re.findall(r"stroke #13416e 1\.75 : (M .*)", r.layout())
    expect(not any(" L " in line for line in data_lines), "no line", *data_lines)
    expect(re.search(r"path .*#13416e.* C ", r.layout()), "a dot")


TREND_WORDS = r"\b(rose|fell|jumped|dropped|edged|improved|worsened|steady|in a row|highest|lowest)\b"


def one_month_has_no_trend(b):
    r = good(b.facts([fact("2026-07-01", spend=5, revenue=9)]))
    expect(not re.search(TREND_WORDS, r.pdf()), r.pdf())
    expect("No comparison with June 2026" in " ".join(r.pdf().split()), r.pdf())


def zeros_and_constants_have_an_axis(b):
    months = [f"2026-0{i}-01" for i in range(1, 7)]
    for value in (7, 0):
        for kind in ("line", "column"):
            r = good(b.run(rows(*[value] * 6, names=months), template=CHART, kind=kind,
                           kinds=("pdf", "layout")))
            ticks = {float(t) for t in re.findall(r"^ *£([\d.]+)(?: |$)", r.pdf(), re.M)}
            expect(len(ticks) > 2 and max(ticks) > 0 and max(ticks) >= value, kind, value, ticks)
            expect(kind == "column" or not value or min(ticks) < value < max(ticks), "room", ticks)
            ys = re.findall(r"stroke #13416e 1\.75 : M [\d.]+ ([\d.]+) L", r.layout())
            expect(kind == "column" or len(set(ys)) == 1, "flat", ys)


def a_steady_series_is_called_so(b):
    headline = STREAK.replace("monthly | streak('revenue')", "kpis[0] | headline")
    for value, words in ((100, "Revenue held steady on June 2026"), (0, "Revenue stayed at zero.")):
        months = [fact(f"2026-0{i}-01", spend=50, revenue=value) for i in range(1, 8)]
        r = good(b.facts(months, template=headline))
        expect(words in " ".join(r.pdf().split()), value, r.pdf())


# ---- Gaps


def a_month_without_rows_is_a_gap(b):
    months = [fact(f"2026-{i:02d}-01", spend=100 + i, revenue=50 + 20 * i) for i in (1, 2, 3, 5, 6, 7)]
    r = good(b.facts(months, kinds=("pdf", "model", "layout", "docx")))
    strokes = [s for s in re.findall(r"stroke #\w+ 2\.25 : (M .*)", r.layout()) if " L " in s]
    expect([s.count(" L ") for s in strokes][:2] == [2, 2], "three months, a gap, three months", *strokes)
    expect("No data for Apr 2026" in " ".join(r.pdf().split()), r.pdf())


def a_streak_does_not_cross_a_gap(b):
    def told(months):
        r = good(b.facts([fact(f"2026-{i:02d}-01", spend=1, revenue=50 + 20 * i) for i in months],
                         template=STREAK, kinds=("model",)))
        return r.model()

    expect("in a row" in told(range(1, 8)), "seven months")
    expect("in a row" not in told((1, 2, 3, 4, 5, 7)), "June is missing", told((1, 2, 3, 4, 5, 7)))


STREAK = """
template: streak
kind: report
title: T
data: [monthly]
body:
  - section: S
    body:
      - text: "Months: {{ monthly | length }}. {{ monthly | streak('revenue') }}"
"""


def a_change_across_a_gap_is_not_given(b):
    r = good(b.facts([fact(f"2026-{i:02d}-01", spend=10, revenue=20 * i) for i in (1, 2, 3, 4, 5, 7)]))
    text = " ".join(r.pdf().split())
    expect("No comparison with June 2026: no data" in text, text)
    expect("%" not in re.sub(r"ROAS.*", "", text.split("Channels")[0]), "no change on the cards", text)


# ---- Many


MANY = """
template: many
kind: report
title: T
body:
  - section: S
    body:
      - chart: KIND
        title: Mix
        data: rows
        by: channel
        x: { field: month, format: "date('month_name')" }
        y: [ { field: spend, label: Spend, format: money(0) } ]
"""


def two_hundred_series_are_the_largest_and_the_rest(b):
    data = {"rows": [{"month": f"2026-0{m}-01", "channel": f"channel {k}", "spend": k * 10 + m}
                     for k in range(200) for m in range(1, 5)]}
    for kind, said in (("line", "In grey: 195 more"), ("stacked", "Other (195)"),
                       ("area", "Other (195)"), ("column", "Not shown: 195 more")):
        r = good(b.run(data, template=MANY, kind=kind, kinds=("pdf", "docx")))
        expect(said in r.pdf(), kind, r.pdf())
        for k in range(195, 200):
            expect(f"channel {k}" in r.pdf(), "the largest are named", kind, k)
        expect("channel 194" not in r.pdf(), "others are not", kind)
        expect(all(w[1] >= 0 and w[3] <= w[6] and w[4] <= w[7] for w in r.words()), "the legend fits")
    good(b.run(data, template=MANY, kind="multiples", kinds=("pdf",)))


def forty_slices_are_five_and_the_rest(b):
    r = good(b.run(rows(100, 90, 80, 70, 60, *[5] * 35), kind="donut", template=CHART, kinds=("pdf", "docx")))
    named = re.findall(r"^ +\d+% (.*?)  ", r.pdf(), re.M)
    expect(named == 2 * ["n0", "n1", "n2", "n3", "n4", "Other (35)"], "five and the rest, twice", named)
    expect("Other (35)" in r.charts("docx"), "in Word")


def one_slice_is_a_full_ring(b):
    r = good(b.run(rows(5), template=CHART, kind="donut", kinds=("pdf", "layout", "docx")))
    rings = [p for p in r.layout().splitlines() if "path" in p and p.count(" C ") >= 8]
    expect(rings and "100%" in r.pdf(), "out and back, four arcs each", r.layout()[:3000])


def a_small_bar_is_a_hairline_with_its_label_outside(b):
    for kind, way in (("bar", 0), ("column", 1)):
        r = good(b.run(rows(10**6, 1, 0), template=CHART, kind=kind, kinds=("pdf", "layout")))
        sizes = []
        for path in re.findall(r"fill #13416e : (M .*)", r.layout()):
            numbers = [float(x) for x in re.findall(r"-?[\d.]+", path)]
            sizes.append(max(numbers[way::2]) - min(numbers[way::2]))
        expect(len(sizes) in (4, 6) and min(s for s in sizes if s) >= 0.5, kind, sizes)
        if kind == "bar":
            expect(re.search(r"^ *n1 +£1$", r.pdf(), re.M), "beside it", r.pdf())
    expect("logarithm" not in r.pdf() and "£1,000" not in r.pdf().replace("£1,000,000", ""),
           "no silent logarithm", r.pdf())


# ---- Tables


TABLE = """
template: table
kind: report
title: T
body:
  - section: S
    body:
      - table: rows
        columns:
COLUMNS
"""


def _table(count):
    return TABLE.replace("COLUMNS", "\n".join(
        f"          - {{ field: c{i}, label: Column {i} }}" for i in range(count)))


def five_thousand_rows_take_linear_memory(b):
    def peak(count):
        data = {"rows": [{f"c{i}": f"name {k}" if i == 0 else k * i for i in range(12)}
                         for k in range(count)]}
        r = good(b.run(data, template=_table(12), kinds=("pdf",)))
        # started by a small process: what the one that starts it holds would count
        launch = ("import os, sys\npid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)\n"
                  "_, status, usage = os.wait4(pid, 0)\nprint(status, usage.ru_maxrss)")
        status, size = tool_output(sys.executable, "-c", launch, b.setup.program, "-q", "-t",
                                   os.path.join(b.folder, "t.yaml"), os.path.join(b.folder, "d.json"), "-o",
                                   os.path.join(b.folder, "again.pdf")).split()
        expect(status == "0", status)
        return int(size), r

    few, _ = peak(1000)
    many, _ = peak(3000)
    most, r = peak(5000)
    expect(most - many < 1.5 * (many - few) + 4096, "as much again for two thousand more", few, many, most)
    pages = r.pdf().split("\f")[:-1]
    expect(len(pages) == r.pages() > 50, len(pages))
    for number, page in enumerate(pages, 1):
        expect("Column 0" in page and f"{number} / {len(pages)}" in page, "head and number", page)
    found = re.findall(r"^name (\d+) ", r.pdf(), re.M)
    expect(found == [str(k) for k in range(5000)], "each row once, in order")


def sixty_columns_are_parts_with_their_key(b):
    data = {"rows": [{f"c{i}": f"key {k}" if i == 0 else 123456 * i + k for i in range(60)}
                     for k in range(3)]}
    r = good(b.run(data, template=_table(60)))
    parts = r.pdf().count("key 1")
    expect(parts > 2, "the key stands in each part", r.pdf())
    for i in range(1, 60):
        expect(f"{123456 * i + 1:,}" in r.pdf(), i)
        expect(f"{123456 * i + 1:,}" in r.body("docx") and f"{123456 * i + 1:,}" in r.body("pptx"), i)
    expect(all(w[3] <= w[6] for w in r.words()), "nothing leaves the page")
    good(b.run(data, template=_table(60), kinds=("layout",)))
    sizes = {float(s) for s in re.findall(r'" [\w-]+ ([\d.]+) wide', r.layout())}
    expect(min(sizes) >= 7, "no smaller than seven points", sizes)


def columns_of_priority_stand_in_the_first_part(b):
    data = {"rows": [{f"c{i}": f"key {k}" if i == 0 else 123456 * i + k for i in range(30)} for k in range(3)]}
    table = _table(30)
    last = "{ field: c29"
    expect(last in table, "the last column", table)
    r = good(b.run(data, template=table.replace(last, "{ priority: 1, field: c29")))
    first = r.pdf().split("key 2")[0]
    expect(f"{123456 * 29 + 1:,}" in first and f"{123456 * 28 + 1:,}" not in first, first)
    expect(first.index(f"{123456 * 1 + 1:,}") < first.index(f"{123456 * 29 + 1:,}"), "in the order written", first)
    for i in range(1, 30):
        expect(r.pdf().count(f"{123456 * i + 1:,}") == 1, i, r.pdf())
    for kind in ("docx", "pptx"):
        body = r.body(kind)
        expect(body.index(f"{123456 * 29 + 1:,}") < body.index(f"{123456 * 20 + 1:,}"), kind)


def a_wide_table_may_lie_on_its_side(b):
    data = {"rows": [{f"c{i}": 1000 + i for i in range(12)}]}
    turned = _table(12).replace("  - section: S", "  - section: S\n    landscape: true")
    r = good(b.run(data, template=turned))
    expect(all(w[6] > w[7] for w in r.words()), "a page on its side")
    expect('w:orient="landscape"' in r.body("docx"), "in Word")


def a_cell_taller_than_a_page_loses_nothing(b):
    words = " ".join(f"word{i}" for i in range(3000))
    r = good(b.named(words, "x", kinds=("pdf", "docx")))
    found = re.findall(r"word\d+", tool_output("pdftotext", "-raw", r.path("pdf"), "-"))
    for i in range(3000):
        expect(found.count(f"word{i}") >= 2, "in the sentence and in the cell", i)
    expect("<w:cantSplit/>" not in next(row for row in r.body("docx").split("<w:tr>") if "word2999" in row),
           "Word may divide it")


# ---- Contents and pages


CONTENTS = CHART.replace("body:\n  - section: Alone", "body:\n  - toc:\n  - section: Alone", 1)


def contents_name_what_is_there(b):
    r = good(b.run(rows(None, None), template=CONTENTS))
    contents = r.pdf()[:r.pdf().index("Something else")]
    expect("With more" in contents and "Alone" not in r.pdf(), r.pdf())
    numbers = re.findall(r"^ +(\d+) ?/ ?(\d+)$", r.pdf(), re.M)
    expect([int(n) for n, _ in numbers] == list(range(1, r.pages() + 1)), numbers)
    expect({int(of) for _, of in numbers} == {r.pages()}, numbers)
    for kind in ("docx", "pptx"):
        expect("Alone" not in r.body(kind), kind)


# ---- Totals among the rows


def a_row_of_totals_is_left_out(b):
    r = good(b.facts([fact("2026-07-01", "A", spend=10), fact("2026-07-01", "B", spend=20),
                      fact("2026-07-01", "Total", spend=30)]))
    expect("is a total of other rows; 1 such row is left out" in r.err, r.err)
    expect("1 total row among the facts left out" in " ".join(r.pdf().split()), r.pdf())
    expect('id="spend" label="Spend" value=£|30| number=30' in r.model(), "counted once")
