"""Every printed number is explained, and what is said of it is true.

Three independent looks at the explanation of the golden cases: the numbers of
the model are all in it, as often as they are printed; sums, ratios and formulas
are worked out again here, from the client's file and from the inputs listed;
and the PDF shows each number on the page that is named.
"""
import collections
import datetime
import json
import os
import re
import subprocess
import tempfile
from decimal import Decimal, InvalidOperation, getcontext

from golden import cases
from tool import run_program

getcontext().prec = 50
NUMBER = re.compile(r"\d[\d.,'\u2019\u00a0\u202f]*\d|\d")


def explain(setup, args):
    status, out, err = run_program(setup, ["explain", *args, "--format", "json", "-q"])
    if status != 0:
        raise AssertionError(f"exit status {status}\n{err}")
    return json.loads(out)


def expect(condition, text=""):
    if not condition:
        raise AssertionError(text)


# ---- All of them -------------------------------------------------------------

def quoted(line):
    return [re.sub(r"\\(.)", r"\1", s) for s in re.findall(r'"((?:[^"\\]|\\.)*)"', line)]


def cell_texts(line):
    for cell in line.split(" | ")[1:]:
        cell = re.sub(r"( \(-?[\d.]+\))?( \{\w+\})?( >\d)?( heat\d)?( span\d+)?( bar[\d.]+)?"
                      r"( (-|-?[\d.e+-]+))*$", "", cell)
        yield "".join(quoted(cell)) if cell.startswith(' "') else cell


def printed_texts(model):
    """The texts of the body of a dumped model, one by one.

    Left out are text alternatives, which say a chart's numbers again, and the
    numbers of sections, tables and figures, which are no data.
    """
    in_body, series = False, 0
    for line in model.splitlines():
        word = line.split(" ")[len(line) - len(line.lstrip())] if line.strip() else ""
        in_body = in_body or word in ("cover", "section", "slide", "(new", "text", "kpis", "table")
        if not in_body or line.lstrip().startswith(("alt ", "spark", "left ", "right ", "toc ", "number ")):
            continue
        if word in ("chart", "series"):
            series = 0 if word == "chart" else series + 1
        value = re.search(r" value=(.*?)( number=| reason=|$)", line)
        if word == "kpi":
            yield value.group(1).replace("|", "")
        line = re.sub(r" number=(\"[^\"]*\"|\S+)", "", line)
        line = re.sub(r" id=\"[^\"]*\"", "", line)
        if word in ("row", "group", "subtotal", "total") and " | " in line:
            yield from cell_texts(line)
        else:
            # each series of a chart says its categories again
            is_again = series > 1 and re.match(r'\s+"[^"]*" [-\d]', line)
            yield from quoted(line)[1 if is_again else 0:]


def numbers_in(texts):
    return collections.Counter(n for t in texts for n in NUMBER.findall(t))


def all_are_explained(setup, args):
    status, out, err = run_program(setup, [*args, "--format", "model", "-o", "-", "-q"])
    expect(status == 0, err)
    wanted = numbers_in(printed_texts(out.decode("utf-8")))
    entries = explain(setup, args)
    found = numbers_in(e["text"] for e in entries)
    missing = wanted - found
    expect(not missing, f"not explained: {dict(missing.most_common(12))}")
    expect(len(wanted) >= 5, f"only {len(wanted)} numbers were found in the model")
    for e in entries:
        expect(e["how"] != "derived" or "number" not in e, f"'{e['text']}' is merely derived")
        for o in origins(e):
            check_days(o)
        expect(e["how"] != "words" or "number" in e or is_in_words(setup, e, args),
               f"'{e['text']}' is in no template and no data")


def is_in_words(setup, entry, args):
    """Words with numbers in them stand in the template, its package or the data."""
    folders = ["templates", "tests/golden", "samples"]
    tokens = NUMBER.findall(entry["text"])
    key = setup.root
    if key not in WORDS:
        text = []
        for folder in folders:
            for base, _, names in os.walk(os.path.join(setup.root, folder)):
                text += [open(os.path.join(base, n), encoding="utf-8").read()
                         for n in names if n.endswith((".yaml", ".yml", ".json"))]
        WORDS[key] = set(NUMBER.findall("\n".join(text)))
    return all(t in WORDS[key] for t in tokens)


