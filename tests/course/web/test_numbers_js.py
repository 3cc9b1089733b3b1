"""Numbers mean the same in the browser as in Python."""

from __future__ import annotations

import json
import math
import random
import struct
from pathlib import Path

import pytest

from course.numbers import format_number, parse_number
from tests.course.questions.test_number import UNITS

CASES = json.loads((Path(__file__).parents[2] / "shared" / "number_cases.json").read_text("utf-8"))
SIGNS = "0123456789" * 3 + ",.,. '  %-+eEUSD$€\u00a0\u202f٠١٫٬०−\t\u2019\u200f"
PARSE = 'import { parseNumber } from "#js/numbers.js"; done(data.map((text) => parseNumber(text)));'
FORMAT = 'import { formatNumber } from "#js/numbers.js"; done(data.map(([x, digits]) => formatNumber(x, digits)));'


def test_the_shared_examples(run_js):
    assert run_js(PARSE, [text for text, _number in CASES]) == [number for _text, number in CASES]


def test_any_text_is_read_as_python_reads_it(run_js):
    chance = random.Random("numbers")
    texts = ["".join(chance.choice(SIGNS) for _ in range(chance.randint(0, 10))) for _ in range(20_000)]
    texts += ["1" * 65, " 12 ", "USD", "%", "1,2,3", "5\n", "-0"]
    wanted = [parse_number(text) for text in texts]
    assert sum(number is not None for number in wanted) > 1000
    assert run_js(PARSE, texts) == wanted


def test_any_number_is_written_as_python_writes_it(run_js):
    chance = random.Random("formats")
    numbers = [
        0.0,
        -0.0,
        0.5,
        1.5,
        2.5,
        -0.004,
        0.125,
        1e15,
        999999999999999.9,
        1e-6,
        9.9999e-7,
        1e21,
        0.1 + 0.2,
        1e22 / 7,
    ]
    while len(numbers) < 10_000:
        bits = struct.unpack("d", chance.randbytes(8))[0]
        whole = chance.choice((1, -1)) * chance.randint(0, 10 ** chance.randint(1, 17))
        numbers += [
            bits,
            whole / chance.choice((1, 2, 4, 8, 10, 100, 1e6, 3)),
            round(chance.uniform(-1e4, 1e4), 2),
        ]
    jobs = [(x, chance.choice((None, None, 0, 1, 2, 3))) for x in numbers if math.isfinite(x)]
    assert run_js(FORMAT, jobs) == [format_number(x, digits) for x, digits in jobs]


def test_the_unit_behind_a_number_is_cut_as_python_cuts_it(run_js):
    cut = 'import { withoutUnit } from "#js/numbers.js"; done(data.map(([text, unit]) => withoutUnit(text, unit)));'
    jobs = [[text, unit] for text, unit, _left in UNITS]
    assert run_js(cut, jobs) == [left for _text, _unit, left in UNITS]


IN_RANGE = """import { parseNumber } from "#js/numbers.js";
done(data.map(([text, low, high]) => parseNumber(text, low, high)));"""


def test_of_two_readings_the_plausible_one_is_taken(run_js):
    cases = json.loads((Path(__file__).parents[2] / "shared" / "number_cases_in_range.json").read_text("utf-8"))
    assert run_js(IN_RANGE, cases) == [number for _text, _low, _high, number in cases]


def test_any_short_number_in_any_range_is_read_as_python_reads_it(run_js):
    chance = random.Random("ranges")
    jobs = []
    for _ in range(5000):
        low = chance.choice([None, 0, 1, 100, 1000])
        high = chance.choice([None, 10, 200, 50_000])
        text = f"{chance.choice(['', '-'])}{chance.randint(0, 999)}{chance.choice(',.')}{chance.randint(0, 9999)}"
        jobs.append((text, low, high))
    assert run_js(IN_RANGE, jobs) == [parse_number(*job) for job in jobs]


IN_LANGUAGE = """import { formatNumber, setNumberLanguage } from "#js/numbers.js";
setNumberLanguage(data.language);
done(data.numbers.map(([x, digits]) => formatNumber(x, digits)));"""


@pytest.mark.parametrize(
    ("language", "thousand", "ten_thousand"),
    [
        ("en", "1,234.5", "12,345.7"),
        ("fr", "1\u202f234,5", "12\u202f345,7"),
        ("es", "1234,5", "12\u202f345,7"),
        ("ar", "1,234.5", "12,345.7"),
    ],
)
def test_each_language_writes_numbers_its_way_in_both_places(run_js, monkeypatch, language, thousand, ten_thousand):
    monkeypatch.setenv("COURSE_LANG", language)
    assert [format_number(1234.5), format_number(12345.67, 1)] == [thousand, ten_thousand]
    chance = random.Random(f"numbers of {language}")
    numbers = [
        (chance.uniform(-1, 1) * 10 ** chance.randint(-8, 16), chance.choice([None, 0, 1, 3])) for _ in range(900)
    ]
    numbers += [(value, None) for value in (0, -0.0, 999, 1000, -1000, 9999.5, 10000, 1e6, 1e15, 2.5e-7)]
    assert run_js(IN_LANGUAGE, {"language": language, "numbers": numbers}) == [format_number(*one) for one in numbers]
