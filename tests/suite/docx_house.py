"""Word documents in the clothes of a house's own: what is taken, what is refused."""
import os
import random
import re
import sys
import tempfile
import zipfile
from xml.etree import ElementTree as xml

import office_lint
from office_lint import W
from tool import run_program

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../reference"))
import make_house  # noqa: E402

HOUSE = "tests/reference/house.docx"
CASES = (("blocks", ["--template", "tests/golden/blocks/report.yaml", "tests/golden/blocks/data.yaml"]),
         ("Arabic", ["--template", "monthly", "samples/arabic.yaml"]),
         ("handout", ["--template", "quarterly-deck", "samples/client.yaml"]))


def parts_of(path):
    with zipfile.ZipFile(path) as z:
        return {n: z.read(n) for n in z.namelist()}


def check_taken(path):
    """What is the house's in a document, and what may not be."""
    parts = parts_of(path)
    text = {n: b.decode("utf-8", "replace") for n, b in parts.items()}
    doc = xml.fromstring(parts["word/document.xml"])
    used = {e.get(W + "val") for e in doc.iter(W + "pStyle")}
    faults = []

    def expect(what, ok):
        if not ok:
            faults.append(what)

    expect("headings in the house's style", "berschrift1" in used and "Heading1" not in used)
    expect("body text in the house's style", "Textkrper" in used and "BodyText" not in used)
    expect("sample text stays away", "Sample text" not in text["word/document.xml"])
    expect("comments stay away", not any("comments" in n for n in parts))
    expect("the house's theme", 'name="House"' in text["word/theme/theme1.xml"] and
           sum(n.startswith("word/theme/") for n in parts) == 1)
    expect("its header with the logo", any("House &amp; Partners" in text[n] and "r:embed" in text[n]
                                           for n in parts if re.fullmatch(r"word/header\w+\.xml", n)))
    expect("no template, no protection",
           not re.search("attachedTemplate|documentProtection|rsid", text["word/settings.xml"]))
    expect("even pages", "evenAndOddHeaders" in text["word/settings.xml"])
    sections = list(doc.iter(W + "sectPr"))
    widths = {s.find(W + "pgSz").get(W + "w") for s in sections}
    expect(f"its page: {widths}", "10773" in widths and widths <= {"10773", "14742"})
    last = sections[-1]
    kinds = [r.get(W + "type") for r in last if r.tag.endswith("Reference") and r.get(W + "type") != "first"]
    expect(f"headers and footers of all pages: {kinds}", sorted(kinds) == ["default", "default", "even", "even"])
    styles = xml.fromstring(parts["word/styles.xml"])
    names = {s.get(W + "styleId"): s.find(W + "name").get(W + "val") for s in styles.iter(W + "style")}
    expect("a free id for a style of ours", names.get("Callout") == "House Box" and names.get("Callout2") == "Callout")
    expect("another name where a kind of the house bears it", names.get("Source") == "Source (report)")
    return "; ".join(faults) or None


def check_language(path, lang):
    styles = xml.fromstring(parts_of(path)["word/styles.xml"])
    found = {e.get(W + "val") for e in styles.iter(W + "lang")}
    return None if found == {lang} else f"languages are {found}"


def lists(setup, folder):
    """Bullets and numbers are the house's; a numbered list begins at its number."""
    path = os.path.join(folder, "lists.docx")
    run_program(setup, [*CASES[0][1], "-q", "--reference", HOUSE, "-o", path])
    parts = parts_of(path)
    numbering = xml.fromstring(parts["word/numbering.xml"])
    abstract = {n.get(W + "numId"): n.find(W + "abstractNumId").get(W + "val") for n in numbering.iter(W + "num")}
    doc = xml.fromstring(parts["word/document.xml"])
    numbers, bullets = set(), []
    for p in doc.iter(W + "p"):
        style = p.find(f"{W}pPr/{W}pStyle")
        num = p.find(f"{W}pPr/{W}numPr/{W}numId")
        if style is not None and style.get(W + "val") == "Listennummer" and num is not None:
            numbers.add(abstract[num.get(W + "val")])
        if style is not None and style.get(W + "val") == "Aufzhlungszeichen":
            bullets.append(num is None or abstract[num.get(W + "val")] in ("4", "10"))
    if "9" not in numbers:
        return f"numbered lists are of {numbers}"
    return None if bullets and all(bullets) else f"bullets: {bullets}"


def edited(name, old, new):
    """The house's file with one part changed."""
    body = make_house.parts()[name]
    assert old in body, (name, old)
    return {name: body.replace(old, new)}