WORDS = {}


# ---- Worked out again ---------------------------------------------------------

SUM = re.compile(r"sum of (\w+)\[\]\.(\w+)(?: / (\d+))? over (\S+?)\.\.(\S+?)"
                 r"(?:, (\w+) = (.*))?, (\d+) rows?$")


def origins(entry):
    yield entry
    for o in entry["inputs"]:
        yield from origins(o)


DAYS = re.compile(r"days from (\S+) to (\S+), both counted$")


def check_days(o):
    match = DAYS.match(o.get("formula", ""))
    if match:
        first, last = (datetime.date.fromisoformat(d) for d in match.groups())
        expect((last - first).days + 1 == o["number"], o)


def decimal(value):
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def rows_of(data, match):
    """The facts that a sum names."""
    name, _, _, first, last, dimension, value, _ = match.groups()
    for i, row in enumerate(data[name]):
        day = str(row.get("date") or row.get("month") or row.get("week"))
        day = day + "-01" if len(day) == 7 else day
        if first <= day <= last and (not dimension or str(row.get(dimension)) == value):
            yield i, row


def check_sum(data, o):
    match = SUM.match(o["formula"])
    expect(match, o["formula"])
    column, by = match.group(2), Decimal(match.group(3) or 1)
    rows = list(rows_of(data, match))
    values = [decimal(r.get(column)) for _, r in rows]
    values = [v for v in values if v is not None]
    expect(sum(values) / by == o["number"], f"{o['formula']}: {sum(values)} and {o['number']}")
    expect(len(values) == int(match.group(8)), f"{o['formula']}: {len(values)} rows")
    expect(o["at"]["path"] == f"{match.group(1)}[{rows[0][0]}]", o["at"])
    if "to" in o:
        expect(o["to"]["path"] == f"{match.group(1)}[{rows[-1][0]}]", o["to"])


def value_of(formula, inputs):
    """An arithmetic formula over named inputs, or None if it is none."""
    names = sorted((i for i in inputs if "name" in i), key=lambda i: -len(i["name"]))
    text = formula
    for k, i in enumerate(names):
        if "number" not in i:
            return None
        text = text.replace(i["name"], f"\x00{k}\x00")
    text = re.sub(r"(?<![\x00\d])\d+(?:\.\d+)?(?![\x00\d])", r"Decimal('\g<0>')", text)
    text = re.sub("\x00(\\d+)\x00", r"N[\1]", text)
    if re.search(r"[a-zA-Z_]", re.sub(r"Decimal\('[\d.]+'\)|N\[\d+\]", "", text)):
        return None
    try:
        return eval(text, {"Decimal": Decimal, "N": [n["number"] for n in names]})
    except (SyntaxError, ArithmeticError):
        return None


def nearly(a, b):
    return abs(a - b) <= Decimal("1e-24") * max(1, abs(a), abs(b))


PATH = re.compile(r"\[\"((?:[^\"])*)\"\]|\[(\d+)\]|([^.\[\]]+)")


def at_path(data, path):
    for key, index, name in PATH.findall(path):
        data = data[int(index)] if index else data[key or name]
    return data


def check_given(setup, data, o):
    place = o["at"]
    with open(os.path.join(setup.root, place["file"]), encoding="utf-8") as f:
        line = f.read().splitlines()[place["line"] - 1]
    value = at_path(data, place["path"])
    if "number" in o:
        expect(decimal(value) == o["number"], f"{place}: {value} and {o['number']}")
        expect(str(value).rstrip("0").rstrip(".") in line, f"{place}: {line}")
    else:
        expect(str(value)[:20] in line.replace('\\"', '"'), f"{place}: {line}")


UNITS = {"K": 3, "M": 6, "bn": 9, "%": -2, "pp": -2}


