"""Dates and periods that clients bring, on paper."""
import json
import os
import re

from quirks_bench import NAMES, Result, expect, good
from tool import run_program


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


def _words(text):
    return re.sub(r"\s+", " ", text)


def _dated(b, csv, period="2026-09", options=None, client=None, kinds=("pdf", "model"), **report):
    """A report of September 2026 over the rows of a CSV file."""
    data = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP", **(client or {})},
            "report": {"period": period, "compare": ["previous_period"], **report},
            "facts": {"$csv": "rows.csv", **(options or {})}}
    return b.run(data, template=DATED, files={"rows.csv": csv}, kinds=kinds)


def a_date_of_two_readings_needs_date_format(b):
    csv = "date,spend\n09/01/2026,5\n10/01/2026,7\n"
    r = _dated(b, csv)
    expect(r.status == 1 and "out.pdf" not in r.left(), r.status, r.left())
    expect("rows.csv:2:1" in r.err and "2026-01-09 or 2026-09-01" in r.err, r.err)
    expect("say date_format: dmy or mdy" in r.err, r.err)
    expect("Spent 5 in" in _words(good(_dated(b, csv, options={"date_format": "mdy"})).pdf()), "mdy")
    expect("Spent 12 in" in _words(good(_dated(b, csv, period="2026-01",
                                             options={"date_format": "dmy"})).pdf()), "dmy")


def one_date_proves_the_order_for_its_column(b):
    csv = "date,spend\n31/12/2026,1\n09/12/2026,4\n12/09/2026,9\n"
    expect("Spent 5 in" in _words(good(_dated(b, csv, period="2026-12")).pdf()), "31/12 proves dmy")
    r = _dated(b, csv + "12/31/2026,2\n", period="2026-12")
    expect(r.status == 1 and "rows.csv:5:1" in r.err and "rows.csv:2:1" in r.err, r.status, r.err)


def short_years_are_printed_as_they_are_read(b):
    r = good(_dated(b, "date,spend\n09/01/26,5\n09/30/26,7\n"))
    text = _words(r.pdf())
    expect("Spent 12 in" in text, text)
    expect("date: 09/01/26 is read as 1 September 2026; 2 dates have a year of two digits" in text, text)
    expect("69 to 99 are 1969 to 1999" in text, text)
    expect(r.err.count("read as 2026-09-01") == 1, "once on stderr", r.err)


def fiscal_words_are_dates_in_tables(b):
    csv = "date,spend\nFY26 Q1,1\nFY26-Q2,20\nQ3 FY26,300\n"
    text = _words(good(_dated(b, csv, period="FY26 Q2", client={"fiscal_year_starts": 4})).pdf())
    expect("Spent 20 in Q2 FY26; Q1 FY26." in text, text)
    text = _words(good(_dated(b, csv, period="2025-Q4",
                            client={"fiscal_year_starts": 4, "fiscal_year_named": "end"})).pdf())
    expect("Spent 300 in Q3 FY26" in text, text)


def years_of_weeks_have_periods_of_their_own(b):
    retail = {"fiscal_year_starts": 2, "fiscal_calendar": "4-5-4"}
    csv = "date,spend\nFY25 P1,10\nFY25 P2,25\n"
    text = _words(good(_dated(b, csv, period="FY25 P2", client=retail)).pdf())
    expect("Spent 25 in P2 FY25; P1 FY25." in text, text)
    days = "date,spend\n" + "".join(f"2025-{m:02}-{d:02},1\n" for m in (2, 3, 4)
                                    for d in range(1, 29 if m == 2 else 31))
    text = _words(good(_dated(b, days, period="FY25 P2", client=retail)).pdf())
    expect("Spent 34 in P2 FY25; P1 FY25." in text, "2 March to 5 April", text)
    r = _dated(b, "date,spend\n2025-03,1\n", period="FY25 P2", client=retail)
    expect(r.status == 1 and "rows.csv:2:1" in r.err and "FY26 P6" in r.err, r.status, r.err)


def times_in_tables_are_of_the_clients_day(b):
    csv = "date,spend\n2026-08-31T22:30:00Z,5\n2026-09-01T00:30:00+02:00,7\n01/09/2026 12:00,1\n"
    text = _words(good(_dated(b, csv, client={"timezone": "Europe/Paris"},
                            options={"date_format": "dmy"})).pdf())
    expect("Spent 13 in" in text, text)
    expect("1 time falls on another day in Europe/Paris" in text, text)
    r = good(_dated(b, csv, options={"date_format": "dmy"}))
    text = _words(r.pdf())
    expect("Spent 8 in" in text and "2 times say their own time zone, not all the same" in text, text)
    expect("rows.csv:2:1: warning: date: 2 times say their own time zone" in r.err, r.err)


def words_of_weeks_quarters_and_months_are_dates(b):
    for word, period in (("2026-09", "2026-09"), ("2026-Q3", "2026-Q3"), ("2026-W09", "2026-W09"),
                         ("2026-W53", "2026-W53"), ("2024-02-29", "2024-02"), ("2026-H1", "2026-H1"),
                         ("2026", "2026")):
        text = _words(good(_dated(b, f"date,spend\n{word},5\n", period=period)).pdf())
        expect("Spent 5 in" in text, word, text)
    r = _dated(b, "date,spend\n2025-W53,5\n2026-02-29,1\n")
    expect(r.status == 1 and "2025-W53" in r.err, r.status, r.err)


