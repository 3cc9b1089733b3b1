"""One group, one feature: the share of the group with the feature is not the share of the feature in the group."""

from __future__ import annotations

from typing import Any

from course.i18n import _
from course.models.base import Model, Number, number_input, number_output


def share_in_feature(group: float, rate: float, other_rate: float) -> tuple[float, float | None]:
    """The share of all with the feature, and the share of the group among them.

    Args:
        group: Share of the group among all, 0 to 1.
        rate: Share of the group that has the feature.
        other_rate: Share of all others that has it.

    Example:
        >>> share_in_feature(0.5, 0.2, 0.1)
        (0.15000000000000002, 0.6666666666666666)
    """
    inside, outside = group * rate, (1 - group) * other_rate
    everybody = inside + outside
    return everybody, inside / everybody if everybody > 0 else None


def rates_from_share(group: float, rate: float, share: float) -> tuple[float, float] | None:
    """The other way round: rate of all, and rate of the others, from the share of the group in the feature.

    Bayes' rule: rate of all = rate · group / share; rate of the others = (1 − share) · rate of all / (1 − group).
    None when no population can be like this (a rate above 1, or a division by nothing).

    Args:
        group: Share of the group among all, 0 to 1.
        rate: Share of the group that has the feature.
        share: Share of the group among those who have it.
    """
    if share <= 0 or group >= 1:
        return None
    everybody = rate * group / share
    others = (1 - share) * everybody / (1 - group)
    return (everybody, others) if everybody <= 1 and others <= 1 else None


def _percent(id: str, label: str, start: float, help: str = "") -> dict[str, Any]:
    return number_input(id, label, low=0, high=100, step=1, start=start, unit="%", help=help)


class _TwoGroups(Model):
    """What both directions share."""

    @property
    def assumptions(self) -> list[str]:
        return [
            _("Everybody lives either in a rural or in an urban place."),
            _("All three figures are about the same people, the same year and the same poverty line."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("It says nothing about why people are poor."),
            _("“Rural” and “poor” have different definitions in different countries."),
            _("The picture shows whole people out of 100, so small shares disappear in it."),
        ]

    @property
    def source(self) -> str:
        return _("Arithmetic of shares (Bayes' rule). The figures at the start are invented.")


class BaseRates(_TwoGroups):
    """Forward: from the rates in both groups to the mix among the poor.

    poor = r·a + (1 − r)·b; rural among the poor = r·a / poor. All in per cent.

    Source: arithmetic of shares.
    """

    name = "base_rates"
    formula = "poor = r·a + (1 − r)·b     rural among the poor = r·a / poor"

    @property
    def title(self) -> str:
        return _("A picture of 100 people")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [
            _percent("group", _("Rural, of all people (r)"), 80),
            _percent("rate", _("Poor, of the rural people (a)"), 25),
            _percent("other_rate", _("Poor, of the urban people (b)"), 20),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("everybody", _("Poor, of all people"), unit="%", digits=1),
            number_output("share", _("Rural, of the poor people"), unit="%", digits=1),
        ]

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        everybody, share = share_in_feature(values["group"] / 100, values["rate"] / 100, values["other_rate"] / 100)
        return {"everybody": 100 * everybody, "share": None if share is None else 100 * share}


class BaseRatesBack(_TwoGroups):
    """Backward: from the share of rural people among the poor to the rate of all and of urban people.

    poor = a·r / s; urban rate = (1 − s)·poor / (1 − r). All in per cent.

    Source: arithmetic of shares.
    """

    name = "base_rates_back"
    formula = "poor = a·r / s     urban rate = (1 − s)·poor / (1 − r)"

    @property
    def title(self) -> str:
        return _("A picture of 100 people, the other way round")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [
            _percent("group", _("Rural, of all people (r)"), 80),
            _percent("rate", _("Poor, of the rural people (a)"), 25),
            _percent("share", _("Rural, of the poor people (s)"), 90),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("everybody", _("Poor, of all people"), unit="%", digits=1),
            number_output("other_rate", _("Poor, of the urban people"), unit="%", digits=1),
        ]

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        found = rates_from_share(values["group"] / 100, values["rate"] / 100, values["share"] / 100)
        if found is None:
            return {"everybody": None, "other_rate": None}
        return {"everybody": 100 * found[0], "other_rate": 100 * found[1]}
