#!/usr/bin/env python3
"""Write the sample clients beside this script.

The clients are made up, except retail.json and social.json, whose numbers come
from the public files in open/ (README.md has their sources and licences).
Same seed, same bytes: run it again and nothing changes.
"""

import csv
import datetime
import json
import os
import random

HERE = os.path.dirname(os.path.abspath(__file__))

# ---- Acme Outdoor: campaigns -------------------------------------------------

# channel, campaign, monthly spend, CPC, CTR %, conversion rate %, order value,
# yearly spend growth, share of new customers
CAMPAIGNS = [
    ("Paid Search", "Brand", 9200, 0.62, 9.8, 5.2, 150, 1.05, 0.22),
    ("Paid Search", "Generic - Jackets", 14800, 1.18, 4.1, 3.05, 162, 1.14, 0.55),
    ("Paid Search", "Generic - Boots", 11900, 1.06, 4.3, 2.95, 141, 1.12, 0.57),
    ("Paid Search", "Generic - Tents", 7400, 1.24, 3.9, 2.6, 214, 1.10, 0.60),
    ("Paid Search", "Competitor terms", 3100, 1.92, 2.2, 1.25, 148, 1.00, 0.74),
    ("Shopping", "All products", 12600, 0.71, 1.25, 2.05, 139, 1.18, 0.44),
    ("Shopping", "Boots and shoes", 6900, 0.66, 1.31, 2.2, 128, 1.16, 0.45),
    ("Shopping", "Performance Max", 8400, 0.59, 1.08, 1.95, 144, 1.32, 0.48),
    ("Shopping", "Sale", 2600, 0.52, 1.62, 2.6, 96, 1.05, 0.36),
    ("Paid Social", "Prospecting - Broad", 8800, 0.74, 1.02, 1.15, 136, 1.20, 0.81),
    ("Paid Social", "Prospecting - Lookalike", 6300, 0.82, 0.98, 1.3, 142, 1.16, 0.78),
    ("Paid Social", "Retargeting", 4200, 0.58, 1.44, 2.7, 147, 1.08, 0.16),
    ("Paid Social", "Catalogue", 3700, 0.63, 1.2, 1.85, 138, 1.10, 0.34),
    ("Paid Social", "TikTok - Creators", 2900, 0.47, 0.86, 0.82, 118, 1.45, 0.85),
    ("Video", "YouTube - Trail Stories", 4600, 0.95, 0.42, 0.9, 155, 1.22, 0.72),
    ("Video", "YouTube - Reach", 2100, 1.12, 0.31, 0.55, 152, 1.10, 0.77),
    ("Display", "Retargeting", 2400, 0.54, 0.48, 1.35, 144, 0.98, 0.14),
    ("Display", "Prospecting", 1700, 0.68, 0.29, 0.5, 140, 0.92, 0.80),
    ("Affiliates", "Content partners", 3600, 0.51, 2.4, 2.15, 149, 1.12, 0.62),
    ("Affiliates", "Voucher partners", 2500, 0.36, 3.1, 3.3, 112, 1.03, 0.31),
    ("Email", "Newsletter", 900, 0.05, 2.6, 0.92, 127, 1.04, 0.03),
    ("Email", "Abandoned basket", 350, 0.05, 7.4, 3.6, 133, 1.06, 0.05),
]

SEASON = [0.86, 0.80, 0.92, 0.99, 1.04, 1.06, 1.00, 1.03, 1.01, 1.06, 1.38, 1.27]
# Order value follows the season less than spend does.
BASKET = [0.95, 0.96, 0.99, 1.00, 1.00, 0.99, 0.99, 1.00, 1.02, 1.05, 1.02, 0.98]

PERIOD_FROM = datetime.date(2026, 7, 1)
PERIOD_TO = datetime.date(2026, 9, 30)


def months(first_year, first_month, count):
    for i in range(count):
        n = first_year * 12 + first_month - 1 + i
        yield datetime.date(n // 12, n % 12 + 1, 1)


def month_days(day):
    following = datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - day).days


