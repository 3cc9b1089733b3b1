"""T6: find the errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, find_errors

SENTENCES = {"s": "S", "t": "T", "u": "U"}


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ({"s": True, "t": True}, 1),
        ({"s": True}, 2 / 3),
        ({"s": True, "t": True, "u": True}, 0.8),
        ({"u": True}, 0),
        ({}, 0),
    ],
)
def test_f1(marked: Callable, value: dict, share: float) -> None:
    assert marked("find_errors", value, key=["s", "t"], points=10)[0] == pytest.approx(10 * share, abs=0.005)


def test_a_wrong_correction_counts_half(marked: Callable) -> None:
    key = {"s": "f1", "t": ["f1", "f2"]}
    assert marked("find_errors", {"s": "f1", "t": "f2"}, key=key)[0] == 1
    earned, message = marked("find_errors", {"s": "f2", "t": "f2"}, key=key)
    assert earned == 0.75 and "Corrections that do not fit: 1" in message
    assert marked("find_errors", {"s": True, "t": True}, key=key)[0] == 0.5


def test_a_slip_is_shown_for_a_missed_and_for_a_wrong_mark(marked: Callable) -> None:
    slips = {"u": "This figure is right.", "t": "Look at the year."}
    assert "This figure is right." in marked("find_errors", {"s": True, "u": True}, key=["s"], slips=slips)[1]
    assert "Look at the year." in marked("find_errors", {"s": True}, key=["s", "t"], slips=slips)[1]


def test_parsing(home: Path) -> None:
    plain = ask.build("find_errors", "m10-e1", SENTENCES)
    fixed = ask.build("find_errors", "m10-e1", SENTENCES, {"f": "Fix"})
    assert find_errors.parse(plain, ["t", "s"]) == {"s": True, "t": True}
    assert find_errors.parse(fixed, {"s": "f", "t": False, "u": True}) == {"s": "f", "u": True}
    assert "1" in find_errors.finding(fixed, {"s": "f", "u": True})
    assert "every sentence" in find_errors.finding(plain, dict.fromkeys(SENTENCES, True))
    assert find_errors.words(fixed, {"s": "f", "u": True}) == "S → Fix; U"
    for desc, raw in (
        (plain, {"q": True}),
        (plain, {"s": "f"}),
        (fixed, {"s": "q"}),
        (plain, {"s": 1}),
        (plain, "s"),
        (plain, 5),
    ):
        with pytest.raises(base.Refused):
            find_errors.parse(desc, raw)


def test_the_button_can_have_another_word() -> None:
    assert find_errors.describe(SENTENCES, flag="DIFF")["flag"] == "DIFF"
    assert "flag" not in find_errors.describe(SENTENCES)
