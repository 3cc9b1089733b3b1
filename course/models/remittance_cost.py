"""The price of sending money: fee, exchange-rate margin, the SmaRT average and the test of SDG target 10.c."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from course.i18n import _
from course.models.base import Model, Number, finite, number_input, number_output

#: SDG target 10.c: average below 3 %, no corridor above 5 %. See ``sdg_10c`` for what is officially averaged.
TARGET_AVERAGE = 3.0
TARGET_CORRIDOR = 5.0
#: A service counts for SmaRT when the money arrives within this number of days.
SMART_DAYS = 5
SMART_SERVICES = 3


class Verdict(TypedDict):
    """The answer to "is SDG target 10.c met?" for a set of corridors."""

    average: float
    average_met: bool
    above: list[str]
    met: bool


def cost_pct(amount: float, fee: float, margin_pct: float) -> float:
    """Total cost of a transfer in per cent of the amount sent.

    ``cost % = 100 · fee / amount + margin %``, the additive convention of Remittance Prices Worldwide: both parts are
    measured against the whole amount.

    Args:
        amount: Money handed over, in USD, above 0.
        fee: Fee taken from that amount, in USD, from 0 up to the amount.
        margin_pct: How much worse than the market rate the exchange rate is, in per cent. Negative when a service
            offers a better rate than the market (promotions, countries with two exchange rates).

    Example:
        >>> cost_pct(200, 5, 1.5)
        4.0
    """
    amount, fee, margin_pct = _checked(amount, fee, margin_pct)
    return 100 * fee / amount + margin_pct


def received(amount: float, fee: float, margin_pct: float) -> float:
    """What arrives, in USD at the market exchange rate: ``(amount − fee) · (1 − margin)``.

    The fee is taken first and the margin applies to the rest, so a little more arrives than ``cost_pct`` suggests: with
    200, 5 and 1.5 % the additive cost is 8.00 USD, but only 7.925 USD are missing at the other end.

    Example:
        >>> round(received(200, 5, 1.5), 3)
        192.075
    """
    amount, fee, margin_pct = _checked(amount, fee, margin_pct)
    return (amount - fee) * (1 - margin_pct / 100)


def smart(services: Iterable[Mapping[str, Any]]) -> float | None:
    """SmaRT: the simple mean cost of the three cheapest services that qualify.

    A service qualifies when it pays out within five days and is accessible to the people who send. This is what a
    well-informed customer could pay; it is not the average of the market.

    Args:
        services: Mappings with ``cost_pct`` (per cent), ``days`` (until the money can be collected) and ``accessible``
            (true or false).

    Returns:
        Per cent, or None when fewer than three services qualify (then SmaRT is not defined).
    """
    costs = sorted(
        finite(item["cost_pct"], _("cost"))
        for item in services
        if item["accessible"] and finite(item["days"], _("days")) <= SMART_DAYS
    )
    if len(costs) < SMART_SERVICES:
        return None
    total = 0.0
    for cost in costs[:SMART_SERVICES]:
        total += cost
    return total / SMART_SERVICES


def sdg_10c(costs: Mapping[str, float]) -> Verdict:
    """Test the words of SDG target 10.c on one cost per corridor.

    The official test (metadata of indicator 10.c.1) uses two different averages: for the 3 % the simple mean of all
    services in the world, for the 5 % the SmaRT average of each corridor. With the mean cost of corridors, as the
    course's table has it, this test is harder on corridors than the official one.

    Args:
        costs: Cost of sending USD 200, in per cent, by corridor name: means or SmaRT averages. At least one.

    Returns:
        ``average`` (simple mean over corridors), ``average_met`` (below 3 %), ``above`` (corridors above 5 %) and
        ``met`` (both conditions).
    """
    if not costs:
        raise ValueError(_("Give at least one corridor."))
    checked = {name: finite(cost, name) for name, cost in costs.items()}
    average = sum(checked.values()) / len(checked)
    above = [name for name, cost in checked.items() if cost > TARGET_CORRIDOR]
    return {
        "average": average,
        "average_met": average < TARGET_AVERAGE,
        "above": above,
        "met": average < TARGET_AVERAGE and not above,
    }


def _checked(amount: float, fee: float, margin_pct: float) -> tuple[float, float, float]:
    amount = finite(amount, _("Amount sent"))
    fee = finite(fee, _("Fee"))
    margin_pct = finite(margin_pct, _("Exchange-rate margin"))
    if amount <= 0:
        raise ValueError(_("The amount sent must be more than 0."))
    if fee < 0:
        raise ValueError(_("The fee cannot be less than 0."))
    if fee > amount:
        raise ValueError(_("The fee is larger than the amount sent: nothing would arrive."))
    if margin_pct > 100:
        raise ValueError(_("The exchange-rate margin cannot be more than 100 %."))
    return amount, fee, margin_pct


class RemittanceCost(Model):
    """One transfer: how much it costs and how much arrives.

    ``cost % = 100 · fee / amount + margin %`` and ``received = (amount − fee) · (1 − margin)``. Amounts in USD.

    Assumptions: the fee is taken from the amount sent; one exchange, at a known market rate; no fee where the money is
    collected; no tax.
    Source: the additive convention and SmaRT are those of the World Bank's Remittance Prices Worldwide.
    """

    name = "remittance_cost"
    formula = "cost % = 100 · fee / amount + margin %     received = (amount − fee) · (1 − margin)"

    @property
    def title(self) -> str:
        return _("The cost of one transfer")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [
            number_input(
                "amount",
                _("Amount sent"),
                low=50,
                high=2000,
                step=10,
                start=200,
                unit="USD",
                help=_("What the sender hands over, fee included."),
            ),
            number_input(
                "fee",
                _("Fee"),
                low=0,
                high=50,
                step=0.5,
                start=5,
                unit="USD",
                help=_("The price on the poster. It is the same for small and large amounts here."),
            ),
            number_input(
                "margin",
                _("Exchange-rate margin"),
                low=0,
                high=15,
                step=0.1,
                start=1.5,
                unit="%",
                help=_("How much worse the offered exchange rate is than the market rate."),
            ),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("cost_pct", _("Total cost"), unit="%", digits=2),
            number_output("fee_pct", _("Fee as a share of the amount"), unit="%", digits=2),
            number_output("cost_usd", _("Total cost by the additive convention"), unit="USD", digits=2),
            number_output("received", _("What the family receives"), unit="USD", digits=2),
            number_output("missing", _("Sent but not received"), unit="USD", digits=2),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("The fee is taken from the amount sent, then the rest is exchanged."),
            _("The market exchange rate is known. The value received is counted at that rate."),
            _("Nothing is charged where the money is collected."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("It does not show the cost of travelling to an agent, of waiting, or of losing a day's pay."),
            _("It says nothing about safety, trust or what happens when a transfer goes wrong."),
            _("Prices change within days, with the amount, and with the way of paying in and out."),
            _("It cannot see informal channels, whose prices are not collected."),
        ]

    @property
    def source(self) -> str:
        return _("Formula: World Bank, Remittance Prices Worldwide (fee and margin are added).")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        amount, fee, margin = values["amount"], values["fee"], values["margin"]
        total = cost_pct(amount, fee, margin)
        arrives = received(amount, fee, margin)
        return {
            "cost_pct": total,
            "fee_pct": 100 * fee / amount,
            "cost_usd": total * amount / 100,
            "received": arrives,
            "missing": amount - arrives,
        }
