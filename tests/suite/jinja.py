"""Our expressions and texts against Jinja2 itself."""
import os
import re
import subprocess
import sys


def run(setup):
    script = os.path.join(setup.root, "tests/jinja/run.py")
    binary = os.path.join(setup.build, "tests/jinja/render")
    done = subprocess.run([sys.executable, script, binary], capture_output=True, text=True,
                          timeout=600)
    counts = re.search(r"(\d+) cases, (\d+) failed", done.stdout)
    if not counts:
        yield "differential test against Jinja2", done.stdout[-2000:] + done.stderr[-2000:]
        return
    cases, failed = int(counts.group(1)), int(counts.group(2))
    for i in range(cases - failed):
        yield f"case {i}", None
    for i in range(failed):
        yield f"differing case {i + 1} of {failed}", done.stdout[-3000:]
