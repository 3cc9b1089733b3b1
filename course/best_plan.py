"""The best plan that is possible: whole amounts or assignments that earn most within limits.

A small linear program (simplex method with Bland's rule, which always ends), cut into branches until the numbers are
whole. Exact for the sizes of exercises: tens of options, some hundred pairs of people and posts. Source of the method:
V. Chvátal, *Linear Programming* (1983), chapters 2-3; branch and bound: A. Land and A. Doig, Econometrica 28 (1960).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

_SMALL = 1e-9
_WHOLE = 1e-6  # a number this near to a whole one is whole
_MOST_BRANCHES = 4000

#: (coefficients by place, most): their weighted sum is at most that much.
Row = tuple[Mapping[int, float], float]


def most(gain: Sequence[float], rows: Sequence[Row]) -> list[int] | None:
    """Whole numbers from 0 that keep all rows and earn most; ``None`` if no numbers keep them.

    Args:
        gain: what one more of each number earns.
        rows: limits; they must keep every number that earns something from growing without end.

    Raises:
        ValueError: the numbers can grow without end, or the exercise is too large for this method.
    """
    best: list[int] | None = None
    reached = -math.inf
    open_rows: list[list[Row]] = [list(rows)]
    for _branch in range(_MOST_BRANCHES):
        if not open_rows:
            return best
        here = open_rows.pop()
        found = _relaxed(gain, here)
        if found is None or _worth(gain, found) <= reached + _SMALL:
            continue
        split = max(range(len(found)), key=lambda i: abs(found[i] - round(found[i])), default=None)
        if split is None or abs(found[split] - round(found[split])) <= _WHOLE:
            best = [round(number) for number in found]
            reached = _worth(gain, best)
            continue
        low = math.floor(found[split])
        open_rows.append([*here, ({split: 1.0}, float(low))])
        open_rows.append([*here, ({split: -1.0}, -float(low + 1))])  # looked at first
    raise ValueError("this exercise is too large to find the best plan")


def _worth(gain: Sequence[float], numbers: Sequence[float]) -> float:
    return sum(one * number for one, number in zip(gain, numbers, strict=True))


def _relaxed(gain: Sequence[float], rows: Sequence[Row]) -> list[float] | None:
    """The best numbers that need not be whole; ``None`` if there are none."""
    tableau = _Tableau(gain, rows)
    if not tableau.start():
        return None
    if not tableau.climb(tableau.goal):
        raise ValueError("the numbers of this exercise can grow without end")
    return tableau.numbers()


class _Tableau:
    """Simplex tableau of ``max gain·x, rows, x ≥ 0``, with one helper column for the start."""

    def __init__(self, gain: Sequence[float], rows: Sequence[Row]) -> None:
        import numpy as np

        self.count, self.height = len(gain), len(rows)
        self.goal, self.start_goal = self.height, self.height + 1
        self.table = np.zeros((self.height + 2, self.count + 2))
        for i, (coefficients, bound) in enumerate(rows):
            for j, number in coefficients.items():
                self.table[i, j] = number
            self.table[i, -1] = bound
        self.table[: self.height, self.count] = -1
        self.table[self.goal, : self.count] = [-one for one in gain]
        self.table[self.start_goal, self.count] = 1
        self.helper = self.count + self.height
        self.inside = [self.count + i for i in range(self.height)]
        self.outside = [*range(self.count), self.helper]

    def start(self) -> bool:
        """Find numbers that keep all rows."""
        bounds = self.table[: self.height, -1]
        if self.height == 0 or bounds.min() >= -_SMALL:
            return True
        self._swap(int(bounds.argmin()), self.count)
        if not self.climb(self.start_goal) or self.table[self.start_goal, -1] < -_WHOLE:
            return False
        for i, name in enumerate(self.inside):
            if name == self.helper:  # it is 0 here: take it out
                j = max(range(self.count + 1), key=lambda column: abs(self.table[i, column]))
                self._swap(i, j)
                break
        return True

    def climb(self, goal: int) -> bool:
        """Improve until nothing helps; false if there is no end."""
        while True:
            useful = [j for j in range(self.count + 1) if self.table[goal, j] < -_SMALL]
            if goal == self.goal:
                useful = [j for j in useful if self.outside[j] != self.helper]
            if not useful:
                return True
            j = min(useful, key=lambda column: self.outside[column])
            steps = [(self.table[i, -1] / self.table[i, j], self.inside[i], i)
                     for i in range(self.height) if self.table[i, j] > _SMALL]  # fmt: skip
            if not steps:
                return False
            nearest = min(step for step, _name, _i in steps)
            self._swap(min((name, i) for step, name, i in steps if step <= nearest + _SMALL)[1], j)

    def numbers(self) -> list[float]:
        """The numbers at which the tableau stands."""
        found = [0.0] * self.count
        for i, name in enumerate(self.inside):
            if name < self.count:
                found[name] = float(self.table[i, -1])
        return found

    def _swap(self, i: int, j: int) -> None:
        import numpy as np

        pivot = self.table[i, j]
        row, column = self.table[i].copy(), self.table[:, j].copy()
        self.table -= np.outer(column, row) / pivot
        self.table[i], self.table[:, j] = row / pivot, -column / pivot
        self.table[i, j] = 1 / pivot
        self.inside[i], self.outside[j] = self.outside[j], self.inside[i]


def amounts(
    benefit: Mapping[str, Any],
    *,
    cost: Mapping[str, float] | None = None,
    budget: float | None = None,
    low: Mapping[str, float] | None = None,
    high: Mapping[str, float] | None = None,
    whole: Sequence[str] = (),
    step: float = 1,
    limits: Sequence[Mapping[str, Any]] = (),
) -> dict[str, float] | None:
    """The best amounts, or ``None`` if no plan keeps all rules.

    Args:
        benefit: by option: what one unit earns, or ``[[up to, per unit], …]`` when each further unit earns less.
        cost: what one unit costs; 1 without it.
        budget: what all may cost.
        low, high: least and most of an option.
        whole: options that are taken as a whole (their ``high``) or not at all.
        step: amounts are multiples of it.
        limits: ``[{"of": {option: weight}, "least": …, "most": …}]``.
    """
    names, gain, size, rows = [], [], [], []
    low, high = dict(low or {}), dict(high or {})
    for option, worth in benefit.items():
        unit = high[option] if option in whole else step
        pieces = worth if isinstance(worth, list | tuple) else [[high.get(option, math.inf), worth]]
        if any(later[1] > earlier[1] for earlier, later in pairwise(pieces)):
            raise ValueError(f"{option}: each further unit must earn the same or less")
        before = 0.0
        for upto, per_unit in pieces:
            room = min(upto, high.get(option, math.inf)) - before
            if room <= 0:
                continue
            names.append(option)
            gain.append(per_unit * unit)
            size.append(unit)
            if math.isfinite(room):
                rows.append(({len(names) - 1: 1.0}, 1.0 if option in whole else math.floor(room / step + _SMALL)))
            before = upto
    of = {option: [i for i, name in enumerate(names) if name == option] for option in benefit}

    def row(weights: Mapping[str, float]) -> dict[int, float]:
        return {i: weight * size[i] for option, weight in weights.items() for i in of.get(option, ())}

    if budget is not None:
        rows.append((row({option: (cost or {}).get(option, 1) for option in benefit}), float(budget)))
    rows += [(row({option: -1}), -float(least)) for option, least in low.items() if least > 0]
    for limit in limits:
        rows += _limit_rows(limit, row(limit["of"]))
    found = most(gain, rows)
    if found is None:
        return None
    return {option: round(sum(found[i] * size[i] for i in places), 9) + 0.0 for option, places in of.items()}


def posts(
    benefit: Mapping[str, Mapping[str, float]],
    *,
    places: Mapping[str, int] | None = None,
    forbidden: Sequence[Sequence[str]] = (),
    limits: Sequence[Mapping[str, Any]] = (),
) -> dict[str, str] | None:
    """The best post for each person (people without one are left out), or ``None`` if no plan keeps all rules.

    Args:
        benefit: by person and post; pairs that are not there are not possible.
        places: how many people a post takes; 1 without it.
        forbidden: ``[(person, post), …]``.
        limits: ``[{"of": {person: weight, or {post: weight}}, "least": …, "most": …}]``.
    """
    barred = {(pair[0], pair[1]) for pair in forbidden}
    pairs = [(person, post) for person, row in benefit.items() for post in row if (person, post) not in barred]
    gain = [float(benefit[person][post]) for person, post in pairs]
    rows: list[Row] = []
    for person in benefit:
        rows.append(({i: 1.0 for i, pair in enumerate(pairs) if pair[0] == person}, 1.0))
    for post in dict.fromkeys(post for _person, post in pairs):
        rows.append(({i: 1.0 for i, pair in enumerate(pairs) if pair[1] == post}, float((places or {}).get(post, 1))))
    for limit in limits:
        weighed = {i: weight for i, pair in enumerate(pairs) if (weight := pair_weight(limit["of"], *pair))}
        rows += _limit_rows(limit, weighed)
    found = most(gain, rows)
    return None if found is None else {pair[0]: pair[1] for pair, one in zip(pairs, found, strict=True) if one}


def pair_weight(weights: Mapping[str, Any], person: str, post: str) -> float:
    """How much one person on one post counts for a limit."""
    weight = weights.get(person, 0)
    return float(weight.get(post, 0) if isinstance(weight, Mapping) else weight)


def _limit_rows(limit: Mapping[str, Any], weights: Mapping[int, float]) -> list[Row]:
    rows: list[Row] = [] if limit.get("most") is None else [(weights, float(limit["most"]))]
    if limit.get("least") is not None:
        rows.append(({i: -weight for i, weight in weights.items()}, -float(limit["least"])))
    return rows
