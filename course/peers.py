"""Figures and similarity scores for peer learning: what the matcher and its exercise read.

from course import peers

peers.scores("XSV", ["MEX", "PHL"], ["emigrants_pct", "gdp_pc_ppp"])     # {"MEX": 0.33, "PHL": 0.6}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from course import data
from course.data.country_pack import pack_name
from course.i18n import _
from course.models.similarity import distance, similarity, standardised
from course.numbers import format_number

if TYPE_CHECKING:
    import pandas as pd

#: Indicators of the country pack that compare sizes; plain counts would only say that a country is large.
INDICATORS = (
    "emigrants_pct",
    "emigrants_women_pct",
    "destinations_top_5",
    "immigrants_pct",
    "remittances_pct_gdp",
    "gdp_pc_ppp",
    "age_dependency",
    "unemployment_pct",
)


def labels() -> dict[str, str]:
    """What each indicator says, in words that stand alone, with its unit."""
    return {
        "emigrants_pct": _("People abroad per 100 people at home"),
        "emigrants_women_pct": _("Women among people abroad, %"),
        "destinations_top_5": _("People abroad who live in the five main destinations, %"),
        "immigrants_pct": _("Migrants per 100 inhabitants"),
        "remittances_pct_gdp": _("Remittances received, % of GDP"),
        "gdp_pc_ppp": _("GDP per person at purchasing power parity, USD"),
        "age_dependency": _("Children and older people per 100 of working age"),
        "unemployment_pct": _("Unemployment, % of the labour force"),
    }


def figures(countries: Sequence[str], indicators: Sequence[str]) -> list[list[float | None]]:
    """One row per country, one column per indicator; None where there is no figure.

    Raises:
        ValueError: an indicator that the pack does not have.
        UnknownCountry: no such code.
    """
    rows = []
    for code in countries:
        pack = data.country_pack(code).set_index("indicator")["value"]
        if unknown := [name for name in indicators if name not in pack.index]:
            raise ValueError(f"there is no indicator {unknown[0]!r}")
        rows.append([None if pack[name] != pack[name] else float(pack[name]) for name in indicators])
    return rows


def scores(visitor: str, hosts: Sequence[str], indicators: Sequence[str]) -> dict[str, float | None]:
    """Similarity of a visitor to each host, indicators standardised over the visitor and the hosts."""
    rows = standardised(figures([visitor, *hosts], indicators))
    return {host: similarity(distance(rows[0], row)) for host, row in zip(hosts, rows[1:], strict=True)}


def table(countries: Sequence[str], indicators: Sequence[str]) -> pd.DataFrame:
    """The figures as a table that people read: countries down, indicators with their units across."""
    import pandas as pd

    about = data.load("pack_indicators").set_index("id")
    heads = [labels()[name] for name in indicators]
    rows = [
        [
            None if value is None else format_number(value, int(about.loc[name, "digits"]))
            for name, value in zip(indicators, row, strict=True)
        ]
        for row in figures(countries, indicators)
    ]
    return pd.DataFrame(rows, columns=heads, index=pd.Index([pack_name(code) for code in countries], name="Country"))
