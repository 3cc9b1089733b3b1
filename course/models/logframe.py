"""What is checked in a logframe (form ``logframe``): fourteen rules, each with the rows that break it.

Rules look at form and logic. Whether the logic is true, no rule can say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from course.questions.text import count_words

Row = Mapping[str, Any]
Document = Mapping[str, Any]
Finding = dict[str, Any]

LEAST_GOAL_WORDS, LEAST_MEANS_WORDS = 6, 2
LEAST_OUTPUTS = 2
GOAL = "goal"  # an indicator may measure the goal itself
#: A result that begins like this is an activity: it says what somebody does, not what is so in the end.
DOING = (
    "assess", "assist", "build", "carry", "conduct", "create", "design", "develop", "draft", "establish", "give",
    "help", "hold", "hire", "implement", "improve", "inform", "install", "introduce", "make", "open", "organise",
    "organize", "prepare", "print", "promote", "provide", "publish", "raise", "reduce", "run", "start", "strengthen",
    "support", "teach", "train", "write",
)  # fmt: skip


def folded(value: Any) -> str:
    """A short name without regard to letter case and spaces; empty for nothing."""
    return " ".join(value.lower().split()) if isinstance(value, str) else ""


def rows(document: Document, field: str) -> list[Row]:
    """The filled-in rows of a list."""
    given = document.get(field)
    listed = given if isinstance(given, list) else []
    return [
        row for row in listed if isinstance(row, Mapping) and any(value not in (None, "", []) for value in row.values())
    ]


def name_of(row: Row, place: int) -> str:
    """What a row is called in a message: its short name, or its number."""
    name = row.get("id")
    return name.strip() if isinstance(name, str) and name.strip() else str(place + 1)


def faulty(listed: Sequence[Row], good: Callable[[Row], Any]) -> list[str]:
    """Names of the rows for which ``good`` is not true."""
    return [name_of(row, place) for place, row in enumerate(listed) if not good(row)]


def twice(listed: Iterable[Row]) -> list[str]:
    """Short names that stand in more than one row (compared without letter case), and rows without one."""
    seen: set[str] = set()
    found = []
    for place, row in enumerate(listed):
        name = folded(row.get("id"))
        if not name or name in seen:
            found.append(name_of(row, place))
        seen.add(name)
    return found


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def said(value: Any) -> bool:
    """Whether something is written or chosen there."""
    return isinstance(value, str) and bool(value.strip())


def word_count(value: Any) -> int:
    return count_words(value) if isinstance(value, str) else 0


def finding(rule: str, where: Sequence[str], holds: Any = True) -> Finding:
    """One rule: it holds when nothing breaks it and ``holds`` is true."""
    return {"rule": rule, "ok": bool(holds) and not where, "where": list(where)}


def check(document: Document) -> list[Finding]:
    """All rules, in the order in which a reader meets them.

    Args:
        document: a value of the form ``logframe``; parts may be missing.

    Returns:
        ``[{"rule", "ok", "where"}]``; ``where`` holds the short names of the rows that break the rule.
    """
    results, indicators = rows(document, "results"), rows(document, "indicators")
    outcomes = [row for row in results if row.get("level") == "outcome"]
    outputs = [row for row in results if row.get("level") == "output"]
    outcome_names = {folded(row.get("id")) for row in outcomes} - {""}
    names = {folded(row.get("id")) for row in results} - {""}
    led_to = {folded(row.get("under")) for row in outputs}
    measured = {folded(row.get("result")) for row in indicators}
    unknown = faulty(indicators, lambda row: folded(row.get("result")) in names | {GOAL})
    counting = [row for row in indicators if row.get("people") != "no"]
    return [
        finding("goal", [], word_count(document.get("goal")) >= LEAST_GOAL_WORDS),
        finding(
            "levels", faulty(results, lambda row: said(row.get("level"))), outcomes and len(outputs) >= LEAST_OUTPUTS
        ),
        finding("names", twice(results) + twice(indicators), results and indicators),
        finding("parents", faulty(outputs, lambda row: folded(row.get("under")) in outcome_names), outputs),
        finding("empty", faulty(outcomes, lambda row: folded(row.get("id")) in led_to), outcomes),
        finding("priorities", faulty(outcomes, lambda row: said(row.get("priority"))), outcomes),
        finding("states", faulty(results, lambda row: _is_state(row.get("text"))), results),
        finding("assumptions", faulty(results, lambda row: word_count(row.get("assumption"))), results),
        finding("measured", [*faulty(results, lambda row: folded(row.get("id")) in measured), *unknown], results),
        finding("baselines", faulty(indicators, _has_baseline), indicators),
        finding("targets", faulty(indicators, _has_target), indicators),
        finding("dates", faulty(indicators, _is_later), indicators),
        finding(
            "sex",
            faulty(counting, lambda row: row.get("people") == "yes" and _by_sex(row.get("by"))),
            indicators,
        ),
        finding("means", faulty(indicators, lambda row: word_count(row.get("means")) >= LEAST_MEANS_WORDS), indicators),
    ]


def _is_state(text: Any) -> bool:
    words = folded(text).split(" ")
    return bool(words[0]) and words[0] not in DOING


def _has_baseline(row: Row) -> bool:
    return is_number(row.get("baseline")) and is_number(row.get("baseline_year")) and said(row.get("unit"))


def _has_target(row: Row) -> bool:
    return is_number(row.get("target")) and row.get("target") != row.get("baseline")


def _by_sex(by: Any) -> bool:
    return isinstance(by, list) and "sex" in by


def _is_later(row: Row) -> bool:
    date, year = row.get("date"), row.get("baseline_year")
    return isinstance(date, str) and date[:4].isdigit() and is_number(year) and int(date[:4]) > year


def holds(rule: str, document: Document) -> bool:
    """Whether one rule holds. Used in marks: ``rules.that(lambda doc: logframe.holds("sex", doc), "…")``."""
    return next(one["ok"] for one in check(document) if one["rule"] == rule)


RULES = tuple(one["rule"] for one in check({}))
