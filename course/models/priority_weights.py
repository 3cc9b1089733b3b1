"""Weights and order: which options come first, and how much of that is only the choice of weights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from course.i18n import _
from course.models.base import Model, Number, finite, number_input, number_output
from course.models.random_weights import random_weights

RUNS, SEED = 500, 2024
_DIGITS = 9  # the index is rounded here before options are compared: a tie must be a tie on every machine

Ratings = Sequence[Sequence[float]]  # one row per option, one rating from 0 to 10 per criterion


def index(ratings: Ratings, weights: Sequence[float]) -> list[float]:
    """The weighted mean of the ratings of each option: ``Σ w·r / Σ w``, in the unit of the ratings.

    Raises:
        ValueError: a weight is negative, or all are 0.

    Example:
        >>> index([[10, 0], [4, 8]], [1, 1])
        [5.0, 6.0]
    """
    used = [finite(one, _("Weight")) for one in weights]
    total = sum(used)
    if min(used) < 0 or total <= 0:
        raise ValueError(_("Weights cannot be negative, and at least one must be above 0."))
    return [sum(w * r for w, r in zip(used, row, strict=True)) / total for row in ratings]


def order(values: Sequence[float]) -> list[int]:
    """Places of the options from the highest index to the lowest; equal ones stay in the order of the list."""
    return sorted(range(len(values)), key=lambda place: (-round(values[place], _DIGITS), place))


def stability(
    ratings: Ratings, weights: Sequence[float], top: int = 3, runs: int = RUNS, seed: int = SEED
) -> tuple[float, float]:
    """How often the order of the chosen weights survives other weights.

    Args:
        ratings: one row per option.
        weights: the chosen weights.
        top: how many options count as "the first ones".
        runs, seed: how many random weightings are tried, and which.

    Returns:
        Share of the random weightings with the same option at rank 1; share with the same ``top`` options in front, in
        any order among themselves.
    """
    chosen = order(index(ratings, weights))
    tried = _tried(tuple(map(tuple, ratings)), runs, seed)
    first = sum(one[0] == chosen[0] for one in tried) / runs
    group = set(chosen[:top])
    return first, sum(set(one[:top]) == group for one in tried) / runs


@cache
def _tried(ratings: tuple[tuple[float, ...], ...], runs: int, seed: int) -> list[list[int]]:
    return [order(index(ratings, weights)) for weights in random_weights(len(ratings[0]), runs, seed)]


#: The options of Sandovia's planning team (invented): need, feasible, fair, evidence, low cost; 0 to 10.
CRITERIA = ("need", "feasible", "fair", "evidence", "cheap")
OPTIONS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("posts", (8, 3, 6, 5, 2)),
    ("transfers", (7, 8, 6, 9, 7)),
    ("school", (8, 6, 10, 5, 5)),
    ("pensions", (6, 3, 7, 4, 3)),
    ("skills", (9, 7, 8, 6, 6)),
    ("investment", (4, 6, 2, 4, 5)),
    ("advice", (5, 7, 7, 3, 8)),
    ("data", (5, 6, 4, 7, 4)),
)


class PriorityWeights(Model):
    """Eight options of the fictional Republic of Sandovia, five weights, one order.

    ``index = Σ w·r / Σ w`` with ratings r from 0 to 10. Stability: the share of 500 random weightings (each weight
    drawn from 0 to 1, then scaled; always the same 500) with the same option at rank 1, or the same three in front.

    Assumptions: ratings may be added up; a low rating can be made good by a high one; the options do not help or hinder
    each other. Source: made for this course; the ratings are invented.
    """

    name = "priority_weights"
    formula = "index = Σ weight · rating / Σ weight     stability = unchanged orders / 500"

    @property
    def title(self) -> str:
        return _("Weights and order")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        labels = {
            "need": (_("Weight of need"), _("How many people are concerned, and how badly?")),
            "feasible": (_("Weight of feasibility"), _("Can it be done with the law and the people there are?")),
            "fair": (_("Weight of fairness"), _("Does it reach women, poor families and remote places?")),
            "evidence": (_("Weight of evidence"), _("How much is known?")),
            "cheap": (_("Weight of low cost"), _("A high rating means that it costs little.")),
        }
        return [number_input(id, labels[id][0], low=0, high=10, step=1, start=5, help=labels[id][1]) for id in CRITERIA]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        names = option_names()
        places = [
            number_output("first", _("Rank 1: number of the option"), digits=0),
            number_output("second", _("Rank 2: number of the option"), digits=0),
            number_output("third", _("Rank 3: number of the option"), digits=0),
        ]
        indices = [
            number_output(f"index_{place}", f"{place}. {names[id]}", digits=2)
            for place, (id, _ratings) in enumerate(OPTIONS, start=1)
        ]
        return [
            *places,
            number_output("first_stays", _("Rank 1 stays the same"), unit=_("% of 500 weightings"), digits=1),
            number_output("top_stays", _("The same three stay in front"), unit=_("% of 500 weightings"), digits=1),
            *indices,
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("Ratings may be added up, and a high rating can make good a low one."),
            _("The options do not help or hinder each other."),
            _("Each random weight is drawn from 0 to 1, so even weightings come up more often than extreme ones."),
            _("Nobody has said which weightings are reasonable; in real life some are more so than others."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("It cannot say which weights are right. That is a decision, and somebody has to answer for it."),
            _("A stable order can still be wrong: wrong ratings stay wrong under all weights."),
            _("It puts options of one country in order. It never compares countries."),
            _("Small differences of the index mean nothing: ratings are rough."),
        ]

    @property
    def source(self) -> str:
        return _("Model made for this course. The options and ratings of Sandovia are invented.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        weights = [values[id] for id in CRITERIA]
        ratings = [row for _id, row in OPTIONS]
        found = index(ratings, weights)
        ranks = order(found)
        first, top = stability(ratings, weights)
        return {
            "first": ranks[0] + 1,
            "second": ranks[1] + 1,
            "third": ranks[2] + 1,
            "first_stays": 100 * first,
            "top_stays": 100 * top,
            **{f"index_{place}": value for place, value in enumerate(found, start=1)},
        }


def option_names() -> dict[str, str]:
    """What the options of Sandovia are called."""
    return {
        "posts": _("Posts for health workers who return"),
        "transfers": _("Cheaper money transfers"),
        "school": _("School places without papers"),
        "pensions": _("Pensions that move with the worker"),
        "skills": _("Recognition of foreign certificates"),
        "investment": _("Investment office for Sandovians abroad"),
        "advice": _("Advice for returning farmers"),
        "data": _("A migration data unit"),
    }
