"""M04: five boxes, fourteen functions, members: the support structure of a mainstreaming process as a chart."""

from __future__ import annotations

from typing import Any

from course import country_file, data, rules
from course.i18n import _
from course.tools.base import table_html, tool_view

PIECE = {"id": "CF-04-organigram", "form": "organigram"}
DECIDING = ("priorities", "budget", "parties")
MIGRANTS = ("migrants", "returnees", "families")


def organigram_builder() -> Any:
    """Give functions and members to five boxes; the chart and the rules follow at once."""
    parts = _parts()
    return tool_view(
        "organigram_builder",
        title=_("Organigram builder"),
        purpose=_("Give fourteen functions and your members to five boxes, and see at once what is missing."),
        limits=[
            _("It checks the form of a structure. Trust, budgets and quarrels between offices are not in the chart."),
            _("Five boxes are a proposal. Small countries put two boxes together; federal ones need more."),
            _("The functions and members are the course's own list: add yours when you adapt the chart."),
        ],
        source=_(
            "Five boxes: GFMD after the GMG handbook of 2010 (R06). Functions and members written for this course."
        ),
        data={
            **parts,
            "stored": country_file.form_value(PIECE["id"], PIECE["form"]),
            "rules": _rules([one["id"] for one in parts["boxes"]], [one["id"] for one in parts["functions"]]),
        },
        piece=PIECE,
        still=_still(parts),
    )


def _parts() -> dict[str, list[dict[str, str]]]:
    """Boxes, functions and actors, each with id, name and what it is."""
    frame = data.load("support_structure").fillna("")
    found: dict[str, list[dict[str, str]]] = {}
    for kind, key in (("box", "boxes"), ("function", "functions"), ("actor", "actors")):
        rows = frame[frame["kind"] == kind]
        found[key] = [
            {"id": row.id, "name": _(row.name), **({"text": _(row.text)} if row.text else {})}
            for row in rows.itertuples(index=False)
        ]
    return found


def _rules(boxes: list[str], functions: list[str]) -> list[dict[str, Any]]:
    """What a structure must have, as rules that the view applies."""
    return [
        rules.covers(
            "functions", functions, _("Each of the fourteen functions has an accountable box."), column="function"
        ),
        rules.covers("functions", boxes, _("No box is without a function."), column="box"),
        rules.covers("members", boxes, _("No box is without a member."), column="box"),
        rules.at_least(
            "members",
            1,
            _("The Ministry of Planning is the focal point or sits in the Inter-ministerial Committee."),
            where={"actor": "planning", "box": ["focal", "ministries"]},
        ),
        rules.at_least(
            "members",
            1,
            _("The National Statistics Office sits in the Support Group or in the Inter-ministerial Committee."),
            where={"actor": "statistics", "box": ["group", "ministries"]},
        ),
        rules.at_least(
            "members",
            1,
            _("Migrants, returnees or families sit in the Support Group or in the Consultative Committee."),
            where={"actor": list(MIGRANTS), "box": ["group", "forum"]},
        ),
        rules.at_least(
            "members",
            1,
            _("Local authorities have a seat."),
            where={"actor": ["local", "district"], "box": ["group", "ministries", "forum"]},
        ),
        rules.each(
            "functions",
            "box",
            _("What decides (priorities, budget, responsible parties) lies with the Inter-ministerial Committee."),
            one_of=["ministries"],
            where={"function": list(DECIDING)},
        ),
    ]


def _still(parts: dict[str, list[dict[str, str]]]) -> str:
    boxes = table_html(
        _("The five boxes"), [_("Box"), _("What it is")], [[one["name"], one["text"]] for one in parts["boxes"]]
    )
    return boxes + table_html(
        _("The fourteen functions"),
        [_("Function"), _("What it means")],
        [[one["name"], one["text"]] for one in parts["functions"]],
    )
