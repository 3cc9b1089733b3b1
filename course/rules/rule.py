"""What rules of charts and of documents have in common: how one is made, and how its kind finds its test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Rule = dict[str, Any]
#: For each kind of rule: does a chart or document follow it?
Tests = Mapping[str, Callable[[Rule, Mapping[str, Any]], bool]]


def make(kind: str, message: str, weight: float, **given: Any) -> Rule:
    """A rule as plain JSON; what is None is left out, and so is a weight of 1.

    Raises:
        ValueError: no message, or a weight that is not above 0.
    """
    if not isinstance(message, str) or not message.strip():
        raise ValueError(f"the rule {kind} needs a message")
    if not weight > 0:
        raise ValueError(f"the rule {kind} needs a weight above 0")
    rule = {"rule": kind, "message": message, **{key: value for key, value in given.items() if value is not None}}
    return rule if weight == 1 else {**rule, "weight": weight}


def names(given: str | Sequence[str]) -> list[str]:
    """One name or several, as a list."""
    return [given] if isinstance(given, str) else list(given)


def that(test: Callable[[dict[str, Any]], Any], message: str, *, weight: float = 1) -> Rule:
    """``test(what was recorded)`` is true. For hidden tests: it cannot travel to the book. An error is not true."""
    return make("that", message, weight, test=test)


def holds(tests: Tests, rule: Rule, subject: Mapping[str, Any]) -> bool:
    """Whether a chart or document follows a rule.

    Raises:
        ValueError: there is no such rule (the author's mistake).
    """
    if rule["rule"] == "that":
        try:
            return bool(rule["test"](dict(subject)))
        except Exception:  # a rule may look into parts that are not there
            return False
    if rule["rule"] not in tests:
        raise ValueError(f"no rule {rule['rule']!r}")
    return tests[rule["rule"]](rule, subject)
