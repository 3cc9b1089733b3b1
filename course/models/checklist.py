"""Scoring a sector checklist: how strong the links are, how much of it is known, and what deserves attention first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course.i18n import _
from course.models.base import Model, Number, finite, number_input, number_output

#: What an answer is worth. "none" (no evidence) is missing: it counts neither as a yes nor as a no.
POINTS = {"yes": 1.0, "partly": 0.5, "no": 0.0}
ANSWERS = (*POINTS, "none")
#: A sector about which nothing is known keeps this part of its priority: else one would only act where data are good.
FLOOR = 0.5


def score(answers: Iterable[str]) -> float | None:
    """The mean of the answered questions: yes 1, partly 0.5, no 0; ``none`` is left out.

    Args:
        answers: ``yes``, ``partly``, ``no`` or ``none`` for each question of a list.

    Returns:
        0 to 1, or None when no question is answered.

    Raises:
        ValueError: an answer is none of the four.

    Example:
        >>> score(["yes", "yes", "partly", "no", "none"])
        0.625
    """
    points = [POINTS[one] for one in _checked(answers) if one != "none"]
    return sum(points) / len(points) if points else None


def coverage(answers: Iterable[str]) -> float | None:
    """The share of questions with evidence: answered / all. None for an empty list."""
    given = _checked(answers)
    return sum(one != "none" for one in given) / len(given) if given else None


def coverage_factor(covered: float) -> float:
    """``0.5 + 0.5 · coverage``: full evidence leaves a priority as it is, no evidence halves it."""
    covered = finite(covered, _("Evidence coverage"))
    if not 0 <= covered <= 1:
        raise ValueError(_("“{label}” is a share: it must lie between 0 and 1.").format(label=_("Evidence coverage")))
    return FLOOR + (1 - FLOOR) * covered


def priority(relevance: float, feasibility: float, covered: float) -> float:
    """``relevance · feasibility · coverage factor``.

    Args:
        relevance, feasibility: ratings from 0 to 10.
        covered: evidence coverage, 0 to 1.

    Returns:
        0 to 100, without a unit.

    Example:
        >>> priority(8, 5, 0.5)
        30.0
    """
    return finite(relevance, _("Relevance")) * finite(feasibility, _("Feasibility")) * coverage_factor(covered)


def _checked(answers: Iterable[str]) -> list[str]:
    given = list(answers)
    for one in given:
        if one not in ANSWERS:
            raise ValueError(_("“{answer}” is no answer of a checklist.").format(answer=one))
    return given


class Checklist(Model):
    """One sector checklist, scored.

    ``score = (yes + 0.5 · partly) / (yes + partly + no)``, ``coverage = answered / all``,
    ``priority = relevance · feasibility · (0.5 + 0.5 · coverage)``. Counts are whole questions; relevance and
    feasibility are ratings from 0 to 10; priority runs from 0 to 100 and has no unit.

    Assumptions: each question weighs the same; "partly" is half a yes; without evidence an answer is missing, not a no.
    Source: made for this course; the idea of the lists is that of the handbook of 2010 (seed 004).
    """

    name = "checklist"
    formula = (
        "score = (yes + 0.5 · partly) / answered     coverage = answered / all     "
        "priority = relevance · feasibility · (0.5 + 0.5 · coverage)"
    )

    @property
    def title(self) -> str:
        return _("Checklist score")

    @property
    def inputs(self) -> list[dict[str, Any]]:
        def count(id: str, label: str, start: int) -> dict[str, Any]:
            help = _("How many questions have this answer.")
            return number_input(id, label, low=0, high=20, step=1, start=start, unit=_("questions"), help=help)

        return [
            count("yes", _("Yes"), 3),
            count("partly", _("Partly"), 2),
            count("no", _("No"), 1),
            count("none", _("No evidence"), 2),
            number_input("relevance", _("Relevance"), low=0, high=10, step=1, start=5,
                         help=_("How much does this sector matter for migrants, families and the plan?")),
            number_input("feasibility", _("Feasibility"), low=0, high=10, step=1, start=5,
                         help=_("Can it be done with the people, the law and the money that there are?")),
        ]  # fmt: skip

    @property
    def outputs(self) -> list[dict[str, Any]]:
        return [
            number_output("answered", _("Answered questions"), unit=_("questions"), digits=0),
            number_output("score", _("Score (0 to 1)"), digits=2),
            number_output("coverage", _("Evidence coverage (0 to 1)"), digits=2),
            number_output("factor", _("Coverage factor"), digits=2),
            number_output("priority", _("Priority (0 to 100)"), digits=1),
        ]

    @property
    def assumptions(self) -> list[str]:
        return [
            _("Each question weighs the same, and “partly” is half a yes."),
            _("A question without evidence is missing. It is not a no."),
            _("Missing evidence lowers a priority by half at most."),
        ]

    @property
    def limits(self) -> list[str]:
        return [
            _("A high score says that a link is strong. It does not say whether the link is good or bad."),
            _("Relevance and feasibility are judgements. Another group may judge in another way: write down why."),
            _("Little evidence does not mean few problems. It may only mean that nobody counted."),
            _("It compares sectors inside one country. It never compares countries."),
        ]

    @property
    def source(self) -> str:
        return _("Scoring made for this course.")

    def compute(self, values: dict[str, float]) -> dict[str, Number]:
        answered = values["yes"] + values["partly"] + values["no"]
        total = answered + values["none"]
        covered = answered / total if total else None
        return {
            "answered": answered,
            "score": (values["yes"] + 0.5 * values["partly"]) / answered if answered else None,
            "coverage": covered,
            "factor": None if covered is None else coverage_factor(covered),
            "priority": None if covered is None else priority(values["relevance"], values["feasibility"], covered),
        }
