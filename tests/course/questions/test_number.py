"""T2: number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, number

SLIPS = [(197.0, "It looks as if the margin was forgotten."), (200.0, "Nothing was taken off.", 0.0)]


@pytest.mark.parametrize(
    ("value", "share", "text"),
    [
        (192.08, 1, "Correct"),
        (192.075, 1, "Correct"),
        (192.085, 1, "Correct"),
        (192.09, 0, "not the right number"),
        (197.0, 0.5, "margin was forgotten"),
        (200.0, 0, "Nothing was taken off"),
        (19208.0, 0.5, "100 times too large"),
        (1.9208, 0.5, "100 times too small"),
        (192080.0, 0.5, "1,000 times too large"),
        (0.19208, 0.5, "1,000 times too small"),
        (192_080_000, 0.5, "1,000,000 times too large"),
        (-192.08, 0.5, "sign"),
        (192.0, 0.5, "rounded too much"),
        (192.1, 0.5, "rounded too much"),
        (193.0, 0, "not the right number"),
        (1 / 192.08, 0.5, "wrong way round"),
        (0, 0, "not the right number"),
        (100, 0, "not the right number"),
    ],
)
def test_marks_and_messages(marked: Callable, value: float, share: float, text: str) -> None:
    earned, message = marked("number", value, key=192.08, tolerance=0.005, points=2, slips=SLIPS)
    assert earned == 2 * share and text in message


def test_a_percentage_for_a_share(marked: Callable) -> None:
    earned, message = marked("number", 4.0, key=0.04, points=1)
    assert earned == 0.5 and "percentage and a share" in message


@pytest.mark.parametrize(
    ("value", "key", "share"),
    [
        (81, 81.4, 0.5),
        (0.66, 0.6637, 0.5),
        (0.7, 0.6637, 0),
        (3, 3.19, 0),
        (20, 20.48, 0.5),
        (0, 0.4, 0),
        (82, 81.4, 0),
    ],
)
def test_fewer_digits_than_asked_for(marked: Callable, value: float, key: float, share: float) -> None:
    earned, message = marked("number", value, key=key, tolerance=0.001, points=1)
    assert earned == share and ("rounded too much" in message) == (share > 0)
    assert marked("number", value, key=key, tolerance=0.001, points=1, unit_slips=False)[0] == 0


def test_unit_slips_can_be_switched_off(marked: Callable) -> None:
    assert marked("number", 400.0, key=4.0, points=1, unit_slips=False)[0] == 0


@pytest.mark.parametrize(("value", "right"), [(104.9, True), (95.1, True), (105.2, False)])
def test_relative_tolerance(marked: Callable, value: float, right: bool) -> None:
    assert (marked("number", value, key=100, relative=0.05)[0] == 1) == right


def test_without_a_tolerance_half_a_per_cent_is_accepted(marked: Callable) -> None:
    assert marked("number", 100.4, key=100)[0] == 1 and marked("number", 101.0, key=100)[0] == 0


#: What somebody types, the question's unit, and what is left to be read as a number.
UNITS = [
    ("304.0 million", "million", "304.0"),
    (" 5 Months ", "months", "5"),
    ("40\u00a0households", "households", "40"),
    ("12 %", "%", "12"),
    ("304 billion", "million", "304 billion"),
    ("million", "million", ""),
    ("7", None, "7"),
]


@pytest.mark.parametrize(("text", "unit", "left"), UNITS)
def test_the_unit_of_the_question_may_stand_behind_the_number(text: str, unit: str | None, left: str) -> None:
    assert number.without_unit(text, unit) == left
    desc = {"unit": unit, "low": None, "high": None}
    if left[-1:].isdigit():
        assert number.parse(desc, text) == float(left)
    else:
        with pytest.raises(base.Refused, match="without words"):
            number.parse(desc, text)


def test_binary_dust_does_not_matter(marked: Callable) -> None:
    assert marked("number", 0.1 + 0.2, key=0.3, tolerance=0)[0] == 1


def test_a_key_of_zero_and_numpy_keys(marked: Callable) -> None:
    import numpy as np

    assert marked("number", 0, key=0, tolerance=0.1)[0] == 1 and marked("number", 5, key=0, tolerance=0.1)[0] == 0
    assert marked("number", 5, key=np.float64(5.0), points=2)[0] == 2.0


def test_parsing(home: Path) -> None:
    import numpy as np

    desc = ask.build("number", "m10-e1", unit="USD")
    assert number.parse(desc, "USD 1.234,5") == 1234.5
    assert type(number.parse(desc, np.float64(3.5))) is float and type(number.parse(desc, np.int64(3))) is float
    for raw in (True, [], "x", float("inf"), 10**400):
        with pytest.raises(base.Refused):
            number.parse(desc, raw)


@pytest.mark.parametrize(
    ("low", "high", "value", "text"),
    [
        (0, 10, 11, "between 0 and 10 %"),
        (0, None, -1, "at least 0 %"),
        (None, 10, 11, "at most 10 %"),
        (0, 10, 10, None),
        (None, None, 1e9, None),
    ],
)
def test_the_plausible_range(home: Path, low: float | None, high: float | None, value: float, text: str | None) -> None:
    finding = number.finding(ask.build("number", "m10-e1", unit="%", low=low, high=high), value)
    assert finding is None if text is None else text in finding


def test_bounds_must_be_numbers(home: Path) -> None:
    with pytest.raises(ValueError):
        ask.build("number", "m10-e1", low="0")
