"""The six dimensions of movement of one country, in figures: what the situation radar and its exercise read.

    from course.movement import measures

    measures("TUN")["numbers"]        # emigrants per 100 inhabitants

Figures come from the country pack; the share of emigrants in countries where a permit depends on one employer is
counted from the migrant stock by destination. None means that no public figure exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from course import data
from course.data.country_pack import SANDOVIA, pack_name
from course.i18n import _
from course.models.situation import displaced_per_1000, distance_from_half, yearly_change_pct
from course.numbers import format_number

if TYPE_CHECKING:
    import pandas as pd

YEARS = (2015, 2024)
#: Gulf Cooperation Council: work and residence depend on a sponsor, mostly the employer.
GULF = ("ARE", "BHR", "KWT", "OMN", "QAT", "SAU")
#: In the fiction of the course the same holds for one destination of Sandovians.
INVENTED_GULF = ("Taruvia",)


def bands() -> dict[str, tuple[float | None, float | None]]:
    """The two limits of each dimension, by its id; (None, None) where there is no figure."""
    rows = data.load("movement_dimensions").itertuples(index=False)
    return {row.id: (_number(row.low), _number(row.high)) for row in rows}


@cache
def measures(iso3: str) -> dict[str, float | None]:
    """The measure of each dimension by its id, and ``change``: the yearly change of emigrants in per cent.

    Args:
        iso3: code of a country, or ``XSV`` for the Republic of Sandovia.

    Raises:
        UnknownCountry: no such code.
    """
    pack = data.country_pack(iso3).set_index("indicator")["value"]
    known = {name: _number(value) for name, value in pack.items()}
    stock = _stock(iso3)
    before, now = (stock.get(year, 0) for year in YEARS)
    fled = [known["refugees_from"], known["asylum_seekers_from"], known["population"]]
    women = known["emigrants_women_pct"]
    return {
        "type": _sponsored_pct(iso3),
        "status": None,
        "rights": known["treaties_of_four"],
        "planned": None if None in fled else displaced_per_1000(fled[0], fled[1], known["idps"] or 0, fled[2]),
        "family": None if women is None else distance_from_half(women),
        "numbers": known["emigrants_pct"],
        "change": yearly_change_pct(before, now, YEARS[1] - YEARS[0]) if before > 0 and now > 0 else None,
    }


def raw_table(countries: Sequence[str]) -> pd.DataFrame:
    """The figures from which the measures are computed, for reading: countries across."""
    import pandas as pd

    rows = {}
    for code in countries:
        pack = data.country_pack(code).set_index("indicator")["value"]
        sponsored = _sponsored_pct(code)
        rows[pack_name(code)] = {
            _("Inhabitants"): format_number(pack["population"], 0),
            _("Emigrants"): format_number(pack["emigrants"], 0),
            _("Emigrants per 100 inhabitants"): format_number(pack["emigrants_pct"], 1),
            _("Women among emigrants, %"): format_number(pack["emigrants_women_pct"], 1),
            _("Emigrants where a permit depends on one employer, %"): (
                "–" if sponsored is None else format_number(sponsored, 1)
            ),
            _("Party to how many of ICRMW, CEDAW, CRC and ICERD"): format_number(pack["treaties_of_four"], 0),
            _("Refugees from the country"): format_number(pack["refugees_from"], 0),
            _("Asylum seekers from the country"): format_number(pack["asylum_seekers_from"], 0),
            _("People displaced inside the country"): format_number(pack["idps"], 0),
            _("People in an irregular situation abroad"): _("no public figure"),
        }
    return pd.DataFrame(rows).rename_axis(_("Figure"))


def _number(value: float | None) -> float | None:
    return None if value is None or value != value else float(value)


def _stock(iso3: str) -> dict[int, float]:
    """Emigrants in each year."""
    if iso3 == SANDOVIA:
        rows = data.load("sandovia_migrants").query("direction == 'emigrants'")
        return rows.groupby("year")["migrants"].sum().to_dict()
    rows = data.load("migrant_stock_country")
    return rows[rows["iso3"] == iso3].set_index("year")["emigrants"].dropna().to_dict()


def _sponsored_pct(iso3: str) -> float | None:
    """Emigrants who live where a permit depends on one employer, in per cent of all whom destinations have counted."""
    if iso3 == SANDOVIA:
        rows = data.load("sandovia_migrants").query("direction == 'emigrants' and year == 2024")
        return 100 * rows[rows["country"].isin(INVENTED_GULF)]["migrants"].sum() / rows["migrants"].sum()
    rows = data.load("migrant_stock_bilateral")
    rows = rows[(rows["origin"] == iso3) & (rows["year"] == YEARS[1])]
    total = rows["migrants"].sum()
    return 100 * rows[rows["destination"].isin(GULF)]["migrants"].sum() / total if total else None
