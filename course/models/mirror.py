"""Mirror statistics: the same people as the country of origin and the country of destination count them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.i18n import _

Matrix = Mapping[str, Mapping[str, float]]


def emigrants(counted: Matrix, origin: str) -> float:
    """People born in ``origin`` in the censuses of all other countries: one row of the exchange.

    Args:
        counted: ``counted[origin][census]``, persons; the country itself is left out.
        origin: Country of birth.
    """
    return sum(people for census, people in counted[origin].items() if census != origin)


def immigrants(counted: Matrix, census: str) -> float:
    """People born in the other countries in the census of ``census``: one column of the exchange."""
    return sum(row[census] for origin, row in counted.items() if origin != census)


def asymmetry(counted: float, estimated: float) -> float | None:
    """How far two counts of the same people lie apart: 100·|a − b| / mean, in per cent; None when both are 0.

    The mean stands below the line because neither count is the true one; 0 means equal, 200 that one side has nobody.

    Example:
        >>> asymmetry(120, 80)
        40.0
    """
    middle = (counted + estimated) / 2
    return 100 * abs(counted - estimated) / middle if middle else None


def pairs(counted: Matrix, estimated: Matrix) -> list[dict[str, Any]]:
    """Each pair of origin and destination with both counts, their difference and their asymmetry.

    Raises:
        ValueError: The two tables do not hold the same countries.
    """
    if set(counted) != set(estimated):
        raise ValueError(_("The two tables do not hold the same countries."))
    found = []
    for origin, row in counted.items():
        for census, people in row.items():
            if census != origin:
                other = estimated[origin][census]
                found.append(
                    {
                        "origin": origin,
                        "destination": census,
                        "counted": people,
                        "estimated": other,
                        "difference": people - other,
                        "asymmetry": asymmetry(people, other),
                    }
                )
    return found
