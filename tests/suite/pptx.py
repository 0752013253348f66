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
                name = shape.find(f".//{P}cNvPr").get("name")
                if kind in FURNITURE or name.startswith("Watermark"):
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


def boxes(tree):
    """[(placeholder type or None, x, y, right, bottom)] of what stands on a slide itself."""
    found = []
    for shape in tree.find(f"{P}cSld/{P}spTree")[2:]:
        place = next((e for e in shape.iter() if e.tag in (A + "xfrm", P + "xfrm")), None)
        ph = shape.find(f"*/{P}nvPr/{P}ph")
        if place is not None and place.find(A + "off") is not None:
            off, ext = place.find(A + "off"), place.find(A + "ext")
            x, y = int(off.get("x")), int(off.get("y"))
            found.append((None if ph is None else ph.get("type", "obj"), x, y,
                          x + int(ext.get("cx")), y + int(ext.get("cy"))))
    return found


def title_foot(parts, layout):
    """Where the title of a layout ends, in EMU, its own or its master's."""
    for name in (layout, pptx_lint.related(parts, layout, "slideMaster")[0]):
        for kind, _, _, _, bottom in boxes(xml.fromstring(parts[name])):
            if kind in ("title", "ctrTitle"):
                return bottom
    return 0


def house_faults(path, size, expected):
    """What is wrong with slides in an agency's own masters."""
    parts, _ = pptx_lint.read(path)
    presentation = xml.fromstring(parts["ppt/presentation.xml"])
    found = presentation.find(P + "sldSz")
    if (int(found.get("cx")), int(found.get("cy"))) != size:
        yield f"slides of {found.attrib}"
    for name, body in parts.items():
        if b"SECRET" in body:
            yield f"{name} holds words of an old slide"
    used = {}
    for name in parts:
        if not re.fullmatch(r"ppt/slides/slide\d+\.xml", name):
            continue
        layout = pptx_lint.related(parts, name, "slideLayout")[0]
        tree = xml.fromstring(parts[name])
        title = pptx_lint.text_of(next(tree.iter(P + "sp")))
        used[title] = xml.fromstring(parts[layout]).find(P + "cSld").get("name")
        foot = title_foot(parts, layout)
        for kind, x, y, right, bottom in boxes(tree):
            if right > size[0] + 9525 or bottom > size[1] + 9525 or x < 0 or y < 0:
                yield f"{name}: {kind} leaves the slide"
            if y < foot - 9525:
                yield f"{name}: {kind} stands on the title"
    for title, layout in expected.items():
        name = next((used[t] for t in used if t.startswith(title)), None)
        if name != layout:
            yield f"'{title}' has the layout {name}, not {layout}"


def house_args(house):
    return ["--template", "quarterly-deck", "samples/client.json", "--agency",
            f"tests/reference/{house}"]


HOUSES = [  # agency, size in EMU, layouts by the beginning of titles
    ("rheinwerk", (12191695, 6858000),
     {"Acme Outdoor": "Titelfolie", "Against what we agreed": "Titel und Inhalt",
      "New and returning": "Zwei Inhalte", "Appendix": "Abschnittsüberschrift"}),
    ("fourthree", (9144000, 6858000),
     {"Acme Outdoor": "Cover 2026", "Revenue rose": "Big Numbers",
      "Against what we agreed": "Standard", "Appendix": "Divider"}),
]


def houses(setup):
    """Slides in an agency's reference.pptx: its layouts, none of its old slides."""
    for house, size, expected in HOUSES:
        args = house_args(house)
        with tempfile.TemporaryDirectory() as folder:
            try:
                made = [render(setup, args, folder, place)[1] for place in docx.places(setup)]
            except RuntimeError as e:
                yield f"house {house}", str(e)
                continue
            path = os.path.join(folder, "a.pptx")
            faults = [*house_faults(path, size, expected), *pptx_lint.check(path)]
            if len(set(made)) > 1:
                faults.append("the bytes depend on time zone or language")
            yield f"house {house}", "\n".join(faults[:20]) or None


MASTER = "ppt/slideMasters/slideMaster1.xml"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"
MASTER_RELS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
PICTURE = (b'<p:pic><p:nvPicPr><p:cNvPr id="98" name="Linked" descr="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
           b'<p:blipFill><a:blip r:link="rId98"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
           b'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic></p:spTree>')
