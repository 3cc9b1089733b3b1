"""Emigration against income: a smooth middle line over many countries, and the rank correlation.

One point is a country: (GDP per person, emigrants per 100 residents). Nothing here says what happens to one country
over time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, float]

#: How wide the line looks to both sides: 0.15 on the log10 axis is a factor of about 1.4.
WINDOW = 0.15
#: Where fewer countries than this stand near an income (weights added up), the line is not drawn.
FEWEST = 5.0


class Local(NamedTuple):
    """The countries near one income.

    A quarter of them lie below ``low``, half below ``middle``, a quarter above ``high``. ``near`` is the sum of their
    weights. Without enough countries the three are None.
    """

    income: float
    low: float | None
    middle: float | None
    high: float | None
    near: float


def emigrant_share(emigrants: float, population: float) -> float:
    """Emigrants per 100 people who live in the country: ``100 · emigrants / population``.

    It compares people abroad with people at home, so it is a ratio and can pass 100.

    Example:
        >>> round(emigrant_share(905_000, 7_200_000), 2)
        12.57
    """
    if population <= 0:
        raise ValueError("population must be above 0")
    return 100 * emigrants / population


def weighted_quantile(pairs: Sequence[tuple[float, float]], q: float) -> float:
    """The value below which a share ``q`` of the weight lies.

    Each value stands in the middle of its own weight; between two values the line is straight.

    Args:
        pairs: (value, weight above 0), in any order, at least one.
        q: 0 to 1.
    """
    ordered = sorted(pairs)
    total = sum(weight for _value, weight in ordered)
    before, last_place, last_value = 0.0, None, ordered[0][0]
    for value, weight in ordered:
        place = (before + weight / 2) / total
        if place >= q:
            if last_place is None:
                return value
            part = (q - last_place) / (place - last_place)
            return last_value + part * (value - last_value)
        before, last_place, last_value = before + weight, place, value
    return last_value


def local_share(points: Sequence[Point], income: float, window: float = WINDOW) -> Local:
    """Quarter, middle and three quarters of the shares of countries with an income near ``income``.

    A country's weight is ``exp(−½ · ((log10 x − log10 income) / window)²)``: 1 at the same income, 0.61 one window
    away.
    """
    here = math.log10(income)
    pairs = [(y, math.exp(-0.5 * ((math.log10(x) - here) / window) ** 2)) for x, y in points]
    near = sum(weight for _y, weight in pairs)
    if near < FEWEST:
        return Local(income, None, None, None, near)
    low, middle, high = (weighted_quantile(pairs, q) for q in (0.25, 0.5, 0.75))
    return Local(income, low, middle, high, near)


def line(points: Sequence[Point], incomes: Sequence[float], window: float = WINDOW) -> list[Local]:
    """The smooth line at each of ``incomes``."""
    return [local_share(points, income, window) for income in incomes]


def ranks(values: Sequence[float]) -> list[float]:
    """1 for the smallest value; equal values share the mean of their ranks."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    found = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and values[order[end + 1]] == values[order[start]]:
            end += 1
        for place in order[start : end + 1]:
            found[place] = (start + end) / 2 + 1
        start = end + 1
    return found


def rank_correlation(points: Sequence[Point]) -> float | None:
    """Spearman's rank correlation of x and y: the correlation of their ranks, −1 to 1.

    None for fewer than three points, or when all x or all y are equal.

    Example:
        >>> rank_correlation([(1, 1), (10, 2), (100, 3), (1000, 2.5)])
        0.8
    """
    if len(points) < 3:
        return None
    xs, ys = ranks([x for x, _y in points]), ranks([y for _x, y in points])
    middle = (len(points) + 1) / 2
    above = sum((x - middle) * (y - middle) for x, y in zip(xs, ys, strict=True))
    below = math.sqrt(sum((x - middle) ** 2 for x in xs) * sum((y - middle) ** 2 for y in ys))
    return above / below if below else None
