"""M04: the mainstreaming process in ten cards, and a calendar that lays it beside the country's plan and budget."""

from __future__ import annotations

from typing import Any

from course import data, models
from course.i18n import _
from course.models.plan_calendar import STAGES
from course.tools.base import table_html, tool_view


def process_navigator() -> Any:
    """Ten cards to read, and a planning calendar: does the work reach the next plan and its first budget in time?"""
    model = models.get("plan_calendar")
    cards = data.load("process_cards").fillna("")
    return tool_view(
        "process_navigator",
        title=_("Process navigator"),
        purpose=_("Walk through the ten steps, then lay them beside the calendar of your country's plan and budget."),
        limits=model.limits,
        source=_("{model} The words on the cards are the course's own.").format(model=model.source),
        model=model,
        data={
            "cards": [
                {
                    "title": _(row.title),
                    "stage": _(row.stage_name),
                    "what": _(row.what),
                    "ask": _(row.ask),
                    "product": _(row.product),
                    "source": row.source if row.source.startswith("0") else "",
                }
                for row in cards.itertuples()
            ]
        },
        still=_still(cards),
    )


def _month(index: float) -> str:
    return f"{int(index // 12)}-{int(index % 12) + 1:02d}"


def _still(cards: Any) -> str:
    """The cards in order, and the calendar at its start values."""
    steps = table_html(
        _("The process in ten cards"),
        [_("Step"), _("Stage"), _("What happens"), _("What one can hold in the hand")],
        [[row.title, row.stage_name, row.what, row.product] for row in cards.itertuples()],
    )
    model = models.get("plan_calendar")
    names = {item["id"]: item["label"] for item in model.inputs}
    result = model.run({})
    dates = [[names[stage], _month(result[f"{stage}_end"])] for stage in STAGES]
    dates += [
        [_("The goals of the next plan are closed"), _month(result["closed"])],
        [_("The first budget call goes out"), _month(result["call"])],
        [_("The next plan begins"), _month(result["next"])],
    ]
    return steps + table_html(
        _("Example calendar: work that starts in March 2027 comes too late for the plan of 2029"),
        [_("Stage or date"), _("Is over in, or falls on")],
        dates,
    )