def an_open_end_stays_open(b):
    template = NAMES.replace("Campaign {{ name }} ends.",
                             "{% for p in plan %}{{ p.name }} ends {{ p.end or 'never' }}. {% endfor %}")
    r = good(b.run({"rows": [{"name": "x", "spend": 1}],
                    "plan": {"$csv": "plan.csv", "columns": {"name": "name",
                                                             "end": {"type": "date"}}}},
                   template=template, files={"plan.csv": "name,end\na,2026-07-01\nb,Ongoing\n"}))
    text = _words(r.pdf())
    expect("a ends 2026-07-01. b ends never." in text, text)


def rows_in_any_order_are_one_period(b):
    r = good(_dated(b, "date,spend\n2026-09-03,4\n2026-09-01,1\n2026-09-02,2\n2026-09-02,2\n"))
    text = _words(r.pdf())
    expect("Spent 9 in" in text and "are read by date" in text, text)
    expect("1 row repeats the date and dimensions of another; both count" in text, text)


def duplicates_follow_the_declared_rule(b):
    csv = "date,channel,spend\n2026-09-01,A,4\n2026-09-01,A,5\n"
    facts = {"facts": {"$csv": "rows.csv"}, "report": {"period": "2026-09"}}
    for rule, spent in (("sum", "9"), ("last", "5")):
        r = good(b.run({**facts, "rules": {"duplicates": rule}}, template=DATED.replace(
            "; {{ comparisons[0].label }}", ""), files={"rows.csv": csv}, kinds=("pdf",)))
        expect(f"Spent {spent} in" in _words(r.pdf()), rule, r.pdf())
    r = b.run({**facts, "rules": {"duplicates": "error"}}, template=DATED, files={"rows.csv": csv})
    expect(r.status == 1 and "rows.csv:3" in r.err, r.status, r.err)


def a_table_of_actions_keeps_how_its_dates_are_written(b):
    head = "ad_id,date,_fivetran_id,index,action_type,value\n"
    files = [{"$csv": "a.csv", "preset": "meta-actions"}, {"$csv": "s.csv"}]
    b.write("a.csv", head + "1,2026-06,a,0,purchase,5\n1,2026-07,b,0,purchase,6\n")
    b.write("s.csv", "date,ad_id,channel,spend\n2026-06,1,Meta,5\n2026-07,1,Meta,6\n")
    r = good(b.facts(files))
    expect("partial" not in r.model() and "days" not in r.err, "July is a whole month", r.err, r.model())
    b.write("a.csv", head + "1,13/06/26,a,0,purchase,5\n1,14/07/26,b,0,purchase,6\n")
    b.write("s.csv", "date,ad_id,channel,spend\n2026-07-14,1,Meta,6\n")
    r = good(b.facts(files))
    expect("a year of two digits" in r.model(), "in the data notes", r.model())


def gaps_are_listed_on_the_page(b):
    text = _words(good(_dated(b, "date,spend\n2026-06-01,1\n2026-08-01,1\n2026-09-01,1\n")).pdf())
    expect("No data for Jul 2026." in text, text)
    text = _words(good(_dated(b, "date,spend\n2026-09-01,1\n2026-09-02,1\n2026-09-05,1\n")).pdf())
    expect("days have no rows: 3–4 Sept 2026" in text, text)


def a_period_to_come_shows_the_plan_alone(b):
    data = {"report": {"period": "2026-12", "as_of": "2026-11-15"}, "targets": {"revenue": 1000},
            "budget": [{"line": "Search", "month": "2026-12", "plan": 100}],
            "facts": [{"date": "2026-10-01", "revenue": 70}, {"date": "2026-11-14", "revenue": 90}]}
    with open(os.path.join(b.folder, "d.json"), "w", encoding="utf-8") as f:
        json.dump({"client": {"name": "A", "locale": "en-GB", "currency": "GBP"}, **data}, f)
    status, _, err = run_program(b.setup, ["-t", "monthly", "d.json", "-o", "out.pdf"], cwd=b.folder)
    r = good(Result(status, err, b.folder))
    text = _words(r.pdf())
    expect("Target £1,000" in text and "the period has not begun" in text, text)
    expect("The period has not begun: what is planned for it is shown, and no results." in text, text)
    expect("£70" not in text and "£90" not in text and "0%" not in text, text)


def a_reversed_period_is_refused(b):
    r = _dated(b, "date,spend\n2026-09-01,1\n", period={"from": "2026-09-30", "to": "2026-09-01"})
    expect(r.status == 1 and "ends before it begins" in r.err and "d.json:1:" in r.err, r.err)
    expect("out.pdf" not in r.left(), r.left())


def a_partial_period_is_marked_aligned_and_labelled(b):
    rows = "".join(f"2026-{m:02}-{d:02},{m}\n" for m in (7, 8, 9) for d in range(1, 31 if m == 9 else 32))
    r = good(_dated(b, "date,spend\n" + rows, as_of="2026-09-18"))
    text = _words(r.pdf())
    expect("Spent 162 in 1–18 Sept 2026, 18 of 30 days; 1–18 Aug 2026, 18 of 31 days." in text, text)
    expect("The period is partial: data to 18 Sept 2026 (18 of 30 days)." in text, text)
    expect("partial_from=2" in r.model(), "the last column is marked", r.model())
    expect('"Sept 2026" 162' in r.model(), "and of the same days as the sum", r.model())
    whole = good(_dated(b, "date,spend\n" + rows, as_of="2026-10-04"))
    expect("partial: data to" not in _words(whole.pdf()), whole.pdf())
    expect("partial_from" not in whole.model(), whole.model())
