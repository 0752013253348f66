"""Numbers that clients bring, on paper and in Office files."""
import re

from quirks_bench import CHANNELS, CHART, NAMES, expect, fact, good, rows


def null_is_a_dash_and_no_part_of_the_sum(b):
    text = good(b.run({"rows": [{"name": "a", "spend": None}, {"name": "b", "spend": 5}]})).pdf()
    expect(re.search(r"^a +–", text, re.M) and re.search(r"Total +£5\.00", text), text)


def zero_is_printed_as_zero(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 0}, {"name": "b", "spend": 5}]})).pdf()
    expect(re.search(r"^a +£0\.00", text, re.M), text)


def huge_and_tiny_numbers_stay_readable(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 1e15}, {"name": "b", "spend": 0.00001}]})).pdf()
    expect("£1,000,000,000,000,000.00" in text, text)
    expect("<£0.01" in text or "< £0.01" in text, text)
    expect("e+" not in text and "e-0" not in text, text)


def float_noise_is_not_printed(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 0.30000000000000004},
                                {"name": "b", "spend": 0.1}, {"name": "c", "spend": 0.2}]})).pdf()
    expect("£0.30" in text and "0.30000" not in text and "£0.60" in text, text)


def large_ids_stay_text(b):
    r = good(b.run({"rows": [{"name": "12345678901234567890", "spend": 1}]}))
    expect("12345678901234567890" in r.pdf(), r.pdf())


def credits_keep_their_sign(b):
    text = good(b.run({"rows": [{"name": "a", "spend": -12.5}, {"name": "b", "spend": 20}]})).pdf()
    expect(re.search("[−-]£12\\.50", text) and "£7.50" in text, text)


# ---- Missing and zero

MISSING = [None, "", "n/a", "--", " --", "-", "na", "#N/A", "NaN"]


def words_for_missing_are_dashes_in_tables(b):
    template = NAMES + "      - data_notes:\n"
    r = good(b.run(rows(*MISSING, 7), template=template))
    for i in range(len(MISSING)):
        expect(re.search(rf"^n{i} +–$", r.pdf(), re.M), MISSING[i], r.pdf())
    expect("£0" not in r.pdf() and re.search(r"Total +£7\.00", r.pdf()), r.pdf())
    expect("Spend: 9 of 10 rows have no value" in " ".join(r.pdf().split()), r.pdf())
    expect(r.body("docx").count("–") >= 9, "in Word too")


def words_for_missing_are_counted_in_facts(b):
    days = [fact(f"2026-07-{i + 1:02d}", spend=w, revenue=1) for i, w in enumerate(MISSING)]
    r = good(b.facts([*days, fact("2026-07-10", spend=7, revenue=1)]))
    expect("Spend: 9 of 10 rows have no value" in " ".join(r.pdf().split()), r.pdf())
    expect(re.search(r"^ *A +£7 ", r.pdf(), re.M), "the sum is of what is known", r.pdf())


def missing_is_a_gap_in_a_line(b):
    months = [f"2026-0{i}-01" for i in range(1, 7)]
    r = good(b.run(rows(5, 6, "n/a", 7, 8, 9, names=months), template=CHART, kind="line",
                   kinds=("pdf", "layout", "docx")))
    strokes = re.findall(r"stroke #13416e 1\.75 : (M .*)", r.layout())
    expect([s.count(" L ") for s in strokes] == [1, 2, 1, 2], "before and after the gap", *strokes)
    expect('<c:dispBlanksAs val="gap"/>' in r.charts("docx"), "in Word too")


def a_ratio_over_zero_is_a_dash(b):
    r = good(b.facts([fact("2026-07-01", spend=0, revenue=5, impressions=0, clicks=0)]))
    expect(re.search(r"^ *A +£0 +0 +0 +– +– +£5 +–", r.pdf(), re.M), r.pdf())


# ---- As people write them

AMBIGUOUS = (("1.234", "1.234", "1234"), ("3.000", "3.000", "3000"), ("(1,234)", "-1234", "-1.234"))


def a_number_with_two_readings_is_refused(b):
    for text, english, german in AMBIGUOUS:
        r = b.facts([fact("2026-07-01", spend=text)], kinds=("docx",))
        expect(r.status == 1 and "out.docx" not in r.left(), r.status)
        expect(re.search(r"^d\.json:1:\d+: error: facts\[0\]\.spend: ", r.err), r.err)
        expect(f"'{text}' is {english} in English and {german} in German" in r.err, r.err)
        expect("number_locale" in r.err, r.err)


def numbers_in_texts_are_read(b):
    for text, locale, printed in (("1,234.56", None, "£1,234.56"), ("1.234,56", None, "£1,234.56"),
                                  ("1 234,56 £", None, "£1,234.56"), ("12,34,567", None, "£1,234,567"),
                                  ("3.000", "de-DE", "£3,000.00"), ("−12", None, "−£12.00"),
                                  ("(1,234)", "en-GB", "−£1,234.00")):
        more = {"number_locale": locale} if locale else {}
        r = good(b.facts([fact("2026-07-01", spend=text)], template=CHANNELS, **more))
        expect(printed in r.pdf(), text, r.pdf())