# name, part, pattern, replacement, what is said; None: it is taken, and the slides are sound
DAMAGES = [
    ("no list of slides", "ppt/presentation.xml", rb"<p:sldIdLst>.*?</p:sldIdLst>", b"", None),
    ("all layouts of one id", MASTER, rb'(<p:sldLayoutId [^>]*?\bid=")\d+', rb"\g<1>2147483649", None),
    ("ids of layouts left out", MASTER, rb'(<p:sldLayoutId )id="\d+" ', rb"\1", None),
    ("places beyond the slide", LAYOUT, rb'(<a:(?:off|ext) )[^/]*/>', rb'\1x="999999999" y="-5" cx="999999999" cy="1"/>', None),
    ("places without extent", MASTER, rb'<a:ext cx="\d+" cy="\d+"', b'<a:ext cx="0" cy="0"', None),
    ("slides without size", "ppt/presentation.xml", rb'<p:sldSz [^>]*/>', b'<p:sldSz cx="0" cy="0"/>', "no size for them"),
    ("slides higher than wide", "ppt/presentation.xml", rb'<p:sldSz [^>]*/>', b'<p:sldSz cx="6858000" cy="9144000"/>', "wider than high"),
    ("a master that is not there", "ppt/_rels/presentation.xml.rels", rb'slideMasters/slideMaster1', b"slideMasters/gone", "not there"),
    ("no theme", MASTER_RELS, rb'<Relationship [^>]*/theme"[^>]*/>', b"", "no theme of its own"),
    ("a layout that is not there", MASTER_RELS, rb'slideLayout2\.xml', b"gone.xml", "not there"),
    ("no layouts", MASTER, rb"<p:sldLayoutIdLst>.*?</p:sldLayoutIdLst>", b"", "no layouts"),
    ("a part that is no XML", LAYOUT, rb"</p:sldLayout>", b"", "slideLayout2.xml"),
    ("macros", "[Content_Types].xml", rb"presentationml\.presentation\.main", b"ms-powerpoint.presentation.macroEnabled.main", "macro"),
]


def damaged(parts, target, damage):
    _, name, pattern, new, _ = damage
    body, count = re.subn(pattern, new, parts[name], flags=re.S)
    pptx_lint.write(target, {**parts, name: body})
    return count


def damaged_houses(setup):
    """A damaged reference.pptx is refused with a reason, or gives sound slides."""
    parts, _ = pptx_lint.read(os.path.join(setup.root, "tests/reference/rheinwerk/reference.pptx"))
    args = ["--template", "quarterly-deck", "samples/client.json"]
    with tempfile.TemporaryDirectory() as folder:
        house, out = os.path.join(folder, "house.pptx"), os.path.join(folder, "a.pptx")
        for damage in DAMAGES:
            fault, expected = None, damage[-1]
            if not damaged(parts, house, damage):
                fault = "nothing to damage"
            status, _, err = run_program(setup, [*args, "--reference", house, "-o", out])
            if not fault and expected:
                fault = None if status == 1 and expected in err else f"status {status}\n{err}"
            elif not fault:
                found = [] if status else [f for f in pptx_lint.check(out) if not f.startswith(LAYOUT)]
                fault = f"status {status}\n{err}" if status else "\n".join(found[:20])
            yield f"house with {damage[0]}", fault or None
        linked = parts[LAYOUT].replace(b"</p:spTree>", PICTURE)
        rels = LAYOUT.replace("slideLayouts/", "slideLayouts/_rels/") + ".rels"
        relation = parts[rels].replace(b"</Relationships>", b'<Relationship Id="rId98" TargetMode="External" Type="'
                                       b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
                                       b'" Target="http://tracker.example/p.png"/></Relationships>')
        pptx_lint.write(house, {**parts, LAYOUT: linked, rels: relation})
        status, _, err = run_program(setup, [*args, "--reference", house, "-o", out])
        read, _ = pptx_lint.read(out) if status == 0 else ({}, [])
        gone = not any(b"tracker.example" in body or b"rId98" in body for body in read.values())
        yield "house with a picture from outside", \
            None if status == 0 and gone and "tracker.example" in err else f"status {status}\n{err}"


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
    yield from houses(setup)
    yield from damaged_houses(setup)
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
