"""T5: matrix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, matrix

KEY = {"r": {"c": "y", "d": "n"}, "s": {"c": "n", "d": "y"}}


@pytest.mark.parametrize(
    ("value", "share"),
    [
        (KEY, 1),
        ({"r": {"c": "y", "d": "n"}}, 0.5),
        ({"r": {"c": "n"}}, 0),
        ({}, 0),
        ({"q": {"c": "y"}, "s": {"d": "y"}}, 0.25),
    ],
)
def test_share_of_right_cells(marked: Callable, value: dict, share: float) -> None:
    assert marked("matrix", value, key=KEY, points=4)[0] == 4 * share


def test_rules_across_cells(marked: Callable) -> None:
    rules = [(lambda value: value["s"]["d"] == "y", 0.5, "Somebody must be in charge.")]
    assert marked("matrix", KEY, key=KEY, rules=rules, points=4)[0] == 4
    earned, message = marked("matrix", {"r": {"c": "y", "d": "n"}}, key=KEY, rules=rules, points=4)
    assert earned == 1 and "Somebody must be in charge." in message  # half of the cells, and the rule cannot hold


def test_slips_and_several_right_picks(marked: Callable) -> None:
    key = {"r": {"c": ["y", "p"], "d": "n"}}
    earned, message = marked(
        "matrix", {"r": {"c": "p", "d": "y"}}, key=key, slips=[(("r", "d", "y"), "Look at the fee.")]
    )
    assert earned == 0.5 and "Look at the fee." in message


def test_parsing(home: Path) -> None:
    desc = ask.build("matrix", "m10-e1", {"r": "R", "s": "S"}, {"c": "C"}, {"y": "Yes", "n": "No"})
    assert matrix.parse(desc, {"s": {"c": "n"}, "r": {"c": ""}}) == {"s": {"c": "n"}}
    assert "1 of 2" in matrix.finding(desc, {"s": {"c": "n"}})
    assert matrix.words(desc, {"s": {"c": "n"}}) == "S: C = No"
    for raw in (
        {"q": {"c": "y"}},
        {"r": {"q": "y"}},
        {"r": {"c": "q"}},
        {"r": "y"},
        {"r": {"c": ["y"]}},
        [],
        {"r": {}},
    ):
        with pytest.raises(base.Refused):
            matrix.parse(desc, raw)


def test_each_column_may_have_its_own_options(home: Path, marked: Callable) -> None:
    options = {"way": {"md": "migration first", "dm": "development first"}, "sure": {"s": "strong", "t": "thin"}}
    desc = ask.build("matrix", "m01-e3", {"r": "Arrow"}, {"way": "Direction", "sure": "Evidence"}, options)
    assert matrix.parse(desc, {"r": {"way": "md", "sure": "t"}}) == {"r": {"way": "md", "sure": "t"}}
    assert matrix.words(desc, {"r": {"way": "md", "sure": "t"}}) == (
        "Arrow: Direction = migration first, Evidence = thin"
    )
    with pytest.raises(base.Refused, match="s, t"):
        matrix.parse(desc, {"r": {"sure": "md"}})
    assert "strong / thin" in matrix.static(desc) and "migration first / development first" in matrix.static(desc)
    key = {"r": {"way": "md", "sure": ["s", "t"]}}
    assert marked("matrix", {"r": {"way": "md", "sure": "t"}}, key=key, points=2)[0] == 2


def test_a_row_may_carry_a_note(home: Path) -> None:
    desc = ask.build("matrix", "m01-e3", {"r": "R", "s": "S"}, {"c": "C"}, {"y": "Yes"}, notes={"s": "A long card."})
    assert desc["rows"] == [{"id": "r", "text": "R"}, {"id": "s", "text": "S", "note": "A long card."}]
    assert matrix.parse(desc, {"s": {"c": "y"}}) == {"s": {"c": "y"}}
    with pytest.raises(ValueError, match="ids of rows"):
        ask.build("matrix", "m01-e3", {"r": "R"}, {"c": "C"}, {"y": "Yes"}, notes={"t": "No such row."})


def test_options_by_column_name_every_column(home: Path) -> None:
    with pytest.raises(ValueError, match="all columns"):
        ask.build("matrix", "m01-e3", {"r": "R"}, {"c": "C", "d": "D"}, {"c": {"y": "Yes"}})