def acme_row(rng, campaign, month, index):
    channel, name, spend0, cpc0, ctr, cvr0, aov, growth, new_share = campaign
    years = index / 12.0
    spend = spend0 * SEASON[month.month - 1] * growth ** (years - 1)
    cpc = cpc0 * 1.035 ** years
    cvr = cvr0 * 0.78 * 1.04 ** years
    if channel == "Paid Search" and month >= datetime.date(2026, 8, 1):
        cvr *= 1.15  # the new landing page
        cpc *= 0.96
    if channel == "Paid Social" and month >= datetime.date(2026, 5, 1):
        cvr *= 0.84  # weaker creative
        cpc *= 1.09
    spend *= rng.uniform(0.96, 1.04)
    clicks = spend / (cpc * rng.uniform(0.97, 1.03))
    impressions = clicks / (ctr / 100 * rng.uniform(0.95, 1.05))
    conversions = clicks * cvr / 100 * rng.uniform(0.95, 1.05)
    basket = aov * BASKET[month.month - 1] * 1.02 ** years
    revenue = round(conversions) * basket * rng.uniform(0.97, 1.03)
    orders = round(conversions)
    return {
        "date": month.isoformat(),
        "channel": channel,
        "campaign": channel + " | " + name,
        "impressions": round(impressions),
        "clicks": round(clicks),
        "sessions": round(clicks * rng.uniform(0.88, 0.95)),
        "spend": round(spend, 2),
        "conversions": orders,
        "revenue": round(revenue, 2),
        "new_customers": round(orders * new_share * rng.uniform(0.92, 1.08)),
    }


def acme_facts(rng):
    rows = []
    for index, month in enumerate(months(2024, 7, 27)):
        for campaign in CAMPAIGNS:
            row = acme_row(rng, campaign, month, index)
            name = campaign[1]
            if name == "Competitor terms" and month >= datetime.date(2026, 7, 1):
                continue  # paused
            if name == "TikTok - Creators" and month < datetime.date(2025, 3, 1):
                continue  # not begun
            if name == "TikTok - Creators" and month == datetime.date(2026, 8, 1):
                for measure in ("conversions", "revenue", "new_customers"):
                    row[measure] = None  # the pixel was down
            rows.append(row)
    return rows


MEASURES = ["impressions", "clicks", "sessions", "spend", "conversions",
            "revenue", "new_customers"]


def split(total, weights, cents):
    """Parts of `total` by largest remainder, so that they add up to it."""
    scale = 100 if cents else 1
    units = round(total * scale)
    whole = sum(weights)
    exact = [units * w / whole for w in weights]
    parts = [int(e) for e in exact]
    order = sorted(range(len(parts)), key=lambda i: parts[i] - exact[i])
    for i in order[: units - sum(parts)]:
        parts[i] += 1
    return [round(p / scale, 2) if cents else p for p in parts]


def acme_daily(rng, facts):
    """The quarter by day and channel; each month adds up to the facts."""
    rows = []
    channels = list(dict.fromkeys(c[0] for c in CAMPAIGNS))
    for month in months(2026, 7, 3):
        days = month_days(month)
        for channel in channels:
            own = [r for r in facts
                   if r["date"] == month.isoformat() and r["channel"] == channel]
            week = [1.08, 1.0, 0.96, 0.97, 1.01, 0.98, 1.12]
            weights = [week[(month + datetime.timedelta(d)).weekday()]
                       * rng.uniform(0.9, 1.1) for d in range(days)]
            parts = {}
            for measure in MEASURES:
                total = sum(r[measure] or 0 for r in own)
                parts[measure] = split(total, weights,
                                       measure in ("spend", "revenue"))
            for d in range(days):
                row = {"date": (month + datetime.timedelta(d)).isoformat(),
                       "channel": channel}
                row.update({m: parts[m][d] for m in MEASURES})
                rows.append(row)
    rows.sort(key=lambda r: r["date"])
    return rows


def total(rows, measure, first, last, channel=None):
    return sum(r[measure] or 0 for r in rows
               if first <= r["date"] <= last
               and (channel is None or r["channel"] == channel))


def acme_budget(facts):
    """The fiscal year, April to March, by line and month."""
    shares = {"Paid Search": 47500, "Shopping": 36500, "Paid Social": 31500,
              "Video": 8600, "Display": 4000, "Affiliates": 7100, "Email": 1350}
    rows = []
    for month in months(2026, 4, 12):
        past = month <= datetime.date(2026, 9, 1)
        season = SEASON[month.month - 1]
        for line, base in shares.items():
            plan = round(base * season * 1.04 / 100) * 100
            actual = None
            if past:
                actual = round(total(facts, "spend", month.isoformat(),
                                     month.isoformat(), line), 2)
            committed = 0
            if month == datetime.date(2026, 10, 1):
                committed = round(plan * 0.4 / 100) * 100
            rows.append({"line": line, "kind": "media",
                         "month": month.strftime("%Y-%m"), "plan": plan,
                         "actual": actual, "committed": committed})
        rows.append({"line": "Agency fee", "kind": "fee",
                     "month": month.strftime("%Y-%m"), "plan": 14500,
                     "actual": 14500 if past else None, "committed": 0})
        production = {4: 6200, 7: 3800, 8: 5200, 9: 2400, 10: 9000}
        plan = {4: 6000, 7: 4000, 8: 5000, 9: 2500, 10: 9500, 2: 4000}
        rows.append({"line": "Production", "kind": "production",
                     "month": month.strftime("%Y-%m"),
                     "plan": plan.get(month.month, 0),
                     "actual": production.get(month.month, 0) if past else None,
                     "committed": 9000 if month.month == 10 else 0})
    return rows


