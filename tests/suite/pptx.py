"""Presentations of the golden cases: sound, repeatable, and like the PDF's slides."""
import json
import os
import subprocess
import re
import tempfile
import zipfile
from xml.etree import ElementTree as xml

import docx
import golden
import pptx_lint
from office_lint import A
from pptx_lint import P
from tool import run_program

FURNITURE = ("ftr", "sldNum")


def slide_units(path):
    """[(is title, text)] of the paragraphs and cells of all slides, in the
    order in which they are read."""
    units = []
    with zipfile.ZipFile(path) as z:
        count = sum(bool(re.fullmatch(r"ppt/slides/slide\d+\.xml", n)) for n in z.namelist())
        for i in range(1, count + 1):
            tree = xml.fromstring(z.read(f"ppt/slides/slide{i}.xml"))
            for shape in tree.iter():
                if shape.tag not in (P + "sp", P + "graphicFrame"):
                    continue
                ph = shape.find(f"*/{P}nvPr/{P}ph")
                kind = ph.get("type", "") if ph is not None else ""
                if kind in FURNITURE:
                    continue
                for p in shape.iter(A + "p"):
                    text = docx.squeeze(pptx_lint.text_of(p))
                    if text:
                        units.append(("itle" in kind and "sub" not in kind, text))
    return units, count


def parity(pdf, pptx):
    """Where the slides say something else than the PDF's, or in other order."""
    paper = docx.pdf_units(pdf)
    units, count = slide_units(pptx)
    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", info).group(1))
    if pages != count:
        return f"the PDF has {pages} slides, the presentation {count}"
    for i, (p, s) in enumerate(zip(paper, units)):
        # a card cuts a line with an ellipsis; pdfinfo stops at a hyphen
        same = p[1] == s[1] or (p[1].endswith(("…", "-")) and s[1].startswith(p[1][:-1]))
        if not same or p[0] != s[0]:
            return f"text {i}: the PDF has {p}, the slides {s}\nbefore it: {paper[max(0, i - 2):i]}"
    if len(paper) != len(units):
        return f"the PDF has {len(paper)} texts, the slides {len(units)}"
    return None


def is_deck(name):
    return "-deck" in name


def render(setup, args, folder, environment=None):
    path = os.path.join(folder, "a.pptx")
    status, _, err = run_program(setup, [*args, "-q", "-o", path],
                                 env={**os.environ, **(environment or {})})
    if status != 0:
        raise RuntimeError(f"exit status {status}\n{err}")
    with open(path, "rb") as f:
        return path, f.read()


def hostile(setup):
    with open(os.path.join(setup.root, "samples/client.json"), encoding="utf-8") as f:
        data = docx.spoiled(json.load(f))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "hostile.json")
        with open(path, "w", encoding="utf-8") as f:
            json.dump(data, f)
        for template in ("quarterly-deck", "monthly"):
            try:
                made, _ = render(setup, ["--template", template, path], folder)
                fault = "\n".join(pptx_lint.check(made)[:20]) or None
            except RuntimeError as e:
                fault = str(e)
            yield f"hostile strings, {template}", fault


def handouts(setup):
    """Every slide and what is said to it stands in the handout."""
    args = ["--template", "quarterly-deck", "samples/client.json", "-q"]
    with tempfile.TemporaryDirectory() as folder:
        slides, paper = os.path.join(folder, "s.pdf"), os.path.join(folder, "h.pdf")
        run_program(setup, [*args, "-o", slides])
        titles = [t for heading, t in docx.pdf_units(slides) if heading]
        for per_page in ("2", "3", "6"):
            status, _, err = run_program(setup, [*args, "--handout", per_page, "-o", paper])
            fault = f"exit status {status}\n{err}" if status else golden.check_pdf_file(paper)
            if not fault and [t for heading, t in docx.pdf_units(paper) if heading] != titles:
                fault = "its headings are not those of the slides"
            text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True).stdout
            if not fault and "Contributions add up" not in text:
                fault = "a text of a slide is missing"
            yield f"handout, {per_page} to a page", fault
        status, _, err = run_program(setup, [*args, "--handout", "4", "-o", paper])
        yield "handout, 4 to a page is refused", None if status == 2 and "2, 3 or 6" in err else err


def run(setup):
    yield from hostile(setup)
    yield from handouts(setup)
    for name, _, args in golden.cases(setup):
        with tempfile.TemporaryDirectory() as folder:
            try:
                made = [render(setup, args, folder, place) for place in docx.places(setup)]
            except RuntimeError as e:
                yield f"{name}: written", str(e)
                continue
            path = made[0][0]
            if len(made) > 1:
                same = len({body for _, body in made}) == 1
                yield f"{name}: same bytes", None if same else "the bytes depend on time zone or language"
            yield f"{name}: sound", "\n".join(pptx_lint.check(path)[:20]) or None
            if not is_deck(name):
                continue
            pdf = os.path.join(folder, "a.pdf")
            run_program(setup, [*args, "-q", "-o", pdf])
            yield f"{name}: says what the PDF's slides say", parity(pdf, path)
            if name == "quarterly-deck-acme" and not setup.sanitized:
                for defect, damaged in pptx_lint.mutations(path, folder):
                    found = damaged is None or pptx_lint.check(damaged)
                    failure = "nothing to damage" if damaged is None else None if found else "not found"
                    yield f"lint finds {defect}", failure
