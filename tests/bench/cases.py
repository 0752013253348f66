"""What is timed: each case writes its input and gives the arguments."""
import datetime
import json
import os
import random


class Case:
    def __init__(self, name, make, most_runs=9, kind="pdf"):
        self.name = name
        self.kind = kind
        self.make = make
        self.most_runs = most_runs


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return path


def sample(template):
    def make(folder, root):
        return ["-t", template, os.path.join(root, "samples/client.json")]
    return make


def rows(count, seed):
    chance = random.Random(seed)
    words = ["Brand", "Generic", "Prospecting", "Remarketing", "Shopping", "Video", "Display"]
    places = ["UK", "DE", "FR", "ES", "IT", "NL", "US", "CA"]
    return [{
        "name": f"{chance.choice(words)} {chance.choice(places)} {i % 977}",
        "channel": chance.choice(words),
        "impressions": chance.randrange(10**6),
        "clicks": chance.randrange(10**5),
        "spend": round(chance.random() * 10**4, 2),
        "conversions": chance.randrange(1000),
        "revenue": round(chance.random() * 10**5, 2),
        "status": chance.choice(["on track", "late", "done"]),
    } for i in range(count)]


COLUMNS = """\
        columns:
          - { field: name, label: Campaign }
          - { field: channel, label: Channel }
          - { field: impressions, label: Impressions, format: number(0), total: sum }
          - { field: clicks, label: Clicks, format: number(0), total: sum }
          - { field: spend, label: Spend, format: money(2), total: sum }
          - { field: conversions, label: Conversions, format: number(0), total: sum }
          - { field: revenue, label: Revenue, format: money(2), total: sum }
          - { field: status, label: Status }
"""


def table(count):
    def make(folder, root):
        data = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP"},
                "report": {"period": {"from": "2026-07-01", "to": "2026-09-30"}, "status": "final"},
                "items": rows(count, 7)}
        template = write(folder, f"table{count}.yaml", (
            "template: bench-table\nkind: report\ntitle: A long table\ndata: [client]\n"
            "body:\n  - section: Everything\n    body:\n      - table: items\n" + COLUMNS))
        return ["-t", template, write(folder, f"rows{count}.json", json.dumps(data))]
    return make


CHARTS = ["line", "column", "stacked", "bar", "area", "column"]


def report(folder, root):
    """20 to 25 pages: 6 cards, 6 charts, a 40-row and a 500-row table, text."""
    chance = random.Random(11)
    prose = ("Search carried the quarter while social weakened, and the shift of budget in "
             "August shows in both. ").split()
    months = [{"month": f"2025-{m:02}-01", "spend": 40000 + 900 * m, "revenue": 150000 + 7000 * m,
               "other": 20000 + 100 * m} for m in range(1, 13)]
    data = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP"},
            "report": {"period": {"from": "2025-10-01", "to": "2025-12-31"}, "status": "final"},
            "cards": [{"label": f"Measure {i}", "value": 1000 * (i + 1), "previous": 900 * (i + 1)}
                      for i in range(6)],
            "months": months, "short": rows(40, 3), "long": rows(500, 5),
            "words": [" ".join(chance.choice(prose) for _ in range(110)) for _ in range(24)]}
    body = ["  - cover: {}", "  - toc", "  - section: Summary", "    body:", "      - kpis: cards"]
    for i, kind in enumerate(CHARTS):
        body += [f"  - section: Part {i + 1}", "    body:",
                 f"      - text: \"{{{{ words[{2 * i}] }}}}\"",
                 f"      - chart: {kind}", f"        title: Chart {i + 1}", "        data: months",
                 "        x: { field: month, format: date('month') }",
                 "        y: [ { field: spend, label: Spend, format: money(0) },"
                 " { field: revenue, label: Revenue, format: money(0) } ]",
                 f"      - text: \"{{{{ words[{2 * i + 1}] }}}}\""]
    for name in ("short", "long"):
        body += [f"  - section: The {name} table", "    body:", f"      - table: {name}",
                 COLUMNS.rstrip("\n")]
    template = write(folder, "report.yaml",
                     "template: bench-report\nkind: report\ntitle: A quarter\ndata: [client]\n"
                     "body:\n" + "\n".join(body) + "\n")
    return ["-t", template, write(folder, "report.json", json.dumps(data))]


