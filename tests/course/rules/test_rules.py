"""Each rule once met and once broken; the twin in the page is tested in tests/course/web/test_practise_js.py."""

from __future__ import annotations

import json
from typing import Any

import pytest

from course import rules
from course.rules.follow import holds

DOC: dict[str, Any] = {
    "aim": "Train the tax officers",
    "cost": 1200.0,
    "budget": 2000.0,
    "start": "2027-01-01",
    "end": "2027-12-31",
    "level": "d",
    "who": ["w", "m"],
    "nodes": [{"name": "Wages"}, {"name": "Remittances"}],
    "arrows": [
        {
            "from": "wages",
            "to": "Remittances ",
            "way": "m2d",
            "share": 40.0,
            "by": "2027-01-01",
            "until": "2027-05-01",
            "of": ["sex", "age"],
        },
        {
            "from": "Remittances",
            "to": "Wages",
            "way": "d2m",
            "share": 60.0,
            "by": "2027-06-01",
            "until": "2027-06-01",
            "of": ["sex"],
        },
    ],
}
M = "Look at this again."


@pytest.mark.parametrize(
    ("rule", "met"),
    [
        (rules.filled("aim", M), True),
        (rules.filled(["aim", "arrows", "who"], M), True),
        (rules.filled(["aim", "risk"], M), False),
        (rules.at_least("arrows", 2, M), True),
        (rules.at_least("arrows", 3, M), False),
        (rules.at_least("arrows", 1, M, where={"way": "m2d"}), True),
        (rules.at_least("arrows", 2, M, where={"way": "m2d"}), False),
        (rules.at_least("who", 2, M), True),
        (rules.at_most("arrows", 2, M), True),
        (rules.at_most("arrows", 1, M), False),
        (rules.at_most("risks", 5, M), False),
        (rules.at_most("arrows", 0, M, where={"way": "both"}), True),
        (rules.each("arrows", ["from", "to"], M), True),
        (rules.each("arrows", "source", M), False),
        (rules.each("risks", "name", M), False),
        (rules.each("arrows", "way", M, one_of=["m2d", "d2m"]), True),
        (rules.each("arrows", "way", M, one_of=["m2d"]), False),
        (rules.each("arrows", "way", M, one_of=["m2d"], where={"from": "WAGES"}), True),
        (rules.each("arrows", "of", M, includes="sex"), True),
        (rules.each("arrows", "of", M, includes="age"), False),
        (rules.each("arrows", "of", M, includes="age", where={"way": "m2d"}), True),
        (rules.each("arrows", "from", M, includes="wages"), False),
        (rules.each("arrows", "from", M, matches=r"^w|^r"), True),
        (rules.each("arrows", "share", M, low=0, high=60), True),
        (rules.each("arrows", "share", M, low=50), False),
        (rules.each("arrows", "from", M, min_words=2), False),
        (rules.unique("arrows", ["from", "to"], M), True),
        (rules.unique("nodes", "name", M), True),
        (rules.one_of("level", ["d", "n"], M), True),
        (rules.one_of("who", ["w"], M), False),
        (rules.covers("who", ["m"], M), True),
        (rules.covers("arrows", ["m2d", "d2m"], M, column="way"), True),
        (rules.covers("arrows", ["both"], M, column="way"), False),
        (rules.refers("arrows", "from", "nodes", "name", M), True),
        (rules.refers("nodes", "name", "arrows", "way", M), False),
        (rules.ordered_dates(["start", "end"], M), True),
        (rules.ordered_dates(["end", "start"], M), False),
        (rules.ordered_dates(["2026-01-01", "start", "end", "2027-12-31"], M), True),
        (rules.ordered_dates(["start", "review"], M), False),
        (rules.ordered_dates(["by", "until"], M, rows="arrows"), True),
        (rules.ordered_dates("by", M, rows="arrows"), True),
        (rules.ordered_dates("by", M, rows="risks"), False),
        (rules.sums_to("arrows", "share", 100, M), True),
        (rules.sums_to("arrows", "share", 99, M), False),
        (rules.sums_to("arrows", "share", 99, M, tolerance=1), True),
        (rules.between("cost", 1000, 1200, M), True),
        (rules.between("cost", None, 1000, M), False),
        (rules.between("aim", 0, 9, M), False),
        (rules.less("cost", "budget", M), True),
        (rules.less("budget", "cost", M), False),
        (rules.less("cost", "none", M), False),
        (rules.words("aim", 3, 4, M), True),
        (rules.words("aim", 5, None, M), False),
        (rules.mentions("aim", ["tax officers"], M), True),
        (rules.mentions(["aim", "level"], ["officer"], M), False),
        (rules.that(lambda doc: doc["cost"] < 5000, M), True),
        (rules.that(lambda doc: doc["missing"] < 5000, M), False),
    ],
)
def test_each_rule(rule: dict[str, Any], met: bool) -> None:
    assert holds(rule, DOC) is met
    assert rule["message"] == M
    if rule["rule"] != "that":
        assert json.loads(json.dumps(rule)) == rule, "a rule for practice travels to the page as plain JSON"


@pytest.mark.parametrize("rule", [
    rules.filled("a", M), rules.at_least("a", 1, M), rules.each("a", "b", M), rules.unique("a", "b", M),
    rules.one_of("a", ["x"], M), rules.covers("a", ["x"], M), rules.refers("a", "b", "c", "d", M),
    rules.ordered_dates(["a", "b"], M), rules.sums_to("a", "b", 1, M), rules.between("a", 0, 1, M),
    rules.less("a", "b", M), rules.words("a", 0, 9, M), rules.mentions("a", ["x"], M),
])  # fmt: skip
@pytest.mark.parametrize("odd", [None, 5, "", [], [5], [[]], {}, {"b": 1}, True, [{"b": {"c": 1}}], [{"b": [1]}]])
def test_odd_documents_break_rules_and_nothing_else(rule: dict[str, Any], odd: Any) -> None:
    assert holds(rule, {"a": odd, "c": odd}) in (True, False)


def test_authors_mistakes_are_named() -> None:
    with pytest.raises(ValueError, match="message"):
        rules.filled("aim", " ")
    with pytest.raises(ValueError, match="weight"):
        rules.filled("aim", M, weight=0)
    with pytest.raises(ValueError, match="no rule"):
        holds({"rule": "magic", "message": M}, DOC)
