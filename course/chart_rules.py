"""Rules that a chart must follow: ``from course import chart_rules``, then ``mark.chart(…, rules=[…])``.

Each rule is worth one share of the points (``weight`` changes that) and has one message for the trainee who breaks it.
A rule is plain JSON, so that practice questions work in the book without an engine (twin:
``course/web/js/score_chart.js``); only ``that`` holds Python code and belongs into hidden tests.

The chart is what ``ask.chart`` records: ``{"kind": "line", "x": "year", "y": "migrants", "series": "", "show": [],
"zero": True, "sort": "table", "title": "…", "unit": "…", "source": "…"}``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.rules.rule import Rule, Tests, make, names
from course.rules.rule import holds as _holds
from course.rules.rule import that as that

#: Kinds whose length or area carries the value, so that a cut axis shows a wrong proportion.
FROM_ZERO = ("bars", "stacked")


def kind(kinds: str | Sequence[str], message: str, *, weight: float = 1) -> Rule:
    """The kind of chart is one of these: ``line``, ``bars``, ``stacked``, ``dots``, ``pie``."""
    return make("is", message, weight, part="kind", values=names(kinds))


def uses(part: str, columns: str | Sequence[str], message: str, *, weight: float = 1) -> Rule:
    """``x``, ``y`` or ``series`` is one of these columns; ``""`` stands for no column."""
    return make("is", message, weight, part=part, values=names(columns))


def sort(ways: str | Sequence[str], message: str, *, weight: float = 1) -> Rule:
    """Bars stand in one of these orders: ``table``, ``up`` or ``down``. Charts without bars have no such order."""
    return make("sort", message, weight, values=names(ways))


def zero(message: str, *, weight: float = 1) -> Rule:
    """Bars begin at zero. Lines and dots may begin elsewhere, a pie has no axis."""
    return make("zero", message, weight)


def says(part: str, groups: Sequence[str | Sequence[str]], message: str, *, weight: float = 1) -> Rule:
    """The title, unit or source holds one text of each group, whatever the letter case: what, where and when.

    Args:
        part: ``title``, ``unit``, ``source`` or ``alt``.
        groups: for example ``[["migrant", "people"], "Jamaica", ["1990", "2024"]]``; ``[]`` asks for any text.
        message: for the trainee.
        weight: share of the points.
    """
    return make("says", message, weight, part=part, groups=[names(group) for group in groups])


def short(part: str, most: int, message: str, *, weight: float = 1) -> Rule:
    """The text is there and has at most ``most`` characters."""
    return make("short", message, weight, part=part, most=most)


def series(
    message: str,
    *,
    least: int | None = None,
    most: int | None = None,
    includes: Sequence[str] | None = None,
    weight: float = 1,
) -> Rule:
    """How many lines or groups the chart shows (a chart without a series column shows one), and which ones.

    Args:
        message: for the trainee.
        least: fewest.
        most: most.
        includes: names that must be among them.
        weight: share of the points.
    """
    return make("series", message, weight, least=least, most=most, includes=includes and list(includes))


def holds(rule: Rule, chart: Mapping[str, Any]) -> bool:
    """Whether a chart follows a rule.

    Raises:
        ValueError: there is no such rule (the author's mistake).
    """
    return _holds(_TESTS, rule, chart)


def _text(chart: Mapping[str, Any], part: str) -> str:
    given = chart.get(part)
    return " ".join(given.lower().split()) if isinstance(given, str) else ""


def _says(rule: Rule, chart: Mapping[str, Any]) -> bool:
    text = _text(chart, rule["part"])
    return bool(text) and all(any(one.lower() in text for one in group) for group in rule["groups"])


def _series(rule: Rule, chart: Mapping[str, Any]) -> bool:
    shown = chart.get("show") if chart.get("series") else None
    shown = shown if isinstance(shown, list) else []
    count = len(shown) if chart.get("series") else 1
    enough = rule.get("least", 0) <= count <= rule.get("most", count)
    return enough and all(name in shown for name in rule.get("includes", ()))


_TESTS: Tests = {
    "is": lambda rule, chart: chart.get(rule["part"]) in rule["values"],
    "sort": lambda rule, chart: chart.get("kind") not in FROM_ZERO or chart.get("sort") in rule["values"],
    "zero": lambda rule, chart: chart.get("kind") not in FROM_ZERO or chart.get("zero") is True,
    "says": _says,
    "short": lambda rule, chart: 0 < len(_text(chart, rule["part"])) <= rule["most"],
    "series": _series,
}
