"""Comparing money flows (remittances, direct investment, assistance) and the value of cheaper sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.i18n import _
from course.models.base import Model, Number, finite, number_input, number_output


def ratio(numerator: float, denominator: float) -> float:
    """How many times ``denominator`` fits into ``numerator``. Both in the same unit and price basis."""
    numerator, denominator = finite(numerator, _("First flow")), finite(denominator, _("Second flow"))
    if denominator == 0:
        raise ValueError(_("A ratio to a flow of 0 does not exist."))
    return numerator / denominator


def index_to_base(series: Mapping[int, float], base_year: int) -> dict[int, float]:
    """Each year as a percentage of the base year (base year = 100).

    Args:
        series: Value by year, all in one unit and price basis.
        base_year: A year of the series whose value is above 0. (Net flows can be negative: an index on a negative base
            would turn the curve upside down.)
    """
    if base_year not in series:
        raise ValueError(_("There is no value for the base year {year}.").format(year=base_year))
    base = finite(series[base_year], str(base_year))
    if base <= 0:
        raise ValueError(_("The value of the base year {year} is not above 0: no index exists.").format(year=base_year))
    return {year: 100 * finite(value, str(year)) / base for year, value in series.items()}


def growth_pct(first: float, last: float) -> float:
    """Change from ``first`` to ``last`` in per cent of ``first``."""
    first, last = finite(first, _("First value")), finite(last, _("Last value"))
    if first <= 0:
        raise ValueError(_("Growth from 0 or from a negative value cannot be given in per cent."))
    return 100 * (last - first) / first


def same_basis(year: int, bases: Sequence[str]) -> bool:
    """Whether values of one year in these price bases may be compared directly.

    Args:
        year: The year of the values.
        bases: Price basis of each series: ``current`` or ``constant-2018`` (a constant basis and its base year).

    Returns:
        True when all are the same, or when ``year`` is the base year of each constant series: current and constant
        prices agree in that year only.
    """
    constants = {int(basis.split("-")[1]) for basis in bases if basis.startswith("constant-")}
    unknown = [basis for basis in bases if basis != "current" and not basis.startswith("constant-")]
    if unknown:
        raise ValueError(_("“{basis}” is not a price basis that we know.").format(basis=unknown[0]))
    return len(set(bases)) <= 1 or constants <= {year}


def saving_from_cheaper(volume: float, cost_now_pct: float, cost_target_pct: float) -> float:
    """Money that stays with families when sending becomes cheaper, in the unit of ``volume``.

    ``volume · (cost now − target) / 100``. ``volume`` is what is sent in a year, costs are per cent of it.

    Example:
        >>> round(saving_from_cheaper(60, 12.4, 5), 2)
        4.44
    """
    volume = finite(volume, _("Money sent"))
    now, target = finite(cost_now_pct, _("Cost now")), finite(cost_target_pct, _("Target cost"))
    if volume < 0:
        raise ValueError(_("The money sent cannot be less than 0."))
    return volume * (now - target) / 100


class Flows(Model):
    """Remittances beside foreign direct investment and official development assistance, in one year.

    Ratios and shares of three amounts, all in billion USD of the same year and price basis.
    Assumption: the three flows do not overlap. Limits: see ``limits``.
    Source: amounts from the tables of the course (World Bank; OECD through the UN SDG database).
    """

    name = "flows"
    formula = "ratio = remittances / other flow     share = 100 · remittances / sum"

    @property
    def title(self) -> str:
        return _("Remittances beside other flows")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        def money(id: str, label: str, start: float, help: str) -> dict[str, Any]:
            return number_input(id, label, low=0, high=2000, step=1, start=start, unit=_("billion USD"), help=help)

        return [
            money("remittances", _("Remittances"), 522, _("Received by low- and middle-income countries in 2018.")),
            money("fdi", _("Foreign direct investment"), 581, _("Net inflows in the same year.")),
            money("oda", _("Official development assistance"), 150, _("Net, DAC donor countries, same year.")),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("to_oda", _("Remittances ÷ assistance"), unit=_("times"), digits=2),
            number_output("to_fdi", _("Remittances ÷ direct investment"), unit=_("times"), digits=2),
            number_output("share", _("Remittances in the three flows together"), unit="%", digits=1),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [_("All amounts belong to the same year and are counted in the same prices.")]

    @property
    def limits(self) -> list[str]:
        return [
            _("The flows are not substitutes: families, firms and governments decide about them for other reasons."),
            _("Official figures miss money that travels by hand or by informal channels."),
            _("A rise can mean better recording or cheaper formal channels, not more money."),
            _("A world or group total hides very different countries."),
            _("Current dollars mix real change with prices and exchange rates."),
        ]

    @property
    def source(self) -> str:
        return _("World Bank (remittances, direct investment); OECD via the UN SDG database (assistance).")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        remittances, fdi, oda = values["remittances"], values["fdi"], values["oda"]
        total = remittances + fdi + oda
        return {
            "to_oda": remittances / oda if oda > 0 else None,
            "to_fdi": remittances / fdi if fdi > 0 else None,
            "share": 100 * remittances / total if total > 0 else None,
        }


class CheaperSending(Model):
    """What a country or region would keep if sending became cheaper.

    ``saving = volume · (cost now − target) / 100``. Volume in billion USD, costs in per cent of the amount sent.
    Assumption: the same amounts are sent at the lower price, and all of them through the channels whose price is known.
    Source: arithmetic behind published claims such as "4 billion" for Africa (2013).
    """

    name = "cheaper_sending"
    formula = "saving = volume · (cost now − target cost) / 100"

    @property
    def title(self) -> str:
        return _("What cheaper sending would save")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [
            number_input(
                "volume",
                _("Money sent per year"),
                low=0,
                high=1000,
                step=1,
                start=60,
                unit=_("billion USD"),
                help=_("All remittances to the country or region in one year."),
            ),
            number_input(
                "cost_now",
                _("Average cost now"),
                low=0,
                high=25,
                step=0.1,
                start=12.4,
                unit="%",
                help=_("Fee and exchange-rate margin together, in per cent of the amount sent."),
            ),
            number_input(
                "cost_target",
                _("Target cost"),
                low=0,
                high=25,
                step=0.1,
                start=5,
                unit="%",
                help=_("For example 5 % or the 3 % of SDG target 10.c."),
            ),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("saving", _("Stays with families each year"), unit=_("billion USD"), digits=2),
            number_output("per_transfer", _("Saved on one transfer of USD 200"), unit="USD", digits=2),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [_("People send as much as before, by channels whose price is known, and the average fits all of it.")]

    @property
    def limits(self) -> list[str]:
        return [
            _("Large transfers cost less in per cent than USD 200, so the average price overstates the total cost."),
            _("People may send more when it is cheaper; the model keeps the amount fixed."),
            _("Prices of informal channels are unknown, so part of the money is outside the sum."),
        ]

    @property
    def source(self) -> str:
        return _("Formula: volume times price difference, written for this course.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        volume, now, target = values["volume"], values["cost_now"], values["cost_target"]
        return {
            "saving": saving_from_cheaper(volume, now, target),
            "per_transfer": saving_from_cheaper(200, now, target),
        }
