"""How well two people, or a person and a rule, agree on yes and no: a table of two by two."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course.i18n import _
from course.models.base import Model, Number, number_input, number_output


def counted(pairs: Iterable[tuple[bool, bool]]) -> dict[str, int]:
    """The four cells from pairs (first says yes, second says yes)."""
    cells = {"both": 0, "only_first": 0, "only_second": 0, "neither": 0}
    for first, second in pairs:
        cells["both" if first and second else "only_first" if first else "only_second" if second else "neither"] += 1
    return cells


def agreement(both: float, only_first: float, only_second: float, neither: float) -> dict[str, float | None]:
    """Agreement, kappa, precision, recall and F1 of a table of two by two.

    Args:
        both: Cases with yes from the first (the rule) and from the second (the person).
        only_first: Yes from the first alone: a false alarm, if the second is right.
        only_second: Yes from the second alone: a miss.
        neither: No from both.

    Returns:
        Shares from 0 to 1 (kappa from -1 to 1). None where a share has nothing to be a share of.

    Example:
        >>> found = agreement(14, 2, 3, 11)
        >>> [round(found[name], 3) for name in ("agreed", "kappa", "precision", "recall")]
        [0.833, 0.664, 0.875, 0.824]
    """
    total = both + only_first + only_second + neither
    precision = _share(both, both + only_first)
    recall = _share(both, both + only_second)
    agreed = _share(both + neither, total)
    if agreed is None:
        chance = kappa = None
    else:
        yes = ((both + only_first) / total) * ((both + only_second) / total)
        no = ((only_second + neither) / total) * ((only_first + neither) / total)
        chance = yes + no
        kappa = None if chance >= 1 else (agreed - chance) / (1 - chance)
    return {
        "agreed": agreed,
        "chance": chance,
        "kappa": kappa,
        "precision": precision,
        "recall": recall,
        "f1": _share(2 * both, 2 * both + only_first + only_second),
    }


def _share(part: float, whole: float) -> float | None:
    return None if whole == 0 else part / whole


class Agreement(Model):
    """Two codings of the same cases.

    precision = both ÷ (both + only first); recall = both ÷ (both + only second); F1 is their harmonic mean;
    kappa = (agreed − chance) ÷ (1 − chance), where chance is the agreement expected from the two totals alone.

    Assumptions: two codings, independent of each other, of the same cases; yes and no only.
    Limits: kappa depends on how rare a yes is.
    Source: J. Cohen, 1960, as in textbooks.
    """

    name = "agreement"
    formula = (
        "precision = both / (both + false alarms)   recall = both / (both + misses)   "
        "F1 = 2·both / (2·both + false alarms + misses)   kappa = (agreed − chance) / (1 − chance)"
    )

    @property
    def title(self) -> str:
        return _("Agreement of two codings")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [
            number_input("both", _("Both say yes"), low=0, high=1000, step=1, start=9),
            number_input("only_first", _("Only the first says yes"), low=0, high=1000, step=1, start=4),
            number_input("only_second", _("Only the second says yes"), low=0, high=1000, step=1, start=5),
            number_input("neither", _("Both say no"), low=0, high=1000, step=1, start=12),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("agreed", _("Share on which both agree"), digits=3),
            number_output("chance", _("Agreement expected by chance"), digits=3),
            number_output("kappa", _("Kappa"), digits=3),
            number_output("precision", _("Precision"), digits=3),
            number_output("recall", _("Recall"), digits=3),
            number_output("f1", _("F1"), digits=3),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("Two codings of the same texts, each made without looking at the other."),
            _("Each text gets yes or no; there is no “partly”."),
            _("For precision and recall the person counts as right."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("A high kappa says that two codings agree. Both may be wrong in the same way."),
            _("Kappa falls when a yes is very rare or very common, even if the share of agreement stays the same."),
            _("With few texts all these numbers jump. One text more or less matters."),
        ]

    @property
    def source(self) -> str:
        return _("Formulas: textbook definitions of precision, recall and Cohen's kappa.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        return agreement(**values)
