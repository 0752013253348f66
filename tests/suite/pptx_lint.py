"""Faults of presentations that validators miss; and defects that must be found.

check(path) gives a list of findings, empty for a sound file.
"""
import re
import zipfile
from xml.etree import ElementTree as xml

import office_lint
from office_lint import A, R, read, relations_of, resolve, write

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


def text_of(element):
    return "".join(t.text or "" for t in element.iter(A + "t"))


def placeholders(tree):
    """{(type, idx): shape}"""
    found = {}
    for shape in tree.iter():
        ph = shape.find(f"*/{P}nvPr/{P}ph")
        if ph is not None:
            found[ph.get("type", "obj"), ph.get("idx", "0")] = shape
    return found


def related(parts, name, kind):
    return [resolve(name, r.get("Target")) for r in relations_of(parts, name).values()
            if r.get("Type").endswith("/" + kind)]


def lint_shapes(name, tree, width, height):
    ids = [e.get("id") for e in tree.iter(P + "cNvPr")]
    if len(ids) != len(set(ids)):
        yield f"{name}: two shapes have one id"
    for shape in list(tree.iter(P + "pic")) + list(tree.iter(P + "graphicFrame")):
        names = next(shape.iter(P + "cNvPr"))
        if not names.get("descr") and not any(e.tag.endswith("}decorative") for e in names.iter()):
            yield f"{name}: '{names.get('name')}' says nothing in words"
    for body in tree.iter(P + "txBody"):
        if body.find(A + "p") is None:
            yield f"{name}: a text without paragraph"
    for t in tree.iter(A + "t"):
        if re.search(r"[\n\r\t]", t.text or ""):
            yield f"{name}: a line end inside a:t"
    for off in tree.iter(A + "off"):
        x, y = int(off.get("x")), int(off.get("y"))
        if not (0 <= x <= width and 0 <= y <= height):
            yield f"{name}: a shape at {x}, {y} is off the slide"


def lint_tables(name, tree):
    for table in tree.iter(A + "tbl"):
        count = len(table.find(A + "tblGrid"))
        for row in table.findall(A + "tr"):
            cells = row.findall(A + "tc")
            if len(cells) != count:
                yield f"{name}: a row has {len(cells)} cells, its grid {count}"
            for cell in cells:
                if cell.find(f"{A}txBody/{A}p") is None:
                    yield f"{name}: a cell without text body"
            covered = 0
            for cell in cells:
                if covered and not cell.get("hMerge"):
                    yield f"{name}: a cell stands below one that spans it"
                covered = max(covered - 1, int(cell.get("gridSpan", 1)) - 1)
        if table.find(A + "tblPr").get("firstRow") != "1":
            yield f"{name}: a table without head"


def lint_slide(name, tree, parts, titles):
    layouts = related(parts, name, "slideLayout")
    if len(layouts) != 1:
        yield f"{name}: {len(layouts)} layouts"
        return
    known = placeholders(xml.fromstring(parts[layouts[0]]))
    mine = placeholders(tree)
    for key, shape in mine.items():
        if key not in known:
            yield f"{name}: the layout has no placeholder {key}"
        if shape.tag == P + "sp" and not text_of(shape):
            yield f"{name}: the placeholder {key} is empty"
    title = [text_of(s).strip() for (kind, _), s in mine.items() if kind in ("title", "ctrTitle")]
    if len(title) != 1 or not title[0]:
        yield f"{name}: {len(title)} titles"
    elif title[0] in titles:
        yield f"{name}: the title '{title[0]}' is another slide's too"
    titles.update(title)
    first = next(iter(tree.find(f"{P}cSld/{P}spTree").findall(P + "sp")), None)
    if first is None or first.find(f"*/{P}nvPr/{P}ph") is None \
            or "itle" not in first.find(f"*/{P}nvPr/{P}ph").get("type", ""):
        yield f"{name}: the title is not read first"
    for e in tree.iter():
        if e.tag in (P + "transition", P + "timing"):
            yield f"{name}: it moves"
    for run in tree.iter(A + "rPr"):
        if not run.get("lang"):
            yield f"{name}: a run without language"


