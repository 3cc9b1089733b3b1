"""Marks of what has to follow rules: a chart, a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from course.i18n import _
from course.questions.base import Outcome
from course.rules.rule import Rule


def by_rules(rules: Sequence[Rule], holds: Callable[[Rule], bool], right: str) -> Outcome:
    """The share of the rules that hold, by weight, and the messages of the broken ones; twin: ``js/score_rules.js``.

    Args:
        rules: at least one.
        holds: whether a rule is followed.
        right: said when all are followed; ``{count}`` stands for how many there are.

    Raises:
        ValueError: no rule (the author's mistake).
    """
    if not rules:
        raise ValueError("marking by rules needs at least one rule")
    broken = [rule for rule in rules if not holds(rule)]
    if not broken:
        return Outcome(1.0, right.format(count=len(rules)))
    lost = sum(rule.get("weight", 1) for rule in broken) / sum(rule.get("weight", 1) for rule in rules)
    # added-up decimals: nothing followed is exactly nothing
    share = 1 - lost if len(broken) < len(rules) else 0.0
    count = _("{right} of {total} rules are met.").format(right=len(rules) - len(broken), total=len(rules))
    return Outcome(share, "\n".join([count, *(rule["message"] for rule in broken)]), special=True)