def check_printed(entry):
    """'£1.72M' is the number, rounded half away from zero to its last figure."""
    match = re.fullmatch(r"([±+−]?)[£$€]?(\d[\d,]*(?:\.\d+)?)\s?(K|M|bn|%|×|pp)?", entry["text"])
    if not match or "number" not in entry:
        return False
    sign, digits, unit = match.groups()
    if sign == "±":
        return False
    shown = Decimal(digits.replace(",", ""))
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    exact = abs(entry["number"]).scaleb(-UNITS.get(unit, 0))
    if unit == "%" and abs(shown - abs(entry["number"])) <= step / 2:
        return True  # a percentage of 100
    expect(abs(shown - exact) <= step / 2, f"{entry['text']} is {entry['number']}")
    return True


def worked_out_again(setup, args, path, least):
    with open(os.path.join(setup.root, path), encoding="utf-8") as f:
        data = json.load(f, parse_float=Decimal, parse_int=Decimal)
    status, out, err = run_program(setup, ["explain", *args, "--format", "json", "-q"])
    expect(status == 0, err)
    entries = json.loads(out, parse_float=Decimal, parse_int=int)
    counts = collections.Counter()
    for entry in entries:
        counts["printed"] += bool(check_printed(number_read(entry)))
        for o in map(number_read, origins(entry)):
            if o["how"] == "sum":
                check_sum(data, o)
                counts["sum"] += 1
            elif o["how"] in ("ratio", "formula", "expression") and "number" in o:
                value = value_of(o["formula"], [number_read(i) for i in o["inputs"]])
                if value is not None:
                    expect(nearly(value, o["number"]), f"{o['formula']} is {value}, not {o['number']}")
                    counts[o["how"]] += 1
                expect(o["how"] != "ratio" or value is not None, o["formula"])
            elif o["how"] == "given" and o["at"]["file"] == path:
                check_given(setup, data, o)
                counts["given"] += 1
    for how, count in least.items():
        expect(counts[how] >= count, f"only {counts[how]} of the kind '{how}' were checked")


def number_read(o):
    return {**o, "number": Decimal(o["number"])} if "number" in o else o


RECOMPUTED = {
    "quarterly-acme": ("samples/client.json",
                       {"printed": 400, "sum": 300, "ratio": 60, "formula": 100, "given": 30}),
    "quarterly-deck-acme": ("samples/client.json", {"printed": 200, "sum": 140, "ratio": 30}),
    "monthly-retail": ("samples/retail.json", {"sum": 20}),
    "quarterly-social": ("samples/social.json", {"sum": 30, "ratio": 10}),
    "monthly-minimal": ("samples/minimal.json", {"sum": 2, "ratio": 1}),
}


# ---- Where they stand ------------------------------------------------------------


def squeezed(text):
    return re.sub(r"[\s\u00a0\u202f\u2009\u00ad]", "", text)


def pages_are_right(setup, args):
    """What is listed for a page stands on it, or where its block goes on."""
    with tempfile.TemporaryDirectory() as temp:
        path = os.path.join(temp, "report.pdf")
        status, _, err = run_program(setup, [*args, "-o", path, "--explain", "-q"])
        expect(status == 0, err)
        with open(os.path.join(temp, "report.explain.json"), encoding="utf-8") as f:
            entries = json.load(f)
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True,
                              check=True).stdout.decode("utf-8")
    pages = [squeezed(p) for p in text.split("\f")]
    checked = 0
    for e in entries:
        page = e.get("page") or e.get("slide")
        expect(page, f"'{e['text']}' has no page")
        if e["block"] == "chart" or e["part"] not in ("cell", "value", "change"):
            continue
        wanted = squeezed(e["text"])
        near = pages[page - 1] if e["part"] == "cell" else "".join(pages[page - 1:page + 1])
        expect(wanted in near, f"'{e['text']}' is not on page {page}")
        checked += 1
    expect(checked > 20, f"only {checked} texts were looked for")


# ---- The command ---------------------------------------------------------------------


ACME = ["--template", "quarterly", "samples/client.json"]


