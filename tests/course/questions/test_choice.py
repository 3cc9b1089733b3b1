"""T1: choice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, choice

OPTIONS = {"a": "A", "b": "B", "c": "C", "d": "D"}


def test_one_choice(marked: Callable) -> None:
    assert marked("choice", "b", key="b", points=2)[0] == 2
    earned, message = marked("choice", "a", key="b", points=2)
    assert earned == 0 and "not the right choice" in message


def test_a_slip_of_one_choice_has_its_message_and_no_points_unless_said(marked: Callable) -> None:
    earned, message = marked("choice", "a", key="b", points=2, slips={"a": "That is a flow."})
    assert earned == 0 and "That is a flow." in message
    assert marked("choice", "a", key="b", points=2, slips=[("a", "Nearly.", 0.25)])[0] == 0.5


@pytest.mark.parametrize(
    ("value", "share"),
    [
        (["a", "b"], 1),
        (["b", "a"], 1),
        (["a"], 0.5),
        (["a", "b", "c"], 1 / 3),
        (["a", "c"], 0),
        (["c", "d"], 0),
        (["a", "b", "c", "d"], 0),
    ],
)
def test_several_choices(marked: Callable, value: list[str], share: float) -> None:
    earned, message = marked("choice", value, key=["a", "b"], points=3, slips={"c": "C is a stock."})
    assert earned == pytest.approx(3 * share, abs=0.005)
    assert ("C is a stock." in message) == ("c" in value)


def test_parsing(home: Path) -> None:
    one, many = ask.build("choice", "m10-e1", OPTIONS), ask.build("choice", "m10-e1", OPTIONS, multiple=True)
    assert choice.parse(one, ["b"]) == "b" and choice.parse(many, "b") == ["b"]
    assert choice.parse(many, ["c", "a", "c"]) == ["a", "c"]
    for desc, raw in ((one, ["a", "b"]), (one, "z"), (many, ["z"]), (many, [["a"]]), (one, 5), (one, {"a": 1})):
        with pytest.raises(base.Refused):
            choice.parse(desc, raw)


def test_choosing_everything_is_noticed(home: Path) -> None:
    desc = ask.build("choice", "m10-e1", OPTIONS, multiple=True)
    assert "everything" in choice.finding(desc, list("abcd")) and choice.finding(desc, ["a"]) is None
    assert choice.words(desc, ["a", "zz"]) == "A; zz"
