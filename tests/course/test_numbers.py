"""Reading and writing numbers."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.numbers import format_number, parse_number

CASES = json.loads((Path(__file__).parents[1] / "shared" / "number_cases.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "value"), CASES)
def test_shared_cases(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@given(st.text(max_size=80))
def test_any_text_gives_a_finite_number_or_none(text: str) -> None:
    value = parse_number(text)
    assert value is None or (type(value) is float and math.isfinite(value))


@given(st.text(alphabet="0123456789,.' -+eE%\u00a0\u066b", max_size=12))
def test_number_like_text_never_fails(text: str) -> None:
    value = parse_number(text)
    assert value is None or math.isfinite(value)


@given(st.floats(-1e14, 1e14, allow_subnormal=False).map(lambda x: round(x, 3)))
def test_what_is_written_can_be_read(value: float) -> None:
    assert parse_number(format_number(value)) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("value", [None, 5, 5.0, ["5"], b"5"])
def test_only_text_is_read(value: object) -> None:
    assert parse_number(value) is None


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1234567, None, "1,234,567"),
        (192.08, None, "192.08"),
        (0.1 + 0.2, None, "0.3"),
        (-1234.5, None, "−1,234.5"),
        (0.0, None, "0"),
        (-0.0, None, "0"),
        (-0.001, 2, "0.00"),
        (1.5e20, None, "1.5e20"),
        (4, 1, "4.0"),
        (1e-7, None, "1e-7"),
        (0.00001234, None, "0.00001234"),
        (-0.5, None, "−0.5"),
    ],
)
def test_format(value: float, digits: int | None, text: str) -> None:
    assert format_number(value, digits) == text


IN_RANGE = json.loads((Path(__file__).parents[1] / "shared" / "number_cases_in_range.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "low", "high", "number"), IN_RANGE)
def test_of_two_readings_the_plausible_one_is_taken(text, low, high, number):
    assert parse_number(text, low, high) == number