def acme():
    rng = random.Random(20260930)
    facts = acme_facts(rng)
    daily = acme_daily(rng, facts)
    return {
        "reportgen": 1,
        "client": {
            "name": "Acme Outdoor", "industry": "Retail", "locale": "en-GB",
            "currency": "GBP", "timezone": "Europe/London",
            "fiscal_year_starts": 4,
            "website": "https://www.acme-outdoor.example",
            "contact": {"name": "Priya Nair",
                        "role": "Chief Marketing Officer",
                        "email": "priya.nair@acme-outdoor.example"},
        },
        "report": {
            "period": {"from": "2026-07-01", "to": "2026-09-30",
                       "label": "Q2 FY26"},
            "compare": ["target", "prior_year", "previous_period"],
            "as_of": "2026-10-04", "status": "final", "version": 2,
            "reference": "ACM-2026-Q2",
            "prepared_by": [
                {"name": "Dana Reyes", "role": "Account Director",
                 "email": "dana.reyes@northwind.example"},
                {"name": "Tom Okafor", "role": "Media Lead",
                 "email": "tom.okafor@northwind.example"}],
            "prepared_for": [
                {"name": "Priya Nair", "role": "Chief Marketing Officer"},
                {"name": "Marcus Hale", "role": "Finance Director"}],
        },
        "metrics": [
            {"id": "conversions", "label": "Orders (attributed)"},
            {"id": "cpa", "label": "Cost per order"},
        ],
        "targets": {
            "revenue": {"value": 1620000,
                        "by_channel": {"Paid Search": 720000,
                                       "Shopping": 405000,
                                       "Paid Social": 205000,
                                       "Video": 25000, "Display": 25000,
                                       "Affiliates": 125000,
                                       "Email": 115000}},
            "cpa": {"value": 36},
            "roas": 4.0, "spend": 431700, "new_customers": 4400,
        },
        "narrative": {
            "summary": "A good summer quarter carried by search: the new "
                       "landing pages went live on 14 August and the cost of "
                       "an order from search fell in every week since. Paid "
                       "social is the disappointment of the quarter, and we "
                       "propose to move part of its budget.",
            "wins": [
                "New landing pages for jackets and boots convert better than "
                "the old ones in every week since 14 August.",
                "Performance Max was rolled out to all categories, two weeks "
                "ahead of plan.",
                "The *Trail Stories* films brought new customers at a lower "
                "cost than any other upper-funnel activity.",
            ],
            "misses": [
                "Paid social prospecting fell short of its target; creative "
                "is worn out after five months.",
                "TikTok conversion tracking was down for all of August, so "
                "its orders of that month are unknown.",
            ],
            "did": [
                "Rebuilt the landing pages for jackets and boots.",
                "Paused bidding on competitor terms from 1 July.",
                "Ran four tests, one of which failed.",
                "Moved the affiliate programme to a new network.",
            ],
            "next": [
                "Autumn layering campaign from 5 October.",
                "Six new creator films for paid social.",
                "Black Friday plan signed off by 23 October.",
            ],
            "asks": [
                "Agree to move \u00a318,000 from paid social prospecting to "
                "generic search for October to December.",
                "Confirm the Black Friday offer by 16 October.",
                "Give us access to margin by product category.",
            ],
            "channels": {
                "Paid Search": "The landing pages explain the timing of the "
                               "change; the test in August confirms it.",
                "Paid Social": "Frequency passed 6 in July. New creative is "
                               "booked for October.",
            },
        },
        "goals": [
            {"goal": "Grow online revenue", "metric": "revenue",
             "baseline": 1468000, "target": 1620000},
            {"goal": "Keep orders affordable", "metric": "cpa",
             "baseline": 37.0, "target": 36},
            {"goal": "Return on media", "metric": "roas", "baseline": 3.95,
             "target": 4.0},
            {"goal": "Win new customers", "metric": "new_customers",
             "baseline": 4020, "target": 4400},
            {"goal": "Stay within budget", "metric": "spend",
             "baseline": 371800, "target": 431700},
            {"goal": "Brand awareness in target group",
             "metric": "awareness", "label": "Prompted awareness",
             "unit": "percent", "direction": "up", "baseline": 31,
             "target": 35, "actual": 34},
        ],
        "commitments": [
            {"what": "Landing pages for jackets and boots live",
             "owner": "Northwind", "due": "2026-08-15", "status": "done",
             "evidence": "Live since 14 August"},
            {"what": "Product feed with margin labels", "owner": "Acme",
             "due": "2026-08-31", "status": "late",
             "evidence": "Expected mid October"},
            {"what": "Incrementality test on brand search",
             "owner": "Northwind", "due": "2026-09-15", "status": "done",
             "evidence": "See the tests"},
            {"what": "Second audience for the loyalty programme",
             "owner": "Northwind", "due": "2026-09-30", "status": "dropped",
             "evidence": "Dropped together on 2 September"},
        ],
        "actions": [
            {"what": "Sign off the Black Friday offer", "owner": "Priya Nair",
             "due": "2026-10-16", "status": "open", "priority": "high"},
            {"what": "Deliver margin labels in the product feed",
             "owner": "Marcus Hale", "due": "2026-10-14", "status": "late",
             "priority": "high"},
            {"what": "Brief creators for six new films", "owner": "Tom Okafor",
             "due": "2026-10-09", "status": "in progress",
             "priority": "medium"},
            {"what": "Set up server-side tracking for TikTok",
             "owner": "Northwind", "due": "2026-10-20", "status": "open",
             "priority": "medium"},
            {"what": "Agree budget for January to March",
             "owner": "Dana Reyes", "due": "2026-11-20", "status": "open",
             "priority": "low"},
        ],
        "decisions": [
            {"decision": "Move \u00a318,000 from prospecting to generic search",
             "by": "Priya Nair", "due": "2026-10-09",
             "cost_of_delay": "About 60 orders a week at current costs"},
            {"decision": "Continue or stop display prospecting",
             "by": "Priya Nair", "due": "2026-10-23",
             "cost_of_delay": "\u00a31,500 a month"},
        ],
        "milestones": [
            {"name": "Landing pages live", "baseline": "2026-08-10",
             "forecast": "2026-08-14", "done": "2026-08-14"},
            {"name": "Affiliate network moved", "baseline": "2026-09-01",
             "forecast": "2026-09-01", "done": "2026-09-01"},
            {"name": "Autumn layering campaign", "baseline": "2026-10-05",
             "forecast": "2026-10-05", "done": None},
            {"name": "Creator films delivered", "baseline": "2026-10-16",
             "forecast": "2026-10-22", "done": None},
            {"name": "Black Friday plan signed off",
             "baseline": "2026-10-23", "forecast": "2026-10-23", "done": None},
            {"name": "Black Friday week", "baseline": "2026-11-23",
             "forecast": "2026-11-23", "done": None},
        ],
        "plan": [
            {"name": "Autumn layering", "channel": "Paid Search",
             "from": "2026-10-05", "to": "2026-11-15", "budget": 62000,
             "status": "booked"},
            {"name": "Creator films", "channel": "Paid Social",
             "from": "2026-10-22", "to": "2026-12-13", "budget": 28000,
             "status": "in production"},
            {"name": "Trail Stories, part two", "channel": "Video",
             "from": "2026-11-02", "to": "2026-12-20", "budget": 19000,
             "status": "proposed"},
            {"name": "Black Friday", "channel": "Shopping",
             "from": "2026-11-16", "to": "2026-11-30", "budget": 71000,
             "status": "proposed"},
            {"name": "Christmas gifts", "channel": "Email",
             "from": "2026-11-30", "to": "2026-12-22", "budget": 2800,
             "status": "proposed"},
        ],
        "risks": [
            {"what": "Delivery of the margin feed slips past Black Friday",
             "likelihood": 3, "impact": 4, "owner": "Marcus Hale",
             "mitigation": "Use category averages until then"},
            {"what": "Rising click prices in November", "likelihood": 4,
             "impact": 3, "owner": "Tom Okafor",
             "mitigation": "Bid caps and earlier start on 9 November"},
            {"what": "Stock of the best-selling jacket", "likelihood": 2,
             "impact": 5, "owner": "Acme merchandising",
             "mitigation": "Weekly stock list, alternatives in the feed"},
            {"what": "Consent banner change lowers measured orders",
             "likelihood": 3, "impact": 2, "owner": "Northwind",
             "mitigation": "Modelled conversions, reconciled monthly"},
        ],
        "annotations": [
            {"date": "2025-11-28", "text": "Black Friday", "kind": "event"},
            {"date": "2026-05-04", "text": "Social creative unchanged since",
             "kind": "note"},
            {"date": "2026-07-01", "text": "Competitor terms paused",
             "kind": "change"},
            {"date": "2026-08-14", "text": "New landing pages",
             "kind": "change"},
            {"date": "2026-08-01", "text": "TikTok pixel down",
             "kind": "data"},
        ],
        "tests": [
            {"test": "Landing page for jackets", "channel": "Paid Search",
             "hypothesis": "Size guide above the fold raises conversion",
             "metric": "cvr", "control": 2.9, "variant": 3.4, "n": 41200,
             "confidence": 98, "result": "won", "decision": "Rolled out"},
            {"test": "Brand search pause in two regions",
             "channel": "Paid Search",
             "hypothesis": "Most brand orders would come anyway",
             "metric": "revenue", "control": 100, "variant": 91, "n": 2,
             "confidence": None, "result": "mixed",
             "decision": "Bid caps on brand"},
            {"test": "Free delivery threshold in adverts",
             "channel": "Shopping",
             "hypothesis": "Naming the threshold raises basket size",
             "metric": "aov", "control": 139.2, "variant": 144.8, "n": 9100,
             "confidence": 96, "result": "won",
             "decision": "Kept in all feeds"},
            {"test": "Carousel instead of video", "channel": "Paid Social",
             "hypothesis": "Carousels bring cheaper clicks",
             "metric": "cpa", "control": 54.1, "variant": 61.7, "n": 6400,
             "confidence": 93, "result": "failed",
             "decision": "Stopped after three weeks"},
        ],
        "market": {
            "note": "Consumer spending on outdoor goods is flat on last year; "
                    "search interest moved toward lightweight tents.",
            "share_of_search": [
                {"month": m.isoformat(), "Acme Outdoor": a, "Peak & Pine": b,
                 "Wanderlane": c, "Fellgate": d}
                for m, a, b, c, d in zip(
                    months(2025, 10, 12),
                    [21.4, 22.0, 21.1, 21.6, 21.9, 22.3, 22.8, 23.1, 22.9,
                     23.4, 24.0, 24.2],
                    [33.0, 32.6, 33.4, 32.8, 32.1, 32.0, 31.7, 31.2, 31.5,
                     31.0, 30.6, 30.1],
                    [27.1, 27.2, 27.3, 27.0, 27.4, 27.1, 27.0, 27.3, 27.2,
                     27.1, 26.8, 27.0],
                    [18.5, 18.2, 18.2, 18.6, 18.6, 18.6, 18.5, 18.4, 18.4,
                     18.5, 18.6, 18.7])],
        },
        "competitors": [
            {"name": "Peak & Pine", "tier": "national", "spend_estimate": 610000,
             "share_of_search": 30.6, "share_of_voice": 31.2, "rating": 4.3,
             "move": "Cut delivery to next day in August"},
            {"name": "Wanderlane", "tier": "national", "spend_estimate": 480000,
             "share_of_search": 27.0, "share_of_voice": 25.4, "rating": 4.1,
             "move": "Opened a rental service for tents"},
            {"name": "Fellgate", "tier": "premium", "spend_estimate": 290000,
             "share_of_search": 18.6, "share_of_voice": 16.9, "rating": 4.6,
             "move": "First television campaign in September"},
            {"name": "Acme Outdoor", "tier": "national", "spend_estimate": 398000,
             "share_of_search": 23.9, "share_of_voice": 20.1, "rating": 4.4,
             "move": None},
        ],
        "customers": {
            "months": [
                {"month": m.isoformat(), "new": n, "returning": r}
                for m, n, r in zip(months(2025, 10, 12),
                                   [1490, 2010, 1660, 1120, 1080, 1240, 1390,
                                    1440, 1450, 1405, 1490, 1475],
                                   [1720, 2240, 2110, 1380, 1290, 1480, 1560,
                                    1610, 1640, 1600, 1655, 1690])],
            "gross_margin": 44.5, "ltv": 184.0, "cac": 91.4,
            "ltv_method": "24-month margin per new customer",
            "cohorts": [
                {"cohort": "2025-Q4", "size": 5160,
                 "active": [5160, 1240, 980, 870]},
                {"cohort": "2026-Q1", "size": 3440, "active": [3440, 800, 640]},
                {"cohort": "2026-Q2", "size": 4280, "active": [4280, 1010]},
                {"cohort": "2026-Q3", "size": 4370, "active": [4370]},
            ],
        },
        "stakeholders": [
            {"name": "Priya Nair", "role": "Chief Marketing Officer",
             "power": 5, "support": 4, "owner": "Dana Reyes",
             "last_contact": "2026-09-29", "next": "Quarterly review"},
            {"name": "Marcus Hale", "role": "Finance Director", "power": 5,
             "support": 3, "owner": "Dana Reyes",
             "last_contact": "2026-08-12", "next": "Margin workshop"},
            {"name": "Elin Sj\u00f6berg", "role": "Head of E-commerce",
             "power": 3, "support": 5, "owner": "Tom Okafor",
             "last_contact": "2026-10-01", "next": "Weekly call"},
            {"name": "Rafael Costa", "role": "Brand Manager", "power": 2,
             "support": 3, "owner": "Tom Okafor",
             "last_contact": "2026-07-22", "next": "Creator briefing"},
        ],
        "opportunities": [
            {"name": "Marketplace advertising", "value": 48000,
             "probability": 60, "stage": "proposal", "close": "2026-11-30",
             "next": "Send the proposal"},
            {"name": "Loyalty programme relaunch", "value": 72000,
             "probability": 30, "stage": "in talks", "close": "2027-02-28",
             "next": "Workshop in November"},
            {"name": "Store opening in Leeds", "value": 26000,
             "probability": 75, "stage": "verbal yes", "close": "2026-10-31",
             "next": "Statement of work"},
        ],
        "work_log": [
            {"date": "2026-07-08", "what": "Negative keywords and structure of "
             "generic search", "who": "Tom Okafor", "hours": 14.5},
            {"date": "2026-07-21", "what": "Feed titles rewritten for 1,400 "
             "products", "who": "Aisha Rahman", "hours": 22},
            {"date": "2026-08-14", "what": "Landing pages built and launched",
             "who": "Studio", "hours": 61},
            {"date": "2026-08-27", "what": "Tracking repaired with TikTok",
             "who": "Jon Marsh", "hours": 9.5},
            {"date": "2026-09-01", "what": "Affiliate network moved",
             "who": "Aisha Rahman", "hours": 18},
            {"date": "2026-09-10", "what": "Incrementality test analysed",
             "who": "Jon Marsh", "hours": 16},
            {"date": "2026-09-24", "what": "Black Friday plan, first draft",
             "who": "Dana Reyes", "hours": 12},
        ],
        "hours": {"agreed": 460, "used": 471.5},
        "status": {
            "overall": "amber", "previous": "green",
            "dimensions": [
                {"name": "Schedule", "rag": "green", "previous": "green",
                 "note": "All milestones of the quarter met"},
                {"name": "Budget", "rag": "green", "previous": "green",
                 "note": "Spend lands within 2 % of plan"},
                {"name": "Scope", "rag": "amber", "previous": "green",
                 "note": "11.5 hours over the agreed retainer"},
                {"name": "Results", "rag": "amber", "previous": "amber",
                 "note": "Paid social below target"},
            ],
            "done": ["Landing pages live", "Affiliate network moved",
                     "Four tests completed"],
            "next": ["Autumn layering campaign", "Creator films",
                     "Black Friday plan"],
            "blocked": ["Margin labels in the product feed"],
        },
        "campaign_status": [
            {"campaign": "Paid Search | Competitor terms", "status": "paused",
             "since": "2026-07-01"}],
        "sources": [
            {"id": "google_ads", "name": "Google Ads", "as_of": "2026-10-03",
             "attribution": "data-driven, 30-day click"},
            {"id": "meta", "name": "Meta Ads", "as_of": "2026-10-03",
             "attribution": "7-day click, 1-day view"},
            {"id": "tiktok", "name": "TikTok Ads", "as_of": "2026-10-03",
             "attribution": "7-day click"},
            {"id": "shop", "name": "Shop system", "as_of": "2026-10-04",
             "attribution": "booked orders, net of VAT and returns"},
            {"id": "awin", "name": "Affiliate network", "as_of": "2026-10-02",
             "attribution": "last click, 30 days"},
        ],
        "definitions": {
            "conversions": "Orders claimed by the platforms, not deduplicated",
            "revenue": "Net of VAT, before returns of October",
        },
        "budget": acme_budget(facts),
        "facts": facts,
        "daily_facts": daily,
    }


