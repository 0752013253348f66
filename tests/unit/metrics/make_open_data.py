#!/usr/bin/env python3
"""Cuts the files in open/ from the public originals in a folder.

    make_open_data.py FOLDER

FOLDER holds robyn_weekly_mmm.csv, telco_customer_churn.csv, fx_monthly.csv and
us_budget_forecast_vintages.json as open/README.md names their sources.
"""
import csv
import json
import os
import sys
from collections import defaultdict
from decimal import Decimal

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "open")


def rows_of(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def write(name, header, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def main():
    folder = sys.argv[1]
    os.makedirs(HERE, exist_ok=True)
    columns = ["DATE", "revenue", "tv_S", "ooh_S", "print_S", "facebook_S", "search_S"]
    write("robyn_weekly.csv", columns,
          [[row[c] for c in columns] for row in rows_of(folder, "robyn_weekly_mmm.csv")])

    groups = defaultdict(lambda: [0, Decimal(0), 0, Decimal(0)])
    for row in rows_of(folder, "telco_customer_churn.csv"):
        group = groups[(row["Contract"], row["Churn"])]
        group[0] += 1
        group[1] += Decimal(row["MonthlyCharges"])
        if row["TotalCharges"].strip():
            group[3] += Decimal(row["TotalCharges"])
        else:
            group[2] += 1
    write("telco_groups.csv",
          ["contract", "churned", "customers", "monthly_charges", "blank_total_charges",
           "total_charges"], [[*key, *groups[key]] for key in sorted(groups)])

    countries = ("United Kingdom", "Japan")
    write("fx_monthly.csv", ["Date", "Country", "Exchange rate"],
          [[r["Date"], r["Country"], r["Exchange rate"]] for r in rows_of(folder, "fx_monthly.csv")
           if r["Country"] in countries and r["Date"] >= "2025-01-01"])

    with open(os.path.join(folder, "us_budget_forecast_vintages.json"), encoding="utf-8") as f:
        vintages = json.load(f)
    write("us_budget_vintages.csv", ["budgetYear", "forecastYear", "value"],
          [[v["budgetYear"], v["forecastYear"], v["value"]] for v in vintages])


if __name__ == "__main__":
    main()
