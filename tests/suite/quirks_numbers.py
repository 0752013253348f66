"""Numbers that clients bring, on paper and in Office files."""
import re

from quirks_bench import CHART, NAMES, expect, fact, good, rows


def null_is_a_dash_and_no_part_of_the_sum(b):
    text = good(b.run({"rows": [{"name": "a", "spend": None}, {"name": "b", "spend": 5}]})).pdf()
    expect(re.search(r"^a +–", text, re.M) and re.search(r"Total +£5\.00", text), text)


def zero_is_printed_as_zero(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 0}, {"name": "b", "spend": 5}]})).pdf()
    expect(re.search(r"^a +£0\.00", text, re.M), text)


def huge_and_tiny_numbers_stay_readable(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 1e15}, {"name": "b", "spend": 0.00001}]})).pdf()
    expect("£1,000,000,000,000,000.00" in text, text)
    expect("<£0.01" in text or "< £0.01" in text, text)
    expect("e+" not in text and "e-0" not in text, text)


def float_noise_is_not_printed(b):
    text = good(b.run({"rows": [{"name": "a", "spend": 0.30000000000000004},
                                {"name": "b", "spend": 0.1}, {"name": "c", "spend": 0.2}]})).pdf()
    expect("£0.30" in text and "0.30000" not in text and "£0.60" in text, text)


def large_ids_stay_text(b):
    r = good(b.run({"rows": [{"name": "12345678901234567890", "spend": 1}]}))
    expect("12345678901234567890" in r.pdf(), r.pdf())


def credits_keep_their_sign(b):
    text = good(b.run({"rows": [{"name": "a", "spend": -12.5}, {"name": "b", "spend": 20}]})).pdf()
    expect(re.search("[−-]£12\\.50", text) and "£7.50" in text, text)
