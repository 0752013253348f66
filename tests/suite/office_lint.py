"""Faults of Office files that validators miss.

check(path) gives a list of findings, empty for a sound file.  Each rule stands
for something that makes Word repair, refuse or misread a document; mutations()
are single defects, each of which a rule must find.
"""
import io
import re
import zipfile
from xml.etree import ElementTree as xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def read(path):
    """{name: bytes} in the order of the zip, and findings about the zip."""
    faults, parts = [], {}
    with zipfile.ZipFile(path) as z:
        for i, info in enumerate(z.infolist()):
            if info.filename in parts:
                faults.append(f"two entries are {info.filename}")
            if i == 0 and info.filename != "[Content_Types].xml":
                faults.append("[Content_Types].xml is not the first entry")
            if info.date_time != (1980, 1, 1, 0, 0, 0):
                faults.append(f"{info.filename} carries a time")
            parts[info.filename] = z.read(info)
    return parts, faults


def resolve(base, target):
    names = base.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            if not names:
                return ""
            names.pop()
        elif step not in ("", "."):
            names.append(step)
    return "/".join(names)


def relations_of(parts, name):
    folder, _, leaf = name.rpartition("/")
    rels = f"{folder}/_rels/{leaf}.rels" if folder else f"_rels/{leaf}.rels"
    if rels not in parts:
        return {}
    return {r.get("Id"): r for r in xml.fromstring(parts[rels])}


def lint_package(parts):
    types = xml.fromstring(parts["[Content_Types].xml"])
    defaults = {t.get("Extension") for t in types.iter(TYPES + "Default")}
    overrides = {t.get("PartName") for t in types.iter(TYPES + "Override")}
    for name in overrides:
        if name.lstrip("/") not in parts:
            yield f"a content type is given for {name}, which is missing"
    for name in parts:
        extension = name.rpartition(".")[2]
        if name == "[Content_Types].xml":
            continue
        if "/" + name not in overrides and extension not in defaults:
            yield f"{name} has no content type"
        if extension == "xml" and "/" + name not in overrides:
            yield f"{name} is only known as XML"
        if name.endswith(".rels"):
            owner = re.sub(r"(^|/)_rels/", r"\1", name)[:-5]
            ids = [r.get("Id") for r in xml.fromstring(parts[name])]
            if len(ids) != len(set(ids)):
                yield f"{name}: an id is given twice"
            for r in xml.fromstring(parts[name]):
                if r.get("TargetMode") == "External":
                    if not re.match(r"(https?|mailto):", r.get("Target")):
                        yield f"{name}: leads out to {r.get('Target')}"
                elif resolve(owner, r.get("Target")) not in parts:
                    yield f"{name}: {r.get('Target')} is missing"


def lint_references(name, tree, parts):
    known = relations_of(parts, name)
    used = set()
    for e in tree.iter():
        for key, value in e.attrib.items():
            if key.startswith(R):
                used.add(value)
                if value not in known:
                    yield f"{name}: {value} leads nowhere"
    for key, r in known.items():
        kind = r.get("Type").rpartition("/")[2]
        if kind in ("image", "chart", "hyperlink", "header", "footer") and key not in used:
            yield f"{name}: {key} ({kind}) is not used"


