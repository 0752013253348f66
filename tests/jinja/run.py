#!/usr/bin/env python3
"""Compares our expressions and texts with Jinja2 3.

    run.py RENDER

RENDER is the program built from render.c.  Every case of cases/ and some
two thousand generated expressions are rendered by both; a fault must be a fault
in both.  Ends in `N cases, N failed`.
"""
import glob
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile

import jinja2

HERE = os.path.dirname(os.path.abspath(__file__))
JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)

DATA = {
    "n": 7, "m": -3, "zero": 0, "f": 2.5, "big": 123456789, "t": "hello", "u": "Größe",
    "empty": "", "flag": True, "off": False, "sp": "  pad  ", "q": "it's \"quoted\"",
    "list": [3, 1, 2], "words": ["pear", "Apple", "fig"], "none_here": [], "nested": [[1, 2], [3, 4]],
    "map": {"a": 1, "b": {"c": "deep"}, "key with space": 5},
    "rows": [
        {"name": "Search", "spend": 40, "kind": "paid", "on": True},
        {"name": "Email", "spend": 5, "kind": "own", "on": False},
        {"name": "Social", "spend": 30, "kind": "paid", "on": True},
        {"name": "Affiliate", "spend": 5, "kind": "paid", "on": False},
    ],
    "tree": [{"v": 1, "kids": [{"v": 2, "kids": []}, {"v": 3, "kids": [{"v": 4, "kids": []}]}]}],
}


def written_cases():
    """cases/*.lines hold a template a line; cases/*.txt blocks between dashes."""
    for path in sorted(glob.glob(os.path.join(HERE, "cases", "*.lines"))):
        with open(path, encoding="utf-8") as f:
            yield from (line for line in f.read().splitlines() if line.strip())
    for path in sorted(glob.glob(os.path.join(HERE, "cases", "*.txt"))):
        with open(path, encoding="utf-8") as f:
            for block in f.read().split("\n---\n"):
                if block.strip():
                    yield block.rstrip("\n")


class Generator:
    """Random expressions of a wanted type, so that most of them have a value."""

    def __init__(self, seed):
        self.chance = random.Random(seed)

    def pick(self, *options):
        return self.chance.choice(options)

    def number(self, depth):
        if depth <= 0:
            return self.pick("n", "m", "f", "zero", "1", "2", "10", "0.5", "3.25", "map.a",
                             "list[0]", "list|length", "rows[1].spend")
        a, b = self.number(depth - 1), self.number(depth - 2)
        return self.pick(
            f"{a} + {b}", f"({a} - {b})", f"({a}) * ({b})", f"-({a})", f"({a} if {self.truth(depth - 1)} else {b})",
            f"({a})|abs", f"({self.list(depth - 1)})|length", f"[{a}, {b}]|max", f"[{a}, {b}]|sum",
            f"({self.text(depth - 1)})|length", f"({a}) // 4", f"({a}) % 5", f"({self.list(depth - 1)})|sum")

    def text(self, depth):
        if depth <= 0:
            return self.pick("t", "u", "empty", "'abc'", '"x y"', "sp", "words[0]", "map.b.c", "rows[0].name")
        a, b = self.text(depth - 1), self.text(depth - 2)
        return self.pick(
            f"{a} ~ {b}", f"({a})|upper", f"({a})|lower", f"({a})|trim", f"({a})|capitalize",
            f"({a} if {self.truth(depth - 1)} else {b})", f"({a})[1:]", f"({a})[:2]", f"({a})|replace('a', 'b')",
            f"({a})|default('z')", f"words|join('-')", f"({a})|reverse", f"({self.number(depth - 1)}) ~ '!'",
            f"({a})|center(9)", f"({a})[::-1]", f"({a})|title")

    def truth(self, depth):
        if depth <= 0:
            return self.pick("flag", "off", "true", "false", "n > 3", "t == 'hello'", "map is mapping",
                             "list is iterable", "nothing is defined", "n is odd", "2 in list")
        a, b = self.truth(depth - 1), self.truth(depth - 2)
        x, y = self.number(depth - 1), self.number(depth - 2)
        return self.pick(
            f"({a} and {b})", f"({a} or {b})", f"not ({a})", f"({x}) < ({y})", f"({x}) >= ({y})",
            f"({x}) == ({y})", f"({self.text(depth - 1)}) in ({self.text(depth - 1)})",
            f"({x}) in ({self.list(depth - 1)})", f"({self.list(depth - 1)}) == ({self.list(depth - 1)})",
            f"({x}) is number", f"({self.text(depth - 1)}) is string", f"({x}) < 5 < 9")

    def list(self, depth):
        if depth <= 0:
            return self.pick("list", "[1, 2]", "[]", "range(4)|list", "[n, m]", "nested[0]", "none_here")
        a, b = self.list(depth - 1), self.list(depth - 2)
        return self.pick(
            f"({a}) + ({b})", f"({a})|sort", f"({a})|reverse|list", f"({a})[1:]", f"({a})[::-1]",
            f"({a})|unique|list", f"({a})|select('gt', 1)|list", f"({a})|reject('odd')|list",
            f"({a})|map('abs')|list", f"rows|map(attribute='spend')|list",
            f"rows|selectattr('on')|map(attribute='spend')|list", f"({a})|list")

    def case(self):
        kind = self.pick(self.number, self.text, self.truth, self.list)
        expr = kind(self.chance.randrange(1, 4))
        return self.pick(
            "{{ " + expr + " }}",
            "{% if " + expr + " %}yes{% else %}no{% endif %}",
            "{% set v = " + expr + " %}{{ v }}|{{ v }}")


def same(ours, theirs):
    """Equal, but for the last digits of floating-point numbers."""
    if ours == theirs:
        return True
    number = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?")
    if number.sub("#", ours) != number.sub("#", theirs):
        return False
    return all(math.isclose(float(a), float(b), rel_tol=1e-12, abs_tol=1e-12)
               for a, b in zip(number.findall(ours), number.findall(theirs)))


def by_jinja(template):
    try:
        return True, JINJA.from_string(template).render(DATA)
    except Exception as fault:  # whatever it is, it is a fault
        return False, f"{type(fault).__name__}: {fault}"


def by_us(program, templates):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as f:
        json.dump([{"template": t, "data": DATA} for t in templates], f, ensure_ascii=False)
        f.flush()
        done = subprocess.run([program, f.name], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"render: {done.stderr}")
    return json.loads(done.stdout)


def main():
    written = list(written_cases())
    generator = Generator(20261004)
    templates = written + [generator.case() for _ in range(2000)]
    failed = faults = 0
    for template, ours in zip(templates, by_us(sys.argv[1], templates)):
        ok, theirs = by_jinja(template)
        faults += not ok
        text = ours.get("text", "")
        if ok == ours["ok"] and (not ok or same(text, theirs)):
            continue
        failed += 1
        if failed <= 40:
            print(f"template: {template!r}\n  jinja: {theirs!r}\n  ours:  {text if ours['ok'] else ours['error']!r}")
    print(f"{len(written)} written, {len(templates) - len(written)} generated, {faults} faults in both or one")
    print(f"{len(templates)} cases, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