def percentages_in_texts_are_read(b):
    r = good(b.facts([fact("2026-07-01", awareness="77.77%", spend=1)],
                     template=CHANNELS.replace("spend, label: Spend, format: money(2), total: sum",
                                               "awareness, format: percent(2)")))
    expect("77.77%" in r.pdf(), r.pdf())


def money_of_another_currency_is_refused(b):
    for text, code in (("$5", "USD"), ("5,20 €", "EUR"), ("CHF 5", "CHF")):
        r = b.facts([fact("2026-07-01", spend=text)])
        expect(r.status == 1 and f"'{text}' is in {code} and the report in GBP" in r.err, r.err)
    for text, code in (("$1,205.00", "USD"), ("1,205.50 €", "EUR"), ("CHF 5,300.00", "CHF")):
        b.write("a.csv", f'date,spend\n2026-07-01,"£1,200.50"\n2026-07-02,"{text}"\n'.encode())
        r = b.facts({"$csv": "a.csv"})
        expect(r.status == 1 and f"is in {code} and the report in GBP" in r.err and "a.csv:3:1" in r.err, r.err)
    b.write("a.csv", 'date,spend\n2026-07-01,"£1,200.50"\n2026-07-02,"1,205.50"\n'.encode())
    good(b.facts({"$csv": "a.csv"}))
    r = b.facts([fact("2026-07-01", spend=5, currency="EUR"), fact("2026-07-02", spend=5, currency="GBP")])
    expect(r.status == 1 and "never added up" in r.err, r.err)


# ---- Bounds


def bounds_are_printed_as_given_and_not_added(b):
    template = NAMES + "      - data_notes:\n"
    r = good(b.run(rows("< 10%", "<1", "≤100", 7, 5), template=template))
    for i, bound in enumerate(("< 10%", "<1", "≤100")):
        expect(re.search(rf"^n{i} +{bound}$", r.pdf(), re.M), r.pdf())
    expect(re.search(r"Total +£12\.00", r.pdf()), r.pdf())
    text = " ".join(r.pdf().split())
    expect("Values with < or > are bounds, printed as given; no total counts them." in text, text)
    expect("Spend: 3 values are bounds" in text, text)
    for kind in ("docx", "pptx"):
        expect("&lt; 10%" in r.body(kind) and "are bounds, printed as given" in r.body(kind), kind)


def a_bound_among_facts_is_printed_where_it_stands_alone(b):
    columns = CHANNELS + "          - { field: impression_share, label: Share, format: percent(0) }\n"
    r = good(b.facts([fact("2026-07-01", "A", impressions=100, spend=5, impression_share="< 10%"),
                      fact("2026-07-02", "B", impressions=100, spend=6, impression_share=0.3),
                      fact("2026-07-03", "C", impressions=100, spend=4, impression_share=0.2),
                      fact("2026-07-04", "C", impressions=100, spend=0, impression_share="< 10%")],
                     template=columns))
    expect(re.search(r"^A +£5\.00 +< 10%", r.pdf(), re.M), r.pdf())
    expect(re.search(r"^B +£6\.00 +30%", r.pdf(), re.M), r.pdf())
    expect(re.search(r"^C +£4\.00 +–", r.pdf(), re.M), "no mean of bounds", r.pdf())


# ---- Large and small


def large_amounts_have_units_on_cards(b):
    for value, printed in ((1e12, "£1.00T"), (1e15, "£1000T")):
        r = good(b.facts([fact("2026-07-01", spend=value)]))
        expect(printed in r.pdf(), value, r.pdf())


def numbers_beyond_all_units_stay_in_their_columns(b):
    r = good(b.run(rows(1e308, 1e15, 1)))
    expect("£1.00 × 10³⁰⁸" in r.pdf() and "£1,000,000,000,000,000.00" in r.pdf(), r.pdf())
    expect(all(w[1] >= 0 and w[3] <= w[6] for w in r.words()), "nothing leaves the page", r.words())
    expect("rows[0].spend is larger than a chart can draw" in r.err, r.err)
    r = good(b.facts([fact("2026-07-01", spend=1e308)]))
    expect("larger than any amount that is counted" in r.err, r.err)
    expect("larger than any amount" in " ".join(r.pdf().split()), "and in the data notes", r.pdf())


def tiny_amounts_are_neither_nothing_nor_exponents(b):
    r = good(b.facts([fact("2026-07-01", spend=0.001, clicks=100, impressions=10**6)]))
    model = r.model()
    for metric in ("cpc", "cpm", "spend"):
        card = re.search(rf'kpi .*id="{metric}".*? value=(\S+)', model)
        expect(card, f"no card for {metric}", model)
        expect(re.search(r"<|[1-9]", card[1]) and "e-" not in card[1], card[0])
    expect("<£" in r.pdf() and "e-0" not in r.pdf(), r.pdf())


