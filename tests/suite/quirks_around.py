"""Files, statuses, messages and metadata around a document."""
import os
import re
import shutil
import socket
import struct
import subprocess
import zipfile
import zlib

from quirks_bench import NAMES, expect, fact, good, tool_output
from tool import run_program


def a_failed_run_leaves_nothing(b):
    r = b.named("x", template=NAMES + "      - text: '{{ name | nofilter }}'\n")
    expect(r.status == 1 and r.left() == ["d.json", "t.yaml"], r.status, r.left(), r.err)
    expect("t.yaml:" in r.err, r.err)


def the_same_input_gives_the_same_bytes(b):
    bodies = []
    for _ in range(2):
        r = good(b.named("ä", "b"))
        bodies.append([open(r.path(k), "rb").read() for k in ("pdf", "docx", "pptx")])
    expect(bodies[0] == bodies[1], "two runs differ")


def no_path_or_user_in_metadata(b):
    r = good(b.named("x"))
    for kind in ("docx", "pptx"):
        for part in ("docProps/core.xml", "docProps/app.xml"):
            body = r.part(kind, part)
            expect(b.folder not in body and "reportgen" not in body.lower(), kind, part, body)


def bytes_that_are_not_utf8_are_shown_readably(b):
    with open(os.path.join(b.folder, "bad.json"), "wb") as f:
        f.write(b'{"client": {"name": "A\xed\xa0\x80\x1b[31m"}}')
    done = subprocess.run([b.setup.program, "-t", "monthly", "bad.json", "-o", "x.pdf"],
                          cwd=b.folder, capture_output=True)
    text = done.stderr.decode("utf-8")  # raises if it is not
    expect(done.returncode == 1 and "\x1b" not in text, text)


# ---- Files

FACT = {"date": "2026-07-01", "channel": "A", "spend": 1, "revenue": 2}


def an_old_file_survives_a_failed_run(b):
    b.write("out.pdf", b"old")
    r = b.named("x", template=NAMES + "      - text: '{{ name | nofilter }}'\n", kinds=("pdf", "docx"))
    expect(r.status == 1 and open(r.path("pdf"), "rb").read() == b"old", r.status)
    expect(r.left() == ["d.json", "out.pdf", "t.yaml"], r.left())


def one_output_that_cannot_be_written_leaves_no_half(b):
    b.facts([FACT])
    os.remove(os.path.join(b.folder, "out.pdf"))
    os.mkdir(os.path.join(b.folder, "taken.pdf"))
    for path in ("none/x.pdf", "taken.pdf", "/proc/x.pdf"):
        r = b.command("-t", "monthly", "d.json", "-o", path)
        expect(r.status == 4 and path in r.err, path, r.status, r.err)
    expect(not [n for n in r.left() if n.endswith(".tmp") or n.startswith(".")], r.left())
    r = b.command("-t", "monthly", "d.json", "--format", "pdf", "-o", "/dev/full")
    expect(r.status == 4 and "No space" in r.err, r.err)


def a_file_is_renamed_into_its_place(b):
    """Whoever has the old file open keeps it whole."""
    good(b.facts([FACT]))
    path = os.path.join(b.folder, "out.pdf")
    with open(path, "rb") as old:
        before = old.read()
        good(b.facts([fact("2026-07-01", spend=77)]))
        old.seek(0)
        expect(old.read() == before, "the old file was written over")
    with open(path, "rb") as new:
        content = new.read()
    expect(content != before and content.rstrip().endswith(b"%%EOF"), "the new one is whole")


# ---- Statuses and messages


