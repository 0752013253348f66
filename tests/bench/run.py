#!/usr/bin/env python3
"""Times the whole program and prints medians: user+system CPU, peak memory.

    tests/bench/run.py --build build [--runs 9] [CASE...]

Nothing here fails on a slow machine; docs/benchmarks.md keeps the figures as
ratios against yardsticks run beside them.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import cases  # noqa: E402


def measure(command, cwd):
    """CPU seconds, wall seconds and peak memory in MB of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{' '.join(command)}: status {status}\n{error.decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def made_apart(case, temp, root):
    """The case's arguments; its data are made in another process, since what this one
    takes at its peak would count for those it starts."""
    read, write = os.pipe()
    if os.fork() == 0:
        os.write(write, json.dumps(case.make(temp, root)).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as f:
        arguments = json.load(f)
    os.wait()
    return arguments


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    program = os.path.abspath(os.path.join(options.build, "reportgen"))
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

    print(f"{'case':28} {'CPU ms':>9} {'wall ms':>9} {'peak MB':>9} {'pages':>6} {'KB':>8}")
    with tempfile.TemporaryDirectory() as temp:
        for case in cases.CASES:
            if options.names and case.name not in options.names:
                continue
            arguments = made_apart(case, temp, root)
            out = os.path.join(temp, f"out.{case.kind}")
            command = [program, *arguments, "-o", out, "-q"]
            runs = [measure(command, root) for _ in range(min(options.runs, case.most_runs))]
            cpu, wall, peak = (statistics.median(r[i] for r in runs) for i in range(3))
            print(f"{case.name:28} {cpu * 1e3:9.1f} {wall * 1e3:9.1f} {peak:9.1f} "
                  f"{pages_of(out):>6} {os.path.getsize(out) / 1024:8.0f}", flush=True)


def pages_of(path):
    if not path.endswith(".pdf"):
        return "-"
    text = subprocess.run(["qpdf", "--show-npages", path], capture_output=True, text=True).stdout
    return text.strip() or "?"


if __name__ == "__main__":
    main()
