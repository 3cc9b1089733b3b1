"""Rules of charts, each with a chart that follows it and one that does not."""

from __future__ import annotations

import json

import pytest

from course import chart_rules as rules

GOOD = {
    "kind": "bars",
    "x": "country",
    "y": "people",
    "series": "year",
    "show": ["2010", "2024"],
    "zero": True,
    "sort": "down",
    "title": "Emigrants of Sandovia by country, 2010 and 2024",
    "unit": "thousand people",
    "source": "Invented data",
}


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        (rules.kind(["bars", "stacked"], "m"), {"kind": "pie"}),
        (rules.uses("x", "country", "m"), {"x": "year"}),
        (rules.uses("series", ["", "year"], "m"), {"series": "country"}),
        (rules.zero("m"), {"zero": False}),
        (rules.zero("m"), {"zero": 1}),
        (rules.sort(["up", "down"], "m"), {"sort": "table"}),
        (rules.says("title", [["people", "emigrant"], "SANDOVIA", "2024"], "m"), {"title": "Emigrants, 2024"}),
        (rules.says("source", [], "m"), {"source": "  "}),
        (rules.says("source", [], "m"), {"source": 7}),
        (rules.short("title", 60, "m"), {"title": "x" * 61}),
        (rules.short("title", 60, "m"), {"title": ""}),
        (rules.series("m", most=2), {"show": ["2010", "2015", "2024"]}),
        (rules.series("m", least=2), {"show": ["2010"]}),
        (rules.series("m", least=2), {"series": ""}),
        (rules.series("m", includes=["2024"]), {"show": ["2010"]}),
        (rules.series("m", includes=["2024"]), {"show": 5}),
        (rules.that(lambda chart: len(chart["title"]) > 5, "m"), {"title": None}),
    ],
)
def test_a_rule_holds_or_not(rule: dict, broken: dict) -> None:
    assert rules.holds(rule, GOOD)
    assert not rules.holds(rule, {**GOOD, **broken})
    assert not rules.holds(rule, {}) or rule["rule"] in ("zero", "sort") or rule.get("most")


def test_only_bars_must_begin_at_zero_and_have_an_order() -> None:
    for kind in ("line", "dots", "pie"):
        chart = {**GOOD, "kind": kind, "zero": False, "sort": "table"}
        assert rules.holds(rules.zero("m"), chart) and rules.holds(rules.sort("down", "m"), chart)


def test_one_series_when_no_column_splits_the_rows() -> None:
    assert rules.holds(rules.series("m", least=1, most=1), {**GOOD, "series": "", "show": []})


def test_rules_are_plain_data_with_a_message() -> None:
    assert json.loads(json.dumps(rules.kind("line", "m"))) == {
        "rule": "is",
        "message": "m",
        "part": "kind",
        "values": ["line"],
    }
    assert rules.zero("m", weight=2)["weight"] == 2
    for wrong in (lambda: rules.zero(""), lambda: rules.zero("m", weight=0), lambda: rules.kind("line", " ")):
        with pytest.raises(ValueError):
            wrong()
    with pytest.raises(ValueError, match="no rule"):
        rules.holds({"rule": "nonsense", "message": "m"}, GOOD)