def lint_notes(name, parts):
    if len(related(parts, name, "notesMaster")) != 1:
        yield f"{name}: no master of notes"
    slides = related(parts, name, "slide")
    if len(slides) != 1 or name not in related(parts, slides[0], "notesSlide"):
        yield f"{name}: its slide does not know it"


def lint_presentation(parts):
    name = "ppt/presentation.xml"
    tree = xml.fromstring(parts[name])
    relations = relations_of(parts, name)
    slides = [e for e in tree.iter(P + "sldId")]
    ids = [int(e.get("id")) for e in slides]
    if len(ids) != len(set(ids)) or any(not 256 <= i < 2 ** 31 for i in ids):
        yield "ids of slides"
    listed = {resolve(name, relations[e.get(R + "id")].get("Target")) for e in slides}
    there = {n for n in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)}
    if listed != there:
        yield f"slides listed and there differ: {listed ^ there}"
    master_ids = [int(e.get("id")) for e in tree.iter(P + "sldMasterId")]
    for master in [n for n in parts if re.fullmatch(r"ppt/slideMasters/slideMaster\d+\.xml", n)]:
        master_ids += [int(e.get("id")) for e in xml.fromstring(parts[master]).iter(P + "sldLayoutId")]
    if len(master_ids) != len(set(master_ids)) or any(i < 2 ** 31 for i in master_ids):
        yield "ids of master and layouts"
    for layout in [n for n in parts if re.fullmatch(r"ppt/slideLayouts/slideLayout\d+\.xml", n)]:
        if len(related(parts, layout, "slideMaster")) != 1:
            yield f"{layout}: no master"
    themes = [t for n in parts if n.endswith(".xml") for t in related(parts, n, "theme")]
    if len(themes) != len(set(themes)):
        yield "two masters share a theme"
    if not any(r.get("Type").endswith("/notesMaster") for r in relations.values()):
        yield "the master of notes is not listed"
    for theme in set(themes):
        tree = xml.fromstring(parts[theme])
        for kind in ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst"):
            if len(list(tree.iter(A + kind))[0]) < 3:
                yield f"{theme}: fewer than three in {kind}"


def check(path):
    parts, faults = read(path)
    trees = {}
    for name, body in parts.items():
        if name.endswith((".xml", ".rels", ".svg")):
            try:
                trees[name] = xml.fromstring(body)
            except xml.ParseError as e:
                faults.append(f"{name}: {e}")
    if faults:
        return faults
    titles = set()
    try:
        faults += office_lint.lint_package(parts)
        faults += lint_presentation(parts)
        sizes = [trees["ppt/presentation.xml"].find(P + kind) for kind in ("sldSz", "notesSz")]
        sizes = [(int(size.get("cx")), int(size.get("cy"))) for size in sizes]
        for name, tree in trees.items():
            if re.fullmatch(r"ppt/(slides|slideLayouts|slideMasters|notes\w+)/\w+\.xml", name):
                faults += office_lint.lint_references(name, tree, parts)
                faults += lint_shapes(name, tree, *sizes[name.startswith("ppt/notes")])
                faults += lint_tables(name, tree)
            if re.fullmatch(r"ppt/slides/\w+\.xml", name):
                faults += lint_slide(name, tree, parts, titles)
            if re.fullmatch(r"ppt/notesSlides/\w+\.xml", name):
                faults += lint_notes(name, parts)
            if re.fullmatch(r"ppt/charts/chart\d+\.xml", name):
                faults += office_lint.lint_chart(name, parts)
    except (KeyError, AttributeError, IndexError, StopIteration, zipfile.BadZipFile) as e:
        faults.append(f"something that must be there is not: {e!r}")
    return faults


# ---- Defects that must be found ---------------------------------------------------

