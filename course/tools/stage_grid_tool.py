"""M04: three levels, three stages, nine cells: where do actions stand, and which cells are empty?"""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.tools.base import table_html, tool_view


def _levels() -> dict[str, str]:
    return {"local": _("Local"), "national": _("National"), "regional": _("Regional")}


def _stages() -> dict[str, str]:
    return {"design": _("Design"), "implementation": _("Implementation"), "evaluation": _("Monitoring and evaluation")}


def stage_grid() -> Any:
    """The grid of levels and stages: six examples to place, and actions of one's own."""
    actions = data.load("mainstreaming_cases").query("kind == 'action'")
    return tool_view(
        "stage_grid",
        title=_("Grid of levels and stages"),
        purpose=_("Put actions into nine cells, add those of your country, and see which cells are still empty."),
        limits=[
            _("A full cell does not mean that the action is good, or that it works."),
            _("An empty cell is a question and no fault: some countries have no regional agreement to carry out."),
            _("Some actions belong to two cells. Put them where they begin."),
        ],
        source=_(
            "Levels and stages: IOM, Annual Review 2012, glossary (003:2946-2950). Examples invented for this course."
        ),
        data={
            "levels": _pairs(_levels()),
            "stages": _pairs(_stages()),
            "actions": [
                {"id": row.id, "text": row.text, "cell": f"{row.level}-{row.stage}"} for row in actions.itertuples()
            ],
        },
        still=_still(actions),
    )


def _pairs(words: dict[str, str]) -> list[list[str]]:
    return [[key, text] for key, text in words.items()]


def _still(actions: Any) -> str:
    rows = []
    for level, name in _levels().items():
        cells = [actions[(actions["level"] == level) & (actions["stage"] == stage)]["text"] for stage in _stages()]
        rows.append([name, *(" ".join(cell) or _("(empty)") for cell in cells)])
    return table_html(_("Six invented examples in the grid"), [_("Level"), *_stages().values()], rows)
