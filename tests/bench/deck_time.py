#!/usr/bin/env python3
"""Time of a deck beside that of PptxGenJS for the same slides.

    tests/bench/deck_time.py --build build [--runs 25]

The deck of cases.py (a title, cards, 8 native charts, 4 tables, a close, notes to
each) is written by reportgen and by PptxGenJS, which is installed with a pinned
version into $XDG_CACHE_HOME/reportgen.  The two run in turn; printed are medians of
user+system CPU as the system tells a parent, and the median of the ratios of pairs.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cases  # noqa: E402

NPM = "pptxgenjs@4.0.1"

NODE = """
const fs = require("fs"), Deck = require("pptxgenjs");
const data = JSON.parse(fs.readFileSync(process.argv[1]));
const deck = new Deck();
deck.layout = "LAYOUT_WIDE";
const count = new Intl.NumberFormat("en-GB").format;
const slide = (title, notes) => {
  const s = deck.addSlide();
  s.addText(title, { x: 0.6, y: 0.4, w: 12, h: 0.8, fontSize: 28, bold: true });
  if (notes) s.addNotes(notes);
  return s;
};
slide("A quarter");
const cards = slide("The quarter", "Begin here.");
data.cards.forEach((c, i) => {
  const x = 0.6 + i * 3.1, change = 100 * (c.value - c.previous) / c.previous;
  cards.addShape(deck.ShapeType.rect, { x, y: 1.6, w: 2.9, h: 2, fill: { color: "F3F4F6" } });
  cards.addText(c.label, { x, y: 1.7, w: 2.9, h: 0.5, fontSize: 14 });
  cards.addText(count(c.value), { x, y: 2.2, w: 2.9, h: 0.8, fontSize: 32, bold: true });
  cards.addText("+" + change.toFixed(1) + " %", { x, y: 3, w: 2.9, h: 0.5, fontSize: 12 });
});
const month = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric" });
const months = data.months.map(m => month.format(new Date(m.month)));
const both = ["spend", "revenue"].map(k => ({ name: k, labels: months, values: data.months.map(m => m[k]) }));
const box = { x: 0.6, y: 1.4, w: 12, h: 5.5, showLegend: true };
const column = { barDir: "col" }, kinds = [["line", {}], ["bar", column], ["bar", { ...column, barGrouping: "stacked" }],
  ["bar", { barDir: "bar" }], ["area", {}], ["bar", column]];
for (let i = 0; i < 8; i++) {
  const [kind, options] = kinds[i % kinds.length];
  slide("Finding " + (i + 1), "What to say to it.").addChart(deck.charts[kind.toUpperCase()], both, { ...box, ...options });
}
const money = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" }).format;
const columns = [["name", String], ["channel", String], ["impressions", count], ["clicks", count], ["spend", money],
  ["conversions", count], ["revenue", money], ["status", String]];
const sum = k => data.items.reduce((a, r) => a + r[k], 0);
for (let i = 0; i < 4; i++) {
  const rows = [columns.map(([k]) => ({ text: k, options: { bold: true } })),
    ...data.items.map(r => columns.map(([k, f]) => ({ text: f(r[k]) }))),
    columns.map(([k, f], j) => ({ text: j === 0 ? "Total" : f === String ? "" : f(sum(k)), options: { bold: true } }))];
  slide("Table " + (i + 1), "What to say to it.").addTable(rows, { x: 0.6, y: 1.4, w: 12, fontSize: 11 });
}
slide("Next", "Stop here.").addText("Questions are welcome.", { x: 0.6, y: 1.6, w: 12, h: 1, fontSize: 20 });
deck.writeFile({ fileName: process.argv[2] });
"""


def modules():
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "reportgen", "deck-time")
    node = os.path.join(cache, "node_modules")
    if not os.path.isdir(os.path.join(node, "pptxgenjs")):
        os.makedirs(cache, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", cache, NPM], check=True,
                       stdin=subprocess.DEVNULL)
    return node


def cpu(command, environment):
    """Milliseconds of CPU and MB at the peak of one run."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]}: status {status}")
    return 1000 * (usage.ru_utime + usage.ru_stime), usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--runs", type=int, default=25)
    options = parser.parse_args()
    program = os.path.abspath(os.path.join(options.build, "reportgen"))
    environment = {**os.environ, "NODE_PATH": modules()}
    with tempfile.TemporaryDirectory() as folder:
        arguments = cases.deck(folder, None)
        outs = [os.path.join(folder, n) for n in ("ours.pptx", "theirs.pptx")]
        commands = ([program, "-q", *arguments, "-o", outs[0]], ["node", "-e", NODE, arguments[-1], outs[1]])
        pairs = [[cpu(c, environment) for c in commands] for _ in range(options.runs + 1)][1:]
        sizes = [os.path.getsize(o) / 1000 for o in outs]
    for i, name in enumerate(("reportgen", "PptxGenJS")):
        print(f"{name}: {statistics.median(p[i][0] for p in pairs):.1f} ms CPU, "
              f"{statistics.median(p[i][1] for p in pairs):.0f} MB, {sizes[i]:.0f} KB")
    ratios = sorted(p[1][0] / p[0][0] for p in pairs)
    print(f"PptxGenJS takes {statistics.median(ratios):.1f} times as long ({ratios[0]:.1f} to {ratios[-1]:.1f} in pairs)")


if __name__ == "__main__":
    main()
