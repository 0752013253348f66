"""Files, statuses, messages and metadata around a document."""
import os
import subprocess

from quirks_bench import NAMES, expect, fact, good


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
