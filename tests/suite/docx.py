"""Word documents of the golden cases: sound, repeatable, and like the PDF."""
import json
import os
import re
import subprocess
import tempfile
import zipfile
from xml.etree import ElementTree as xml

import docx_house
import golden
import office_lint
from office_lint import R, W, WP
from tool import run_program


RTL = re.compile(r"[\u0590-\u08ff]")


def squeeze(text):
    """What must be equal: characters without spaces, arrows and hyphens at
    line ends, which pages and paragraphs set differently."""
    return re.sub(r"[\s\u00ad\u200b\u200e\u200f\u061c▲▼]+", "", text)


# ---- What the PDF says -----------------------------------------------------------

def pdf_units(path):
    """[(is heading, text)] of headings, paragraphs, captions and cells."""
    done = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True,
                          errors="replace")
    units, stack = [], []
    for line in done.stdout.splitlines():
        body = line.lstrip(" ")
        depth = len(line) - len(body)
        if body.startswith('"'):
            for level, role, unit in reversed(stack):
                if role in ("TOC", "Lbl", "Note", "Figure"):
                    break
                if unit is not None:
                    unit[1].append(body[1:-1] if body.endswith('"') else body[1:])
                    break
            continue
        if body.startswith("/"):
            continue  # an attribute
        role = re.match(r"\w*", body).group()
        while stack and stack[-1][0] >= depth:
            stack.pop()
        unit = None
        hidden = any(r in ("TOC", "Lbl", "Note", "Figure") for _, r, _ in stack)
        if re.fullmatch(r"P|H\d|TH|TD|Caption", role) and not hidden:
            unit = [role[0] == "H", []]
            units.append(unit)
        stack.append((depth, role, unit))
    joined = [(h, squeeze("".join(t))) for h, t in units]
    return [(h, t) for h, t in joined if t]


# ---- What the document says --------------------------------------------------------

def names_of_styles(z):
    """Ids of styles may be a house's; names are Word's."""
    return {s.get(W + "styleId"): s.find(W + "name").get(W + "val").lower()
            for s in xml.fromstring(z.read("word/styles.xml")).iter(W + "style")}


def style_of(e, names, path=f"{W}pPr/{W}pStyle"):
    style = e.find(path)
    return names.get(style.get(W + "val"), "") if style is not None else ""


def paragraph_text(p):
    return squeeze("".join(t.text or "" for t in p.iter(W + "t")))


def docx_units(path):
    """The same of the document, and the cells that stand below pictures of
    charts, which the PDF does not have."""
    with zipfile.ZipFile(path) as z:
        body = xml.fromstring(z.read("word/document.xml"))[0]
        names = names_of_styles(z)
    units, extra = [], []
    picture = False
    printed = {paragraph_text(p) for p in body.iter(W + "p")}

    def walk(parent, into):
        nonlocal picture
        for e in parent:
            if e.tag == W + "p":
                chart_like = [d for d in e.iter(WP + "docPr") if d.get("descr")]
                text = paragraph_text(e)
                style = style_of(e, names)
                heading = bool(re.match(r"heading|toc heading", style))
                if text and (heading or not re.match(r"toc|table of figures", style)):
                    into.append((heading, text))
                if chart_like and parent is body or text:
                    picture = bool(chart_like) and e.find(f".//{{*}}pic") is not None
            elif e.tag == W + "tbl":
                plain = e.find(f"{W}tblPr/{W}tblCaption") is None
                # a heatmap is a table itself, described as the chart is; what
                # describes other tables is printed below them
                words = e.find(f"{W}tblPr/{W}tblDescription")
                described = words is not None and squeeze(words.get(W + "val")) not in printed
                data = (picture or described) and plain and style_of(e, names, f"{W}tblPr/{W}tblStyle") == "report table"
                picture = False
                walk(e, extra if data else into)
            else:
                walk(e, into)

    walk(body, units)
    return units, extra


