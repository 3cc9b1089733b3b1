"""M04: what three groups of actors can do now, what the plan needs, and where the gap is widest."""

from __future__ import annotations

from typing import Any

from course.i18n import _
from course.tools.base import table_html, tool_view

#: Example ratings (now, needed) by group and capacity; invented, to be replaced by the user's own.
EXAMPLE = {
    "line": ((1, 3), (2, 3), (1, 2), (1, 2), (0, 1)),
    "local": ((0, 2), (1, 2), (1, 2), (0, 1), (1, 2)),
    "civil": ((1, 2), (0, 1), (1, 2), (1, 2), (2, 3)),
}


def _groups() -> dict[str, str]:
    return {"line": _("Line ministries"), "local": _("Local government"), "civil": _("Civil society")}


def _capacities() -> dict[str, str]:
    return {
        "data": _("Data and analysis"),
        "planning": _("Planning and budget"),
        "coordination": _("Coordination"),
        "accountability": _("Mutual accountability"),
        "engagement": _("Public engagement"),
    }


def capacity_gaps() -> Any:
    """A matrix of three groups and five capacities, each rated now and needed, and its gaps."""
    return tool_view(
        "capacity_gaps",
        title=_("Capacity gap matrix"),
        purpose=_("Rate what each group can do now and what the plan needs, and see where the gaps are widest."),
        limits=[
            _("A rating is an opinion. Let the group rate itself, and ask for an example for each number."),
            _("It shows gaps, not causes: too few posts, low pay or a missing law cannot be trained away."),
            _("The sum of gaps treats all capacities as equal. Your plan may need one of them first."),
        ],
        source=_(
            "Groups: GMG handbook of 2010 (004:89-101). Of its seven capacities two are left in our text (004:82-84); "
            "the other three and the example ratings are the course's own."
        ),
        data={
            "groups": [[key, text] for key, text in _groups().items()],
            "capacities": [[key, text] for key, text in _capacities().items()],
            "start": {group: [list(pair) for pair in pairs] for group, pairs in EXAMPLE.items()},
        },
        still=_still(),
    )


def _still() -> str:
    rows = []
    for number, name in enumerate(_capacities().values()):
        cells = [EXAMPLE[group][number] for group in _groups()]
        rows.append([name, *(_("{now} → {target}").format(now=now, target=target) for now, target in cells)])
    return table_html(_("Example ratings: now → needed (0 to 3, invented)"), [_("Capacity"), *_groups().values()], rows)
