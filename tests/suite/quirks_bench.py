"""What the tests of quirks share: a folder, one run of the program in it, and what came out."""
import io
import json
import os
import re
import subprocess
import zipfile

from tool import run_program

def tool_output(*command):
    return subprocess.run(command, capture_output=True).stdout.decode("utf-8")


class Result:
    def __init__(self, status, err, folder, out=b""):
        self.status, self.err, self.folder, self.out = status, err, folder, out

    def path(self, kind):
        return os.path.join(self.folder, f"out.{kind}")

    def pdf(self):
        done = subprocess.run(["pdftotext", "-layout", self.path("pdf"), "-"], capture_output=True)
        return done.stdout.decode("utf-8")

    def model(self):
        with open(self.path("model"), encoding="utf-8") as f:
            return f.read()

    def part(self, kind, name):
        with zipfile.ZipFile(self.path(kind)) as z:
            return z.read(name).decode("utf-8")

    def parts(self, kind, ending, inside=""):
        """The parts of an Office file whose names end so, in order, as one text."""
        with zipfile.ZipFile(self.path(kind)) as z:
            return "\n".join(z.read(n).decode("utf-8") for n in sorted(z.namelist())
                             if n.endswith(ending) and inside in n)

    def body(self, kind):
        return self.parts(kind, ".xml", "word/document" if kind == "docx" else "ppt/slides/slide")

    def charts(self, kind):
        return self.parts(kind, ".xml", "/charts/chart")

    def cells(self, kind):
        """The sheets of the workbooks behind the charts."""
        out = []
        with zipfile.ZipFile(self.path(kind)) as z:
            for name in sorted(z.namelist()):
                if name.endswith(".xlsx"):
                    with zipfile.ZipFile(io.BytesIO(z.read(name))) as book:
                        out.append(book.read("xl/worksheets/sheet1.xml").decode("utf-8"))
        return out

    def layout(self):
        with open(self.path("layout"), encoding="utf-8") as f:
            return f.read()

    def words(self):
        """(page, left, top, right, bottom, text, page width, page height) of each word."""
        out = tool_output("pdftotext", "-bbox", self.path("pdf"), "-")
        words = []
        for number, page in enumerate(out.split("<page ")[1:], 1):
            width, height = (float(x) for x in re.findall(r'"([\d.]+)"', page[:60])[:2])
            for found in re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)<',
                                    page):
                words.append((number, *map(float, found[:4]), found[4], width, height))
        return words

    def pages(self):
        return int(re.search(r"Pages:\s+(\d+)", tool_output("pdfinfo", self.path("pdf")))[1])

    def links(self):
        """Where the links of the PDF lead."""
        out = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", self.path("pdf"), "-"],
                             capture_output=True).stdout
        return [u.decode("latin-1") for u in re.findall(rb"/URI \((.*?)\)", out)]

    def left(self):
        return sorted(os.listdir(self.folder))


NAMES = """
template: names
summary: Names and what was spent
kind: report
title: "{{ client.name }}"
data: [client]
body:
  - section: Names
    body:
      - text: "Campaign {{ name }} ends."
      - table: rows
        columns:
          - { field: name, label: Name, width: 2fr }
          - { field: spend, label: Spend, format: money(2), total: sum }
      - chart: KIND
        title: Spend by name
        data: rows
        x: { field: name }
        y: [ { field: spend, label: Spend, format: money(0) } ]
"""


class Bench:
    """One folder and one run of the program in it."""

    def __init__(self, setup, folder):
        self.setup, self.folder = setup, folder

    def write(self, name, content):
        mode = "wb" if isinstance(content, bytes) else "w"
        with open(os.path.join(self.folder, name), mode,
                  encoding=None if mode == "wb" else "utf-8") as f:
            f.write(content)

    def command(self, *args, **more):
        status, out, err = run_program(self.setup, list(args), cwd=self.folder, **more)
        return Result(status, err, self.folder, out)

    def run(self, data, template=NAMES, kind="bar", kinds=("pdf", "docx", "pptx", "model"), args=(),
            files=()):
        whole = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP"},
                 "report": {"period": {"from": "2026-07-01", "to": "2026-09-30"}}, "name": "x"}
        whole.update(data)
        self.write("t.yaml", template.replace("KIND", kind))
        with open(os.path.join(self.folder, "d.json"), "w", encoding="utf-8") as f:
            json.dump(whole, f, ensure_ascii=False)
        for name, text in dict(files).items():
            self.write(name, text)
        outputs = [arg for k in kinds for arg in ("-o", f"out.{k}")]
        return self.command("-t", "t.yaml", "d.json", *outputs, *args)

    def facts(self, rows, template="monthly", kinds=("pdf", "model"), args=(), **more):
        """A report of July 2026 out of these rows of facts."""
        whole = {"client": {"name": "Acme", "locale": "en-GB", "currency": "GBP"},
                 "report": {"period": "2026-07"}, "facts": rows}
        whole.update(more)
        self.write("d.json", json.dumps(whole, ensure_ascii=False))
        if "\n" in template:
            self.write("t.yaml", template)
            template = "t.yaml"
        outputs = [arg for k in kinds for arg in ("-o", f"out.{k}")]
        return self.command("-t", template, "d.json", *outputs, *args)

    def named(self, *names, **more):
        return self.run({"rows": [{"name": n, "spend": i + 1} for i, n in enumerate(names)],
                         "name": names[0]}, **more)


# Facts by channel.
CHANNELS = """
template: channels
kind: report
title: Channels
data: [channels]
body:
  - section: Channels
    body:
      - table: channels
        columns:
          - { field: name, label: Channel }
          - { field: spend, label: Spend, format: money(2), total: sum }
"""

# The same chart alone in a section, and in one that has more.
CHART = """
template: chart
kind: report
title: T
data: [client]
body:
  - section: Alone
    body:
      - chart: KIND
        title: By itself
        data: rows
        x: { field: name }
        y: [ { field: spend, label: Spend, format: money(0) } ]
  - section: With more
    body:
      - text: Something else.
      - chart: KIND
        title: In company
        data: rows
        x: { field: name }
        y: [ { field: spend, label: Spend, format: money(0) } ]
"""


def rows(*values, names=None):
    return {"rows": [{"name": names[i] if names else f"n{i}", "spend": v}
                     for i, v in enumerate(values)]}


def fact(day, channel="A", **measures):
    return {"date": day, "channel": channel, **measures}


def expect(condition, *what):
    if not condition:
        raise AssertionError("\n".join(str(w) for w in what) or "not so")


def good(result):
    expect(result.status == 0, f"status {result.status}", result.err)
    return result
