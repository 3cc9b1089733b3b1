"""How many can be in two groups at once, when one knows only the sizes."""

from __future__ import annotations

from typing import Any

from course.i18n import _
from course.models.base import Model, Number, number_input, number_output


def overlap_bounds(total: float, first: float, second: float) -> tuple[float, float] | None:
    """The smallest and the largest overlap of two groups: max(0, a + b − n) and min(a, b).

    Returns None when a group is larger than the total.

    Example:
        >>> overlap_bounds(30, 20, 18)
        (8, 18)
    """
    if first > total or second > total:
        return None
    return max(0, first + second - total), min(first, second)


def overlap_of(first: float, second: float, either: float) -> float | None:
    """The overlap when one knows how many are in at least one group: a + b − (a or b); None when that cannot be."""
    both = first + second - either
    return both if 0 <= both <= min(first, second) else None


class Overlap(Model):
    """Bounds for the overlap of two groups of counted things.

    Smallest = max(0, a + b − n), largest = min(a, b); with the number in at least one group, a + b − that number.

    Assumptions: both groups were counted in the same n things.
    Limits: it says what is possible, not what is likely.
    Source: inclusion and exclusion.
    """

    name = "overlap"
    formula = "max(0, a + b − n) ≤ both ≤ min(a, b)     both = a + b − (a or b)"

    @property
    def title(self) -> str:
        return _("Overlap of two groups")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [
            number_input("total", _("All together (n)"), low=0, high=1_000_000, step=1, start=30),
            number_input("first", _("In the first group (a)"), low=0, high=1_000_000, step=1, start=20),
            number_input("second", _("In the second group (b)"), low=0, high=1_000_000, step=1, start=18),
            number_input("either", _("In at least one group, if known"), low=0, high=1_000_000, step=1, start=27),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("smallest", _("Smallest possible overlap"), digits=0),
            number_output("largest", _("Largest possible overlap"), digits=0),
            number_output("both", _("Overlap, if the number in at least one group is right"), digits=0),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [_("Both groups are parts of the same whole.")]

    @property
    def limits(self) -> list[str]:
        return [
            _("It says what is possible. It does not say what is likely."),
            _("It needs numbers, not rounded percentages: go back to whole numbers first."),
            _("It does not check that both groups were counted in the same list."),
        ]

    @property
    def source(self) -> str:
        return _("Rule of inclusion and exclusion.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        bounds = overlap_bounds(values["total"], values["first"], values["second"])
        if bounds is None:
            return {"smallest": None, "largest": None, "both": None}
        both = overlap_of(values["first"], values["second"], values["either"])
        return {
            "smallest": bounds[0],
            "largest": bounds[1],
            "both": both if values["either"] <= values["total"] else None,
        }
