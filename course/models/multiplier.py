"""The local multiplier: how much income one dollar of remittances may create where it is spent."""

from __future__ import annotations

from typing import Any

from course.i18n import _
from course.models.base import Model, Number, finite, number_input, number_output

#: A consumption share of 1 with no tax and no imports would never end; uncertainty bands stop just below it.
HIGHEST_C = 0.99


def multiplier(c: float, t: float, m: float) -> float:
    """The multiplier ``k = 1 / (1 − c · (1 − t) + m)``.

    Args:
        c: Share of each extra dollar after tax that households spend, 0 to below 1.
        t: Share of each extra dollar that goes to taxes, 0 to 1.
        m: Share of each extra dollar spent on goods from outside the area, 0 to 1.

    Returns:
        Dollars of local income per dollar of first local spending. 1 when ``c`` and ``m`` are 0. Below 1 when ``m`` is
        larger than ``c · (1 − t)``: then more leaves than is spent again.

    Example:
        >>> round(multiplier(0.8, 0.1, 0.3), 4)
        1.7241
    """
    c = _share(c, _("Share spent again (c)"))
    t = _share(t, _("Tax share (t)"))
    m = _share(m, _("Import share (m)"))
    leak = 1 - c * (1 - t) + m
    if leak <= 0:
        raise ValueError(_("If everything is spent again and nothing leaks out, the multiplier has no end."))
    return 1 / leak


def multiplier_range(c: float, t: float, m: float, spread: float) -> tuple[float, float]:
    """The lowest and highest multiplier when each of c, t and m may be wrong by ``spread``.

    The low end takes less spending and more leaks, the high end the opposite: all three wrong in the same direction.
    Shares stay between 0 and 1 (``c`` at most 0.99). Goods from outside are bought with money that is spent again, so
    ``m`` cannot be larger than ``c · (1 − t)``; the low end therefore stays at 1 or above unless the given shares
    themselves are below it.
    """
    spread = _share(spread, _("Uncertainty"))
    low = multiplier(max(0.0, c - spread), min(1.0, t + spread), min(1.0, m + spread))
    point = multiplier(c, t, m)
    if low < 1:
        low = min(1.0, point)
    high = multiplier(min(max(c, HIGHEST_C), c + spread), max(0.0, t - spread), max(0.0, m - spread))
    return low, high


def rounds(c: float, t: float, m: float, first: float, count: int = 8) -> list[float]:
    """Local income made in each round of spending: ``first · (c(1 − t) − m)^n`` for n = 0 … count − 1."""
    kept = c * (1 - t) - m
    made, result = finite(first, _("First spending")), []
    for _round in range(count):
        result.append(made)
        made *= kept
    return result


def _share(value: float, label: str) -> float:
    value = finite(value, label)
    if not 0 <= value <= 1:
        raise ValueError(_("“{label}” is a share: it must lie between 0 and 1.").format(label=label))
    return value


class Multiplier(Model):
    """A one-region Keynesian multiplier for remittances.

    ``k = 1 / (1 − c(1 − t) + m)`` and ``ΔY = k · s · R``. R and ΔY in million USD; c, t, m, s are shares (0 to 1).
    The result is a range: each of c, t and m may be wrong by ``spread``.

    Assumptions: idle capacity and stable prices; the same shares in every round; no effect on work, exchange rate or
    migration; remittances come as new money from outside.
    Source: the textbook income multiplier with taxes and imports; values are for discussion, not estimates.
    """

    name = "multiplier"
    formula = "k = 1 / (1 − c·(1 − t) + m)     ΔY = k · s · R"

    @property
    def title(self) -> str:
        return _("The local multiplier")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [
            number_input(
                "remittances",
                _("Remittances received (R)"),
                low=0,
                high=500,
                step=5,
                start=100,
                unit=_("million USD"),
                help=_("Money that arrives in the area in one year."),
            ),
            number_input(
                "s",
                _("Share first spent in the area (s)"),
                low=0,
                high=1,
                step=0.05,
                start=0.7,
                help=_("The part of remittances that families spend on local goods and services."),
            ),
            number_input(
                "c",
                _("Share spent again (c)"),
                low=0,
                high=0.95,
                step=0.01,
                start=0.8,
                help=_("Of each extra dollar left after tax, how much is spent and not saved."),
            ),
            number_input(
                "t",
                _("Tax share (t)"),
                low=0,
                high=0.9,
                step=0.01,
                start=0.1,
                help=_("Of each extra dollar of income, how much goes to taxes."),
            ),
            number_input(
                "m",
                _("Import share (m)"),
                low=0,
                high=0.95,
                step=0.01,
                start=0.3,
                help=_("Of each extra dollar of income, how much buys goods from outside the area."),
            ),
            number_input(
                "spread",
                _("Uncertainty of c, t and m (±)"),
                low=0,
                high=0.2,
                step=0.01,
                start=0.05,
                help=_("Nobody knows these shares exactly. 0.05 means that each may be 0.05 higher or lower."),
            ),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        money = _("million USD")
        return [
            number_output("k", _("Multiplier k"), digits=3),
            number_output("k_low", _("Multiplier, low end"), digits=2),
            number_output("k_high", _("Multiplier, high end"), digits=2),
            number_output("first", _("First local spending (s · R)"), unit=money, digits=1),
            number_output("delta_y", _("Local income created (ΔY)"), unit=money, digits=1),
            number_output("delta_y_low", _("Local income created, low end"), unit=money, digits=1),
            number_output("delta_y_high", _("Local income created, high end"), unit=money, digits=1),
            number_output("kept", _("Of each extra dollar: spent again in the area"), digits=3),
            number_output("leak_tax", _("Of each extra dollar: taxes"), digits=3),
            number_output("leak_saving", _("Of each extra dollar: saved"), digits=3),
            number_output("leak_imports", _("Of each extra dollar: goods from outside"), digits=3),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("Shops and workers can supply more without raising prices."),
            _("The shares are the same in each round of spending and for all families."),
            _("Nothing else changes: not work, not the exchange rate, not migration itself."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("It does not show who gains. Families without remittances may face higher prices."),
            _("It cannot tell whether remittances cause growth: studies disagree, and the model assumes an effect."),
            _("It ignores the income that the migrant would have earned at home."),
            _("Money saved or paid as tax is not lost; banks and governments may spend it later, somewhere."),
            _("The values of c, t and m are rarely measured for one area. Read the range, not the point."),
        ]

    @property
    def source(self) -> str:
        return _("Formula: textbook income multiplier with taxes and imports. Values are examples for discussion.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        c, t, m = values["c"], values["t"], values["m"]
        k = multiplier(c, t, m)
        low, high = multiplier_range(c, t, m, values["spread"])
        first = values["s"] * values["remittances"]
        return {
            "k": k,
            "k_low": low,
            "k_high": high,
            "first": first,
            "delta_y": k * first,
            "delta_y_low": low * first,
            "delta_y_high": high * first,
            "kept": c * (1 - t) - m,
            "leak_tax": t,
            "leak_saving": (1 - c) * (1 - t),
            "leak_imports": m,
        }