# ---- The others --------------------------------------------------------------


def minimal():
    return {
        "client": {"name": "Minimal Ltd"},
        "report": {"period": {"from": "2026-07-01", "to": "2026-09-30"}},
        "facts": [
            {"date": "2026-07-01", "spend": 1200, "revenue": 5160},
            {"date": "2026-08-01", "spend": 1350, "revenue": 5535},
        ],
    }


def retail():
    with open(os.path.join(HERE, "open", "us_retail_sales_monthly.csv"),
              newline="") as f:
        facts = [{"date": r["ds"], "revenue": int(r["y"]) * 1000000}
                 for r in csv.DictReader(f)]
    return {
        "reportgen": 1,
        "client": {"name": "US Retail", "industry": "Retail",
                   "locale": "en-US", "currency": "USD"},
        "report": {"period": {"from": "2016-05-01", "to": "2016-05-31"},
                   "compare": ["prior_year", "previous_period"],
                   "as_of": "2016-06-14"},
        "metrics": [{"id": "revenue", "label": "Retail sales"}],
        "sources": [{"id": "census", "name": "US Census Bureau, Monthly "
                     "Retail Trade (public domain), as distributed with "
                     "Prophet (MIT)", "as_of": "2016-06-14"}],
        "facts": facts,
    }