def each_fault_has_its_status(b):
    b.facts([FACT])
    run = lambda *args: b.command(*args, "-o", "x.pdf").status  # noqa: E731
    expect(run("-t", "monthly", "d.json") == 0, "done")
    b.write("bad.json", '{"client": }')
    expect(run("-t", "monthly", "bad.json") == 1, "data at fault")
    b.write("bad.yaml", "template: bad\nkind: report\ntitle: T\nbody:\n  - tabel: x\n")
    expect(run("-t", "bad.yaml", "d.json") == 1, "template at fault")
    expect(run("-t", "monthly", "d.json", "--nonsense") == 2, "usage")
    b.facts([FACT, FACT])
    expect(run("-t", "monthly", "d.json") == 0, "a warning alone")
    b.write("t.yaml", "template: t\nkind: report\ntitle: T\nbody:\n  - text: x\n")
    expect(run("-t", "t.yaml", "d.json", "--strict") == 3, "a warning under --strict")
    expect(run("-t", "monthly", "none.json") == 4, "a file that is not there")


def a_slip_in_a_columns_name_is_doubted(b):
    r = b.facts([fact("2026-07-01", impresions=5, spend=2)])
    expect("the column 'impresions' is a measure of its own" in r.err and "did you mean 'impressions'?" in r.err, r.err)
    r = b.facts([fact("2026-07-01", impresions=5, impressions=6)])
    expect("impresions" not in r.err, "both are there", r.err)


def errors_say_place_path_and_the_nearest(b):
    r = b.facts([fact("2026-07-01", spend="lots")])
    expect(re.search(r'^d\.json:1:\d+: error: facts\[0\]\.spend: expected a number, found "lots"',
                     r.err), r.err)
    r = b.named("x", template=NAMES.replace("field: spend", "field: spnd", 1))
    expect(re.search(r"^t\.yaml:\d+:\d+: error: no row has a field 'spnd'", r.err), r.err)
    expect("did you mean 'spend'?" in r.err, r.err)
    r = b.facts([FACT], report={"perod": "2026-07"})
    expect(re.search(r"^d\.json:1:\d+: error: report: 'period' is missing", r.err), r.err)
    expect("did you mean 'period'" in r.err and "'perod'" in r.err, r.err)


# ---- Data notes


def each_substitution_is_in_the_data_notes(b):
    rows = [fact("2026-07-01", "YouTube", spend=10, revenue=20, impressions=100, clicks=3, ctr=0.5),
            fact("2026-07-01", "Youtube", spend="n/a", revenue=5, impressions=100, clicks="< 5"),
            fact("2026-07-01", "Telly", spend=-3, revenue=1, impressions=50, clicks=1),
            fact("2026-07-03", "Radio\u0007", spend=1, revenue=2, impressions=10, clicks=1),
            fact("2026-07-03", "Radio", spend=1, revenue=2, impressions=10, clicks=1),
            fact("2026-07-02", "A", spend=1, revenue=2, impressions=10, clicks=1)]
    r = good(b.facts(rows, "quarterly", report={"period": "2026-Q3"},
                     aliases={"channel": {"TV": ["Telly"]}},
                     client={"name": "Acme", "locale": "en-GB", "currency": "GBP", "logo": "none.svg"}))
    text = " ".join(r.pdf().split())
    for note in ("‘YouTube’ and ‘Youtube’ are kept apart", "Spend: 1 of 6 rows has no value (written ‘n/a’)",
                 "Clicks: 1 value is a bound", "‘Telly’ is counted as ‘TV’",
                 "below zero (credit)", "cannot be printed, such as U+0007",
                 "1 row repeats the date and dimensions", "not in the order of their dates",
                 "in the first it is 0.5", "The logo ‘none.svg’ was not found",
                 "The period is partial"):
        expect(note in text, note, text[-3000:])


# ---- Pictures


