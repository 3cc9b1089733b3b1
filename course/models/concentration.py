"""How unequally something is spread over places: shares of the largest, Lorenz curve, Herfindahl-Hirschman index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course.i18n import _
from course.models.base import finite


def top_share(values: Sequence[float], count: int, total: float | None = None) -> float:
    """The share of the ``count`` largest values in ``total`` (or in their own sum), 0 to 1.

    Example:
        >>> top_share([50, 30, 20], 2)
        0.8
    """
    ordered, whole = _checked(values, total)
    return sum(ordered[:count]) / whole


def hhi(values: Sequence[float], total: float | None = None, others: int = 0) -> float:
    """The Herfindahl-Hirschman index: the sum of the squared shares, 0 to 1; 1 when all is in one place.

    Args:
        values: One number for each place that is known.
        total: All places together; without it the sum of ``values``.
        others: How many places share what is left of ``total``; they count as equal, the lowest index possible.
    """
    ordered, whole = _checked(values, total)
    rest = whole - sum(ordered)
    equal = others * (rest / others / whole) ** 2 if others and rest > 0 else 0
    return sum((value / whole) ** 2 for value in ordered) + equal


def lorenz(values: Sequence[float]) -> list[tuple[float, float]]:
    """Points of the Lorenz curve: share of the places (smallest first) and their share of the sum, from 0 to 1."""
    ordered, whole = _checked(values, None)
    points, so_far = [(0.0, 0.0)], 0.0
    for place, value in enumerate(reversed(ordered), start=1):
        so_far += value
        points.append((place / len(ordered), so_far / whole))
    return points


def concentration(values: Sequence[float], total: float | None = None, others: int = 0) -> dict[str, Any]:
    """All at once: sum, total, shares of the largest 1, 3 and 10, the index, and its number of equal places."""
    ordered, whole = _checked(values, total)
    index = hhi(ordered, whole, others)
    return {
        "count": len(ordered),
        "sum": sum(ordered),
        "total": whole,
        "rest": whole - sum(ordered),
        "top1": top_share(ordered, 1, whole),
        "top3": top_share(ordered, 3, whole),
        "top10": top_share(ordered, 10, whole),
        "hhi": index,
        "equal_places": 1 / index,
    }


def _checked(values: Sequence[float], total: float | None) -> tuple[list[float], float]:
    ordered = sorted((finite(value, _("Each place")) for value in values), reverse=True)
    if not ordered or ordered[-1] < 0:
        raise ValueError(_("Each place needs a number of 0 or more."))
    whole = sum(ordered) if total is None else finite(total, _("Total"))
    if whole <= 0 or whole < sum(ordered) * (1 - 1e-12):
        raise ValueError(_("The total must be more than 0, and not smaller than the sum of the places."))
    return ordered, whole
