"""Each case under tests/errors: a fault, its message, its exit status.

A case is a folder with `args` (one command line; OUT stands for the output),
`status`, `stderr`, and the files that the arguments name.  The program runs
inside the folder.  No output may appear, and an old one must survive.
"""
import os
import shlex
import tempfile

from tool import compare, run_program

OLD = b"an old report"


def check(setup, folder):
    with open(os.path.join(folder, "args"), encoding="utf-8") as f:
        args = shlex.split(f.read())
    with tempfile.TemporaryDirectory() as temp:
        out = os.path.join(temp, "out.pdf")
        with open(out, "wb") as f:
            f.write(OLD)
        given = [a.replace("OUT", out).replace("ROOT", setup.root) for a in args]
        status, stdout, stderr = run_program(setup, given, cwd=folder)
        stderr = stderr.replace(temp, "TEMP").replace(setup.root, "ROOT")
        with open(out, "rb") as f:
            if f.read() != OLD:
                return "the old output did not survive"
        if os.listdir(temp) != ["out.pdf"]:
            return "left behind: " + " ".join(os.listdir(temp))
    if "Sanitizer" in stderr or status < 0:
        return f"status {status}\n{stderr}"
    fault = compare(os.path.join(folder, "stderr"), stderr, setup.update)
    if fault:
        return fault
    return compare(os.path.join(folder, "status"), f"{status}\n", setup.update)


def run(setup):
    base = os.path.join(setup.root, "tests/errors")
    for name in sorted(os.listdir(base)):
        folder = os.path.join(base, name)
        if os.path.exists(os.path.join(folder, "args")):
            yield name, check(setup, folder)