def social():
    path = os.path.join(HERE, "open", "meta_ads_campaigns_daily.csv")
    with open(path, newline="", encoding="utf-8-sig") as f:
        facts = []
        for r in csv.DictReader(f):
            def number(name):
                text = r[name].strip()
                if not text:
                    return None
                return float(text) if "." in text else int(text)
            facts.append({
                "date": r["Reporting Starts"], "channel": "Paid Social",
                "campaign": r["Campaign Name"],
                "impressions": number("Impressions"),
                "clicks": number("Link Clicks"),
                "spend": number("Amount Spent (USD)"),
                "conversions": number("Results"),
                "reach": number("Reach"),
            })
    facts.sort(key=lambda r: (r["date"], r["campaign"]))
    return {
        "reportgen": 1,
        "client": {"name": "Goolybib", "industry": "Demonstration",
                   "locale": "en-US", "currency": "USD"},
        "report": {"period": {"from": "2021-03-19", "to": "2021-04-17"},
                   "compare": ["target", "previous_period"],
                   "as_of": "2021-04-18"},
        "metrics": [
            {"id": "clicks", "label": "Link clicks"},
            {"id": "conversions", "label": "Results"},
            {"id": "cpa", "label": "Cost per result"}],
        "targets": {"cpa": 95, "conversions": 800},
        "sources": [{"id": "meta", "name": "Meta Ads export "
                     "(hammer-mt/VEX-MMM, MIT)", "as_of": "2021-04-18",
                     "attribution": "7-day click or 1-day view"}],
        "facts": facts,
    }


