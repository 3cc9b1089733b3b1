"""Values of a country pack that are words or marks: treaties, reported policies, what a stock counts, income group."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from course.data.pack_found import Found, absent, by_country, rows_of
from course.i18n import _

if TYPE_CHECKING:
    import pandas as pd


@cache
def _treaties(iso3: str) -> dict[str, tuple[str, float]]:
    rows = rows_of("treaties", iso3)
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
    return rows_of("sdg_10_7_2", iso3)


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
    rows = rows_of(indicator.table, iso3)
    if rows is None:
        return absent()
    row = rows.iloc[0]
    words = [_("people born abroad")] * bool(row["born_abroad"]) + [_("foreign citizens")] * bool(row["citizenship"])
    if row["imputed"]:
        words.append(_("no count: estimated another way"))
    return Found(year=2024, detail=_(" and ").join(words)) if words else Found(missing=_("The publisher does not say."))


def yes_no(indicator: Any, iso3: str) -> Found:
    """A mark, in words."""
    rows = rows_of(indicator.table, iso3)
    return (
        absent() if rows is None else Found(year=2024, detail=_("yes") if rows[indicator.column].iloc[0] else _("no"))
    )


def group(indicator: Any, iso3: str) -> Found:
    """Words of the table of countries, with the year that they rest on."""
    row = by_country(indicator.table)[iso3].iloc[0]
    words, year = row[indicator.column], row[indicator.of]
    if words != words:
        return Found(missing=_("The World Bank has not put this country or area into a group."))
    return Found(year=int(year), detail=words)
