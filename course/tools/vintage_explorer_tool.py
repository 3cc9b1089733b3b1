"""M02: the same year in two editions of the same table."""

from __future__ import annotations

from typing import Any

from course import charts, data
from course.i18n import _
from course.tools.base import packed, tool_view

NEW, OLD = "migrant_stock_bilateral", "migrant_stock_bilateral_2020edition"
WORLD = "WORLD"
#: Marks of the publisher's notes on data types, in the order of the bits of ``notes``.
NOTES = ("born_abroad", "citizenship", "refugees_added", "imputed")


def vintage_explorer(place: str = WORLD) -> Any:
    """International migrants in the editions of 2020 and 2024, for the world and each country, in and abroad.

    Args:
        place: Three-letter code of the country to show first, or ``"WORLD"``.

    Raises:
        UnknownCountry: If there is no such country.
        ValueError: If one of the editions has no figures for it.
    """
    places = vintage_places()
    chosen = place.upper()
    if chosen not in {one["id"] for one in places}:
        raise ValueError(_("The tables have no migrants for {name}.").format(name=data.country_name(chosen)))
    older = data.figure("P06")
    return tool_view(
        "vintage_explorer",
        title=_("Vintage explorer"),
        purpose=_("Look at the same year in different editions of the same table, and decide which number to print."),
        limits=[
            _("It does not say which edition is right. The newer one rests on more counts; it will be revised, too."),
            _("It does not say why a country's figure was revised: read the publisher's notes, or ask the office."),
            _("It shows stocks: people who live in another country. It does not show how many moved."),
            _("The difference of two editions is a change of knowledge, not a change of the world."),
        ],
        source=_("{new}; {old}. The figure of 2009: {figure}.").format(
            new=data.source(NEW).short, old=data.source(OLD).short, figure=older.source
        ),
        data={
            "years": [int(year) for year in sorted(data.load(NEW)["year"].unique())],
            "places": places,
            "start": chosen,
            "older": {"year": older.year, "value": older.value * 1e6, "edition": "2008"},
        },
        still=_still(),
    )


def vintage_places() -> list[dict[str, Any]]:
    """The world and each country: immigrants and emigrants by year in both editions, packed, persons."""
    years = [int(year) for year in sorted(data.load(NEW)["year"].unique())]
    series = {
        (edition, side): data.load(table).groupby([side, "year"])["migrants"].sum()
        for edition, table in (("new", NEW), ("old", OLD))
        for side in ("destination", "origin")
    }

    def line(edition: str, side: str, iso3: str) -> str:
        found = series[edition, side]
        known = found.loc[iso3] if iso3 in found.index.get_level_values(0) else {}
        return packed([known.get(year) for year in years])

    world = {
        edition: data.load(table).groupby("year")["migrants"].sum() for edition, table in (("new", NEW), ("old", OLD))
    }
    notes = data.load("migrant_stock_quality").set_index("iso3")
    everybody = {edition: packed([found.get(year) for year in years]) for edition, found in world.items()}
    places: list[dict[str, Any]] = [
        {"id": WORLD, "name": _("World"), "in_new": everybody["new"], "in_old": everybody["old"]}
    ]
    codes = sorted(set(series["new", "destination"].index.get_level_values(0)))
    countries = []
    for iso3 in codes:
        flags = sum(1 << bit for bit, name in enumerate(NOTES) if iso3 in notes.index and notes.loc[iso3, name])
        entry: dict[str, Any] = {"id": iso3, "name": data.country_name(iso3), "notes": flags}
        for key, edition, side in (
            ("in_new", "new", "destination"),
            ("in_old", "old", "destination"),
            ("out_new", "new", "origin"),
            ("out_old", "old", "origin"),
        ):
            entry[key] = line(edition, side, iso3)
        countries.append(entry)
    return places + sorted(countries, key=lambda one: one["name"])


def _still() -> str:
    import pandas as pd

    new, old = data.load(NEW).groupby("year")["migrants"].sum(), data.load(OLD).groupby("year")["migrants"].sum()
    frame = pd.concat(
        [
            pd.DataFrame({"year": new.index, "migrants": new.values, "edition": _("Edition 2024")}),
            pd.DataFrame({"year": old.index, "migrants": old.values, "edition": _("Edition 2020")}),
        ]
    )
    return charts.line(
        frame,
        x="year",
        y="migrants",
        series="edition",
        divide_by=1e6,
        digits=1,
        title=_("International migrants in the world, in two editions"),
        unit=_("million people"),
        source=NEW,
        alt=_(
            "Two rising lines that lie close together; for 2020 the older edition is higher. The table has the numbers."
        ),
        note=_("The second line is the 2020 edition of the same table."),
    ).html()
