#!/usr/bin/env python3
"""Runs the whole test suite and ends in `N passed, N failed`.

    tests/run.py --build build [--update] [--sanitized] [GROUP...]

Groups: unit jinja golden errors docx pptx quirks cli explain docs
languages.  Each is a function in suite/ that
yields (name, failure or None).  --update writes golden files anew.
"""
import argparse
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "suite"))
import cli  # noqa: E402
import docs  # noqa: E402
import docx  # noqa: E402
import errors  # noqa: E402
import explain  # noqa: E402
import golden  # noqa: E402
import jinja  # noqa: E402
import languages  # noqa: E402
import pptx  # noqa: E402
import quirks  # noqa: E402
import unit  # noqa: E402

GROUPS = {
    "unit": unit.run,
    "jinja": jinja.run,
    "golden": golden.run,
    "errors": errors.run,
    "docx": docx.run,
    "pptx": pptx.run,
    "quirks": quirks.run,
    "cli": cli.run,
    "explain": explain.run,
    "docs": docs.run,
    "languages": languages.run,
}


class Setup:
    def __init__(self, options):
        self.root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        self.build = os.path.abspath(options.build)
        self.program = os.path.join(self.build, "reportgen")
        self.update = options.update
        self.sanitized = options.sanitized


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--sanitized", action="store_true")
    parser.add_argument("groups", nargs="*")
    options = parser.parse_args()
    setup = Setup(options)
    os.chdir(setup.root)
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    os.environ.pop("REPORTGEN_PATH", None)

    passed = failed = 0
    for group in options.groups or GROUPS:
        start, group_passed, group_failed = time.time(), 0, 0
        for name, failure in GROUPS[group](setup):
            if failure is None:
                group_passed += 1
                continue
            group_failed += 1
            print(f"FAILED {group}: {name}")
            for line in str(failure).splitlines()[:40]:
                print(f"    {line}")
        print(f"{group:8} {group_passed:5} passed {group_failed:4} failed "
              f"{time.time() - start:7.1f} s", flush=True)
        passed += group_passed
        failed += group_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
