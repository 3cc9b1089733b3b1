"""Reintegration score, teaching version: answers on different scales become three dimension scores and one composite.

It is not the survey of any organization: questions and weights are this course's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.i18n import _
from course.models.base import Model, Number, number_input, number_output

DIMENSIONS = ("economic", "social", "psychosocial")
#: A dimension with fewer answers has no score.
FEWEST_ANSWERS = 2
_TIE = 0.0005  # scores that look equal with three decimals are equal


def rescale(value: float, low: float, high: float, better: str = "high") -> float:
    """An answer on a scale from 0 (worst) to 1 (best).

    Args:
        value: the answer.
        low, high: ends of its scale.
        better: ``"low"`` where a low answer is the better one.

    Raises:
        ValueError: the answer lies outside its scale.
    """
    if not low <= value <= high or low == high:
        raise ValueError(_("The answer must lie between {low} and {high}.").format(low=low, high=high))
    share = (value - low) / (high - low)
    return 1 - share if better == "low" else share


def dimension_score(shares: Sequence[float | None]) -> float | None:
    """The mean of the answered items (0 to 1 each); None with fewer than two answers."""
    answered = [one for one in shares if one is not None]
    return sum(answered) / len(answered) if len(answered) >= FEWEST_ANSWERS else None


def composite(scores: Sequence[float | None], weights: Sequence[float] = (1, 1, 1)) -> float | None:
    """Weighted mean of the three dimension scores; None when one of them is missing.

    Raises:
        ValueError: a weight is below 0, or all are 0.
    """
    if any(weight < 0 for weight in weights) or not sum(weights) > 0:
        raise ValueError(_("Weights cannot be negative, and at least one must be above 0."))
    if any(score is None for score in scores):
        return None
    return sum(weight * score for weight, score in zip(weights, scores, strict=True)) / sum(weights)


def bottleneck(scores: Mapping[str, float | None]) -> list[str]:
    """The dimension with the lowest score; several when they tie; none while one score is missing."""
    if any(score is None for score in scores.values()):
        return []
    lowest = min(scores.values())
    return [name for name, score in scores.items() if score - lowest < _TIE]


def score_answers(
    answers: Mapping[str, float | None], indicators: Sequence[Mapping[str, Any]], weights: Sequence[float] = (1, 1, 1)
) -> dict[str, Any]:
    """All scores of one set of answers.

    Args:
        answers: by indicator id; None or left out: not answered.
        indicators: ``{"id", "dimension", "low", "high", "better"}`` each.
        weights: of the economic, social and psychosocial score.

    Returns:
        ``{"economic", "social", "psychosocial", "composite", "lowest": [names], "answered"}``.
    """
    shares: dict[str, list[float | None]] = {name: [] for name in DIMENSIONS}
    for one in indicators:
        value = answers.get(one["id"])
        share = None if value is None else rescale(value, one["low"], one["high"], one["better"])
        shares[one["dimension"]].append(share)
    scores = {name: dimension_score(found) for name, found in shares.items()}
    return {
        **scores,
        "composite": composite(list(scores.values()), weights),
        "lowest": bottleneck(scores),
        "answered": sum(share is not None for found in shares.values() for share in found),
    }


class ReintegrationScore(Model):
    """From three dimension scores (0 to 1) and their weights to a composite.

        composite = (w_e · economic + w_s · social + w_p · psychosocial) / (w_e + w_s + w_p)

    Unit: none. Assumptions: items of one dimension weigh the same; a missing answer is left out, not a 0.
    Source: made for this course; not the weights of the survey that IOM uses.
    """

    name = "reintegration_score"
    formula = (
        "item = (answer − low) / (high − low), or 1 minus it     dimension = mean of its items     "
        "composite = weighted mean of the three dimensions"
    )

    @property
    def title(self) -> str:
        return _("Reintegration score (teaching version)")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        def score(id: str, label: str, start: float) -> dict[str, Any]:
            return number_input(id, label, low=0, high=1, step=0.01, start=start, help=_("Mean of its items, 0 to 1."))

        def weight(id: str, label: str) -> dict[str, Any]:
            return number_input(id, label, low=0, high=5, step=1, start=1, help=_("0 leaves this dimension out."))

        return [
            score("economic", _("Economic score"), 0.4),
            score("social", _("Social score"), 0.65),
            score("psychosocial", _("Psychosocial score"), 0.75),
            weight("weight_economic", _("Weight: economic")),
            weight("weight_social", _("Weight: social")),
            weight("weight_psychosocial", _("Weight: psychosocial")),
        ]

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("composite", _("Composite (0 to 1)")),
            number_output("lowest", _("Lowest dimension score (0 to 1)")),
            number_output("gap", _("Composite minus lowest score")),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("The items of one dimension weigh the same."),
            _("A question without an answer is left out; it is not a 0. Fewer than two answers give no score."),
            _("Answers are steps of equal size: from “never” to “rarely” is as far as from “often” to “always”."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("It is a teaching version. Questions and weights are not those of the survey that IOM uses."),
            _("A composite can hide a low dimension. Read the lowest score first."),
            _("It does not say why a score changed, and not that a programme caused it."),
            _("It describes a situation on one day. It is no grade of a person, and decides nothing about help."),
            _("A person who moves again is not a case that went wrong. The score cannot know whether it was a choice."),
        ]

    @property
    def source(self) -> str:
        return _("Questions, weights and answers made for this course; the answers are invented.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        scores = [values[name] for name in DIMENSIONS]
        weights = [values[f"weight_{name}"] for name in DIMENSIONS]
        whole = composite(scores, weights) if sum(weights) > 0 else None
        return {"composite": whole, "lowest": min(scores), "gap": None if whole is None else whole - min(scores)}