def text_says_why(setup):
    status, out, err = run_program(setup, ["explain", *ACME, "--find", "4.14"])
    text = out.decode("utf-8")
    expect(status == 0, err)
    expect("kpis #cards" in text and "revenue / spend" in text, text)
    expect("samples/client.json:" in text and "62 rows" in text, text)


def only_takes_a_block_or_a_page(setup):
    for place in ("cards", "3"):
        status, out, err = run_program(setup, ["explain", *ACME, "--only", place, "--format", "json"])
        expect(status == 0, err)
        found = json.loads(out)
        expect(found and all(place in (e.get("id"), str(e.get("page"))) for e in found), place)


def nothing_found_is_said(setup):
    status, out, err = run_program(setup, ["explain", *ACME, "--find", "987654"])
    expect(status == 1 and not out, status)
    expect("no number of the report is printed as '987654'" in err, err)


def usage_is_checked(setup):
    for args in ([*ACME, "-o", "-", "--format", "model", "--explain"],
                 [*ACME, "-o", "x.pdf", "--find", "1"]):
        status, _, err = run_program(setup, args)
        expect(status == 2, f"{args}: {status} {err}")


def explaining_changes_nothing(setup):
    """The outputs of a run that explains are those of one that does not."""
    with tempfile.TemporaryDirectory() as temp:
        made = []
        for name, more in (("a", []), ("b", ["--explain=" + os.path.join(temp, "c.json")])):
            paths = [os.path.join(temp, f"{name}.{form}") for form in ("pdf", "docx", "pptx")]
            outputs = [part for p in paths for part in ("-o", p)]
            status, _, err = run_program(setup, [*ACME, *outputs, *more, "-q"])
            expect(status == 0, err)
            made.append([open(p, "rb").read() for p in paths])
        expect(made[0] == made[1], "the outputs differ")
        with open(os.path.join(temp, "c.json"), encoding="utf-8") as f:
            first = f.read()
        status, _, err = run_program(setup, [*ACME, "-o", os.path.join(temp, "d.pdf"),
                                             "--explain", "-q"], env={"TZ": "Asia/Tokyo"})
        expect(status == 0, err)
        with open(os.path.join(temp, "d.explain.json"), encoding="utf-8") as f:
            expect(f.read() == first, "two explanations differ")


def slides_are_counted(setup):
    status, out, err = run_program(setup, ["explain", *ACME, "--format", "json"])
    expect(status == 0 and all("page" in e for e in json.loads(out)), err)
    with tempfile.TemporaryDirectory() as temp:
        path = os.path.join(temp, "acme.pptx")
        status, _, err = run_program(setup, [*ACME, "-o", path, "--explain", "-q"])
        expect(status == 0, err)
        with open(os.path.join(temp, "acme.explain.json"), encoding="utf-8") as f:
            entries = json.load(f)
    slides = [e["slide"] for e in entries if "slide" in e]
    expect(len(slides) > 0.9 * len(entries) and max(slides) > 10, f"{len(slides)} slides")


def check_schema(schema, value, root, where=""):
    """The few words of JSON Schema that the description uses."""
    if "$ref" in schema:
        return check_schema(root["definitions"][schema["$ref"].rsplit("/", 1)[1]], value, root, where)
    kinds = {"array": list, "object": dict, "string": str, "number": (int, float), "integer": int}
    expect(isinstance(value, kinds[schema["type"]]), f"{where} is {type(value)}")
    if "enum" in schema:
        expect(value in schema["enum"], f"{where}: {value}")
    for i, item in enumerate(value if isinstance(value, list) else []):
        check_schema(schema["items"], item, root, f"{where}[{i}]")
    if isinstance(value, dict):
        expect(set(schema.get("required", ())) <= set(value), f"{where}: {sorted(value)}")
        for key, item in value.items():
            expect(key in schema["properties"], f"{where}.{key} is not described")
            check_schema(schema["properties"][key], item, root, f"{where}.{key}")
    return None