def small(rng, client, report, channels, campaigns, extra):
    facts = []
    for index, month in enumerate(months(2025, 7, 15)):
        for channel, campaign in zip(channels, campaigns):
            base = 4200 - 900 * channels.index(channel)
            spend = base * SEASON[month.month - 1] * 1.08 ** (index / 12.0)
            spend = round(spend * rng.uniform(0.95, 1.05), 2)
            clicks = round(spend / 0.8)
            conversions = round(clicks * 0.026 * rng.uniform(0.9, 1.1))
            facts.append({
                "date": month.isoformat(), "channel": channel,
                "campaign": campaign, "impressions": clicks * 41,
                "clicks": clicks, "spend": spend, "conversions": conversions,
                "revenue": round(conversions * 131.5, 2)})
    out = {"reportgen": 1, "client": client, "report": report}
    out.update(extra)
    out["facts"] = facts
    return out


def german():
    rng = random.Random(4711)
    return small(
        rng,
        {"name": "M\u00fcller & S\u00f6hne Gartenm\u00f6bel GmbH",
         "locale": "de-DE", "currency": "EUR", "industry": "Handel"},
        {"period": {"from": "2026-07-01", "to": "2026-09-30"},
         "as_of": "2026-10-05", "status": "final",
         "prepared_by": [{"name": "J\u00f6rg Wei\u00df",
                          "role": "Kundenberater"}]},
        ["Suche", "Soziale Medien", "Newsletter"],
        ["Gartenst\u00fchle \u2013 Suche", "Fr\u00fchlingsk\u00e4mpfer",
         "Gr\u00fc\u00dfe aus dem Gew\u00e4chshaus"],
        {"targets": {"revenue": 108000, "cpa": 32},
         "narrative": {
             "summary": "Ein ordentliches Quartal: Der Umsatz \u00fcber die "
                        "Suche tr\u00e4gt das Ergebnis, die \u00dcbrigen "
                        "bleiben ungef\u00e4hr gleich.",
             "wins": ["Gr\u00f6\u00dfere Warenk\u00f6rbe durch B\u00fcndel"],
             "next": ["Weihnachtsgesch\u00e4ft vorbereiten"],
             "asks": ["Freigabe f\u00fcr 5.000 \u20ac zus\u00e4tzliches "
                      "Budget"]},
         "actions": [{"what": "Produktbilder \u00fcberarbeiten",
                      "owner": "J\u00f6rg Wei\u00df", "due": "2026-10-20",
                      "status": "offen"}]})


