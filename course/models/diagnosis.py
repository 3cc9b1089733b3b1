"""The quick diagnosis of M14: has a project with another aim to do with migration, and what follows from that?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Eight questions in three groups, written for this course. Not the questions of the official MMICD tools.
GROUPS: dict[str, tuple[str, ...]] = {
    "relevance": ("move", "links", "problem"),
    "risk": ("rules", "push", "data"),
    "ready": ("lever", "partners"),
}
QUESTIONS = tuple(question for group in GROUPS.values() for question in group)
WORTH = {"yes": 1.0, "partly": 0.5, "no": 0.0}  # "unknown" is missing, it is not a no
FEWEST_KNOWN = 6
RELEVANT_FROM = 0.5


def score(answers: Mapping[str, str], group: str) -> float | None:
    """Mean of the known answers of a group, from 0 to 1; None if none is known."""
    known = [WORTH[answers[one]] for one in GROUPS[group] if answers.get(one) in WORTH]
    return sum(known) / len(known) if known else None


def diagnose(answers: Mapping[str, str]) -> dict[str, Any]:
    """Follow the decision tree.

    The first step that holds decides:

    1. fewer than ``FEWEST_KNOWN`` of the eight answers are known → ``ask``: find out first;
    2. a question about risk is answered with yes → ``repair``: change the project before it starts;
    3. relevance (mean of three answers) is at least ``RELEVANT_FROM``, or a risk is answered with partly → ``adjust``;
       ``wait`` if the project cannot be changed any more (lever: no): prepare the change for the next review;
    4. otherwise → ``note``: write down why migration matters little here, and look again at the next review.

    Args:
        answers: ``yes``, ``partly``, ``no`` or ``unknown`` by the id of a question; what is left out is not known.

    Returns:
        ``known`` (number of known answers), the scores ``relevance``, ``risk`` and ``ready`` (0 to 1 or None),
        ``outcome`` and ``entry``: the questions whose answers point at something to change, in their order.
    """
    known = sum(answers.get(one) in WORTH for one in QUESTIONS)
    scores = {group: score(answers, group) for group in GROUPS}
    risks = [answers.get(one) for one in GROUPS["risk"]]
    matters = (scores["relevance"] or 0.0) >= RELEVANT_FROM or "partly" in risks
    if known < FEWEST_KNOWN:
        outcome = "ask"
    elif "yes" in risks:
        outcome = "repair"
    elif matters:
        outcome = "wait" if answers.get("lever") == "no" else "adjust"
    else:
        outcome = "note"
    return {"known": known, **scores, "outcome": outcome, "entry": entry_points(answers)}


def entry_points(answers: Mapping[str, str]) -> list[str]:
    """Questions that point at something to change: a yes or partly on relevance or risk, a no or partly on partners."""
    wanted = {**dict.fromkeys(GROUPS["relevance"] + GROUPS["risk"], ("yes", "partly")), "partners": ("no", "partly")}
    return [one for one in QUESTIONS if answers.get(one) in wanted.get(one, ())]
