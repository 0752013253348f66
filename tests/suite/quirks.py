"""What real data brings, through the whole program: a case is a client's data, a small
template, and what must then stand on paper or be said.

Reading (numbers, dates, exports) has tests of its own in tests/unit and tests/errors; here is
what reaches the page.  Each function of the themed files that is not private is a case.
"""
import inspect
import tempfile

import quirks_around
import quirks_dates
import quirks_numbers
import quirks_shapes
import quirks_text
from quirks_bench import Bench

THEMES = (quirks_text, quirks_numbers, quirks_dates, quirks_shapes, quirks_around)


def cases(theme):
    return [f for name, f in vars(theme).items()
            if inspect.isfunction(f) and f.__module__ == theme.__name__ and name[0] != "_"]


def run(setup):
    for theme in THEMES:
        for test in cases(theme):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    test(Bench(setup, folder))
                    yield test.__name__, None
                except Exception as fault:  # noqa: BLE001 - any fault is a failure here
                    yield test.__name__, f"{type(fault).__name__}: {fault}"