def arabic():
    rng = random.Random(1001)
    return small(
        rng,
        {"name": "\u0634\u0631\u0643\u0629 \u0627\u0644\u0646\u062e\u064a\u0644"
                 " \u0644\u0644\u062a\u062c\u0627\u0631\u0629",
         "locale": "ar", "currency": "AED",
         "industry": "\u062a\u062c\u0632\u0626\u0629"},
        {"period": {"from": "2026-07-01", "to": "2026-09-30"},
         "as_of": "2026-10-05", "status": "final"},
        ["\u0627\u0644\u0628\u062d\u062b \u0627\u0644\u0645\u062f\u0641\u0648"
         "\u0639",
         "\u0648\u0633\u0627\u0626\u0644 \u0627\u0644\u062a\u0648\u0627\u0635"
         "\u0644",
         "\u0627\u0644\u0628\u0631\u064a\u062f"],
        ["\u062d\u0645\u0644\u0629 \u0627\u0644\u0635\u064a\u0641 2026",
         "\u0639\u0631\u0648\u0636 Instagram",
         "\u0627\u0644\u0646\u0634\u0631\u0629 \u0627\u0644\u0634\u0647\u0631"
         "\u064a\u0629"],
        {"targets": {"revenue": 110000}})


# ---- Writing -----------------------------------------------------------------