def json_is_as_described(setup):
    with open(os.path.join(setup.root, "docs/explain.schema.json"), encoding="utf-8") as f:
        schema = json.load(f)
    for args in (ACME, ["--template", "quarterly-deck", "samples/client.json"]):
        check_schema(schema, explain(setup, args), schema)


CLIENT = """client: { name: Acme, locale: en-GB, currency: GBP }
report: { period: { from: 2026-07-01, to: 2026-09-30 } }
facts: { $csv: ads.csv }
"""
TABLE = """date,channel,spend,revenue
2026-07-01,Search,"1,000.50",4000
2026-08-01,Social,200,300
2026-09-30,Search,300,
2026-09-30,Social,400,900
"""
TEMPLATE = """template: ads
kind: report
title: Ads
body:
  - section: Rows
    body:
      - table: facts
        columns:
          - { field: date, label: Day }
          - { field: spend, label: Spend, format: money(2), total: sum }
      - text: "{{ totals.roas | multiple }} is {{ facts | sum_of('revenue') | money }}"
"""


def csv_rows_have_lines(setup):
    with tempfile.TemporaryDirectory() as temp:
        for name, text in (("client.yaml", CLIENT), ("ads.csv", TABLE), ("ads.yaml", TEMPLATE)):
            with open(os.path.join(temp, name), "w", encoding="utf-8") as f:
                f.write(text)
        status, out, err = run_program(setup, ["explain", "-t", "./ads.yaml", "client.yaml",
                                               "--format", "json", "-q"], cwd=temp)
    expect(status == 0, err)
    entries = {e["text"]: e for e in json.loads(out)}
    cell = entries["£1,000.50"]
    expect(cell["at"] == {"file": "ads.csv", "line": 2, "path": "facts[0].spend"}, cell)
    total = entries["£1,900.50"]["inputs"][0]
    expect([i["at"]["line"] for i in total["inputs"]] == [2, 3, 4, 5], total)
    over, under = entries["2.74×"]["inputs"]
    expect(over["rows"] == 3 and under["rows"] == 4, over)
    expect(over["at"]["line"] == 2 and over["to"]["line"] == 5, over)
    rows = entries["£5,200"]["inputs"][0]
    expect([i["number"] for i in rows["inputs"]] == [4000, 300, 900], rows)


def examples_are_real(setup):
    """What docs/explain.md shows is what the program says."""
    with open(os.path.join(setup.root, "docs/explain.md"), encoding="utf-8") as f:
        page = f.read()
    command, shown = re.search(r"```sh\nreportgen (explain .*?)\n```\n\n```\n(.*?)```", page,
                               re.S).groups()
    status, out, err = run_program(setup, command.split())
    found = re.sub(r"\((\S*/)?(templates/)", r"(\2", out.decode("utf-8"))
    expect(status == 0 and found == shown, err + found)
    status, out, err = run_program(setup, [*command.split(), "--format", "json"])
    entry = json.loads(out)[0]
    entry["template"]["file"] = "templates/quarterly.yaml"
    written = json.loads(re.search(r"```json\n(.*?)```", page, re.S).group(1))
    expect(entry == written, json.dumps(entry, ensure_ascii=False))


COMMANDS = [text_says_why, only_takes_a_block_or_a_page, nothing_found_is_said, usage_is_checked,
            explaining_changes_nothing, slides_are_counted, examples_are_real, csv_rows_have_lines,
            json_is_as_described]


def failure(function, *args):
    try:
        function(*args)
    except AssertionError as fault:
        return str(fault)[:2000]
    return None


def run(setup):
    for name, _, args in cases(setup):
        yield f"{name}: all numbers", failure(all_are_explained, setup, args)
        if name in RECOMPUTED:
            yield (f"{name}: worked out again",
                   failure(worked_out_again, setup, args, *RECOMPUTED[name]))
    for name, _, args in cases(setup):
        if name in ("quarterly-acme", "monthly-acme", "quarterly-deck-acme"):
            yield f"{name}: pages", failure(pages_are_right, setup, args)
    for function in COMMANDS:
        yield function.__name__.replace("_", " "), failure(function, setup)
