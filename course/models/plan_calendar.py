"""The planning calendar: does the mainstreaming process reach the next plan and its first budget in time?"""

from __future__ import annotations

import math
from typing import Any

from course.i18n import _
from course.models.base import Model, Number, number_input, number_output

#: The stages whose length can be set, in order. Each begins when the one before it ends.
STAGES = ("prepare", "analysis", "goals", "programme", "means", "measure")


def month_index(year: float, month: float) -> float:
    """Months since January of year 0: January 2026 is 24312. ``month`` runs from 1 to 12."""
    return 12 * year + month - 1


def stage_ends(start: float, lengths: list[float]) -> list[float]:
    """The month in which each stage is over, as month index: the sum of all lengths so far."""
    ends, now = [], start
    for length in lengths:
        now += length
        ends.append(now)
    return ends


def next_begin(start: float, begin: float, years: float) -> float:
    """When the first plan begins that lies after ``start``: plans follow each other every ``years`` years."""
    turns = max(0, math.floor((start - begin) / (12 * years)) + 1)
    return begin + turns * 12 * years


class PlanCalendar(Model):
    """Stages one after the other, compared with three dates of the next plan.

    ``end_i = start + length_1 + … + length_i`` in months. The goals must stand ``draft_lead`` months before the plan
    begins, the costed programme when the budget call goes out, ``call_lead`` months before, and everything
    when the plan begins. Slack = date − end; a negative slack is a delay in months.

    Assumptions: plans follow each other without a gap; the fiscal year begins in the same month as the plan; one stage
    after the other. Source: stages of the GMG handbook of 2010 as reported by GFMD; lengths are the user's.
    """

    name = "plan_calendar"
    formula = "end of a stage = start + months of all stages so far     slack = date of the plan − end of the stage"

    @property
    def title(self) -> str:
        return _("The planning calendar")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        months = _("months")

        def length(id: str, label: str, high: float, start: float) -> dict[str, Any]:
            return number_input(id, label, low=1, high=high, step=1, start=start, unit=months)

        return [
            number_input(
                "plan_year", _("First year of the plan that runs now"), low=2000, high=2040, step=1, start=2024
            ),
            number_input("plan_years", _("Length of a plan"), low=3, high=10, step=1, start=5, unit=_("years")),
            number_input("fiscal_month", _("First month of the fiscal year"), low=1, high=12, step=1, start=1),
            number_input(
                "call_lead",
                _("The budget call goes out … before the fiscal year"),
                low=2,
                high=14,
                step=1,
                start=7,
                unit=months,
                help=_("The letter in which the ministry of finance asks for budget proposals."),
            ),
            number_input(
                "draft_lead",
                _("The goals of the plan are closed … before it begins"),
                low=2,
                high=24,
                step=1,
                start=12,
                unit=months,
            ),
            number_input("start_year", _("Year in which the work starts"), low=2020, high=2040, step=1, start=2027),
            number_input("start_month", _("Month in which the work starts"), low=1, high=12, step=1, start=3),
            length("prepare", _("Getting ready"), 18, 4),
            length("analysis", _("Situation analysis"), 24, 7),
            length("goals", _("Strategic goals and priorities"), 18, 3),
            length("programme", _("Programme planning, with costs"), 18, 4),
            length("means", _("Funding and capacity development"), 18, 4),
            length("measure", _("Plan for monitoring and evaluation"), 12, 2),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        months = _("months")
        ends = [
            number_output(f"{stage}_end", _("End of stage {n}").format(n=n), digits=0)
            for n, stage in enumerate(STAGES, 1)
        ]
        return [
            *ends,
            number_output("next", _("The next plan begins"), digits=0),
            number_output("closed", _("Its goals are closed"), digits=0),
            number_output("call", _("Its first budget call goes out"), digits=0),
            number_output("review", _("Half-time of the plan that runs now"), digits=0),
            number_output("goals_slack", _("Time left when the goals are chosen"), unit=months, digits=0),
            number_output("budget_slack", _("Time left when the costs are known"), unit=months, digits=0),
            number_output("ready_slack", _("Time left when everything is ready"), unit=months, digits=0),
            number_output("review_slack", _("Time left before half-time"), unit=months, digits=0),
            number_output("joins", _("All three dates are met (1 = yes)"), digits=0),
            number_output("latest", _("Latest start for the next plan"), digits=0),
            number_output("money", _("First fiscal year with public money"), digits=0),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("One stage begins when the one before it ends. In real life they overlap and go back and forth."),
            _("Plans follow each other without a gap, and the fiscal year begins in the same month as the plan."),
            _("A budget proposal needs a costed programme on the day of the budget call."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("It does not know elections, new ministers, late laws or a crisis. Ask how the last calendar ended."),
            _("It says whether the dates fit. It does not say whether anybody wants the result."),
            _("Lengths are your guesses. Ask people who did the last plan how long each stage really took."),
            _("Money from partners or from a running programme can come outside the budget call."),
        ]

    @property
    def source(self) -> str:
        return _("Stages: GFMD and Eldis, after the GMG handbook of 2010. Start values are examples for discussion.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        start = month_index(values["start_year"], values["start_month"])
        begin = month_index(values["plan_year"], values["fiscal_month"])
        lengths = [values[stage] for stage in STAGES]
        ends = stage_ends(start, lengths)
        after = next_begin(start, begin, values["plan_years"])
        closed, call = after - values["draft_lead"], after - values["call_lead"]
        current = after - 12 * values["plan_years"]
        review = current + math.floor(6 * values["plan_years"])
        slack = [closed - ends[2], call - ends[3], after - ends[5]]
        first = begin + 12 * math.ceil((ends[3] + values["call_lead"] - begin) / 12)
        return {
            **{f"{stage}_end": end for stage, end in zip(STAGES, ends, strict=True)},
            "next": after,
            "closed": closed,
            "call": call,
            "review": review,
            "goals_slack": slack[0],
            "budget_slack": slack[1],
            "ready_slack": slack[2],
            "review_slack": review - ends[2],
            "joins": 1.0 if min(slack) >= 0 else 0.0,
            "latest": start + min(slack),
            "money": first,
        }
