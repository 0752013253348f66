"""Nothing, one, too many: the shapes that data come in."""
import re

from quirks_bench import CHART, NAMES, expect, fact, good, rows


def no_rows_say_so(b):
    r = good(b.run({"rows": []}, args=["-v"]))
    expect("table" in r.err and "chart" in r.err, r.err)


def one_row_is_a_report(b):
    for kind in ("line", "bar", "column", "donut", "area"):
        good(b.named("only", kind=kind))


def a_constant_series_and_zeros(b):
    for kind in ("line", "bar", "column", "area"):
        good(b.run({"rows": [{"name": f"m{i}", "spend": 7} for i in range(5)]}, kind=kind))
        good(b.run({"rows": [{"name": f"m{i}", "spend": 0} for i in range(5)]}, kind=kind))



def one_part_is_a_whole_ring(b):
    text = good(b.run({"rows": [{"name": "all", "spend": 9}, {"name": "none", "spend": 0}]},
                      kind="donut")).pdf()
    expect("100" in text, text)



def parts_of_nothing_are_no_ring(b):
    r = good(b.run({"rows": [{"name": f"m{i}", "spend": 0} for i in range(4)]}, kind="donut",
                   args=["-v"]))
    expect("has no value" in r.err and "No data for Q3 2026" in r.pdf(), r.err, r.pdf())


def forty_parts_end_in_other(b):
    r = good(b.run({"rows": [{"name": f"part {i}", "spend": 50 - i} for i in range(40)]},
                   kind="donut"))
    expect("Other" in r.pdf(), r.pdf())


def a_negative_part_is_no_ring(b):
    for kind in ("donut", "treemap", "pareto"):
        r = good(b.run(rows(9, -3, names=["a", "b"]), template=CHART, kind=kind))
        expect(f"'b' is negative, so the {kind} is drawn as bars" in r.err, r.err)
        expect("Shown as bars: ‘b’ is below zero" in r.pdf() and "−£3" in r.pdf(), r.pdf())
        for office in ("docx", "pptx"):
            expect('<c:barDir val="bar"/>' in r.charts(office), office)
            expect("pieChart" not in r.charts(office) and "doughnut" not in r.charts(office), office)


def a_small_bar_beside_a_large_one_is_labelled(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 1000000}, {"name": "b", "spend": 1}]})).pdf()
    expect(re.search(r"^b +£1$", text, re.M), text)


def a_cell_taller_than_a_page_is_divided(b):
    r = good(b.named("word " * 8000, "x", kinds=("pdf",)))
    expect(r.pdf().count("\f") >= 3, r.pdf()[-200:])


def sixty_columns_are_set_or_refused(b):
    columns = "\n".join(f"          - {{ field: c{i}, label: C{i} }}" for i in range(60))
    template = re.sub(r"(        columns:\n).*?(      - chart)", lambda m: m[1] + columns + "\n" + m[2],
                      NAMES, flags=re.S)
    row = {f"c{i}": i * 1000 for i in range(60)}
    row.update({"name": "a", "spend": 1})
    text = good(b.run({"rows": [row] * 3}, template=template)).pdf()
    expect("C59" in text and "59,000" in text.replace("59000", "59,000"), text[-400:])


def two_hundred_parts_fit_a_chart(b):
    r = good(b.run({"rows": [{"name": f"name number {i}", "spend": 500 - i} for i in range(200)]}))
    expect("Other" in r.pdf() or "name number 199" in r.pdf(), r.pdf()[-600:])
