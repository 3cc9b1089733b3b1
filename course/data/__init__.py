"""The course's data: tables with their source notes, single values, and figures that texts state.

    from course import data

    data.load("remittances_received")                                       # a table
    data.source("remittances_received").short                               # where it comes from
    data.value("remittances_received", "usd", iso3="IND", year=2022)        # one cell
    data.figure("Q047")                                                     # a figure that a document states
    data.country_pack("MDA")                                                # about fifty indicators of one country

Tables stand in ``datasets/tables`` of the repository, or inside the installed package.
"""

from __future__ import annotations

from course.data.countries import countries_with, country_name
from course.data.country_pack import PACK_COUNTRIES, country_pack, pack_name
from course.data.errors import UnknownColumn, UnknownCountry, UnknownFigure, UnknownTable, ValueNotFound
from course.data.figures import Figure, figure
from course.data.manifest import columns, names
from course.data.source import SourceNote, source
from course.data.tables import load, value

__all__ = [
    "PACK_COUNTRIES",
    "Figure",
    "SourceNote",
    "UnknownColumn",
    "UnknownCountry",
    "UnknownFigure",
    "UnknownTable",
    "ValueNotFound",
    "columns",
    "countries_with",
    "country_name",
    "country_pack",
    "figure",
    "load",
    "names",
    "pack_name",
    "source",
    "value",
]
