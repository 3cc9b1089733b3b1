"""M10: the multiplier simulator."""

from __future__ import annotations

from typing import Any

from course import charts, models
from course.i18n import _
from course.models.multiplier import rounds
from course.tools.base import model_tables, tool_view


def multiplier() -> Any:
    """The local multiplier: how much local income may one dollar of remittances make?"""
    model = models.get("multiplier")
    return tool_view(
        "multiplier",
        title=_("Multiplier simulator"),
        purpose=_(
            "See how much local income remittances may create, which leaks make it smaller, and how sure one can be."
        ),
        limits=model.limits,
        source=model.source,
        model=model,
        still=_still(),
    )


def _still() -> str:
    """The rounds of spending at the start values, as a chart and as tables."""
    import pandas as pd

    model = models.get("multiplier")
    start, results = model.defaults(), model.run({})
    made = rounds(start["c"], start["t"], start["m"], results["first"], count=6)
    frame = pd.DataFrame({"round": [_("Round {n}").format(n=n) for n in range(1, len(made) + 1)], "income": made})
    chart = charts.bar(
        frame,
        x="round",
        y="income",
        title=_("Round after round, the same money gets smaller"),
        unit=_("million USD"),
        source=model.source,
        alt=_("Six bars, each shorter than the one before; the numbers are in the table."),
        digits=1,
        synthetic=True,
    ).html()
    return chart + model_tables(model)