def _chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width, height, pixel, depth=8, interlaced=False):
    """An RGB picture; `pixel(x, y)` gives three samples."""
    def line(xs, y):
        samples = [s for x in xs for s in pixel(x, y)]
        return b"\0" + b"".join(s.to_bytes(depth // 8, "big") for s in samples)

    passes = [(0, 0, 1, 1)] if not interlaced else [
        (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    raw = b"".join(line(range(x, width, dx), row) for x, y, dx, dy in passes
                   for row in range(y, height, dy) if x < width)

    head = struct.pack(">IIBBBBB", width, height, depth, 2, 0, 0, int(interlaced))
    return (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(raw, 1))
            + _chunk(b"IEND", b""))


def _with_logo(b, name, content, kinds=("pdf", "docx", "pptx")):
    if content:
        b.write(name, content)
    return b.facts([FACT], "quarterly", report={"period": "2026-Q3"}, kinds=kinds,
                   client={"name": "Acme", "locale": "en-GB", "logo": name})


def a_logo_that_is_not_there_is_its_name(b):
    r = good(_with_logo(b, "none.svg", None))
    expect("warning: client.logo: cannot find 'none.svg'" in r.err, r.err)
    first = r.pdf().split("\f")[0]
    expect("Acme" in first, first)
    r = _with_logo(b, "../none.svg", None)
    expect(r.status == 4 and "cannot find '../none.svg'" in r.err, r.err)


def _colors_on_cover(r):
    """The colours of the cover's pixels."""
    page = subprocess.run(["pdftoppm", "-r", "72", "-f", "1", "-l", "1", r.path("pdf")],
                          capture_output=True).stdout
    body = page[page.index(b"255\n") + 4:]
    return {body[i:i + 3] for i in range(0, len(body) - 2, 3)}


def pictures_of_every_kind_are_drawn(b):
    red = lambda x, y: (65535, 257 * 9, 0)  # noqa: E731
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40">' \
          b'<rect width="100" height="40" fill="#ff0900"/></svg>'
    for name, content in (("deep.png", _png(40, 16, red, depth=16)),
                          ("interlaced.png", _png(40, 16, lambda x, y: (255, 9, 0), interlaced=True)),
                          ("both.png", _png(40, 16, red, depth=16, interlaced=True)),
                          ("logo.svg", svg)):
        r = good(_with_logo(b, name, content))
        expect(b"\xff\x09\x00" in _colors_on_cover(r), name, "not in the PDF")
        for kind in ("docx", "pptx"):
            with zipfile.ZipFile(r.path(kind)) as z:
                expect(any("/media/" in n for n in z.namelist()), name, kind)
    with open(os.path.join(b.setup.root, "tests/unit/io/pictures/cmyk.jpg"), "rb") as f:
        good(_with_logo(b, "cmyk.jpg", f.read()))
    r = _with_logo(b, "broken.png", b"\x89PNG\r\n\x1a\nnothing")
    expect(r.status == 1 and "broken.png" in r.err, r.status, r.err)


def a_picture_of_eight_thousand_pixels_is_no_burden(b):
    row = b"\0" + b"\xff\x09\x00" * 8000
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(row) for _ in range(8000)) + packer.flush()
    content = (b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 8000, 8000, 8, 2, 0, 0, 0))
               + _chunk(b"IDAT", body) + _chunk(b"IEND", b""))
    r = good(_with_logo(b, "large.png", content))
    expect(any(c[0] > 150 and c[1] < 60 and c[2] < 60 for c in _colors_on_cover(r)),
           "it is drawn")
    found = re.search(r"image +(\d+) +(\d+)", tool_output("pdfimages", "-list", r.path("pdf")))
    expect(int(found[1]) <= 1600 and int(found[2]) <= 1600, "it is made smaller", found[0])
    for kind in ("pdf", "docx", "pptx"):
        expect(os.path.getsize(r.path(kind)) < 1_000_000, kind, os.path.getsize(r.path(kind)))


# ---- JSON and YAML


