#!/usr/bin/env python3
"""Official validators on every golden document: zero failures, or status 1.

    tests/conformance/run.py --build build [PDF...]

veraPDF comes from Maven Central, pinned by version and checksum, into
$XDG_CACHE_HOME/reportgen; the profiles are PDF/UA-1 and PDF/A-2a.  To show that
the check can fail, a damaged copy of one document must be refused.
"""
import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "suite"))
import golden  # noqa: E402
from tool import run_program  # noqa: E402

VERSION = "1.28.2"
SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
PROFILES = ("ua1", "2a")
MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"


class Setup:
    def __init__(self, build):
        self.root = os.path.dirname(os.path.dirname(HERE))
        self.build = os.path.abspath(build)
        self.program = os.path.join(self.build, "reportgen")


def verapdf():
    """Path of the jar, fetched when it is not there yet."""
    cache = os.path.join(os.environ.get("XDG_CACHE_HOME") or
                         os.path.expanduser("~/.cache"), "reportgen")
    jar = os.path.join(cache, f"greenfield-apps-{VERSION}.jar")
    if not os.path.exists(jar):
        os.makedirs(cache, exist_ok=True)
        subprocess.run(["mvn", "-q", "-B",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy",
                        f"-Dartifact=org.verapdf.apps:greenfield-apps:{VERSION}:jar",
                        f"-DoutputDirectory={cache}"], check=True, stdin=subprocess.DEVNULL)
    with open(jar, "rb") as f:
        found = hashlib.sha256(f.read()).hexdigest()
    if found != SHA256:
        sys.exit(f"{jar}: checksum {found}, expected {SHA256}")
    return jar


def validate(jar, profile, paths):
    """{file name: list of failed rules} as veraPDF sees it."""
    done = subprocess.run(["java", "-Xmx2g", "-cp", jar, MAIN_CLASS, "--format", "xml", "-f",
                           profile, "--maxfailuresdisplayed", "3", *paths],
                          capture_output=True, text=True, errors="replace")
    try:
        report = xml.fromstring(done.stdout)
    except xml.ParseError:
        sys.exit("veraPDF printed no report:\n" + done.stdout[-1000:] + done.stderr[-1000:])
    results = {}
    for job in report.iter("job"):
        name = os.path.basename(job.findtext("item/name"))
        verdict = job.find("validationReport")
        if verdict is None:
            results[name] = ["not validated: " + " ".join(job.itertext()).strip()[:300]]
            continue
        rules = [f"{r.get('clause')}-{r.get('testNumber')}: "
                 f"{(r.findtext('description') or '')[:160]} "
                 f"[{(r.findtext('check/context') or '')[:200]}]"
                 for r in verdict.iter("rule") if r.get("status") == "failed"]
        results[name] = rules or ([] if verdict.get("isCompliant") == "true" else ["not compliant"])
    return results


def render_all(setup, folder):
    paths, faults = [], []
    for name, _, args in golden.cases(setup):
        path = os.path.join(folder, name + ".pdf")
        status, _, err = run_program(setup, [*args, "-o", path, "-q"])
        if status == 0:
            paths.append(path)
        else:
            faults.append(f"{name}: exit status {status}\n{err}")
    return paths, faults


def damaged_copy(path, folder):
    """The same document with the /Marked flag of its catalog turned off."""
    plain = os.path.join(folder, "plain.pdf")
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, plain], check=True)
    with open(plain, "rb") as f:
        text = f.read()
    changed = re.sub(rb"/Marked true", rb"/Marked null", text)
    assert changed != text, "no /Marked in the catalog"
    damaged = os.path.join(folder, "damaged.pdf")
    with open(damaged, "wb") as f:
        f.write(changed)
    return damaged


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("paths", nargs="*")
    options = parser.parse_args()
    jar = verapdf()
    setup = Setup(options.build)
    os.chdir(setup.root)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as temp:
        paths, faults = options.paths, []
        if not paths:
            paths, faults = render_all(setup, temp)
        for fault in faults:
            print("FAILED", fault)
        failed += len(faults)
        for profile in PROFILES:
            results = validate(jar, profile, paths)
            for path in paths:
                rules = results.get(os.path.basename(path), ["no verdict"])
                passed += not rules
                failed += bool(rules)
                print(f"{'FAILED' if rules else 'ok':7}{profile:4} {os.path.basename(path)}")
                for rule in rules:
                    print("       ", rule)
        if not options.paths and paths:
            refused = bool(validate(jar, "ua1", [damaged_copy(paths[0], temp)])["damaged.pdf"])
            passed += refused
            failed += not refused
            print(f"{'ok' if refused else 'FAILED':7}ua1  a damaged copy is refused")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