STRANGERS = (
    ("a bomb", {"word/media/image1.png": b"\0" * (8 << 20)}, 7, "as a zip bomb is"),
    ("no styles", {"word/styles.xml": None}, 1, "refers to 'styles.xml', which is not in the file"),
    ("styles that are none", {"word/styles.xml": "<a/>"}, 1, "word/styles.xml: holds no styles"),
    ("markup that is not closed", {"word/styles.xml": "<w:styles"}, 1, "word/styles.xml: is no well-formed XML"),
    ("a document type", edited("word/styles.xml", make_house.HEAD, make_house.HEAD + "<!DOCTYPE a [<!ENTITY b 'c'>]>"), 1,
     "word/styles.xml: has a document type"),
    ("Strict", edited("_rels/.rels", make_house.OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"), 1,
     "is saved as Strict Open XML"),
    ("macros", edited("[Content_Types].xml", make_house.WML + "document.main+xml",
                      "application/vnd.ms-word.document.macroEnabled.main+xml"), 1, "holds macros"),
    ("no main part", {"_rels/.rels": make_house.relations()}, 1, "it has no main part"),
    ("a page too small", edited("word/document.xml", 'w:w="10773"', 'w:w="3000"'), 1, "its page leaves 22 × 581 points for text"),
    ("a path that leads away", edited("word/_rels/document.xml.rels", "styles.xml", "../../styles.xml"), 1,
     "which lies outside of the file"),
)
TOLERATED = (
    ("a linked picture", {**edited("word/_rels/header1.xml.rels", 'Target="media/image1.png"',
                                   'Target="file:///etc/passwd" TargetMode="External"'),
                          "word/media/image1.png": None},
     "'file:///etc/passwd' (image) is left out"),
    ("a header that is missing", {"word/header1.xml": None, "word/_rels/header1.xml.rels": None,
                                  **edited("[Content_Types].xml", "/word/header1.xml", "/word/gone.xml")},
     "a header that it names is not in the file"),
    ("no numbering", {"word/numbering.xml": None,
                      **edited("word/_rels/document.xml.rels", "/numbering", "/numberings")}, None),
    ("styles based on each other", edited("word/styles.xml", 'w:styleId="Textkrper"><w:name w:val="Body Text"/>'
                                          '<w:basedOn w:val="Standard"/>',
                                          'w:styleId="Textkrper"><w:name w:val="Body Text"/>'
                                          '<w:basedOn w:val="Textkrper"/>'), None),
    ("ids that are markup", edited("word/styles.xml", '"Textkrper"', '"a&quot;&lt;b&gt;"'), None),
)


def strangers(setup, folder):
    path, out = os.path.join(folder, "stranger.docx"), os.path.join(folder, "out.docx")
    args = ["--template", "monthly", "samples/minimal.json", "--reference", path, "-o", out]
    for name, changed, status, words in STRANGERS:
        make_house.write(path, changed)
        found, _, err = run_program(setup, args)
        ok = found == status and words in err and not os.path.exists(out)
        yield f"refused: {name}", None if ok else f"status {found}, wanted {status}\n{err}"
    for name, changed, words in TOLERATED:
        make_house.write(path, changed)
        found, _, err = run_program(setup, args)
        faults = [f"status {found}"] if found else office_lint.check(out)
        if words and words not in err:
            faults.append(err)
        yield f"taken with care: {name}", "\n".join(faults[:10]) or None


def damaged(setup, folder):
    """Whatever bytes are turned, the program ends in good order."""
    with open(os.path.join(setup.root, HOUSE), "rb") as f:
        whole = f.read()
    path, out = os.path.join(folder, "damaged.docx"), os.path.join(folder, "out.docx")
    turn = random.Random(7)
    for _ in range(8 if setup.sanitized else 40):
        body = bytearray(whole)
        for _ in range(turn.randint(1, 6)):
            body[turn.randrange(len(body))] = turn.randrange(256)
        with open(path, "wb") as f:
            f.write(body[:turn.randrange(len(body))] if turn.random() < 0.2 else body)
        status, _, err = run_program(setup, ["check", "--agency", "neutral", "--reference", path])
        if status not in (0, 1, 7) or (status and path not in err):
            return f"status {status}\n{err}"
    return None


def told(setup):
    status, out, err = run_program(setup, ["check", "--agency", "northwind", "--reference", HOUSE])
    out = out.decode("utf-8")
    for words in ("its own   15 styles: Normal, Body Text, Title, heading 1,", "ours      31 styles: Lead, Note, Subtitle,",
                  "page      539 × 737 points, margins 71 left, 57 right, 85 top, 71 bottom", "header    its own",
                  "theme     its own", "lists     bullets its own, numbers its own"):
        if words not in out:
            return f"status {status}, no '{words}' in\n{out}{err}"
    return None


def run(setup, parity):
    with open(os.path.join(setup.root, HOUSE), "rb") as f:
        committed = f.read()
    with tempfile.TemporaryDirectory() as folder:
        again = os.path.join(folder, "house.docx")
        make_house.write(again)
        same = parts_of(again) == parts_of(os.path.join(setup.root, HOUSE)) and len(committed) < 16384
        yield "the house's file is what its script writes", None if same else "it is not: run make_house.py"
        for name, args in CASES:
            pdf, docx = os.path.join(folder, "a.pdf"), os.path.join(folder, "a.docx")
            status, _, err = run_program(setup, [*args, "-q", "--reference", HOUSE, "-o", pdf, "-o", docx])
            if status:
                yield f"{name} in the house's clothes", f"exit status {status}\n{err}"
                continue
            yield f"{name} in the house's clothes: sound", "\n".join(office_lint.check(docx)[:20]) or None
            yield f"{name} in the house's clothes: the house's", check_taken(docx)
            if name != "handout":
                yield f"{name} in the house's clothes: says what the PDF says", parity(pdf, docx)
            yield f"{name}: its language", check_language(docx, "ar" if name == "Arabic" else "en-GB")
        yield "lists of the house", lists(setup, folder)
        yield "check tells what is taken", told(setup)
        yield from strangers(setup, folder)
        yield "damaged files do no harm", damaged(setup, folder)
