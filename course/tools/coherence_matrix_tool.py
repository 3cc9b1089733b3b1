"""M05: forty measures of a plan, what they do to five dimensions, and which of them contradict each other."""

from __future__ import annotations

from typing import Any

from course import data
from course.i18n import _
from course.models.coherence import DIMENSIONS, conflicts
from course.tools.base import table_html, tool_view


def coherence_matrix() -> Any:
    """Look for contradictions in a draft plan, read its balance, see where it is empty."""
    return tool_view(
        "coherence_matrix",
        title=_("Policy coherence matrix"),
        purpose=_("Look for measures that contradict each other, and for places where a plan says nothing."),
        limits=[
            _("It finds only contradictions on one lever. Two measures can also compete for the same money or staff."),
            _("What a measure does is a judgement. Another group may judge in another way, and should say why."),
            _("A contradiction is not always a mistake: a country may accept a trade-off, if it says so and who pays."),
            _("A count of pluses is no measure of quality. One measure can weigh more than ten others."),
            _("An empty cell can be a wise choice or something forgotten. The grid cannot know."),
        ],
        source=_(
            "Measures: {measures}. Five dimensions: after the coherence dashboards of KNOMAD, OECD and UNU-MERIT. Grid "
            "of four dimensions and five policy areas: OECD Development Centre. The judgements are this course's."
        ).format(measures=data.source("policy_measures").short),
        data={
            "measures": _measures(),
            "dimensions": dimension_names(),
            "sectors": [[row.id, f"{row.id} {_(row.sector)}"] for row in data.load("checklist_sectors").itertuples()],
            "phases": phase_names(),
            "fields": field_names(),
            "questions": _questions(),
        },
        still=_still(),
    )


def dimension_names() -> list[str]:
    """The five dimensions, in the order of a measure's effects."""
    return [
        _("Institutional coherence"),
        _("Lower costs of migration"),
        _("Rights of migrants and families"),
        _("Integration and return"),
        _("Development impact"),
    ]


def phase_names() -> list[list[str]]:
    """Rows of the grid."""
    return [
        ["emigration", _("Emigration")],
        ["remittances", _("Remittances")],
        ["return", _("Return")],
        ["immigration", _("Immigration")],
    ]


def field_names() -> list[list[str]]:
    """Columns of the grid."""
    return [
        ["labour", _("Labour market")],
        ["agriculture", _("Agriculture")],
        ["education", _("Education")],
        ["investment", _("Investment and financial services")],
        ["protection", _("Social protection and health")],
    ]


def _measures() -> list[dict[str, Any]]:
    rows = data.load("policy_measures").to_dict("records")
    return [
        {
            "id": row["id"],
            "owner": _(row["owner"]),
            "level": row["level"],
            "sectors": row["sectors"].split("; "),
            "phase": row["phase"],
            "field": row["field"],
            "text": _(row["measure"]),
            "lever": _(row["lever"]),
            "push": int(row["push"]),
            "does": _(row["does"]),
            "groups": [_(group) for group in row["groups"].split("; ")],
            "effects": [int(row[name]) for name in DIMENSIONS],
        }
        for row in rows
    ]


def _questions() -> dict[str, str]:
    return {f"{row.phase} {row.field}": _(row.question) for row in data.load("coherence_grid").itertuples()}


def _still() -> str:
    """The matrix, and one contradiction as an example."""
    signs = {1: "+", 0: "·", -1: "−"}
    rows = [
        [f"{one['id']} {one['text']}", one["owner"], *[signs[effect] for effect in one["effects"]]]
        for one in _measures()
    ]
    matrix = table_html(
        _("Forty invented measures: + helps, − harms, · neither"),
        [_("Measure"), _("Who decides"), *dimension_names()],
        rows,
    )
    by_id = {one["id"]: one for one in _measures()}
    pair = conflicts(_measures())[0]
    first, second = by_id[pair["first"]], by_id[pair["second"]]
    example = table_html(
        _("One of the contradictions: both act on {lever}").format(lever=pair["lever"]),
        [_("Measure"), _("What it does")],
        [[first["text"], first["does"]], [second["text"], second["does"]]],
    )
    return matrix + example
