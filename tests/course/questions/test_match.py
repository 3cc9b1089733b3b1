"""T3: match."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, match

KEY = {"i": "x", "j": "y", "k": "z"}


@pytest.mark.parametrize(
    ("value", "share"),
    [(KEY, 1), ({"i": "x"}, 1 / 3), ({"i": "x", "j": "y", "k": "x"}, 2 / 3), ({"i": "z"}, 0), ({}, 0), ({"q": "x"}, 0)],
)
def test_share_of_right_items(marked: Callable, value: dict, share: float) -> None:
    assert marked("match", value, key=KEY, points=3)[0] == pytest.approx(3 * share)


@pytest.mark.parametrize(("right", "share"), [(4, 1), (3, 0.5), (2, 0), (0, 0)])
def test_two_classes_are_corrected_for_chance(marked: Callable, right: int, share: float) -> None:
    key = {"a": "x", "b": "y", "c": "x", "d": "y"}
    value = {item: bin if i < right else {"x": "y", "y": "x"}[bin] for i, (item, bin) in enumerate(key.items())}
    earned, message = marked("match", value, key=key, points=2)
    assert earned == 2 * share and ("guessing" in message) == (right < 4)
    assert marked("match", value, key=key, points=2, classes=3)[0] == 2 * right / 4


def test_several_right_bins_and_a_slip(marked: Callable) -> None:
    earned, message = marked(
        "match", {"i": "y", "j": "x"}, key={"i": ["x", "y"], "j": "z"}, slips=[(("j", "x"), "J is not X.")]
    )
    assert earned == 0.5 and "J is not X." in message


def test_parsing(home: Path) -> None:
    desc = ask.build("match", "m10-e1", {"i": "I", "j": "J"}, {"x": "X"})
    assert match.parse(desc, {"j": "x", "i": ""}) == {"j": "x"}
    assert "1 of 2" in match.finding(desc, {"j": "x"}) and match.finding(desc, {"i": "x", "j": "x"}) is None
    for raw in ({"q": "x"}, {"i": "q"}, {"i": ["x"]}, ["i"], {"i": ""}):
        with pytest.raises(base.Refused):
            match.parse(desc, raw)
