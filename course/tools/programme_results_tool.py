"""M04: results of the joint programme in eight countries, and what an average hides."""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.tools.base import table_html, tool_view

COUNTRIES = 8


def programme_results() -> Any:
    """Totals of a programme, shared out by the user: the average stays, all the rest changes."""
    facts = data.load("programme_facts").set_index("id")["value"]
    return tool_view(
        "programme_results",
        title=_("Programme results: what an average hides"),
        purpose=_("Share out 12 laws or 56 plans among eight countries without names and watch which figures change."),
        limits=[
            _("Nobody has published who did what: every distribution here is invented, only the totals are real."),
            _("Laws and plans are outputs. They do not show what changed for people."),
            _("The page that gives the totals was written by the programme itself, not by an evaluator."),
        ],
        source=_("Totals: IOM, page on the joint programme (001:11). Dates: joint programme and IOM pages (R07, R08)."),
        data={
            "countries": COUNTRIES,
            "totals": {"laws": int(facts["F07"]), "plans": int(facts["F08"])},
            "periods": [
                {"id": "pilot", "from": 2011, "to": 2014, "sure": True},
                {"id": "announced", "from": 2013.5, "to": 2018.5, "sure": False},
                {"id": "second", "from": 2014 + 1 / 12, "to": 2018 + 1 / 12, "sure": True},
            ],
        },
        still=_still(facts),
    )


def _still(facts: Any) -> str:
    rows = []
    for name, total in ((_("National laws and policies"), facts["F07"]), (_("Plans and programmes"), facts["F08"])):
        rows.append([name, int(total), COUNTRIES, f"{total / COUNTRIES:.1f}", _("not published")])
    return table_html(
        _("Results of the joint programme, all countries together"),
        [_("What was counted"), _("Total"), _("Countries"), _("Average"), _("By country")],
        rows,
    ) + table_html(
        _("Plan and outcome"),
        [_("Period"), _("When")],
        [
            [_("Pilot in four countries"), "2011–2013"],
            [_("Second phase as announced in 2013"), _("five years, from later in 2013")],
            [_("Second phase as it was"), _("February 2014 to January 2018, 48 months")],
        ],
    )
