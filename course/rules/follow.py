"""Whether a document follows a rule of ``course.rules``; the twin is ``course/web/js/score_document.js``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from course.questions.text import count_words
from course.rules import Where
from course.rules.rule import Rule, Tests
from course.rules.rule import holds as _holds

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SMALL = 1e-9  # decimal numbers are not exact in binary


def holds(rule: Rule, document: Mapping[str, Any]) -> bool:
    """Whether a document follows a rule.

    Raises:
        ValueError: there is no such rule (the author's mistake).
    """
    return _holds(_TESTS, rule, document)


def _empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _fold(value: Any) -> Any:
    """What two equal values have in common; numbers stay numbers."""
    if isinstance(value, bool) or not isinstance(value, str):
        return value
    return " ".join(unicodedata.normalize("NFC", value).lower().split())


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rows(document: Mapping[str, Any], field: str, where: Where = None) -> list[Mapping[str, Any]]:
    given = document.get(field)
    rows = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    rows = [row for row in rows if not all(_empty(cell) for cell in row.values())]
    return [row for row in rows if all(_among(row.get(column), wanted) for column, wanted in (where or {}).items())]


def _among(value: Any, wanted: Any) -> bool:
    return _fold(value) in [_fold(one) for one in (wanted if isinstance(wanted, list | tuple) else [wanted])]


def _count(rule: Rule, document: Mapping[str, Any]) -> bool:
    given = document.get(rule["field"])
    options = isinstance(given, list) and given and not isinstance(given[0], Mapping)
    count = len(given) if options else len(_rows(document, rule["field"], rule.get("where")))
    return count >= rule["least"] and ("most" not in rule or count <= rule["most"])


def _each(rule: Rule, document: Mapping[str, Any]) -> bool:
    rows = _rows(document, rule["field"], rule.get("where"))
    return bool(rows) and all(_fits(rule, row.get(column)) for row in rows for column in rule["columns"])


def _fits(rule: Rule, value: Any) -> bool:
    if _empty(value):
        return False
    if "one_of" in rule and not _among(value, rule["one_of"]):
        return False
    if "includes" in rule and not (isinstance(value, list) and _among(rule["includes"], value)):
        return False
    if "matches" in rule and not (isinstance(value, str) and re.search(rule["matches"], value, re.IGNORECASE)):
        return False
    if "min_words" in rule and not (isinstance(value, str) and count_words(value) >= rule["min_words"]):
        return False
    return not ("low" in rule or "high" in rule) or _within(rule, value)


def _within(rule: Rule, value: Any) -> bool:
    low, high = rule.get("low"), rule.get("high")
    return _number(value) and (low is None or value >= low) and (high is None or value <= high)


def _unique(rule: Rule, document: Mapping[str, Any]) -> bool:
    rows = _rows(document, rule["field"])
    keys = [tuple(_fold(row.get(column)) for column in rule["columns"]) for row in rows
            if not all(_empty(row.get(column)) for column in rule["columns"])]  # fmt: skip
    return bool(keys) and all(key not in keys[:i] for i, key in enumerate(keys))


def _one_of(rule: Rule, document: Mapping[str, Any]) -> bool:
    given = document.get(rule["field"])
    chosen = given if isinstance(given, list) else [given]
    return bool(chosen) and all(_among(one, rule["values"]) for one in chosen)


def _covers(rule: Rule, document: Mapping[str, Any]) -> bool:
    if "column" in rule:
        found = [row.get(rule["column"]) for row in _rows(document, rule["field"])]
    else:
        given = document.get(rule["field"])
        found = given if isinstance(given, list) else [given]
    return all(_among(wanted, found) for wanted in rule["values"])


def _refers(rule: Rule, document: Mapping[str, Any]) -> bool:
    known = [row.get(rule["to_column"]) for row in _rows(document, rule["to_field"])]
    named = [row.get(rule["column"]) for row in _rows(document, rule["field"])]
    named = [one for one in named if not _empty(one)]
    return bool(named) and all(_among(one, known) for one in named)


def _ordered_dates(rule: Rule, document: Mapping[str, Any]) -> bool:
    names = rule["dates"]

    def of(holder: Mapping[str, Any]) -> list[Any]:
        return [name if _DATE.fullmatch(name) else holder.get(name) for name in names]

    if "rows" not in rule:
        return _in_order(of(document))
    rows = _rows(document, rule["rows"])
    if len(names) == 1:
        return bool(rows) and _in_order([row.get(names[0]) for row in rows])
    return bool(rows) and all(_in_order(of(row)) for row in rows)


def _in_order(dates: list[Any]) -> bool:
    if not all(isinstance(one, str) and _DATE.fullmatch(one) for one in dates):
        return False
    return all(one <= other for one, other in pairwise(dates))


def _sums_to(rule: Rule, document: Mapping[str, Any]) -> bool:
    numbers = [row.get(rule["column"]) for row in _rows(document, rule["field"])]
    numbers = [number for number in numbers if _number(number)]
    return bool(numbers) and abs(sum(numbers) - rule["total"]) <= rule["tolerance"] + _SMALL


def _less(rule: Rule, document: Mapping[str, Any]) -> bool:
    one, other = document.get(rule["field"]), document.get(rule["other"])
    return _number(one) and _number(other) and one < other


def _words(rule: Rule, document: Mapping[str, Any]) -> bool:
    text = document.get(rule["field"])
    count = count_words(text) if isinstance(text, str) else 0
    return count >= max(1, rule["low"]) and ("high" not in rule or count <= rule["high"])


def _mentions(rule: Rule, document: Mapping[str, Any]) -> bool:
    texts = [text for field in rule["fields"] if isinstance(text := document.get(field), str)]
    return any(re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text, re.IGNORECASE)
               for text in texts for phrase in rule["phrases"])  # fmt: skip


_TESTS: Tests = {
    "filled": lambda rule, document: all(
        _rows(document, field) if _is_rows(document.get(field)) else not _empty(document.get(field))
        for field in rule["fields"]
    ),
    "count": _count,
    "each": _each,
    "unique": _unique,
    "one_of": _one_of,
    "covers": _covers,
    "refers": _refers,
    "ordered_dates": _ordered_dates,
    "sums_to": _sums_to,
    "between": lambda rule, document: _within(rule, document.get(rule["field"])),
    "less": _less,
    "words": _words,
    "mentions": _mentions,
}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)