def lint_text(name, tree):
    depth = 0
    for e in tree.iter(W + "fldChar"):
        kind = e.get(W + "fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth < 0:
            yield f"{name}: a field ends that has not begun"
            depth = 0
        if e.get(W + "dirty"):
            yield f"{name}: a field is dirty"
    if depth:
        yield f"{name}: a field does not end"
    for t in tree.iter(W + "t"):
        if re.search(r"[\n\r\t]", t.text or ""):
            yield f"{name}: a line end inside w:t"


def lint_tables(name, tree):
    for cell in tree.iter(W + "tc"):
        if len(cell) == 0 or cell[-1].tag != W + "p":
            yield f"{name}: a cell does not end with a paragraph"
    for table in tree.iter(W + "tbl"):
        grid = [int(c.get(W + "w")) for c in table.find(W + "tblGrid")]
        if any(w <= 0 for w in grid):
            yield f"{name}: a column without width"
        for row in table.findall(W + "tr"):
            spans = 0
            for cell in row.findall(W + "tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                spans += int(span.get(W + "val")) if span is not None else 1
            if spans != len(grid):
                yield f"{name}: a row has {spans} columns, its grid {len(grid)}"
        for properties in table.iter(W + "trPr"):
            tags = [c.tag for c in properties]
            if W + "tblHeader" in tags and W + "cantSplit" in tags \
                    and tags.index(W + "tblHeader") < tags.index(W + "cantSplit"):
                yield f"{name}: tblHeader before cantSplit"
    for parent in tree.iter():
        for a, b in zip(parent, list(parent)[1:]):
            if a.tag == b.tag == W + "tbl":
                yield f"{name}: two tables touch"


def lint_places(name, tree):
    starts = list(tree.iter(W + "bookmarkStart"))
    names = [b.get(W + "name") for b in starts]
    ids = [b.get(W + "id") for b in starts]
    ends = [b.get(W + "id") for b in tree.iter(W + "bookmarkEnd")]
    if len(names) != len(set(names)):
        yield f"{name}: two bookmarks have one name"
    if len(ids) != len(set(ids)) or sorted(ids) != sorted(ends):
        yield f"{name}: bookmarks do not begin and end in pairs"
    for n in names:
        if not re.fullmatch(r"[A-Za-z_]\w{0,39}", n or "", re.A):
            yield f"{name}: '{n}' is no name for a bookmark"
    for link in tree.iter(W + "hyperlink"):
        anchor = link.get(W + "anchor")
        if anchor is not None and anchor not in names:
            yield f"{name}: a link leads to '{anchor}', which is nowhere"
    for code in tree.iter(W + "instrText"):
        m = re.match(r"\s*(?:PAGEREF|REF)\s+(\S+)", code.text or "")
        if m and m.group(1) not in names:
            yield f"{name}: a field refers to '{m.group(1)}', which is nowhere"


def twice(values):
    values = list(values)
    return sorted({v for v in values if values.count(v) > 1})


def lint_styles(parts):
    styles = list(xml.fromstring(parts["word/styles.xml"]).iter(W + "style"))
    ids = [s.get(W + "styleId") for s in styles]
    for id in twice(ids):
        yield f"two styles have the id '{id}'"
    for name in twice((s.find(W + "name").get(W + "val") or "").lower() for s in styles):
        yield f"two styles have the name '{name}'"
    for s in styles:
        for tag in ("basedOn", "next", "link"):
            other = s.find(W + tag)
            if other is not None and other.get(W + "val") not in ids:
                yield f"style '{s.get(W + 'styleId')}': {tag} is '{other.get(W + 'val')}', which is not defined"


def lint_numbering(parts):
    root = xml.fromstring(parts["word/numbering.xml"])
    kinds = [e.tag for e in root if e.tag in (W + "abstractNum", W + "num")]
    if kinds != sorted(kinds, key=lambda tag: tag == W + "num"):
        yield "an abstractNum stands behind a num"
    lists = [e.get(W + "abstractNumId") for e in root.iter(W + "abstractNum")]
    numbers = [e.get(W + "numId") for e in root.iter(W + "num")]
    for id in twice(lists) + twice(numbers):
        yield f"numbering {id} is defined twice"
    for n in root.iter(W + "num"):
        if n.find(W + "abstractNumId").get(W + "val") not in lists:
            yield f"numbering {n.get(W + 'numId')} is of a list that is not there"


def lint_drawings(trees):
    """Ids of drawings are given once in all the parts."""
    ids = [p.get("id") for name, tree in trees.items() if name.startswith("word/") for p in tree.iter(WP + "docPr")]
    for id in twice(ids):
        yield f"two drawings have the id {id}"


def lint_document(parts):
    doc = xml.fromstring(parts["word/document.xml"])
    styles = {s.get(W + "styleId") for s in xml.fromstring(parts["word/styles.xml"]).iter(W + "style")}
    numbers = {n.get(W + "numId") for n in xml.fromstring(parts["word/numbering.xml"]).iter(W + "num")} | {"0"}
    notes = {n.get(W + "id") for n in xml.fromstring(parts["word/footnotes.xml"]).iter(W + "footnote")}
    for e in doc.iter():
        if e.tag in (W + "pStyle", W + "rStyle", W + "tblStyle") and e.get(W + "val") not in styles:
            yield f"style '{e.get(W + 'val')}' is not defined"
        if e.tag == W + "numId" and e.get(W + "val") not in numbers:
            yield f"numbering {e.get(W + 'val')} is not defined"
        if e.tag == W + "footnoteReference" and e.get(W + "id") not in notes:
            yield f"footnote {e.get(W + 'id')} is not there"
    for p in doc.iter(WP + "docPr"):
        decorative = any(e.tag.endswith("}decorative") for e in p.iter())
        if not p.get("descr") and not decorative:
            yield f"drawing {p.get('id')} says nothing in words"
    if b"updateFields" in parts["word/settings.xml"]:
        yield "Word will ask to update fields"
    for e in xml.fromstring(parts["docProps/core.xml"]):
        if e.tag.endswith(("created", "modified")) \
                and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", e.text or ""):
            yield f"core.xml: '{e.text}' is no date"
    theme = xml.fromstring(parts["word/theme/theme1.xml"])
    for kind in ("fillStyleLst", "lnStyleLst", "effectStyleLst", "bgFillStyleLst"):
        if len(list(theme.iter(A + kind))[0]) < 3:
            yield f"theme: fewer than three in {kind}"


def cells_of(book):
    """{"B2": text} of the first sheet of a workbook."""
    with zipfile.ZipFile(io.BytesIO(book)) as z:
        shared = []
        if "xl/sharedStrings.xml" in z.namelist():
            for si in xml.fromstring(z.read("xl/sharedStrings.xml")):
                shared.append("".join(t.text or "" for t in si.iter(S + "t")))
        out = {}
        for c in xml.fromstring(z.read("xl/worksheets/sheet1.xml")).iter(S + "c"):
            v = c.find(S + "v")
            if c.get("t") == "inlineStr":
                out[c.get("r")] = "".join(t.text or "" for t in c.iter(S + "t"))
            elif v is not None:
                out[c.get("r")] = shared[int(v.text)] if c.get("t") == "s" else v.text
        return out


def lint_cache(name, tree, cells):
    for reference in tree.iter():
        f = reference.find(C + "f")
        if f is None:
            continue
        m = re.fullmatch(r"Sheet1!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?", f.text)
        if not m:
            yield f"{name}: '{f.text}' is no range"
            continue
        columns = [m.group(1)] if m.group(3) in (None, m.group(1)) else [m.group(3), m.group(1)]
        first = int(m.group(2))
        levels = reference.findall(f".//{C}lvl") or [reference[-1]]
        for column, level in zip(columns, levels):
            count = int(reference.find(f".//{C}ptCount").get("val"))
            for pt in level.findall(C + "pt"):
                i, v = int(pt.get("idx")), pt.find(C + "v").text or ""
                if i >= count:
                    yield f"{name}: point {i} of {count}"
                cell = cells.get(f"{column}{first + i}")
                try:
                    same = cell == v or float(cell) == float(v)
                except (TypeError, ValueError):
                    same = False
                if not same:
                    yield f"{name}: cache '{v}', cell {column}{first + i} '{cell}'"
        if reference.tag == C + "numRef":
            for v in reference.iter(C + "v"):
                if not re.fullmatch(r"-?[\d.]+(e[-+]\d+)?", v.text or ""):
                    yield f"{name}: '{v.text}' is no number"


def lint_chart(name, parts):
    tree = xml.fromstring(parts[name])
    plot = tree.find(f"{C}chart/{C}plotArea")
    axes = {a.find(C + "axId").get("val"): a for a in plot
            if a.tag in (C + "catAx", C + "valAx")}
    used = {i.get("val") for group in plot for i in group.findall(C + "axId")
            if group.tag.endswith("Chart")}
    if used != set(axes):
        yield f"{name}: series use axes {sorted(used)}, there are {sorted(axes)}"
    for a in axes.values():
        if a.find(C + "crossAx").get("val") not in axes:
            yield f"{name}: an axis crosses one that is not there"
    orders = [s.find(C + "idx").get("val") for s in tree.iter(C + "ser")]
    if len(orders) != len(set(orders)):
        yield f"{name}: two series have one index"
    books = [r for r in relations_of(parts, name).values() if r.get("Type").endswith("/package")]
    if len(books) != 1:
        yield f"{name}: {len(books)} workbooks"
        return
    yield from lint_cache(name, tree, cells_of(parts[resolve(name, books[0].get("Target"))]))


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
    try:
        faults += lint_package(parts)
        for name, tree in trees.items():
            if name.startswith("word/") and not name.endswith(".rels"):
                faults += lint_references(name, tree, parts)
                faults += lint_text(name, tree)
                faults += lint_tables(name, tree)
                faults += lint_places(name, tree)
            if re.fullmatch(r"word/charts/chart\d+\.xml", name):
                faults += lint_chart(name, parts)
        faults += lint_document(parts)
        faults += lint_styles(parts)
        faults += lint_numbering(parts)
        faults += lint_drawings(trees)
    except (KeyError, AttributeError, IndexError, zipfile.BadZipFile) as e:
        faults.append(f"something that must be there is not: {e!r}")
    return faults


# ---- Defects that must be found ------------------------------------------------

DOC, CHART = "word/document.xml", "word/charts/chart1.xml"
REPLACEMENTS = [
    ("a cell without paragraph", DOC, rb"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>(?:(?!</w:p>).)*</w:p></w:tc>", rb"\1</w:tc>"),
    ("a row with a cell too few", DOC, rb"<w:tc>(?:(?!</w:tc>).)*</w:tc></w:tr>", rb"</w:tr>"),
    ("a bookmark name twice", DOC, rb'w:name="_Toc00000002"', rb'w:name="_Toc00000001"'),
    ("a bookmark without end", DOC, rb"<w:bookmarkEnd [^>]*/>", b""),
    ("a field without end", DOC, rb'<w:fldChar w:fldCharType="end"/>', b""),
    ("a dirty field", DOC, rb'w:fldCharType="begin"', rb'w:fldCharType="begin" w:dirty="true"'),
    ("an unknown style", DOC, rb'w:pStyle w:val="BodyText"', rb'w:pStyle w:val="Nonsense"'),
    ("an unknown numbering", DOC, rb'w:numId w:val="\d+"', rb'w:numId w:val="999"'),
    ("a relationship that leads nowhere", DOC, rb'r:embed="rId\d+"', rb'r:embed="rId9999"'),
    ("a link to nowhere", DOC, rb'w:anchor="_Toc00000001"', rb'w:anchor="_Toc99999999"'),
    ("a drawing without words", DOC, rb' descr="[^"]+"', b""),
    ("two drawings of one id", DOC, rb'<wp:docPr id="2"', rb'<wp:docPr id="1"'),
    ("tblHeader first", DOC, rb"<w:cantSplit/><w:tblHeader/>", rb"<w:tblHeader/><w:cantSplit/>"),
    ("a line end in text", DOC, rb'<w:t>', b'<w:t>\n'),
    ("two tables that touch", DOC, rb"(<w:tbl>(?:(?!</?w:tbl>).)*</w:tbl>)", rb"\1\1"),
    ("markup that is not closed", DOC, rb"</w:body>", b""),
    ("two styles of one id", "word/styles.xml", rb'w:styleId="Lead"', rb'w:styleId="Note"'),
    ("two styles of one name", "word/styles.xml", rb'w:name w:val="Lead"', rb'w:name w:val="note"'),
    ("a style based on none", "word/styles.xml", rb'w:basedOn w:val="Normal"', rb'w:basedOn w:val="Norm"'),
    ("a list behind its numbers", "word/numbering.xml", rb"(<w:abstractNum .*</w:abstractNum>)(<w:num .*?</w:num>)", rb"\2\1"),
    ("a numbering twice", "word/numbering.xml", rb'<w:num w:numId="2"', rb'<w:num w:numId="1"'),
    ("a numbering of no list", "word/numbering.xml", rb'<w:abstractNumId w:val="2"', rb'<w:abstractNumId w:val="77"'),
    ("fields to update", "word/settings.xml", rb"<w:compat>", rb'<w:updateFields w:val="true"/><w:compat>'),
    ("a content type of nothing", "[Content_Types].xml", rb'/word/numbering.xml"', rb'/word/gone.xml"'),
    ("no content type", "[Content_Types].xml", rb'<Default Extension="png"[^>]*/>', b""),
    ("a part that is missing", "word/_rels/document.xml.rels", rb"styles.xml", rb"style.xml"),
    ("an id twice", "word/_rels/document.xml.rels", rb'Id="rId2"', rb'Id="rId1"'),
    ("a file from elsewhere", "word/_rels/document.xml.rels", rb'Target="styles.xml"', rb'Target="file:///etc/passwd" TargetMode="External"'),
    ("a date that is none", "docProps/core.xml", rb"T00:00:00Z", b""),
    ("a poor theme", "word/theme/theme1.xml", rb"(<a:fillStyleLst>)<a:solidFill>.*?</a:solidFill>", rb"\1"),
    ("an axis too few", CHART, rb"<c:valAx>.*?</c:valAx>", b""),
    ("an axis that nobody has", CHART, rb'<c:axId val="\d+"/></c:(bar|line|area)Chart>', rb'<c:axId val="7"/></c:\1Chart>'),
    ("a cache unlike its cell", CHART, rb"(<c:numCache>.*?<c:v>)", rb"\g<1>9"),
    ("a point too many", CHART, rb'(<c:numCache>.*?<c:ptCount val=")\d+', rb"\g<1>1"),
    ("a value that is none", CHART, rb"(<c:numCache>.*?<c:v>)[^<]*", rb"\1NaN"),
    ("two series of one index", CHART, rb'<c:ser><c:idx val="1"/>', rb'<c:ser><c:idx val="0"/>'),
]


def write(path, parts, date=(1980, 1, 1, 0, 0, 0)):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, body in parts.items():
            z.writestr(zipfile.ZipInfo(name, date), body)


def mutations(path, folder):
    """(defect, damaged file) for each defect; the file is None where the
    document has nothing that could be damaged so."""
    parts, _ = read(path)
    target = f"{folder}/damaged.docx"
    for defect, name, pattern, new in REPLACEMENTS:
        body, count = re.subn(pattern, new, parts[name], count=1, flags=re.S)
        if not count or body == parts[name]:
            yield defect, None
            continue
        write(target, {**parts, name: body})
        yield defect, target
    write(target, parts, date=(2026, 1, 1, 0, 0, 0))
    yield "a time in the zip", target
    write(target, dict(reversed(parts.items())))
    yield "content types last", target
    book = "word/embeddings/Microsoft_Excel_Worksheet1.xlsx"
    write(target, {**parts, book: b"nothing"})
    yield "a workbook that is none", target
    write(target, {n: b for n, b in parts.items() if n != "word/footnotes.xml"})
    yield "a part left out", target
