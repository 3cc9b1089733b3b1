"""From a printed percentage back to the whole numbers that can stand behind it."""

from __future__ import annotations

import math
from typing import Any

from course.i18n import _
from course.models.base import Model, Number, finite, number_input, number_output


def whole_numbers(percent: float, total: float, decimals: int = 0) -> tuple[int, int] | None:
    """The whole numbers k for which 100·k/total, rounded half up, prints as ``percent``.

    Args:
        percent: As printed, 0 to 100.
        total: How many there are in all; rounded to a whole number.
        decimals: How many decimals the percentage shows.

    Returns:
        The lowest and the highest k, or None when no whole number fits.

    Example:
        >>> whole_numbers(37, 43)
        (16, 16)
    """
    total = math.floor(finite(total, _("Total")) + 0.5)
    if total < 1:
        raise ValueError(_("The total must be at least 1."))
    scale = 10 ** int(decimals)
    # Whole numbers only, so that 0.05 and its like cannot shift an edge: (2p − 1)·n ≤ 200·scale·k < (2p + 1)·n.
    printed = math.floor(finite(percent, _("Printed percentage")) * scale + 0.5)
    lowest = max(0, -(-(2 * printed - 1) * total // (200 * scale)))
    highest = min(total, -(-(2 * printed + 1) * total // (200 * scale)) - 1)
    return (lowest, highest) if lowest <= highest else None


class RoundingInverse(Model):
    """Which whole numbers give a printed percentage.

    Lowest k with (p − ½u)·n/100 ≤ k and highest k with k < (p + ½u)·n/100, where u is the last printed digit.

    Assumptions: the percentage was rounded half up from one whole number and the total given.
    Limits: it cannot tell which of several numbers it was.
    Source: arithmetic.
    """

    name = "rounding_inverse"
    formula = "all whole k with (p − u/2)·n/100 ≤ k < (p + u/2)·n/100     u = 1, 0.1 or 0.01"

    @property
    def title(self) -> str:
        return _("Whole numbers behind a percentage")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [
            number_input("percent", _("Printed percentage"), low=0, high=100, step=0.01, start=37, unit="%"),
            number_input("total", _("Total"), low=1, high=1_000_000, step=1, start=43),
            number_input("decimals", _("Decimals of the percentage"), low=0, high=2, step=1, start=0),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("lowest", _("Lowest whole number"), digits=0),
            number_output("highest", _("Highest whole number"), digits=0),
            number_output("count", _("How many whole numbers fit"), digits=0),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("One whole number was divided by this total, and the result was rounded half up."),
            _("The total is the one that the author used."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("When several whole numbers fit, nothing in the percentage tells which one it was."),
            _("If nothing fits, the total or the percentage is another one. It does not say which."),
            _("Words such as “three quarters” or “half” are looser than printed percentages."),
        ]

    @property
    def source(self) -> str:
        return _("Arithmetic.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        found = whole_numbers(values["percent"], values["total"], math.floor(values["decimals"] + 0.5))
        if found is None:
            return {"lowest": None, "highest": None, "count": 0}
        return {"lowest": found[0], "highest": found[1], "count": found[1] - found[0] + 1}
