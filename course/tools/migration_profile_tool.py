"""M02: a migration profile of one page, with its caveats, for any country."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

from course import data
from course.data.country_pack import SANDOVIA, notes_on, pack_name
from course.data.pack_values import WAYS
from course.i18n import _
from course.numbers import format_number
from course.tools.base import packed, table_html, tool_view

#: Indicators that the profile offers, in the order of the page; the first twelve marked True are chosen at the start.
OFFERED = {
    "population": True,
    "gdp_pc_usd": False,
    "immigrants": True,
    "immigrants_women_pct": True,
    "origin_1": True,
    "origins_unknown_pct": False,
    "emigrants": True,
    "emigrants_pct": False,
    "emigrants_women_pct": True,
    "destination_1": True,
    "net_migration": True,
    "refugees_hosted": True,
    "refugees_from": False,
    "remittances_usd": True,
    "remittances_pct_gdp": True,
    "cost_to_pct": False,
    "sdg_10_7_2": True,
}
#: Indicators whose value belongs to another country, which is named beside it.
DETAILED = ("origin_1", "destination_1")
START = SANDOVIA


def migration_profile(country: str | None = None) -> Any:
    """Choose a country and twelve indicators; the caveats come by themselves; put the page into the country file.

    Args:
        country: Three-letter code, or ``XSV`` for the Republic of Sandovia; without it the country of the trainee's
            country file, else Sandovia.

    Raises:
        UnknownCountry: If there is no such country.
    """
    from course import country_file
    from course.web.view import widgets_off

    chosen = country or (None if widgets_off() else country_file.country()) or START
    pack_name(chosen)  # raises for a code that does not exist
    invented = data.source("sandovia_pack")
    countries, years = profile_countries()
    return tool_view(
        "migration_profile",
        title=_("Migration-profile generator"),
        purpose=_(
            "Make a profile of one page for any country: twelve indicators with year and source, and what to be "
            "careful with."
        ),
        limits=[
            _("It holds what international tables hold. Your statistical office may have newer and better figures."),
            _("Empty means that the tables have no figure. It does not mean zero."),
            _("It does not compare countries: definitions differ too much for that."),
            _("It does not say why a figure is high or low."),
        ],
        source=_("As named in each row. {invented} (Sandovia).").format(invented=invented.short),
        data={
            "indicators": profile_indicators(),
            "countries": countries,
            "years": years,
            "start": chosen.upper(),
            "invented": {"id": SANDOVIA, "edition": invented.edition, "source": invented.short},
        },
        still=_still(),
        piece={"id": "CF-02-profile", "form": "migration_profile"},
    )


def profile_indicators() -> list[dict[str, Any]]:
    """What each offered indicator means: the same for all countries."""
    table = data.load("pack_indicators").set_index("id")
    pattern = data.country_pack(SANDOVIA).set_index("indicator")
    # In the pack these two stand below the row that they belong to; here they can stand alone.
    labels = {
        "immigrants_women_pct": _("Women and girls among the immigrants"),
        "emigrants_women_pct": _("Women and girls among people abroad"),
    }
    made = []
    for id, chosen in OFFERED.items():
        row = table.loc[id]
        note = data.source(row["table"])
        caveat = row["caveat"] if isinstance(row["caveat"], str) else ""
        made.append(
            {
                "id": id,
                "label": labels.get(id, pattern.loc[id, "label"]),
                "unit": pattern.loc[id, "unit"],
                "digits": int(pattern.loc[id, "digits"]),
                "edition": note.edition,
                "source": note.short,
                "caveat": caveat,
                "chosen": chosen,
            }
        )
    return made


@cache
def profile_countries() -> tuple[list[dict[str, Any]], list[int]]:
    """Each country with a migrant stock, and Sandovia, packed as in ``_entry``; the usual year of each indicator."""
    rows = [row for row in data.load("pack_indicators").itertuples(index=False) if row.id in OFFERED]
    rows.sort(key=lambda row: list(OFFERED).index(row.id))
    stock = data.load("migrant_stock_country").query("year == 2024").set_index("iso3")["population"]
    quality = data.load("migrant_stock_quality").set_index("iso3")
    made = []
    for iso3 in stock.index:
        found = [WAYS[row.how](row, iso3) for row in rows]
        flags = quality.loc[iso3] if iso3 in quality.index else {}
        made.append(_entry(iso3, rows, found, stock[iso3], flags))
    sandovia = data.load("sandovia_pack").set_index("indicator")
    own = [_Cell(sandovia.loc[row.id]) for row in rows]
    made.append(_entry(SANDOVIA, rows, own, None, {"refugees_added": True}))
    return _shorter(sorted(made, key=lambda one: one["name"]))


class _Cell:
    """A value of Sandovia, with the names that the values of real countries have."""

    def __init__(self, row: Any) -> None:
        self.value = None if row["value"] != row["value"] else float(row["value"])
        self.year = int(row["year"])
        self.detail = row["detail"] if isinstance(row["detail"], str) else None


def _entry(iso3: str, rows: list[Any], found: list[Any], population: float | None, flags: Any) -> dict[str, Any]:
    """One country: ``v`` values, ``y`` years (two digits), ``d`` the countries that two values belong to,
    ``p`` the population of the migrant table where it is another one, ``n`` notes on single values, ``m`` marks of
    data quality."""
    values = [
        None if one.value is None else round(one.value, int(row.digits)) for row, one in zip(rows, found, strict=True)
    ]
    entry: dict[str, Any] = {
        "id": iso3,
        "name": pack_name(iso3),
        "v": packed(values, digits=3),
        "y": [None if one.year is None or one.value is None else one.year % 100 for one in found],
    }
    details = [
        (one.detail or "") if one.value is not None else ""
        for row, one in zip(rows, found, strict=True)
        if row.id in DETAILED
    ]
    if any(details):
        entry["d"] = details
    known = found[0].value
    if population and known and abs(population / known - 1) > 0.05:
        entry["p"] = round(population)
    notes = {row.id: note for row in rows if (note := notes_on(iso3).get(row.id))}
    if notes:
        entry["n"] = notes
    marks = "".join(
        mark
        for name, mark in (("refugees_added", "r"), ("citizenship", "c"), ("imputed", "i"))
        if flags.get(name, False)
    )
    if marks:
        entry["m"] = marks
    return entry


def _shorter(countries: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[int]]:
    """The same with the unusual years only, and codes for the names of countries; and the usual years."""
    codes = {one["name"]: one["id"] for one in countries}
    usual = [
        Counter(year for year in years if year is not None).most_common(1)[0][0]
        for years in zip(*(one["y"] for one in countries), strict=True)
    ]
    for one in countries:
        one["y"] = packed(
            None if year == common else year for year, common in zip(one["y"], usual, strict=True)
        ).rstrip(",")
        if "d" in one:
            one["d"] = "|".join(codes.get(name, name) for name in one["d"])
        if not one["y"]:
            del one["y"]
    return countries, [2000 + year for year in usual]


def _still() -> str:
    pack = data.country_pack(SANDOVIA).set_index("indicator")
    rows = []
    for id, chosen in OFFERED.items():
        if chosen:
            row = pack.loc[id]
            known = row["value"] == row["value"]
            value = f"{format_number(row['value'], int(row['digits']))} {row['unit']}" if known else ""
            detail = row["detail"] if isinstance(row["detail"], str) else ""
            rows.append(
                [
                    row["label"],
                    f"{value} {detail}".strip(),
                    row["year"],
                    row["caveat"] if isinstance(row["caveat"], str) else "",
                ]
            )
    return table_html(
        _("Republic of Sandovia (invented data)"), [_("Indicator"), _("Value"), _("Year"), _("Be careful")], rows
    )
