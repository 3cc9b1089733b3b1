"""Values of a country pack that come from a series of years: the newest value, a change, a share."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from course.data.pack_found import Found, absent, rows_of, series_of
from course.data.tables import load
from course.i18n import _
from course.numbers import format_number


def _series(indicator: Any, iso3: str) -> dict[int, float] | None:
    """Year -> value, oldest first; None if the table does not know the country."""
    return series_of(indicator.table, indicator.column).get(iso3)


def latest(indicator: Any, iso3: str) -> Found:
    """The newest year that has a value."""
    series = _series(indicator, iso3)
    if series is None:
        return absent()
    if not series:
        return Found(missing=_("The publisher has no figure for this country."))
    year = max(series)
    return Found(series[year], year)


def positive(indicator: Any, iso3: str) -> Found:
    """The newest year with a value above zero: in these series a zero mostly means “not reported”."""
    series = _series(indicator, iso3)
    if series is None:
        return absent()
    years = [year for year, value in series.items() if value > 0]
    if not years:
        return Found(missing=_("Nothing is reported, or zero only."))
    return Found(series[max(years)], max(years))


def per_population(indicator: Any, iso3: str) -> Found:
    """The newest value, with the population that the table itself divides by."""
    found = latest(indicator, iso3)
    if found.value is None:
        return found
    people = series_of(indicator.table, "population")[iso3][found.year]
    return replace(found, detail=_("population used: {people}").format(people=format_number(people, 0)))


def _change(series: dict[int, float] | None, first: int, last: int) -> Found:
    if series is None:
        return absent()
    if last not in series or not series.get(first, 0) > 0:
        return Found(missing=_("One of the two years, {first} or {last}, has no value.").format(first=first, last=last))
    years = _("{first} to {last}").format(first=first, last=last)
    return Found(100 * (series[last] / series[first] - 1), last, years)


def change_5(indicator: Any, iso3: str) -> Found:
    """Per cent from five years before to the newest year with a value above zero."""
    newest = positive(indicator, iso3)
    if newest.year is None:
        return newest
    return _change(_series(indicator, iso3), newest.year - 5, newest.year)


def change_2020(indicator: Any, iso3: str) -> Found:
    """Per cent from 2020 to 2024, both in the same edition of the migrant stock."""
    return _change(_series(indicator, iso3), 2020, 2024)


def share(indicator: Any, iso3: str) -> Found:
    """Per cent of another column of the same row, newest year."""
    newest = latest(indicator, iso3)
    if newest.value is None:
        return newest
    whole = series_of(indicator.table, indicator.of)[iso3].get(newest.year, 0)
    if not whole > 0:
        return Found(missing=_("Nobody is counted, so there is no share."))
    return Found(100 * newest.value / whole, newest.year)


@cache
def _newest_quarter(table: str) -> str:
    return max(load(table)["quarter"])


def corridors(indicator: Any, iso3: str) -> Found:
    """Simple mean over the corridors to the country in the newest quarter of the file."""
    newest = _newest_quarter(indicator.table)
    rows = rows_of(indicator.table, iso3, "receiving")
    rows = None if rows is None else rows[rows["quarter"] == newest]
    if rows is None or rows.empty:
        return Found(
            missing=_("No corridor to this country is in the newest quarter, {quarter}.").format(quarter=newest)
        )
    words = _("corridors in the file: {count} ({quarter})").format(count=len(rows), quarter=newest)
    return Found(float(rows[indicator.column].mean()), int(newest[:4]), words)