def identifiers_are_text_end_to_end(b):
    table = CHANNELS.replace("channels\n        columns", "by_order\n        columns")
    r = good(b.facts([fact("2026-07-01", order=12345678901234567890, spend=1),
                      fact("2026-07-02", order=12345678901234567891, spend=2)], template=table,
                     kinds=("pdf", "docx", "pptx")))
    plain = NAMES.replace("field: spend, label: Spend, format: money(2), total: sum", "field: order")
    for text in (r.pdf(), r.body("docx"), r.body("pptx")):
        expect("12345678901234567890" in text and "12345678901234567891" in text, text)
    ids = [{"name": "a", "spend": 1, "order": 9007199254740993},
           {"name": "b", "spend": 1, "order": "9007199254740995"}]
    r = good(b.run({"rows": ids}, template=plain))
    for text in (r.pdf(), r.body("docx"), r.body("pptx")):
        expect("9007199254740993" in text and "9007199254740995" in text, text)


# ---- Below zero


def credits_and_refunds_are_said(b):
    r = good(b.facts([fact("2026-07-01", "A", spend=-12.5, revenue=100),
                      fact("2026-07-02", "B", spend=20, revenue=-30)]))
    text = " ".join(r.pdf().split())
    expect("−£13 credit" in text and "£20" in text, text)
    expect("Spend: 1 of 2 rows is below zero (credit)" in text, text)
    expect("Revenue: 1 of 2 rows is below zero (refunds)" in text, text)
    expect(re.search(r"^ *A .*n/m", r.pdf(), re.M) and re.search(r"^ *B .*n/m", r.pdf(), re.M),
           "ratios are not meaningful", r.pdf())
    expect('id="spend" label="Spend" value=£|8| number=7.5' in r.model(), "sums are right")
    r = good(b.facts([fact("2026-07-01", "A", spend=-12.5, revenue=100)], kinds=("pdf", "docx", "pptx", "model")))
    expect(re.search(r'id="spend" .*\n(.*\n)? *delta flat normal text="credit"', r.model()), r.model())
    expect(all(">credit<" in r.body(kind) for kind in ("docx", "pptx")), "on the card")


# ---- Kinds and units


def a_number_as_text_is_a_number_among_numbers(b):
    r = good(b.run(rows(12, "12", "1,234.50")))
    expect(re.search(r"Total +£1,258\.50", r.pdf()), r.pdf())


def words_among_numbers_are_refused_with_their_path(b):
    for word in ("twelve", True):
        r = b.run(rows(12, word), kinds=("docx",))
        expect(r.status == 1 and "rows[1].spend" in r.err and "out.docx" not in r.left(), r.err)
        r = b.run(rows(12, word), template=CHART, kinds=("docx",))
        expect(r.status == 1 and "rows[1].spend is" in r.err, "in a chart alone", r.err)
    r = b.facts([fact("2026-07-01", spend=12), fact("2026-07-02", spend="12"),
                 fact("2026-07-03", spend="twelve")])
    expect(r.status == 1 and 'facts[2].spend: expected a number, found "twelve"' in r.err, r.err)


def percent_and_fraction_are_doubted(b):
    days = [f"2026-07-0{i}" for i in range(1, 5)]
    r = good(b.facts([fact(d, spend=1, approval=0.5) for d in days],
                     metrics=[{"id": "approval", "unit": "percent", "class": "index"}]))
    expect("none of its 4 values is above 1: are they fractions?" in r.err, r.err)
    expect("declared in percent, yet none" in " ".join(r.pdf().split()), r.pdf())
    r = good(b.facts([fact(d, spend=1, awareness=52.5) for d in days]))
    expect("is a fraction, yet 4 of its 4 values are above 1" in r.err, r.err)
    r = good(b.facts([fact("2026-07-01", spend=1, impressions=100, impression_share=0.3)]))
    expect("is a fraction, yet" not in r.err, "a share is not doubted for its weight", r.err)


def a_ratio_that_contradicts_its_parts_is_worked_out(b):
    r = good(b.facts([fact("2026-07-01", spend=1, impressions=1000, clicks=20, ctr=0.5)]))
    expect("in the first it is 0.5, the parts give 0.02; the parts are used" in r.err, r.err)
    text = " ".join(r.pdf().split())
    expect("CTR" in text and "in the first it is 0.5, the parts give 0.02" in text, text)
    expect('id="ctr" label="CTR" value=|2.00|%' in r.model(), "the parts are printed")


def a_click_rate_above_one_is_said(b):
    r = good(b.facts([fact("2026-07-01", spend=1, impressions=10, clicks=20)]))
    expect("200.00%" in r.pdf() and "CTR is above 100%" in r.pdf(), r.pdf())


def noise_of_floats_is_rounded_away(b):
    r = good(b.run(rows(0.30000000000000004, 0.0476000010967)))
    expect("£0.30" in r.pdf() and "£0.05" in r.pdf() and "0000" not in r.pdf(), r.pdf())
    for kind in ("docx", "pptx"):
        body = r.body(kind)
        expect("£0.30" in body and "0.3000" not in body and "0.0476" not in body, kind)
