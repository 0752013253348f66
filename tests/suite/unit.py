"""The C unit tests: cmocka programs, one result for each test function."""
import glob
import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor

TIMEOUT_S = 600


def programs(setup):
    found = glob.glob(os.path.join(setup.build, "tests/unit/*/test_*"))
    return sorted(p for p in found if os.access(p, os.X_OK) and "." not in os.path.basename(p))


def run_one(program):
    try:
        done = subprocess.run([program], capture_output=True, timeout=TIMEOUT_S,
                              stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return program, -1, f"still running after {TIMEOUT_S} s"
    text = (done.stdout + done.stderr).decode("utf-8", "replace")
    return program, done.returncode, text


def run(setup):
    sources = glob.glob(os.path.join(setup.root, "tests/unit/*/test_*.c"))
    found = programs(setup)
    if len(found) < len(sources):
        yield "all unit tests are built", f"{len(found)} of {len(sources)} programs"
    with ThreadPoolExecutor(2) as pool:
        for program, status, text in pool.map(run_one, found):
            name = os.path.relpath(program, os.path.join(setup.build, "tests/unit"))
            good = set(re.findall(r"\[       OK \] (\w+)", text))
            bad = set(re.findall(r"\[  FAILED  \] (\w+)", text)) - good
            for test in sorted(good):
                yield f"{name}: {test}", None
            for test in sorted(bad):
                yield f"{name}: {test}", message_of(text, test)
            if not bad and (status != 0 or not good):
                yield name, f"exit status {status}\n" + text[-3000:]


def message_of(text, test):
    start = text.find(f"[ RUN      ] {test}")
    end = text.find("[  FAILED  ]", start)
    return text[start:end]
