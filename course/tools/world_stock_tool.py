"""M00: one chart, five questions."""

from __future__ import annotations

from typing import Any

from course import charts, data
from course.i18n import _
from course.tools.base import tool_view


def world_data() -> dict[str, list[int]]:
    """World migrant stock by year in the 2024 edition, women, world population, and the 2020 edition beside it."""
    new, old = data.load("migrant_stock_world"), data.load("migrant_stock_world_2020edition")
    population = data.load("migrant_stock_country").groupby("year")["population"].sum()
    return {
        "years": [int(year) for year in new["year"]],
        "migrants": [int(value) for value in new["migrants"]],
        "women": [int(value) for value in new["migrants_female"]],
        "population": [int(population[year]) for year in new["year"]],
        "years_2020": [int(year) for year in old["year"]],
        "migrants_2020": [int(value) for value in old["migrants"]],
    }


def world_chart() -> str:
    """The still chart of the world stock."""
    return charts.line(
        data.load("migrant_stock_world"),
        x="year",
        y="migrants",
        divide_by=1e6,
        title=_("International migrants in the world"),
        unit=_("million people"),
        source="migrant_stock_world",
        alt=_("The line rises in every period from 1990 to 2024; the numbers are in the table."),
        digits=1,
    ).html()


def world_stock() -> Any:
    """One chart with five guided looks: level, change, women, share of the population, edition."""
    return tool_view(
        "world_stock",
        title=_("One chart, five questions"),
        purpose=_("Learn to read one chart in five ways, and to see what each way shows or hides."),
        limits=[
            _("It counts people who live in another country, not moves: nobody's journey is in it."),
            _("It does not say why people moved, for how long, or in which legal situation they are."),
            _("World totals hide regions and countries; some countries have no recent census."),
            _("Refugees are counted inside the number in many countries."),
        ],
        source=_(
            "{new}; for the last question {old}. World population: sum over the countries of the same table."
        ).format(
            new=data.source("migrant_stock_world").short, old=data.source("migrant_stock_world_2020edition").short
        ),
        data=world_data(),
        still=world_chart(),
    )