def is_flat(value):
    return isinstance(value, dict) and not any(
        isinstance(v, (dict, list)) for v in value.values())


def to_json(value, depth=0):
    pad = "  " * (depth + 1)
    if isinstance(value, dict) and not (is_flat(value) and depth > 1):
        body = ",\n".join(pad + json.dumps(k, ensure_ascii=False) + ": "
                          + to_json(v, depth + 1) for k, v in value.items())
        return "{\n" + body + "\n" + "  " * depth + "}"
    if isinstance(value, list) and value and isinstance(value[0], (dict, str)):
        body = ",\n".join(pad + to_json(v, depth + 1) for v in value)
        return "[\n" + body + "\n" + "  " * depth + "]"
    return json.dumps(value, ensure_ascii=False)


def yaml_scalar(value):
    if isinstance(value, str):
        plain = (value and value[0].isalpha() and value[-1] != ":"
                 and ": " not in value and " #" not in value
                 and not any(c in value for c in "{}[],&*!|>'\"%@`\n")
                 and value.lower() not in ("null", "true", "false", "yes",
                                           "no", "on", "off", "y", "n"))
        return value if plain else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def yaml_flow(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(k + ": " + yaml_flow(v) if k.isidentifier()
                                else json.dumps(k, ensure_ascii=False) + ": "
                                + yaml_flow(v)
                                for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(yaml_flow(v) for v in value) + "]"
    return yaml_scalar(value)


def yaml_key(key):
    return key if key.isidentifier() else json.dumps(key, ensure_ascii=False)


def to_yaml(value, depth=0):
    pad = "  " * depth
    out = []
    for key, v in value.items():
        if isinstance(v, dict) and v:
            out.append(pad + yaml_key(key) + ":\n" + to_yaml(v, depth + 1))
        elif isinstance(v, list) and v and isinstance(v[0], (dict, str)):
            items = "".join(pad + "  - " + yaml_flow(i) + "\n" for i in v)
            out.append(pad + yaml_key(key) + ":\n" + items)
        else:
            out.append(pad + yaml_key(key) + ": " + yaml_flow(v) + "\n")
    return "".join(out)


def write(name, text):
    with open(os.path.join(HERE, name), "w", encoding="utf-8",
              newline="\n") as f:
        f.write(text)


def main():
    client = acme()
    write("client.json", to_json(client) + "\n")
    write("client.yaml", "# Written by make_samples.py; the same client as "
          "client.json.\n" + to_yaml(client))
    write("minimal.json", to_json(minimal()) + "\n")
    write("retail.json", to_json(retail()) + "\n")
    write("social.json", to_json(social()) + "\n")
    write("german.yaml", to_yaml(german()))
    write("arabic.yaml", to_yaml(arabic()))


if __name__ == "__main__":
    main()