def parity(pdf, docx):
    """Where the document says something else than the PDF, or in other order."""
    paper = pdf_units(pdf)
    units, _ = docx_units(docx)
    is_rtl = any(RTL.search(text) for _, text in units)
    for i, (p, d) in enumerate(zip(paper, units)):
        same = p[1] == d[1]
        # Word counts headings itself; footnotes are called by number on paper
        if not same and p[0] and d[0]:
            same = p[1].endswith(d[1]) and re.fullmatch(r"[\d.]+", p[1][:len(p[1]) - len(d[1])])
        if not same and re.sub(r"\d", "", p[1]) == re.sub(r"\d", "", d[1]) and len(p[1]) - len(d[1]) == 1:
            same = True
        # pdfinfo gives lines from right to left as they stand on paper and cuts
        # them: of such a document only the kinds and their order can be told
        same = same or is_rtl
        if not same and p[1].endswith("…"):
            same = d[1].startswith(p[1][:-1])
        if not same or p[0] != d[0]:
            return (f"text {i}: the PDF has {p}, the document {d}\n"
                    f"before it: {paper[max(0, i - 2):i]}")
    if len(paper) != len(units):
        longer = paper if len(paper) > len(units) else units
        return f"the PDF has {len(paper)} texts, the document {len(units)}: {longer[min(len(paper), len(units))]}"
    return None


# ---- The group -----------------------------------------------------------------------

PLACES = [{"TZ": "UTC"}, {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"},
          {"TZ": "America/Los_Angeles", "LC_ALL": "C"}]


def places(setup):
    """Slow under the sanitizers, where it would show nothing more: once then."""
    return PLACES[:1] if setup.sanitized else PLACES


def render(setup, args, folder, environment=None):
    """One run writes both files."""
    pdf, docx = os.path.join(folder, "a.pdf"), os.path.join(folder, "a.docx")
    status, out, err = run_program(setup, [*args, "-q", "-o", pdf, "-o", docx],
                                   env={**os.environ, **(environment or {})})
    if status != 0:
        raise RuntimeError(f"exit status {status}\n{err}")
    with open(docx, "rb") as f:
        return pdf, docx, f.read()


HOSTILE = ["<w:p>&amp;]]></w:t>", "\u0001\u0008\u001f\u007f\u0085", "\ufffe\uffff\ufdd0", "\u202e\u2066abc",
           "line\nend\ttab\r", "\U0001f3d4 e\u0301 \u200b", "x" * 3000, "=1+1", "'\"--><!--", ""]
STANDING = {"title", "name", "locale", "currency", "date", "from", "to", "as_of", "status", "kind",
            "reportgen", "period", "calendar", "timezone", "country", "logo", "unit", "direction"}


def spoiled(value, key="", turn=None):
    """The client's data with every free text made hostile."""
    turn = turn if turn is not None else [0]
    if isinstance(value, dict):
        return {k: spoiled(v, k, turn) for k, v in value.items()}
    if isinstance(value, list):
        return [spoiled(v, key, turn) for v in value]
    if not isinstance(value, str) or key in STANDING - {"title", "name"} \
            or re.fullmatch(r"[\d-]*|[a-z_]+", value):
        return value
    turn[0] += 1
    return value[:12] + HOSTILE[turn[0] % len(HOSTILE)]


def hostile(setup):
    with open(os.path.join(setup.root, "samples/client.json"), encoding="utf-8") as f:
        data = spoiled(json.load(f))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "hostile.json")
        with open(path, "w", encoding="utf-8") as f:
            json.dump(data, f)
        for template in ("quarterly", "monthly"):
            try:
                _, docx, _ = render(setup, ["--template", template, path], folder)
            except RuntimeError as e:
                yield f"hostile strings, {template}", str(e)
                continue
            yield f"hostile strings, {template}", "\n".join(office_lint.check(docx)[:20]) or None


def fields(docx):
    """Of the case `blocks`: lists of figures and tables, and references in text."""
    with zipfile.ZipFile(docx) as z:
        body = xml.fromstring(z.read("word/document.xml"))
    codes = [(e.text or "").strip() for e in body.iter(W + "instrText")]
    for wanted in ('TOC \\o "1-3" \\h \\z', 'TOC \\h \\z \\c "Figure"', 'TOC \\h \\z \\c "Table"',
                   "REF _RefTable1 \\h", "REF _RefFigure13 \\h", "PAGEREF _RefFigure2 \\h", "PAGEREF _RefTable5 \\h"):
        if codes.count(wanted) != 1:
            return f"{codes.count(wanted)} fields {wanted}"
    names = [b.get(W + "name") for b in body.iter(W + "bookmarkStart")]
    listed = [re.sub("PAGEREF | .h", "", c) for c in codes if c.startswith("PAGEREF _Ref")]
    if sorted(listed) != sorted(n for n in names if n.startswith("_Ref")):
        return f"listed are {listed}"
    return None


