"""Each case under tests/golden: the model, the pages, and the PDF.

A case is a folder with a file `args` (data and template, one argument a line).
model.txt is compared always; layout.txt only where it exists already.
"""
import os
import re
import shlex
import subprocess
import tempfile

from tool import compare, run_program


def cases(setup):
    base = os.path.join(setup.root, "tests/golden")
    for name in sorted(os.listdir(base)):
        if os.path.exists(os.path.join(base, name, "args")):
            with open(os.path.join(base, name, "args"), encoding="utf-8") as f:
                yield name, os.path.join(base, name), shlex.split(f.read())


def check_text(setup, folder, args, form):
    path = os.path.join(folder, form + ".txt")
    if form != "model" and not os.path.exists(path):
        return None
    status, out, err = run_program(setup, [*args, "--format", form, "-o", "-", "-q"])
    if status != 0:
        return f"exit status {status}\n{err}"
    return compare(path, out.decode("utf-8"), setup.update)


def tool_output(*command):
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    return done.returncode, done.stdout + done.stderr


def check_pdf_file(path):
    """Faults that other programs find in the PDF."""
    status, text = tool_output("qpdf", "--check", path)
    if status != 0 or "WARNING" in text:
        return "qpdf: " + text
    status, fonts = tool_output("pdffonts", path)
    for line in fonts.splitlines()[2:]:
        # name, type, encoding, then emb sub uni
        flags = re.search(r"\b(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", line)
        if not flags or flags.groups() != ("yes", "yes", "yes"):
            return "pdffonts: " + line
    status, info = tool_output("pdfinfo", path)
    for wanted in (r"Tagged:\s+yes", r"PDF version:\s+1\.7", r"Title:\s+\S"):
        if not re.search(wanted, info):
            return f"pdfinfo: no {wanted}\n{info}"
    status, structure = tool_output("pdfinfo", "-struct-text", path)
    if not re.search(r"^\s*H1\b", structure, re.M):
        return "pdfinfo -struct-text: no H1\n" + structure[:500]
    status, text = tool_output("pdftotext", "-layout", path, "-")
    for fragment in ("\ufffd", "{{", "}}", "NaN", "inf%", "-0.0"):
        if fragment in text:
            return f"pdftotext shows {fragment!r}"
    return None


def render_twice(setup, args, folder):
    """The same input must give the same bytes anywhere; the path and bytes."""
    first = os.path.join(folder, "a.pdf")
    second = os.path.join(folder, "b.pdf")
    status, _, err = run_program(setup, [*args, "-o", first, "-q"],
                                 env={"TZ": "UTC", "LANG": "C", "LC_ALL": "C"})
    if status != 0:
        return None, f"exit status {status}\n{err}"
    moved = [os.path.join(setup.root, a) if os.path.exists(os.path.join(setup.root, a)) else a
             for a in args]
    status, _, err = run_program(setup, [*moved, "-o", second, "-q"], cwd=folder,
                                 env={"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8",
                                      "LC_ALL": "de_DE.UTF-8"})
    if status != 0:
        return None, f"elsewhere: exit status {status}\n{err}"
    with open(first, "rb") as a, open(second, "rb") as b:
        if a.read() != b.read():
            return None, "two runs differ"
    return first, None


def run(setup):
    for name, folder, args in cases(setup):
        yield f"{name}: model", check_text(setup, folder, args, "model")
        yield f"{name}: layout", check_text(setup, folder, args, "layout")
        if setup.update:
            continue
        with tempfile.TemporaryDirectory() as temp:
            path, fault = render_twice(setup, args, temp)
            yield f"{name}: the same bytes twice", fault
            if path:
                yield f"{name}: PDF", check_pdf_file(path)
