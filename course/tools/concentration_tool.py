"""M02: how unequally people or money are spread over places."""

from __future__ import annotations

from typing import Any

from course import charts, data
from course.i18n import _
from course.tools.base import tool_view

LARGEST = 10


def concentration() -> Any:
    """Shares of the largest places, a Lorenz curve and the Herfindahl-Hirschman index."""
    return tool_view(
        "concentration",
        title=_("How concentrated is it?"),
        purpose=_("Put in the numbers of some places, and see the shares of the largest, a curve and an index."),
        limits=[
            _("It does not say whether concentration is good or bad: many people may simply live in a few places."),
            _("Places that are not listed count as equal among themselves: the true index is at least as high."),
            _("The result depends on what a place is: a town, a country, an office."),
        ],
        source=_("{sandovia}; {stock}").format(
            sandovia=data.source("sandovia_migrants").short, stock=data.source("migrant_stock_country").short
        ),
        data={"examples": concentration_examples()},
        still=_still(),
    )


def concentration_examples() -> list[dict[str, Any]]:
    """Lists to begin with: names, numbers, the total of all places and how many places are not listed."""
    sandovia = data.load("sandovia_migrants").query(
        "year == 2024 and direction == 'emigrants' and country != 'other countries'"
    )
    people = data.load("sandovia_migrants").query("year == 2024 and direction == 'emigrants'")["migrants"].sum()
    stock = data.load("migrant_stock_country").query("year == 2024").nlargest(LARGEST, "immigrants")
    world = data.value("migrant_stock_world", "migrants", year=2024)
    count = len(data.load("migrant_stock_country").query("year == 2024 and immigrants > 0"))
    return [
        {
            "id": "sandovia",
            "name": _("People from Sandovia abroad, 2024 (invented)"),
            "places": list(sandovia["country"]),
            "values": [int(value) for value in sandovia["migrants"]],
            "total": int(people),
            "others": 1,
        },
        {
            "id": "world",
            "name": _("International migrants by country of residence, 2024"),
            "places": [data.country_name(code) for code in stock["iso3"]],
            "values": [int(value) for value in stock["immigrants"]],
            "total": int(world),
            "others": count - LARGEST,
        },
    ]


def _still() -> str:
    frame = data.load("sandovia_migrants").query("year == 2024 and direction == 'emigrants'")
    return charts.bar(
        frame,
        x="country",
        y="migrants",
        divide_by=1000,
        title=_("Where people from Sandovia live, 2024"),
        unit=_("thousand people"),
        source="sandovia_migrants",
        alt=_("Eight bars; the first two are much longer than the others. The numbers are in the table."),
    ).html()