def tables_kept(docx):
    """Of the sample for a quarter: rows of short tables stay together, and the longest begins and ends with two."""
    with zipfile.ZipFile(docx) as z:
        body = xml.fromstring(z.read("word/document.xml"))
    seen = set()
    for table in body.iter(W + "tbl"):
        rows = table.findall(W + "tr")
        if table.find(f".//{W}tblHeader") is None:
            continue
        kept = [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(W + "p")) for row in rows]
        short = len(rows) <= 10
        wanted = [True] * (len(rows) - 1) if short else [True, True]
        seen.add(short)
        if kept[:len(wanted)] != wanted or kept[-1] or not kept[-2]:
            return f"of {len(rows)} rows these keep with the next: {kept}"
    return None if seen == {True, False} else f"tables of one length: {seen}"


def body_of(docx):
    with zipfile.ZipFile(docx) as z:
        return xml.fromstring(z.read("word/document.xml")).find(f"{W}body")


def is_kept(e):
    """Whether each paragraph of it stays on the page of what follows."""
    return all(p.find(f"{W}pPr/{W}keepNext") is not None for p in e.iter(f"{W}p"))


def notes_kept(docx):
    """What stands before the box of a slide's notes stays on its page."""
    blocks, boxes, faults = list(body_of(docx)), 0, []
    for i, e in enumerate(blocks):
        if e.tag != f"{W}tbl" or not paragraph_text(next(e.iter(f"{W}p"))).startswith("Speakernotes"):
            continue
        boxes += 1
        first = i - 1  # back over white, to what the slide ends with
        while first and blocks[first].tag == f"{W}p" and not paragraph_text(blocks[first]) \
                and blocks[first].find(f".//{W}drawing") is None:
            first -= 1
        last = blocks[first]
        if last.tag == f"{W}tbl":
            last = list(last.iter(f"{W}tr"))[-1]
        if not all(map(is_kept, [last, *blocks[first + 1:i]])):
            faults.append(f"the notes '{''.join(map(paragraph_text, e.iter(f'{W}p')))[:60]}' are not kept")
    return "\n".join(faults) or (None if boxes else "no notes")


def cards_parted(docx):
    """Between two rows of cards is a low row without ground and bar."""
    for table in body_of(docx).iter(f"{W}tbl"):
        rows = list(table.iter(f"{W}tr"))
        filled = [any(True for _ in row.iter(f"{W}shd")) for row in rows]
        if len(rows) == 3 and filled == [True, False, True]:
            bare = not any(True for _ in rows[1].iter(f"{W}tcBorders"))
            return None if bare and rows[1].find(f"{W}trPr/{W}trHeight") is not None else "the gap is no gap"
    return "no cards in two rows"


def run(setup):
    yield from hostile(setup)
    yield from docx_house.run(setup, parity)
    for name, _, args in golden.cases(setup):
        with tempfile.TemporaryDirectory() as folder:
            try:
                made = [render(setup, args, folder, place) for place in places(setup)]
            except RuntimeError as e:
                yield f"{name}: written", str(e)
                continue
            pdf, docx, _ = made[0]
            if len(made) > 1:
                same = len({body for _, _, body in made}) == 1
                yield f"{name}: same bytes", None if same else "the bytes depend on time zone or language"
            faults = office_lint.check(docx)
            yield f"{name}: sound", "\n".join(faults[:20]) or None
            # of a deck the document is a handout, which says more
            if "-deck" not in name:
                yield f"{name}: says what the PDF says", parity(pdf, docx)
            if name == "quarterly-acme":
                yield "quarterly-acme: short tables stay whole", tables_kept(docx)
                yield "quarterly-acme: rows of cards are parted", cards_parted(docx)
            if name in ("quarterly-deck-acme", "pitch-deck"):
                yield f"{name}: notes stay at their slides", notes_kept(docx)
            if name == "blocks":
                yield "blocks: lists and references are fields", fields(docx)
            if name == "blocks" and not setup.sanitized:
                for defect, damaged in office_lint.mutations(docx, folder):
                    found = damaged is None or office_lint.check(damaged)
                    failure = "nothing to damage" if damaged is None else None if found else "not found"
                    yield f"lint finds {defect}", failure
