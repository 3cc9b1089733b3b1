"""Policy coherence: which measures pull the same lever in opposite directions, and where a plan is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

Measure = Mapping[str, Any]

#: The five dimensions of the coherence dashboards of KNOMAD, OECD and UNU-MERIT [R57].
DIMENSIONS = ("institutions", "costs", "rights", "integration", "development")


def conflicts(measures: Sequence[Measure]) -> list[dict[str, Any]]:
    """Pairs of measures that contradict each other.

    Two measures contradict each other when they act on the same lever (for example the cost of sending money), push it
    in opposite directions, and concern at least one group of people in common.

    Args:
        measures: each with ``id``, ``lever``, ``push`` (1 or -1), ``groups`` (a list), ``level`` and ``owner``.

    Returns:
        One entry per pair, in the order of the list: ``first``, ``second``, ``lever``, the ``groups`` in common, and
        ``kind``: ``vertical`` (national against local), ``horizontal`` (two owners) or ``inside`` (one owner).
    """
    found = []
    for one, other in combinations(measures, 2):
        common = [group for group in one["groups"] if group in other["groups"]]
        if one["lever"] == other["lever"] and one["push"] * other["push"] < 0 and common:
            found.append(
                {
                    "first": one["id"],
                    "second": other["id"],
                    "lever": one["lever"],
                    "groups": common,
                    "kind": _kind(one, other),
                }
            )
    return found


def _kind(one: Measure, other: Measure) -> str:
    if one["level"] != other["level"]:
        return "vertical"
    return "inside" if one["owner"] == other["owner"] else "horizontal"


def trade_offs(measures: Sequence[Measure]) -> list[str]:
    """Ids of measures that help one dimension and harm another; ``effects`` holds -1, 0 or 1 per dimension."""
    return [one["id"] for one in measures if 1 in one["effects"] and -1 in one["effects"]]


def balance(measures: Sequence[Measure]) -> list[dict[str, int]]:
    """For each dimension how many measures help and how many harm it, in the order of ``DIMENSIONS``."""
    return [
        {
            "helps": sum(one["effects"][place] > 0 for one in measures),
            "harms": sum(one["effects"][place] < 0 for one in measures),
        }
        for place in range(len(DIMENSIONS))
    ]


def empty_cells(measures: Sequence[Measure], phases: Sequence[str], sectors: Sequence[str]) -> list[tuple[str, str]]:
    """Cells of the grid phase × sector in which no measure stands: a gap may be a choice, or something forgotten."""
    filled = {(one["phase"], one["field"]) for one in measures}
    return [(phase, sector) for phase in phases for sector in sectors if (phase, sector) not in filled]
