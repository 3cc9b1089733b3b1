"""Who resembles whom: standardised indicators, a distance, and the arrows of a visiting network."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Value = float | None


def standardised(rows: Sequence[Sequence[Value]]) -> list[list[Value]]:
    """Each column as (value − mean) ÷ standard deviation over the rows that have a value; a column without spread is 0.

    Args:
        rows: one row per country, one column per indicator; None where there is no figure.

    Without this step an indicator in dollars would drown one in per cent.
    """
    columns = []
    for column in zip(*rows, strict=True):
        known = [value for value in column if value is not None]
        mean = sum(known) / len(known) if known else 0.0
        spread = math.sqrt(sum((value - mean) ** 2 for value in known) / len(known)) if known else 0.0
        columns.append([None if value is None else (value - mean) / spread if spread > 0 else 0.0 for value in column])
    return [list(row) for row in zip(*columns, strict=True)]


def distance(one: Sequence[Value], other: Sequence[Value]) -> Value:
    """Root mean square of the differences over the indicators that both countries have; None without any."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if not pairs:
        return None
    return math.sqrt(sum((a - b) ** 2 for a, b in pairs) / len(pairs))


def similarity(gap: Value) -> Value:
    """``1 / (1 + distance)``: 1 for twins, near 0 for opposites. A score to talk about, not a percentage."""
    return None if gap is None else 1 / (1 + gap)


def degrees(visits: Iterable[tuple[str, str]]) -> dict[str, tuple[int, int]]:
    """For each country in a list of (visitor, host): visits made (out-degree) and visits received (in-degree).

    Example:
        >>> degrees([("JAM", "MEX"), ("JAM", "PHL"), ("TUN", "MEX")])["JAM"]
        (2, 0)
    """
    found: dict[str, tuple[int, int]] = {}
    for visitor, host in visits:
        made, received = found.get(visitor, (0, 0))
        found[visitor] = (made + 1, received)
        made, received = found.get(host, (0, 0))
        found[host] = (made, received + 1)
    return found
