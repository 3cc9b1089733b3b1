"""M00: the cockpit tour, a first try of every kind of control."""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.tools.base import tool_view
from course.tools.world_stock_tool import world_chart, world_data


def cockpit_tour() -> Any:
    """Slider, list, tick box, text field and button: each earns a tick and says what it is for."""
    world = world_data()
    return tool_view(
        "cockpit_tour",
        title=_("Cockpit tour"),
        purpose=_(
            "Try each of the five controls once, with the mouse, a finger or the keyboard. You cannot break anything."
        ),
        limits=[
            _("The number counts people living abroad on one day, not journeys."),
            _("There are figures for the years with a dot only. The slider jumps to the nearest dot."),
        ],
        source=data.source("migrant_stock_world").short,
        data={key: world[key] for key in ("years", "migrants", "women", "population")},
        still=world_chart(),
    )