def faults_of_json_are_named(b):
    for text, message, status in (
            ("[" * 300, "nested more than 200 levels", 7), ('{"a":1,"a":2}', "key 'a' is given twice", 1),
            ('{"a":1} x', "after the end of the data", 1), ('{"a":NaN}', "not a value of JSON", 1),
            ('{"a":1,}', "trailing comma", 1), ('{"a":1 /* b */}', "JSON has no comments", 1),
            ('{"a":', "the file ends", 1)):
        b.write("d.json", text)
        r = b.command("check", "-t", "monthly", "d.json")
        expect(r.status == status and message in r.err, text[:20], r.status, r.err[:300])
        expect(re.search(r"^d\.json:1:\d+: error", r.err), r.err[:200])


def yaml_is_the_core_schema_of_1_2(b):
    b.write("t.yaml", "template: t\nkind: report\ntitle: T\nbody:\n  - text: "
            "'{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}|{{ f }}|{{ g }}'\n")
    b.write("d.yaml", "client: { name: A, locale: en-GB }\nreport: { period: 2026-07 }\n"
            "a: NO\nb: 010\nc: 1:30\nd: \"010\"\ne: yes\nf: 2026-07-01\ng: 0o17\n")
    r = b.command("-t", "t.yaml", "d.yaml", "-o", "out.model")
    expect(r.status == 0 and "NO|10|1:30|010|yes|2026-07-01|15" in r.model(), r.err)
    expect("'010' is read as a number, without its zeros" in r.err and "quotes" in r.err, r.err)
    b.write("d.yaml", "client:\n\tname: A\n")
    r = b.command("check", "-t", "t.yaml", "d.yaml")
    expect(r.status == 1 and "d.yaml:2:1: error: a tab indents this line" in r.err, r.err)
    bomb = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10) if i else 'x'}]\n" for i in range(12))
    b.write("d.yaml", bomb)
    r = b.command("check", "-t", "t.yaml", "d.yaml")
    expect(r.status == 7 and "more values than" in r.err, r.status, r.err[:300])


# ---- Metadata and bytes


def nothing_tells_where_and_by_whom_it_was_made(b):
    r = good(b.facts([FACT], kinds=("pdf", "docx", "pptx"), args=[]))
    secrets = [b.folder, os.path.basename(b.folder), "reportgen", "libhar"]
    if len(socket.gethostname()) > 5:  # shorter ones are found anywhere
        secrets.append(socket.gethostname())
    for kind in ("pdf", "docx", "pptx"):
        with open(r.path(kind), "rb") as f:
            whole = f.read()
        if kind == "pdf":
            whole += tool_output("pdfinfo", r.path(kind)).encode()
            whole += subprocess.run(["qpdf", "--qdf", "--object-streams=disable", r.path(kind), "-"],
                                    capture_output=True).stdout
        else:
            with zipfile.ZipFile(r.path(kind)) as z:
                whole += b"".join(z.read(n) for n in z.namelist())
        for secret in secrets:
            expect(secret.encode().lower() not in whole.lower(), kind, secret)


def the_same_bytes_elsewhere_and_by_another_user(b):
    rows = [fact("2026-07-01", "ä", spend=1, revenue=3), fact("2026-07-02", "b", spend=2, revenue=1)]
    good(b.facts(rows, kinds=("pdf", "docx", "pptx")))
    first = [open(os.path.join(b.folder, f"out.{k}"), "rb").read() for k in ("pdf", "docx", "pptx")]
    other = os.path.join(b.folder, "elsewhere")
    os.mkdir(other)
    shutil.copy(os.path.join(b.folder, "d.json"), other)
    outputs = [arg for k in ("pdf", "docx", "pptx") for arg in ("-o", f"out.{k}")]
    env = {"USER": "somebody", "HOME": other, "LC_ALL": "C", "TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"}
    status, _, err = run_program(b.setup, ["-t", "monthly", "d.json", *outputs], cwd=other, env=env)
    expect(status == 0, err)
    for kind, before in zip(("pdf", "docx", "pptx"), first):
        with open(os.path.join(other, f"out.{kind}"), "rb") as f:
            expect(f.read() == before, kind)
