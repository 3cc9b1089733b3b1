"""Agreement of two raters: kappa by hand and against the table of the textbooks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from grading.marks import Mark
from grading.report import raters
from grading.report.raters import RatersError, kappa


def from_the_table(first: list[int], second: list[int], top: int) -> float:
    """Quadratic weighted kappa as J. Cohen (1968) writes it: observed and expected counts with weights."""
    places = np.arange(top + 1)
    weights = (places[:, None] - places[None, :]) ** 2 / top**2
    observed = np.zeros((top + 1, top + 1))
    for one, other in zip(first, second, strict=True):
        observed[one, other] += 1
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / len(first)
    return 1 - (weights * observed).sum() / (weights * expected).sum()


def test_by_hand() -> None:
    # differences 0, 1, 0, 0: mean square 1/4. All 16 pairs of (0 1 2 3) and (0 2 2 3): squares 4+4… = 43; 43/16
    squares = [(a - b) ** 2 for a in (0, 1, 2, 3) for b in (0, 2, 2, 3)]
    assert sum(squares) == 40
    assert kappa([0, 1, 2, 3], [0, 2, 2, 3]) == pytest.approx(1 - (1 / 4) / (40 / 16))


def test_against_the_table_of_counts() -> None:
    chance = np.random.default_rng(3)
    first = [int(x) for x in chance.integers(0, 7, 50)]
    second = [min(6, max(0, x + int(chance.integers(-1, 2)))) for x in first]
    assert kappa(first, second) == pytest.approx(from_the_table(first, second, 6))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [([1, 2, 3], [1, 2, 3], 1.0), ([0, 4], [4, 0], -1.0), ([2, 2], [2, 2], None), ([], [], None), ([3], [3], None)],
)
def test_ends(first: list[float], second: list[float], expected: float | None) -> None:
    assert kappa(first, second) == expected


MARKS = [
    Mark("ana", "m10", "m10-r1-task", 4.0, 6.0, "marked by the trainer"),
    Mark("bo", "m10", "m10-r1-task", 2.0, 6.0, "marked by the trainer"),
    Mark("cy", "m10", "m10-r1-task", None, 6.0, "waits for the trainer"),
    Mark("ana", "m10", "m10-e1-mark", 1.0, 2.0, "marked"),
    Mark("ana", "m10", "m10-r2-task", 1.0, 2.0, "marked by the trainer"),
]


def test_only_texts_that_both_have_marked() -> None:
    second = {("ana", "m10", "m10-r1-task"): 4.0, ("bo", "m10", "m10-r1-task"): 3.0, ("cy", "m10", "m10-r1-task"): 3.0,
              ("ana", "m10", "m10-e1-mark"): 0.0, ("ana", "m10", "m10-r2-task"): 1.0}  # fmt: skip
    found = raters.compare(MARKS, second)
    assert [(one.item, one.texts, one.same) for one in found] == [
        ("m10 m10-r1-task", 2, 0.5), ("m10 m10-r2-task", 1, 1.0), ("all items", 3, pytest.approx(2 / 3))]  # fmt: skip
    assert found[0].difference == pytest.approx(1 / 12)


def test_points_that_cannot_be() -> None:
    with pytest.raises(RatersError, match="7 points, but the item has 6"):
        raters.compare(MARKS, {("ana", "m10", "m10-r1-task"): 7.0})
    with pytest.raises(RatersError, match="no text has been marked by both"):
        raters.compare(MARKS, {})


def test_a_sheet_of_a_french_excel(tmp_path: Path) -> None:
    path = tmp_path / "second.csv"
    lines = [
        "trainee;module;item;of;text;points",
        'ana;m10;m10-r1-task;6;"two\nlines; and more";4,5',
        "bo;m10;m10-r1-task;6;x;",
    ]
    path.write_text("\r\n".join(lines), "utf-8-sig")
    assert raters.read_second(path) == {("ana", "m10", "m10-r1-task"): 4.5}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "needs a first line"),
        ("a,b\n1,2\n", "needs a first line"),
        ("trainee,module,item,points\na,b,c,good\n", "no number"),
    ],
)
def test_a_sheet_that_cannot_be_read(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "second.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(RatersError, match=words):
        raters.read_second(path)


def test_the_draw_is_the_same_each_time_and_takes_marked_texts_only() -> None:
    assert raters.draw(MARKS, 1) == raters.draw(MARKS, 1)
    assert {mark.trainee for mark in raters.draw(MARKS, 5) if mark.item == "m10-r1-task"} == {"ana", "bo"}
