"""M14: a logframe and an implementation plan from two forms, with rules beside them; two pieces of the country file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from course import country_file, data, forms
from course.i18n import _
from course.models import logframe, work_plan
from course.tools.base import piece_taker, table_html, tool_view

PIECES = {
    "logframe": {"id": "CF-14-logframe", "form": "logframe"},
    "plan": {"id": "CF-14-implementation", "form": "implementation_plan"},
}
NAME = "tool-logframe-builder"


def logframe_builder() -> Any:
    """Fill in two forms; a picture and a list of rules follow at once."""
    takers = {one["id"]: piece_taker(one, NAME) for one in PIECES.values()}

    def take(message: Mapping[str, Any]) -> dict[str, Any]:
        return takers.get(str(message.get("piece")), takers[PIECES["logframe"]["id"]])(message)

    return tool_view(
        "logframe_builder",
        title=_("Logframe and implementation plan"),
        purpose=_("Build both papers of a plan: 28 rules tell at once which row does not hang together with the rest."),
        limits=[
            _("It checks form and logic. A plan can keep all rules and still do nothing for people."),
            _("It does not know your law, your budget rules, or who will really do the work."),
            _("Real partners have layouts of their own. The rows are the same, the columns move."),
            _("The indicators of the bank are the course's own. They are not the official SDG indicators."),
        ],
        source=_(
            "Components 1 and 3: GMG handbook of 2010 (004:103-130); its component 2 is lost. Forms, rules and "
            "indicator bank written for this course; the example is invented."
        ),
        data={
            "forms": {name: forms.get(one["form"]) for name, one in PIECES.items()},
            "pieces": PIECES,
            "stored": {name: country_file.form_value(one["id"], one["form"]) for name, one in PIECES.items()},
            "example": example(),
            "bank": _bank(),
        },
        handlers={"piece": take},
        still=_still(),
    )


@cache
def _example_text() -> str:
    return Path(__file__).with_name("logframe_builder_example.json").read_text("utf-8")


def example() -> dict[str, Any]:
    """The invented plan of the River valley: ``{"logframe", "plan"}``, values of the two forms."""
    return json.loads(_example_text())


def _bank() -> list[list[str]]:
    """``[theme, level, indicator, unit, persons, ways to show it, source, SDG, GCM]`` of the 60 indicators."""
    columns = ["theme", "level", "indicator", "unit", "people", "by", "means", "sdg", "gcm"]
    rows = data.load("indicator_bank")[columns].astype(str).itertuples(index=False)
    return [[_(row.theme), row.level, _(row.indicator), _(row.unit), row.people, row.by, _(row.means), row.sdg, row.gcm]
            for row in rows]  # fmt: skip


def rule_texts() -> dict[str, list[str]]:
    """The rules in words, in their order; the view has the same from its own catalogue."""
    from course.web import bundle

    known = bundle.strings()
    return {
        "logframe": [_(known[f"builder.f_{rule}"]) for rule in logframe.RULES],
        "plan": [_(known[f"builder.w_{rule}"]) for rule in work_plan.RULES],
    }


def _still() -> str:
    made, levels, texts = example()["logframe"], {"outcome": _("Outcome"), "output": _("Output")}, rule_texts()
    chain = [[row["id"], levels[row["level"]], row["text"], row["assumption"]] for row in made["results"]]
    return (
        table_html(
            _("An invented logframe: outcomes and outputs"),
            [_("Name"), _("Level"), _("Result"), _("Only if")],
            chain,
        )
        + table_html(_("Rules of a logframe"), [_("No."), _("Rule")], enumerate(texts["logframe"], 1))
        + table_html(_("Rules of an implementation plan"), [_("No."), _("Rule")], enumerate(texts["plan"], 1))
    )