CHART = "ppt/charts/chart1.xml"
PRESENTATION = "ppt/presentation.xml"
REPLACEMENTS = [
    ("two shapes of one id", "slide", rb'<p:cNvPr id="3"', rb'<p:cNvPr id="2"'),
    ("a placeholder that the layout lacks", "slide", rb'idx="21"', rb'idx="77"'),
    ("a slide without title", "slide", rb'<p:ph type="title"/>', b""),
    ("an empty title", "slide", rb'(<p:ph type="title"/>(?:(?!<a:t>).)*<a:t>)[^<]*', rb"\1"),
    ("a slide that moves", "slide", rb"(<p:clrMapOvr>)", rb"\1"),
    ("a run without language", "slide", rb'<a:rPr lang="[^"]*"', rb"<a:rPr"),
    ("a line end in text", "slide", rb"<a:t>", b"<a:t>\n"),
    ("a text without paragraph", "slide", rb"(<a:lstStyle/>)<a:p>.*?</a:p>(</p:txBody>)", rb"\1\2"),
    ("a shape off the slide", "slide", rb'<a:off x="\d+"', rb'<a:off x="99999999"'),
    ("no layout", "slide-rels", rb'<Relationship [^>]*slideLayout"[^>]*/>', b""),
    ("a chart without words", "chart-slide", rb' descr="[^"]+"', b""),
    ("a row with a cell too few", "table-slide", rb"<a:tc>(?:(?!</a:tc>).)*</a:tc></a:tr>", rb"</a:tr>"),
    ("a cell without text body", "table-slide", rb"<a:tc><a:txBody>(?:(?!</a:txBody>).)*</a:txBody>", rb"<a:tc>"),
    ("a table without head", "table-slide", rb' firstRow="1"', b""),
    ("ids of slides", PRESENTATION, rb'<p:sldId id="257"', rb'<p:sldId id="256"'),
    ("a slide that is not listed", PRESENTATION, rb'<p:sldId id="257"[^>]*/>', b""),
    ("ids of layouts", "ppt/slideMasters/slideMaster1.xml", rb'<p:sldLayoutId id="2147483650"', rb'<p:sldLayoutId id="2147483648"'),
    ("a layout without master", "ppt/slideLayouts/_rels/slideLayout1.xml.rels", rb'<Relationship [^>]*/>', b""),
    ("a shared theme", "ppt/notesMasters/_rels/notesMaster1.xml.rels", rb"theme2", rb"theme1"),
    ("a poor theme", "ppt/theme/theme1.xml", rb"(<a:fillStyleLst>)<a:solidFill>.*?</a:solidFill>", rb"\1"),
    ("notes without master", "ppt/notesSlides/_rels/notesSlide2.xml.rels", rb'<Relationship [^>]*notesMaster"[^>]*/>', b""),
    ("a content type of nothing", "[Content_Types].xml", rb'/ppt/presProps.xml"', rb'/ppt/gone.xml"'),
    ("a part that is missing", "ppt/_rels/presentation.xml.rels", rb"presProps.xml", rb"gone.xml"),
    ("a cache unlike its cell", CHART, rb"(<c:numCache>.*?<c:v>)", rb"\g<1>9"),
    ("an axis too few", CHART, rb"<c:valAx>.*?</c:valAx>", b""),
]


def part_for(parts, name):
    slides = [n for n in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
    if name == "slide":
        return slides[1]
    if name == "slide-rels":
        return "ppt/slides/_rels/" + slides[1].rpartition("/")[2] + ".rels"
    if name == "chart-slide":
        return next(n for n in slides if b"drawingml/2006/chart" in parts[n])
    if name == "table-slide":
        return next(n for n in slides if b"<a:tbl>" in parts[n])
    return name


def mutations(path, folder):
    """(defect, damaged file) for each; the file is None where there is nothing
    that could be damaged so."""
    parts, _ = read(path)
    target = f"{folder}/damaged.pptx"
    for defect, name, pattern, new in REPLACEMENTS:
        name = part_for(parts, name)
        if defect == "a slide that moves":
            new = rb"<p:transition/>\1"
        body, count = re.subn(pattern, new, parts[name], count=1, flags=re.S)
        if not count or body == parts[name]:
            yield defect, None
            continue
        write(target, {**parts, name: body})
        yield defect, target
    slides = [n for n in parts if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
    title = re.search(rb'<p:ph type="title"/>(?:(?!<a:t>).)*<a:t>([^<]*)', parts[slides[2]], re.S).group(1)
    body = re.sub(rb'(<p:ph type="title"/>(?:(?!<a:t>).)*<a:t>)[^<]*', lambda m: m.group(1) + title,
                  parts[slides[1]], count=1, flags=re.S)
    write(target, {**parts, slides[1]: body})
    yield "two slides of one title", target
    write(target, parts, date=(2026, 1, 1, 0, 0, 0))
    yield "a time in the zip", target
