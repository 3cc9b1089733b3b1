"""M02: a picture of 100 people, for shares that are easily turned round."""

from __future__ import annotations

from typing import Any

from course import charts, models
from course.i18n import _
from course.tools.base import model_tables, tool_view


def hundred_people() -> Any:
    """Rural and urban, poor and not poor: two questions that sound alike and have two answers."""
    forward, back = models.get("base_rates"), models.get("base_rates_back")
    return tool_view(
        "hundred_people",
        title=_("A picture of 100 people"),
        purpose=_("See why “how many rural people are poor?” and “how many poor people are rural?” are two questions."),
        limits=forward.limits,
        source=forward.source,
        model=forward,
        data={"back": back.inputs, "back_formula": back.formula},
        still=_still(),
    )


def _still() -> str:
    import pandas as pd

    model = models.get("base_rates")
    start, out = model.defaults(), model.run({})
    rural_poor = start["group"] * start["rate"] / 100
    frame = pd.DataFrame(
        {
            "group": [_("Rural and poor"), _("Rural, not poor"), _("Urban and poor"), _("Urban, not poor")],
            "people": [
                rural_poor,
                start["group"] - rural_poor,
                out["everybody"] - rural_poor,
                100 - start["group"] - (out["everybody"] - rural_poor),
            ],
        }
    )
    chart = charts.bar(
        frame,
        x="group",
        y="people",
        title=_("100 invented people"),
        unit=_("people out of 100"),
        source=model.source,
        alt=_("Four bars: most people are rural and not poor; the numbers are in the table."),
        synthetic=True,
    ).html()
    return chart + model_tables(model)
