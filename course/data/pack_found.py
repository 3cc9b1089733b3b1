"""What the values of a country pack share: the form of a value, and rows of a table by country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from course.data.tables import load
from course.i18n import _

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Found:
    """One value of a pack.

    Attributes:
        value: the number; None where the value is words or is missing.
        year: the year it holds for.
        detail: words that belong to it: a country, the two years of a change, the level of a score.
        missing: why there is no value.
    """

    value: float | None = None
    year: int | None = None
    detail: str | None = None
    missing: str | None = None


@cache
def by_country(table: str, column: str = "iso3") -> dict[str, pd.DataFrame]:
    """The rows of each country; split once, so that the next country is quick."""
    return dict(iter(load(table).groupby(column)))


def rows_of(table: str, iso3: str, column: str = "iso3") -> pd.DataFrame | None:
    return by_country(table, column).get(iso3)


@cache
def series_of(table: str, column: str) -> dict[str, dict[int, float]]:
    """Country -> year -> value, gaps left out; plain dictionaries, because a tool may ask for every country."""
    frame = load(table)
    found: dict[str, dict[int, float]] = {iso3: {} for iso3 in frame["iso3"].unique()}
    frame = frame[frame[column].notna()]
    for iso3, year, value in zip(*(frame[name].tolist() for name in ("iso3", "year", column)), strict=True):
        found[iso3][int(year)] = float(value)
    return found


def absent() -> Found:
    return Found(missing=_("The table has no row for this country."))
