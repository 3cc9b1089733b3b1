"""How each indicator of a country pack is worked out: one function for each word in the column ``how``.

Each function takes the row of ``pack_indicators`` and the country's code, and gives a ``Found``: a number or words,
the years they hold for, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from course.data.countries import country_name
from course.data.tables import load
from course.i18n import _

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN_ORIGIN = "OOO"


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
def _by_country(table: str, column: str = "iso3") -> dict[str, pd.DataFrame]:
    """The rows of each country; split once, so that the next country is quick."""
    return dict(iter(load(table).groupby(column)))


def _rows(table: str, iso3: str, column: str = "iso3") -> pd.DataFrame | None:
    return _by_country(table, column).get(iso3)


def _absent() -> Found:
    return Found(missing=_("The table has no row for this country."))


def _series(indicator: Any, iso3: str) -> pd.Series | None:
    """Year -> value, gaps left out."""
    rows = _rows(indicator.table, iso3)
    return None if rows is None else rows.set_index("year")[indicator.column].dropna()


def latest(indicator: Any, iso3: str) -> Found:
    """The newest year that has a value."""
    series = _series(indicator, iso3)
    if series is None:
        return _absent()
    if series.empty:
        return Found(missing=_("The publisher has no figure for this country."))
    return Found(float(series.iloc[-1]), int(series.index[-1]))


def positive(indicator: Any, iso3: str) -> Found:
    """The newest year with a value above zero: in these series a zero mostly means “not reported”."""
    series = _series(indicator, iso3)
    if series is None:
        return _absent()
    series = series[series > 0]
    if series.empty:
        return Found(missing=_("Nothing is reported, or zero only."))
    return Found(float(series.iloc[-1]), int(series.index[-1]))


def per_population(indicator: Any, iso3: str) -> Found:
    """The newest value, with the population that the table itself divides by."""
    found = latest(indicator, iso3)
    if found.value is None:
        return found
    people = _rows(indicator.table, iso3).set_index("year")["population"][found.year]
    return replace(found, detail=_("population used: {people}").format(people=f"{people:,.0f}"))


def _change(series: pd.Series | None, first: int, last: int) -> Found:
    if series is None:
        return _absent()
    if first not in series.index or last not in series.index or series[first] <= 0:
        return Found(missing=_("One of the two years, {first} or {last}, has no value.").format(first=first, last=last))
    years = _("{first} to {last}").format(first=first, last=last)
    return Found(float(100 * (series[last] / series[first] - 1)), last, years)


def change_5(indicator: Any, iso3: str) -> Found:
    """Per cent from five years before to the newest year with a value above zero."""
    series = _series(indicator, iso3)
    if series is None or not (series > 0).any():
        return _absent() if series is None else Found(missing=_("Nothing is reported, or zero only."))
    last = int(series[series > 0].index[-1])
    return _change(series, last - 5, last)


def change_2020(indicator: Any, iso3: str) -> Found:
    """Per cent from 2020 to 2024, both in the same edition of the migrant stock."""
    return _change(_series(indicator, iso3), 2020, 2024)


def share(indicator: Any, iso3: str) -> Found:
    """Per cent of another column of the same row, newest year."""
    rows = _rows(indicator.table, iso3)
    if rows is None:
        return _absent()
    row = rows.iloc[-1]
    if not row[indicator.of] > 0:
        return Found(missing=_("Nobody is counted, so there is no share."))
    return Found(float(100 * row[indicator.column] / row[indicator.of]), int(row["year"]))


@cache
def _partners(column: str, iso3: str) -> tuple[tuple[tuple[str, int], ...], int, int]:
    """Countries on the other side with their migrants, largest first; the total; the year.

    Args:
        column: ``origin`` for people who live in the country, ``destination`` for people from it.
        iso3: the country itself.
    """
    here = "destination" if column == "origin" else "origin"
    rows = _rows("migrant_stock_bilateral", iso3, here)
    if rows is None:
        return (), 0, 0
    year = int(rows["year"].max())
    rows = rows[rows["year"] == year].sort_values(["migrants", column], ascending=[False, True])
    pairs = tuple((code, int(count)) for code, count in zip(rows[column], rows["migrants"], strict=True))
    return pairs, int(rows["migrants"].sum()), year


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


def corridors(indicator: Any, iso3: str) -> Found:
    """Simple mean over the corridors to the country in the newest quarter of the file."""
    newest = max(load(indicator.table)["quarter"])
    rows = _rows(indicator.table, iso3, "receiving")
    rows = None if rows is None else rows[rows["quarter"] == newest]
    if rows is None or rows.empty:
        return Found(
            missing=_("No corridor to this country is in the newest quarter, {quarter}.").format(quarter=newest)
        )
    words = _("corridors in the file: {count} ({quarter})").format(count=len(rows), quarter=newest)
    return Found(float(rows[indicator.column].mean()), int(newest[:4]), words)


def _treaties(iso3: str) -> dict[str, tuple[str, float]]:
    rows = _rows("treaties", iso3)
    if rows is None:
        return {}
    return {
        treaty: (status, year) for treaty, status, year in rows[["treaty", "status", "year"]].itertuples(index=False)
    }


def treaty(indicator: Any, iso3: str) -> Found:
    """1 if the State is a party, else 0."""
    found = _treaties(iso3)
    if not found:
        return Found(missing=_("The table has member States of the United Nations only."))
    status, year = found[indicator.of]
    words = {
        "party": _("party since {year}").format(year="" if year != year else int(year)),
        "signatory": _("signed, not ratified"),
        "neither": _("neither signed nor ratified"),
    }
    return Found(float(status == "party"), 2022, words[status])


def treaties(indicator: Any, iso3: str) -> Found:
    """To how many of the four treaties the State is a party, and to which."""
    found = _treaties(iso3)
    if not found:
        return Found(missing=_("The table has member States of the United Nations only."))
    party = [name for name in ("ICRMW", "CRC", "CEDAW", "ICERD") if found[name][0] == "party"]
    return Found(float(len(party)), 2022, ", ".join(party) or None)


def _scores(iso3: str) -> pd.DataFrame | None:
    return _rows("sdg_10_7_2", iso3)


def score(indicator: Any, iso3: str) -> Found:
    """The score of one domain, or of all together."""
    rows = _scores(iso3)
    if rows is None:
        return Found(missing=_("The government gave no answer in this round."))
    row = rows[rows["domain"] == indicator.of].iloc[0]
    return Found(float(row["score"]), int(row["year"]), row["level"])


def lowest(indicator: Any, iso3: str) -> Found:
    """The lowest of the six domains; all of them when several share it."""
    rows = _scores(iso3)
    if rows is None:
        return Found(missing=_("The government gave no answer in this round."))
    rows = rows[rows["domain"] != "all"]
    low = rows[rows["score"] == rows["score"].min()]
    return Found(float(low["score"].iloc[0]), int(low["year"].iloc[0]), "; ".join(low["domain_name"]))


def basis(indicator: Any, iso3: str) -> Found:
    """What the migrant stock of the country rests on, in words."""
    rows = _rows(indicator.table, iso3)
    if rows is None:
        return _absent()
    row = rows.iloc[0]
    words = [_("people born abroad")] * bool(row["born_abroad"]) + [_("foreign citizens")] * bool(row["citizenship"])
    if row["imputed"]:
        words.append(_("no count: estimated another way"))
    return Found(year=2024, detail=_(" and ").join(words)) if words else Found(missing=_("The publisher does not say."))


def yes_no(indicator: Any, iso3: str) -> Found:
    """A mark, in words."""
    rows = _rows(indicator.table, iso3)
    return (
        _absent() if rows is None else Found(year=2024, detail=_("yes") if rows[indicator.column].iloc[0] else _("no"))
    )


def group(indicator: Any, iso3: str) -> Found:
    """Words of the table of countries, with the year that they rest on."""
    row = _by_country(indicator.table)[iso3].iloc[0]
    words, year = row[indicator.column], row[indicator.of]
    if words != words:
        return Found(missing=_("The World Bank has not put this country or area into a group."))
    return Found(year=int(year), detail=words)


WAYS: dict[str, Callable[[Any, str], Found]] = {
    way.__name__: way
    for way in (
        latest, positive, per_population, change_5, change_2020, share, partner, top_5, unknown,
        corridors, treaty, treaties, score, lowest, basis, yes_no, group,
    )
}  # fmt: skip
