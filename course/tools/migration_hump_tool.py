"""M01: emigrants against income, for many countries in one year and for one country over time."""

from __future__ import annotations

from typing import Any

from course import charts, data
from course.i18n import _
from course.models import hump
from course.tools.base import packed, tool_view

YEARS = (1990, 1995, 2000, 2005, 2010, 2015, 2020)
START_YEAR = 2005  # not the year that the exercises ask for
SMALL = 1_000_000  # residents in 2020
SHOWN = (1000, 2000, 3000, 5000, 7000, 10_000, 15_000, 20_000, 25_000, 30_000, 40_000, 50_000, 70_000, 100_000)


def migration_hump(country: str | None = None) -> Any:
    """Is there a hump, and what may one say about it?

    Args:
        country: three-letter code of the country whose way through the years opens, for example ``"NPL"``.

    Raises:
        UnknownCountry: there is no such country.
        ValueError: the tables have no income or no emigrants for it.
    """
    places = _places()
    start = (country or "NPL").upper()
    if start not in {place["id"] for place in places}:
        name = data.country_name(start)  # raises for a code that does not exist
        raise ValueError(_("There are too few figures for {name}.").format(name=name))
    return tool_view(
        "migration_hump",
        title=_("Migration-hump explorer"),
        purpose=_(
            "Compare emigrants and income of many countries in one year, then follow one country over time, "
            "and see whether both tell the same story."
        ),
        limits=[
            _("It cannot tell what causes what. Income, age, education, distance and rules change together."),
            _("Many countries in one year do not show the way of one country."),
            _("It counts people who live abroad at one moment, not people who leave in a year. Most left long ago."),
            _("Borders have moved: some people became migrants without moving, when a state broke up."),
            _("A middle line over countries hides how far apart countries with the same income lie."),
        ],
        source=_("Emigrants: {stock}. Income: {income}.").format(
            stock=data.source("migrant_stock_country").short, income=data.source("country_indicators").short
        ),
        data={"years": list(YEARS), "places": places, "year": START_YEAR, "country": start, "shown": list(SHOWN)},
        still=_still(),
    )


def _joined() -> Any:
    income = data.load("country_indicators")[["iso3", "year", "gdp_pc_ppp"]]
    frame = data.load("migrant_stock_country").merge(income, on=["iso3", "year"])
    frame = frame[frame["year"].isin(YEARS)].dropna(subset=["gdp_pc_ppp", "emigrants_pct_population"])
    return frame[frame["emigrants_pct_population"] > 0]


def _places() -> list[dict[str, Any]]:
    found = []
    for iso3, rows in _joined().groupby("iso3"):
        rows = rows.set_index("year")
        place = {
            "id": iso3,
            "name": data.country_name(iso3),
            "income": packed([rows["gdp_pc_ppp"].get(year) for year in YEARS]),
            "share": packed([rows["emigrants_pct_population"].get(year) for year in YEARS], digits=2),
        }
        if rows["population"].iloc[-1] < SMALL:
            place["small"] = 1
        found.append(place)
    return sorted(found, key=lambda place: place["name"])


def _still() -> str:
    """The middle line of the first year, as a chart and as a table."""
    import pandas as pd

    frame = _joined().query("year == @START_YEAR")
    points = list(zip(frame["gdp_pc_ppp"], frame["emigrants_pct_population"], strict=True))
    near = [at for at in hump.line(points, SHOWN) if at.middle is not None]
    names = {
        "high": _("A quarter of the countries lie above"),
        "middle": _("Middle"),
        "low": _("A quarter of the countries lie below"),
    }
    return charts.line(
        pd.DataFrame(near),
        x="income",
        y=names,
        title=_("Emigrants per 100 residents, by income, {year}").format(year=START_YEAR),
        unit=_("emigrants per 100 residents"),
        x_title=_("GDP per person, international dollars of 2021"),
        source=["migrant_stock_country", "country_indicators"],
        alt=_("Three lines over income per person. Each rises, then falls; the numbers are in the table."),
        note=_("Income: GDP per person in international dollars of 2021. One year, many countries."),
        digits=1,
    ).html()
