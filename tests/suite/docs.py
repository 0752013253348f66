r"""Examples in the documentation: what stands there must work.

A fenced block that begins with ```yaml and whose first line is a comment
`# example: KIND` is run: `template` blocks are templates, rendered with
samples/client.json.  A line of a table whose first cell is code in `{{ }}` or
`{% %}` says what it gives.  Links between pages must lead somewhere.
"""
import glob
import json
import os
import re
import tempfile

from tool import run_program

FENCE = re.compile(r"```yaml\n(# example: (\w+)[^\n]*\n.*?)```", re.S)
LINK = re.compile(r"\[[^\]]*\]\(([^)#:]+)(?:#[^)]*)?\)")


def pages(setup):
    return sorted(glob.glob(os.path.join(setup.root, "*.md")) +
                  glob.glob(os.path.join(setup.root, "docs/**/*.md"), recursive=True) +
                  glob.glob(os.path.join(setup.root, "*/README.md")))


def check_template(setup, text):
    with tempfile.TemporaryDirectory() as temp:
        path = os.path.join(temp, "example.yaml")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)
        status, _, err = run_program(setup, ["-t", path, "samples/client.json", "-o",
                                             os.path.join(temp, "example.pdf")])
        return None if status == 0 else err


ROW = re.compile(r"^\| `(\{[{%#].*?)` \| (.*?) \|$", re.M)
NAMES = """client: { name: Acme, locale: en-GB, currency: GBP }
report: { period: { from: 2026-07-01, to: 2026-09-30 } }
n: 7
nothing: null
name: Acme
rows:
  - { name: Search, kind: paid, spend: 40 }
  - { name: Email, kind: own, spend: 5 }
  - { name: Social, kind: paid, spend: 30 }
sales: [20, 22, 25, 31, 22, 24, 27, 34, 24, 26, 30, 37]
teas:
  - { name: Black, boxes: 12, sales: 132, before: { boxes: 10, sales: 100 } }
  - { name: Green, boxes: 4, sales: 80, before: { boxes: 5, sales: 100 } }
devices:
  - { name: Desktop, orders: 30, visits: 500, before: { orders: 50, visits: 1000 } }
  - { name: Mobile, orders: 30, visits: 1500, before: { orders: 20, visits: 1000 } }
orders:
  - { who: Ann, day: 2026-01-05 }
  - { who: Bob, day: 2026-01-20 }
  - { who: Ann, day: 2026-02-03 }
  - { who: Cem, day: 2026-02-11 }
paths:
  - { touches: [Search, Email, Social], value: 100 }
  - { touches: [Search], value: 50 }
"""


def check_rows(setup, rows):
    """Lines of tables that say what an expression gives."""
    texts = [code.replace("\\|", "|") for code, _ in rows]
    with tempfile.TemporaryDirectory() as temp:
        template = os.path.join(temp, "rows.yaml")
        with open(os.path.join(temp, "data.yaml"), "w", encoding="utf-8") as f:
            f.write(NAMES)
        with open(template, "w", encoding="utf-8") as f:
            f.write("template: rows\nkind: report\ntitle: Rows\nbody:\n")
            for text in texts:
                f.write("  - callout: note\n    title: " + json.dumps("[" + text + "]") +
                        "\n    text: x\n")
        status, out, err = run_program(setup, ["-t", template, os.path.join(temp, "data.yaml"),
                                               "--format", "model", "-o", "-", "-q"])
    if status:
        return err
    lines = re.findall(r'^  title "\[(.*)\]"$', out.decode("utf-8"), re.M)
    found = [line.strip().replace('\\"', '"').replace("\u2009", " ").replace("\u00a0", " ")
             for line in lines]
    if len(found) != len(rows):
        return f"{len(rows)} lines, {len(found)} results"
    wrong = [f"{code}: {ours!r}, not {said!r}" for (code, said), ours in zip(rows, found)
             if ours != said.strip()]
    return "\n".join(wrong) or None


def run(setup):
    for page in pages(setup):
        name = os.path.relpath(page, setup.root)
        with open(page, encoding="utf-8") as f:
            text = f.read()
        for i, (example, kind) in enumerate(FENCE.findall(text)):
            if kind == "template":
                yield f"{name}: example {i + 1}", check_template(setup, example)
        rows = ROW.findall(text)
        if rows:
            yield f"{name}: {len(rows)} expressions", check_rows(setup, rows)
        bare = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.S)
        lost = [link for link in LINK.findall(bare)
                if not os.path.exists(os.path.join(os.path.dirname(page), link))]
        yield f"{name}: links", f"lead nowhere: {lost}" if lost else None