def deck(folder, root):
    """15 slides: a title, 8 charts, 4 tables, cards, a close; notes to each."""
    months = [{"month": f"2025-{m:02}-01", "spend": 40000 + 900 * m, "revenue": 150000 + 7000 * m}
              for m in range(1, 13)]
    data = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP"},
            "report": {"period": {"from": "2025-10-01", "to": "2025-12-31"}, "status": "final"},
            "cards": [{"label": f"Measure {i}", "value": 1000 * (i + 1), "previous": 900 * (i + 1)}
                      for i in range(4)],
            "months": months, "items": rows(10, 3)}
    slides = ["  - cover: {}", "  - slide: The quarter", "    notes: Begin here.", "    body:",
              "      - kpis: cards"]
    for i in range(8):
        slides += [f"  - slide: Finding {i + 1}", "    notes: What to say to it.",
                   "    layout: chart", "    body:", f"      - chart: {CHARTS[i % len(CHARTS)]}",
                   "        data: months", "        x: { field: month, format: date('month') }",
                   "        y: [ { field: spend, label: Spend, format: money(0) },"
                   " { field: revenue, label: Revenue, format: money(0) } ]"]
    for i in range(4):
        slides += [f"  - slide: Table {i + 1}", "    notes: What to say to it.", "    layout: table",
                   "    body:", "      - table: items", COLUMNS.rstrip("\n")]
    slides += ["  - slide: Next", "    layout: closing", "    notes: Stop here.", "    body:",
               "      - text: Questions are welcome."]
    template = write(folder, "deck.yaml",
                     "template: bench-deck\nkind: presentation\ntitle: A quarter\ndata: [client]\n"
                     "slides:\n" + "\n".join(slides) + "\n")
    return ["-t", template, write(folder, "deck.json", json.dumps(data))]


COMPARE = """[target, prior_year, previous_period, previous_month, previous_quarter,
    previous_year, same_weeks_last_year, mtd_vs_mtd, ytd,
    { name: launch, from: 2025-10-01, to: 2025-10-31 }]"""


MONTHS = [f"{2025 + m // 12}-{m % 12 + 1:02}" for m in range(6, 21)]
FX = "fx: { base: GBP, method: period average, rates: { " + ", ".join(
    f"{code}: {{ " + ", ".join(f"{month}: {rate + i / 1000:.3f}" for i, month in enumerate(MONTHS))
    + " }" for code, rate in (("EUR", 0.86), ("USD", 0.74))) + " } }\n"


def csv_facts(count, compare=None, currencies=None):
    """A monthly report from `count` rows of CSV over 15 months: 352 campaigns, 5 measures."""
    def make(folder, root):
        chance = random.Random(5)
        campaigns = [f"{c},{c} | {w} {i}" for c in CHANNELS
                     for w in ("Brand", "Generic", "Prospecting", "Remarketing")
                     for i in range(1, 12)]
        first = datetime.date(2025, 7, 1)
        path = os.path.join(folder, f"facts{count}.csv")
        with open(path, "w", encoding="utf-8") as f:
            f.write("date,channel,campaign,impressions,clicks,spend,conversions,revenue"
                    f"{',currency' if currencies else ''}\n")
            for i in range(count):
                day = first + datetime.timedelta(i * 457 // count)
                f.write(f"{day},{chance.choice(campaigns)},{chance.randrange(200000)},"
                        f"{chance.randrange(5000)},{chance.random() * 900:.2f},"
                        f"{chance.randrange(200)},{chance.random() * 9000:.2f}"
                        f"{',' + chance.choice(currencies) if currencies else ''}\n")
        return ["-t", "monthly", write(folder, f"facts{count}.yaml", (
            "client: { name: Acme, locale: en-GB, currency: GBP }\n"
            "report: { period: 2026-09, status: final"
            f"{', compare: ' + compare if compare else ''} }}\n"
            f"facts: {{ $csv: facts{count}.csv }}\n{FX if currencies else ''}"))]
    return make


CHANNELS = ["Paid Search", "Paid Social", "Display", "Video", "Email", "Affiliates", "Shopping",
            "Audio"]

CASES = [
    Case("quarterly sample", sample("quarterly")),
    Case("monthly sample", sample("monthly")),
    Case("report of 20-25 pages", report),
    Case("table of 10,000 rows", table(10_000), 5),
    Case("table of 50,000 rows", table(50_000), 3),
    Case("CSV of 100,000 rows", csv_facts(100_000), 5),
    Case("CSV of 100,000 rows, 10 comparisons", csv_facts(100_000, COMPARE), 5),
    Case("CSV of 100,000 rows, 10 comparisons, 3 currencies",
         csv_facts(100_000, COMPARE, ["GBP", "EUR", "USD"]), 5),
    Case("CSV of 1,000,000 rows", csv_facts(1_000_000), 3),
    Case("deck for PowerPoint", deck, kind="pptx"),
    Case("report as slides for PowerPoint", sample("quarterly"), kind="pptx"),
    Case("quarterly for Word", sample("quarterly"), kind="docx"),
]
