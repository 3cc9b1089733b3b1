"""M04: six dimensions of movement, rated by the user and by figures, side by side."""

from __future__ import annotations

from typing import Any

from course import data
from course.country_file import country
from course.data.country_pack import SANDOVIA, pack_name
from course.i18n import _
from course.models.situation import band
from course.movement import bands, measures
from course.numbers import format_number
from course.tools.base import table_html, tool_view

EXAMPLE = "ECU"


def situation_radar() -> Any:
    """Rate a country on six dimensions, then see the figures and their bands beside your own view."""
    codes = list(data.PACK_COUNTRIES)
    own = country()
    if own and own not in codes:
        codes.append(own)
    dimensions = data.load("movement_dimensions").astype(object).where(lambda frame: frame.notna(), None)
    return tool_view(
        "situation_radar",
        title=_("Situation radar"),
        purpose=_(
            "Rate a country on six dimensions of movement yourself, then compare with what public figures can say."
        ),
        limits=[
            _("The handbook names seven dimensions; the seventh is lost in the text that the course has."),
            _("A proxy says something near the question. Where no figure exists, the radar has a gap and not a zero."),
            _("The limits between the bands are the course's own. High is neither good nor bad."),
            _("The shape depends on the order of the corners. Never compare areas or order countries by them."),
        ],
        source=_(
            "Dimensions: GMG handbook, 2010 (004:9-33). Figures: {stock}; {refugees}; {treaties}. Sandovia is invented."
        ).format(
            stock=data.source("migrant_stock_bilateral").short,
            refugees=data.source("refugees").short,
            treaties=data.source("treaties").short,
        ),
        data={
            "dimensions": [
                {
                    "id": row.id,
                    "name": _(row.dimension),
                    "measure": _(row.measure) if row.measure else None,
                    "unit": _(row.unit) if row.unit else "",
                    "evidence": row.evidence,
                    "low": None if row.low is None else float(row.low),
                    "high": None if row.high is None else float(row.high),
                    "caveat": _(row.caveat),
                }
                for row in dimensions.itertuples(index=False)
            ],
            "countries": [
                {
                    "id": code,
                    "name": pack_name(code),
                    "values": {key: _short(value) for key, value in measures(code).items()},
                }
                for code in codes
            ],
            "start": own if own and own != SANDOVIA else EXAMPLE,
        },
        still=_still(dimensions),
    )


def _short(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)


def _still(dimensions: Any) -> str:
    names = {"low": _("low"), "middle": _("middle"), "high": _("high"), None: _("nobody can tell")}
    found, limits = measures(EXAMPLE), bands()
    rows = [
        [
            row.dimension,
            row.measure or _("no public figure"),
            "–" if found[row.id] is None else format_number(found[row.id], 1),
            names[band(found[row.id], *limits[row.id])],
            row.caveat,
        ]
        for row in dimensions.itertuples(index=False)
    ]
    return table_html(
        _("Example: {country}").format(country=pack_name(EXAMPLE)),
        [_("Dimension"), _("Indicator"), _("Figure"), _("Band"), _("Caution")],
        rows,
    )
