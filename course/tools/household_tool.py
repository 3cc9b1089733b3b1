"""M10: the household and savings simulator."""

from __future__ import annotations

from typing import Any

from course import charts, data, models
from course.i18n import _
from course.models.household import received_per_month, savings_path
from course.tools.base import model_tables, tool_view

# Three invented households with very different months; what they have in common is money from abroad.
_FAMILIES = ("H027", "H065", "H097")


def household() -> Any:
    """A family budget: the cost of sending, a savings goal, and a stop of the transfers."""
    model = models.get("household")
    return tool_view(
        "household",
        title=_("Household and savings simulator"),
        purpose=_(
            "See what transfer costs, a savings plan, or a stop of the transfers would mean for a family's month."
        ),
        limits=model.limits,
        source=_("{formula} Families: {families}").format(
            formula=model.source, families=data.source("household_budgets").full
        ),
        data={"families": [{"id": "start", "name": _("Example family"), "values": {}}, *_families()]},
        model=model,
        still=_still(),
    )


def _still() -> str:
    """Savings with and without a stop of the transfers at the start values, as a chart and as tables."""
    import pandas as pd

    model = models.get("household")
    start, results = model.defaults(), model.run({})
    plan = {
        "income": start["income"],
        "arrives": results["received"],
        "spending": results["spending"],
        "share": start["share"] / 100,
        "interest_pct": start["interest"],
        "saved": start["saved"],
        "goal": start["goal"],
        "months": 27,
    }
    stopped = savings_path(**plan, stop_start=int(start["stop_start"]), stop_months=int(start["stop_months"]))
    frame = pd.DataFrame({"month": range(28), "on": savings_path(**plan).balance, "stop": stopped.balance})
    chart = charts.line(
        frame,
        x="month",
        y={"on": _("Transfers go on"), "stop": _("Transfers stop for a time")},
        title=_("Savings of the example family, month by month"),
        unit=_("USD"),
        x_title=_("Month"),
        source=model.source,
        alt=_("Both lines rise; with a stop in months 6 to 8 the savings are used up and the goal comes later."),
        digits=0,
        synthetic=True,
    ).html()
    return chart + model_tables(model)


def _families() -> list[dict[str, Any]]:
    frame = data.load("household_budgets").set_index("id")
    start = models.get("household").defaults()
    transfers, fee, margin = 1, start["fee"], start["margin"]
    families = []
    for id in _FAMILIES:
        row = frame.loc[id]
        # The table gives what arrived; the tool asks what was paid, so the cost of one transfer a month is added.
        paid = round((row["remittance_usd"] / (1 - margin / 100) + transfers * fee) / 10) * 10
        assert received_per_month(paid, transfers, fee, margin) > 0
        values = {
            "income": _tens(row["earned_income_usd"], 10),
            "sent": int(paid),
            "transfers": transfers,
            "food": _tens(row["food_usd"], 5),
            "housing": _tens(row["housing_usd"], 5),
            "health": _tens(row["health_usd"], 5),
            "school": _tens(row["education_usd"], 5),
            "other": _tens(row["transport_usd"] + row["debt_repayment_usd"] + row["other_usd"], 5),
        }
        families.append({"id": id, "name": _family_name(id, row), "values": values})
    return families


def _family_name(id: str, row: Any) -> str:
    area = _("in town") if row["area"] == "urban" else _("in the country")
    return _("{id}: {people} people, {children} under 15, {area}").format(
        id=id, people=row["people"], children=row["children_under_15"], area=area
    )


def _tens(value: float, step: int) -> int:
    return int(round(float(value) / step) * step)
