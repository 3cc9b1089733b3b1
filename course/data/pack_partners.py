"""Values of a country pack about the other side of migration: the largest groups by origin or destination."""

from __future__ import annotations

from functools import cache
from typing import Any

from course.data.countries import country_name
from course.data.pack_found import Found
from course.data.tables import load
from course.i18n import _

UNKNOWN_ORIGIN = "OOO"


@cache
def _newest_pairs(column: str) -> tuple[dict[str, list[tuple[str, int]]], int]:
    """Each country's other side with its migrants, largest first; and the year.

    Args:
        column: ``origin`` for people who live in the country, ``destination`` for people from it.
    """
    frame = load("migrant_stock_bilateral")
    year = int(frame["year"].max())
    frame = frame[frame["year"] == year].sort_values(["migrants", column], ascending=[False, True])
    here = "destination" if column == "origin" else "origin"
    found: dict[str, list[tuple[str, int]]] = {}
    for country, other, count in zip(*(frame[name].tolist() for name in (here, column, "migrants")), strict=True):
        found.setdefault(country, []).append((other, int(count)))
    return found, year


def _partners(column: str, iso3: str) -> tuple[list[tuple[str, int]], int, int]:
    """The other side of one country, largest first; the total; the year."""
    pairs, year = _newest_pairs(column)
    mine = pairs.get(iso3, [])
    return mine, sum(count for _code, count in mine), year


def _known(column: str, iso3: str) -> tuple[list[tuple[str, int]], int, int]:
    pairs, total, year = _partners(column, iso3)
    return [(code, count) for code, count in pairs if code != UNKNOWN_ORIGIN and count > 0], total, year


def partner(indicator: Any, iso3: str) -> Found:
    """Share of the first, second or third country on the other side."""
    pairs, total, year = _known(indicator.column, iso3)
    rank = int(indicator.of)
    if len(pairs) < rank:
        return Found(missing=_("No such group is published."))
    code, count = pairs[rank - 1]
    return Found(100 * count / total, year, country_name(code))


def top_5(indicator: Any, iso3: str) -> Found:
    """Share of the five largest groups together."""
    pairs, total, year = _known(indicator.column, iso3)
    if not pairs:
        return Found(missing=_("No groups are published."))
    names = "; ".join(country_name(code) for code, _count in pairs[:5])
    return Found(100 * sum(count for _code, count in pairs[:5]) / total, year, names)


def unknown(indicator: Any, iso3: str) -> Found:
    """Share of immigrants whose origin is not known."""
    pairs, total, year = _partners(indicator.column, iso3)
    if not total:
        return Found(missing=_("Nobody is counted, so there is no share."))
    return Found(100 * dict(pairs).get(UNKNOWN_ORIGIN, 0) / total, year)
