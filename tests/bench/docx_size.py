#!/usr/bin/env python3
"""Size of Word documents with the same words, beside those of two libraries.

    tests/bench/docx_size.py --build build

The same headings, paragraphs, bullets and tables (and a picture) are written by
reportgen, by npm `docx` and by python-docx, which are installed with pinned
versions into $XDG_CACHE_HOME/reportgen.  Prints bytes, and ours as a ratio to
the smaller of the others.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PICTURE = os.path.join(HERE, "../golden/blocks/picture.png")
NPM, PYPI = "docx@9.5.1", "python-docx==1.2.0"
CASES = (("two pages", 3, 3, 12, False), ("twenty pages", 20, 8, 40, True), ("a table of 10,000 rows", 1, 1, 10000, False))
WORDS = "spend revenue clicks search social brand audience reach week month plan target rate order client growth".split()


def content(sections, paragraphs, rows, picture):
    """[(heading, [paragraph], [bullet], [row of cells])], the same each time."""
    turn = random.Random(1)

    def sentence(n):
        return " ".join(turn.choice(WORDS) for _ in range(n)).capitalize() + "."
    return {"picture": os.path.abspath(PICTURE) if picture else None,
            "sections": [{"title": sentence(4)[:-1], "paragraphs": [sentence(60) for _ in range(paragraphs)],
                          "bullets": [sentence(9) for _ in range(4)],
                          "rows": [{"a": sentence(2)[:-1], **{k: f"{turn.randint(1, 10 ** 6):,}" for k in "bcdef"}}
                                   for _ in range(rows)]} for _ in range(sections)]}


TEMPLATE = """template: size
kind: report
title: Size
data: []
body:
  - for: s in sections
    section: "{{ s.title }}"
    body:
      - for: p in s.paragraphs
        text: "{{ p }}"
      - list: s.bullets
      - table: s.rows
        columns: [a, b, c, d, e, f]
"""

PYTHON = """
import docx, json, sys
data = json.load(open(sys.argv[1]))
d = docx.Document()
for s in data["sections"]:
    d.add_heading(s["title"], 1)
    for p in s["paragraphs"]:
        d.add_paragraph(p)
    for b in s["bullets"]:
        d.add_paragraph(b, style="List Bullet")
    t = d.add_table(rows=1, cols=6)
    for cell, k in zip(t.rows[0].cells, "abcdef"):
        cell.text = k
    for row in s["rows"]:
        for cell, k in zip(t.add_row().cells, "abcdef"):
            cell.text = row[k]
if data["picture"]:
    d.add_picture(data["picture"])
d.save(sys.argv[2])
"""

NODE = """
const fs = require("fs"), d = require("docx");
const data = JSON.parse(fs.readFileSync(process.argv[2]));
const cell = t => new d.TableCell({ children: [new d.Paragraph(t)] });
const children = [];
for (const s of data.sections) {
  children.push(new d.Paragraph({ text: s.title, heading: d.HeadingLevel.HEADING_1 }));
  for (const p of s.paragraphs) children.push(new d.Paragraph(p));
  for (const b of s.bullets) children.push(new d.Paragraph({ text: b, bullet: { level: 0 } }));
  const keys = ["a", "b", "c", "d", "e", "f"];
  children.push(new d.Table({ rows: [keys.map(k => k), ...s.rows.map(r => keys.map(k => r[k]))]
    .map(r => new d.TableRow({ children: r.map(cell) })) }));
}
if (data.picture)
  children.push(new d.Paragraph({ children: [new d.ImageRun({ type: "png", data: fs.readFileSync(data.picture),
    transformation: { width: 200, height: 125 } })] }));
d.Packer.toBuffer(new d.Document({ sections: [{ children }] })).then(b => fs.writeFileSync(process.argv[3], b));
"""


def tools():
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "reportgen", "docx-size")
    node = os.path.join(cache, "node_modules")
    python = os.path.join(cache, "venv/bin/python")
    if not os.path.isdir(os.path.join(node, "docx")):
        os.makedirs(cache, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", cache, NPM], check=True,
                       stdin=subprocess.DEVNULL)
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.dirname(os.path.dirname(python))], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", PYPI], check=True)
    return node, python


def sizes(program, node, python, case, folder):
    data, template = os.path.join(folder, "data.json"), os.path.join(folder, "size.yaml")
    outs = [os.path.join(folder, n) for n in ("ours.docx", "npm.docx", "python.docx")]
    body = content(*case)
    with open(data, "w", encoding="utf-8") as f:
        json.dump({"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP"},
                   "report": {"period": {"from": "2026-07-01", "to": "2026-09-30"}}, **body}, f)
    with open(template, "w", encoding="utf-8") as f:
        f.write(TEMPLATE + (f"  - image: picture.png\n    alt: A picture\n" if body["picture"] else ""))
    if body["picture"]:
        with open(body["picture"], "rb") as f, open(os.path.join(folder, "picture.png"), "wb") as out:
            out.write(f.read())
    subprocess.run([program, "-q", "-t", template, data, "-o", outs[0]], check=True)
    subprocess.run(["node", "-e", NODE, "x", data, outs[1]], check=True, env={**os.environ, "NODE_PATH": node})
    subprocess.run([python, "-c", PYTHON, data, outs[2]], check=True)
    return [os.path.getsize(o) for o in outs]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    program = os.path.abspath(os.path.join(parser.parse_args().build, "reportgen"))
    node, python = tools()
    for name, *case in CASES:
        with tempfile.TemporaryDirectory() as folder:
            ours, npm, other = sizes(program, node, python, case, folder)
        print(f"{name}: reportgen {ours}, docx {npm}, python-docx {other}; ratio {ours / min(npm, other):.2f}", flush=True)


if __name__ == "__main__":
    main()
