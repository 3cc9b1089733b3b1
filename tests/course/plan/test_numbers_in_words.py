"""Numbers that stand in a text."""

from __future__ import annotations

import pytest

from course.plan.rules.numbers_in_words import numbers

CASES = {
    "2,637,195 people in 2024": [(2637195, "people"), (2024, "")],
    "USD 10.8 billion": [(10.8e9, "USD")],
    "44.5 % and 7.0 per cent": [(44.5, "%"), (7.0, "per cent")],
    "minus −21,000 persons": [(-21000, "persons")],
    "goal 10.7 of 2030": [(10.7, ""), (2030, "")],
    "USD 450,000 that are not found": [(450000, "USD")],
    "three priorities": [],
    "1.8 million women": [(1.8e6, "women")],
}


@pytest.mark.parametrize("text", CASES)
def test_numbers_with_their_unit(text: str) -> None:
    assert [(number.value, number.unit) for number in numbers(text)] == CASES[text]


def test_rounding_is_half_of_the_last_digit() -> None:
    assert [number.rounding for number in numbers("2.6 million people; 44 %; 7.0 %")] == pytest.approx(
        [50000, 0.5, 0.05]
    )
