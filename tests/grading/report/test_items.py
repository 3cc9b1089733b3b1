"""Item statistics, against values worked out by hand and against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from grading.marks import Mark
from grading.report.items import analyse, upper_lower


def marks(scores: dict[str, list[float | None]], most: tuple[float, ...]) -> list[Mark]:
    return [
        Mark(who, "m10", f"m10-e{n}-mark", points, most[n - 1], "waits for the trainer" if points is None else "marked")
        for who, row in scores.items()
        for n, points in enumerate(row, 1)
    ]


def test_by_hand() -> None:
    # shares of e1: 1, 1, 0.5, 0; rest (e2 + e3 of 4): 4, 3, 1, 0
    found = analyse(marks({"a": [2, 2, 2], "b": [2, 2, 1], "c": [1, 1, 0], "d": [0, 0, 0]}, (2, 2, 2)))
    assert [one.item for one in found] == ["m10-e1-mark", "m10-e2-mark", "m10-e3-mark"]
    first = found[0]
    assert first.facility == pytest.approx((1 + 1 + 0.5 + 0) / 4)
    # means 0.625 and 2; sum of products 1.375·… = 2.5; squares 0.6875 and 10
    assert first.correlation == pytest.approx(2.5 / (0.6875 * 10) ** 0.5)
    assert first.correlation == pytest.approx(np.corrcoef([1, 1, 0.5, 0], [4, 3, 1, 0])[0, 1])
    assert first.upper_lower == pytest.approx(1.0)  # a against d
    assert (first.people, first.waits) == (4, 0)


def test_many_against_numpy() -> None:
    chance = np.random.default_rng(7)
    able = chance.random(60)
    table = (able[:, None] + chance.normal(0, 0.3, (60, 5)) > 0.5) * np.array([1, 2, 1, 3, 1])
    most = (1.0, 2.0, 1.0, 3.0, 1.0)
    found = analyse(marks({f"p{n:02}": [float(x) for x in row] for n, row in enumerate(table)}, most))
    for n, one in enumerate(found):
        rest = np.delete(table, n, axis=1).sum(axis=1)
        assert one.correlation == pytest.approx(np.corrcoef(table[:, n], rest)[0, 1])
        assert one.facility == pytest.approx(table[:, n].mean() / most[n])


def test_what_waits_is_left_out() -> None:
    found = analyse(marks({"a": [2, None], "b": [0, None], "c": [1, 4]}, (2, 4)))
    assert (found[1].people, found[1].waits, found[1].facility) == (1, 2, 1.0)
    assert found[1].correlation is None
    assert found[0].correlation is None  # only c has a rest


def test_nothing_to_say() -> None:
    assert analyse([]) == []
    one = analyse(marks({"a": [2, 2]}, (2, 2)))[0]
    assert (one.facility, one.correlation, one.upper_lower) == (1.0, None, None)
    all_right = analyse(marks({who: [2, 2] for who in "abcdef"}, (2, 2)))[0]
    assert (all_right.facility, all_right.correlation, all_right.upper_lower) == (1.0, None, None)
    assert "almost everybody" in all_right.remark
    waiting = analyse(marks({"a": [None], "b": [None]}, (2,)))[0]
    assert (waiting.facility, waiting.remark) == (None, "not marked yet")


def test_an_item_without_points_is_no_error() -> None:
    assert analyse(marks({"a": [0], "b": [0]}, (0,)))[0].facility is None


def test_an_item_against_the_rest_is_named() -> None:
    found = analyse(marks({"a": [0, 4], "b": [0, 3], "c": [2, 1], "d": [2, 0]}, (2, 4)))
    assert found[0].correlation < 0
    assert "look at the question" in found[0].remark


def test_people_with_equal_results_stay_together() -> None:
    # a group has round(0.27 · 4) = 1 person, but two share the top: both count
    assert upper_lower([(1.0, 0.9), (0.0, 0.9), (0.5, 0.4), (0.0, 0.1)]) == pytest.approx(0.5 - 0.0)
    assert upper_lower([(1.0, 0.5), (0.0, 0.5), (1.0, 0.5), (0.0, 0.5)]) is None
