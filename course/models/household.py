"""A family budget with remittances: what transfers cost, how long a savings goal takes, and what a stop would mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from course.i18n import _
from course.models.base import Model, Number, finite, number_input, number_output
from course.models.remittance_cost import received

#: After this many months the model stops looking and says "not reached".
HORIZON = 600


def received_per_month(sent: float, transfers: float, fee: float, margin_pct: float) -> float:
    """What arrives in an average month: ``(sent − transfers · fee) · (1 − margin)``, in USD.

    Args:
        sent: What the migrant pays in an average month, all transfers and their fees together, USD.
        transfers: Number of transfers in an average month; 0.5 means one every second month.
        fee: Fee of one transfer, USD.
        margin_pct: Exchange-rate margin, per cent.
    """
    sent, transfers, fee = finite(sent, _("Money sent")), finite(transfers, _("Transfers")), finite(fee, _("Fee"))
    if transfers <= 0:
        raise ValueError(_("The number of transfers must be more than 0."))
    if sent == 0:
        return 0.0
    if transfers * fee > sent:
        raise ValueError(_("The fees are larger than the money sent: nothing would arrive."))
    return received(sent, transfers * fee, margin_pct)


@dataclass(frozen=True)
class Path:
    """Savings month by month. ``balance[0]`` is the start.

    ``unmet`` is spending that nothing could pay, in USD; ``unmet_in_stop`` is its part in months without transfers.
    """

    balance: list[float]
    unmet: float
    unmet_in_stop: float
    reached: int | None


def savings_path(
    *,
    income: float,
    arrives: float,
    spending: float,
    share: float,
    interest_pct: float,
    saved: float,
    goal: float,
    stop_start: int = 1,
    stop_months: int = 0,
    months: int = HORIZON,
) -> Path:
    """Savings over ``months``, with or without a stop of the transfers.

    Each month interest is added first (``interest / 12``). Then ``left = income + transfer − spending``. When something
    is left, ``share`` of it is saved. When it is negative, savings pay for it as far as they go; the rest is unmet.

    Args:
        income, arrives, spending: USD per month. ``arrives`` is what the transfers bring after costs.
        share: Share of the money left over that is saved, 0 to 1.
        interest_pct: Interest per year, per cent.
        saved, goal: USD now, and USD wanted.
        stop_start, stop_months: Transfers stop in month ``stop_start`` (1 = the first) for ``stop_months`` months.
    """
    balance, unmet, in_stop, reached = saved, 0.0, 0.0, 0 if saved >= goal else None
    path = [balance]
    for month in range(1, months + 1):
        balance += balance * interest_pct / 1200
        stopped = stop_start <= month < stop_start + stop_months
        left = income + (0.0 if stopped else arrives) - spending
        if left >= 0:
            balance += share * left
        else:
            paid = min(balance, -left)
            balance -= paid
            unmet += -left - paid
            in_stop += -left - paid if stopped else 0.0
        path.append(balance)
        if reached is None and balance >= goal:
            reached = month
    return Path(path, unmet, in_stop, reached)


class Household(Model):
    """Monthly budget, cost of sending, months until a savings goal, and a stop of the transfers.

    ``received = (sent − transfers · fee)(1 − margin)``; ``left = income + received − spending``;
    ``savings next month = savings · (1 + interest / 12) + share · left``. USD and months.

    Assumptions: each month is like the others; prices do not rise; interest is paid monthly; no loans.
    Limits: see ``limits``. Source: course-authored bookkeeping.
    """

    name = "household"
    formula = "left = income + received − spending     savings grow by share · left + interest / 12"

    @property
    def title(self) -> str:
        return _("Household budget and savings goal")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        def money(id: str, label: str, high: float, step: float, start: float, help: str) -> dict[str, Any]:
            return number_input(id, label, low=0, high=high, step=step, start=start, unit="USD", help=help)

        return [
            money(
                "income", _("Family income per month"), 1500, 10, 180, _("Without remittances: work, farm, pension.")
            ),
            money(
                "sent", _("Money sent per month"), 1500, 10, 200, _("What the migrant pays, transfer costs included.")
            ),
            number_input(
                "transfers",
                _("Transfers per month"),
                low=0.5,
                high=4,
                step=0.5,
                start=2,
                help=_("0.5 means one transfer every second month."),
            ),
            money("fee", _("Fee per transfer"), 30, 0.5, 5, _("Paid each time money is sent.")),
            number_input(
                "margin",
                _("Exchange-rate margin"),
                low=0,
                high=15,
                step=0.1,
                start=2,
                unit="%",
                help=_("How much worse the offered exchange rate is than the market rate."),
            ),
            money("food", _("Food"), 800, 5, 150, _("Per month.")),
            money("housing", _("Housing, water, energy"), 800, 5, 60, _("Per month.")),
            money("health", _("Health"), 500, 5, 30, _("Per month.")),
            money("school", _("School and training"), 500, 5, 40, _("Per month.")),
            money("other", _("Other spending"), 800, 5, 40, _("Transport, phone, debts, celebrations. Per month.")),
            number_input(
                "share",
                _("Saved from what is left"),
                low=0,
                high=100,
                step=5,
                start=80,
                unit="%",
                help=_("The rest is spent or kept as cash."),
            ),
            number_input(
                "interest",
                _("Interest per year"),
                low=0,
                high=12,
                step=0.5,
                start=3,
                unit="%",
                help=_("Paid by the savings account. 0 for cash at home."),
            ),
            money("saved", _("Saved already"), 5000, 50, 0, _("Savings today.")),
            money("goal", _("Savings goal"), 10000, 50, 600, _("For example school fees, a tool, a reserve.")),
            number_input(
                "stop_start",
                _("Transfers stop in month"),
                low=1,
                high=36,
                step=1,
                start=6,
                help=_("The first month without a transfer."),
            ),
            number_input(
                "stop_months",
                _("Length of the stop"),
                low=0,
                high=24,
                step=1,
                start=3,
                unit=_("months"),
                help=_("0 means that the transfers never stop."),
            ),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("received", _("Received per month"), unit="USD"),
            number_output("transfer_cost_year", _("Cost of sending per year"), unit="USD"),
            number_output("saving_if_once", _("Saved per year by sending once a month"), unit="USD"),
            number_output("spending", _("Spending per month"), unit="USD"),
            number_output("left", _("Left at the end of the month"), unit="USD"),
            number_output("to_savings", _("Into savings per month"), unit="USD"),
            number_output("dependence", _("Remittances as a share of all money coming in"), unit="%", digits=1),
            number_output("months", _("Months until the goal"), unit=_("months"), digits=0),
            number_output("months_with_stop", _("Months until the goal, with the stop"), unit=_("months"), digits=0),
            number_output("unmet", _("Spending that nothing pays during the stop"), unit="USD"),
            number_output("cover", _("Months without transfers that the goal would cover"), unit=_("months"), digits=1),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("Each month is like the others; prices and the exchange rate stay the same."),
            _("During a stop the family spends as before and uses its savings first."),
            _("Interest is paid each month; there are no loans and no account charges."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("It does not tell a family how to spend: remittances are private money."),
            _("Real incomes are irregular: harvests, sickness and festivals are not in the model."),
            _("Inflation can eat the interest. The model counts in today's money and ignores it."),
            _("It does not show who in the family decides, works more or goes without. Women and men may differ."),
            _("Sending less often is cheaper, but keeping cash may be risky and needs may not wait."),
        ]

    @property
    def source(self) -> str:
        return _("Formula: simple bookkeeping, written for this course. Start values are invented.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        v = values
        # One after the other, not sum(): newer Pythons round sum() differently, and the twin in JavaScript must agree.
        spending = v["food"] + v["housing"] + v["health"] + v["school"] + v["other"]
        arrives = received_per_month(v["sent"], v["transfers"], v["fee"], v["margin"])
        left = v["income"] + arrives - spending
        common = {
            "income": v["income"],
            "arrives": arrives,
            "spending": spending,
            "share": v["share"] / 100,
            "interest_pct": v["interest"],
            "saved": v["saved"],
            "goal": v["goal"],
        }
        steady = savings_path(**common)
        start, length = int(v["stop_start"]), int(v["stop_months"])
        stopped = savings_path(**common, stop_start=start, stop_months=length)
        stop_only = savings_path(**common, stop_start=start, stop_months=length, months=start + length - 1)
        coming = v["income"] + arrives
        gap = spending - v["income"]
        once = v["transfers"] > 1 and v["sent"] > 0
        return {
            "received": arrives,
            "transfer_cost_year": 12 * (v["sent"] - arrives),
            "saving_if_once": 12 * (v["transfers"] - 1) * v["fee"] * (1 - v["margin"] / 100) if once else 0.0,
            "spending": spending,
            "left": left,
            "to_savings": v["share"] / 100 * max(0.0, left),
            "dependence": 100 * arrives / coming if coming > 0 else 0.0,
            "months": steady.reached,
            "months_with_stop": stopped.reached,
            "unmet": stop_only.unmet_in_stop,
            "cover": v["goal"] / gap if gap > 0 else None,
        }
