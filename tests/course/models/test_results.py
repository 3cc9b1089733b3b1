"""The models of module M14: diagnosis, signs of a target, rules of logframe and work plan, progress."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from course.models import diagnosis, logframe, progress, smart_target, work_plan
from tests.course.models.good_plan import LOGFRAME, WORK_PLAN

ALL_NO = dict.fromkeys(diagnosis.QUESTIONS, "no")


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, "note"),
        ({"move": "yes", "links": "yes"}, "adjust"),  # 2 of 3
        ({"move": "yes"}, "note"),  # 1 of 3 is below one half
        ({"move": "yes", "links": "partly", "lever": "yes"}, "adjust"),  # exactly one half
        ({"push": "partly", "lever": "yes"}, "adjust"),
        ({"data": "yes"}, "repair"),
        ({"move": "yes", "links": "yes", "rules": "yes"}, "repair"),
        ({"move": "unknown", "links": "unknown"}, "note"),  # six known answers are enough
        ({"move": "unknown", "links": "unknown", "rules": "unknown", "data": "yes"}, "ask"),
    ],
)
def test_the_first_step_that_holds_decides(changes: dict[str, str], outcome: str) -> None:
    answers = {**ALL_NO, "lever": "yes", **changes}
    assert diagnosis.diagnose(answers)["outcome"] == outcome


def test_a_project_that_is_closed_waits_for_its_review() -> None:
    found = diagnosis.diagnose({**ALL_NO, "move": "yes", "problem": "yes"})
    assert found["outcome"] == "wait" and found["relevance"] == pytest.approx(2 / 3)
    assert found["entry"] == ["move", "problem", "partners"]


def test_unknown_is_missing_and_not_a_no() -> None:
    assert diagnosis.score({"move": "yes", "links": "unknown", "problem": "yes"}, "relevance") == 1
    assert diagnosis.score({}, "risk") is None and diagnosis.diagnose({})["known"] == 0


GOOD = "By 31 December 2027, 600 people in the valley hold a recognized certificate (2025: 120), as the register shows."


def test_a_whole_target_has_all_signs() -> None:
    assert smart_target.missing(GOOD) == []
    start, end = smart_target.signs(GOOD)["number"]
    assert GOOD[start:end] == "600", "a date is no number"


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        (GOOD.replace("600 people", "people"), ["number", "unit"]),
        (GOOD.replace(" (2025: 120)", ""), ["baseline"]),
        (GOOD.replace("By 31 December 2027, ", ""), ["deadline"]),
        (GOOD.replace(", as the register shows", ""), ["source"]),
        ("By 2030 the cost falls from 9.4 % to 6 %, as the survey of prices shows.", ["who"]),
        ("Migration is managed well in 2027.", ["number", "unit", "baseline", "who", "source"]),
        ("", list(smart_target.SIGNS)),
    ],
)
def test_each_missing_sign_is_named(text: str, lacks: list[str]) -> None:
    assert smart_target.missing(text) == lacks


def test_the_finished_plans_keep_all_rules() -> None:
    assert [one for one in logframe.check(LOGFRAME) if not one["ok"]] == []
    assert [one for one in work_plan.check(WORK_PLAN, LOGFRAME) if not one["ok"]] == []
    assert len(logframe.RULES) == len(set(logframe.RULES)) == 14 == len(work_plan.RULES) == len(set(work_plan.RULES))


def _broken(document: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    copy = deepcopy(document)
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return copy


LOGFRAME_FAULTS = [
    ("goal", ("goal",), "Better lives", []),
    ("names", ("indicators", 1, "id"), "i1", ["i1"]),
    ("parents", ("results", 1, "under"), "OC9", ["OP1"]),
    ("priorities", ("results", 0, "priority"), None, ["OC1"]),
    ("states", ("results", 1, "text"), "Train officers in ten districts", ["OP1"]),
    ("assumptions", ("results", 2, "assumption"), "", ["OP2"]),
    ("measured", ("indicators", 0, "result"), "OP9", ["OC1", "I1"]),
    ("baselines", ("indicators", 0, "baseline"), None, ["I1"]),
    ("targets", ("indicators", 0, "target"), 31, ["I1"]),
    ("dates", ("indicators", 2, "date"), "2025-06-30", ["I3"]),
    ("sex", ("indicators", 0, "by"), ["age", "place"], ["I1"]),
    ("means", ("indicators", 1, "means"), "Report", ["I2"]),
]


@pytest.mark.parametrize(("rule", "path", "value", "where"), LOGFRAME_FAULTS, ids=[f[0] for f in LOGFRAME_FAULTS])
def test_one_fault_breaks_one_rule_of_the_logframe(rule: str, path: tuple, value: Any, where: list[str]) -> None:
    found = [one for one in logframe.check(_broken(LOGFRAME, path, value)) if not one["ok"]]
    assert [one["rule"] for one in found] == [rule]
    assert found[0]["where"] == where


def test_an_outcome_without_output_and_a_plan_with_one_output() -> None:
    lonely = deepcopy(LOGFRAME)
    lonely["results"].append({**lonely["results"][0], "id": "OC2"})
    lonely["indicators"].append({**lonely["indicators"][0], "id": "I4", "result": "OC2"})
    assert [one["rule"] for one in logframe.check(lonely) if not one["ok"]] == ["empty"]
    short = deepcopy(LOGFRAME)
    del short["results"][2], short["indicators"][2]
    assert [one["rule"] for one in logframe.check(short) if not one["ok"]] == ["levels"]


WORK_FAULTS = [
    ("narrative", ("roles",), "The ministry.", ["roles"]),
    ("matrix", ("activities", 3, "id"), "", ["4"]),
    ("responsible", ("activities", 0, "responsible"), None, ["A1"]),
    ("outputs", ("activities", 0, "output"), "OC1", ["A1"]),
    ("dates", ("activities", 3, "end"), "2029-01-31", ["A4"]),
    ("lines", ("activities", 0, "line"), "B9", ["A1"]),
    ("costs", ("activities", 0, "cost"), 41000, ["B1"]),
    ("total", ("total",), 100000, []),
    ("waits", ("activities", 3, "after"), "A3, A7", ["A4"]),
    ("turns", ("activities", 2, "start"), "2027-03-01", ["A3"]),
    ("follow", ("review",), "2029-06-30", []),
    ("risks", ("risks", 0, "about"), "money", []),
]


@pytest.mark.parametrize(("rule", "path", "value", "where"), WORK_FAULTS, ids=[f[0] for f in WORK_FAULTS])
def test_one_fault_breaks_one_rule_of_the_work_plan(rule: str, path: tuple, value: Any, where: list[str]) -> None:
    found = [one for one in work_plan.check(_broken(WORK_PLAN, path, value), LOGFRAME) if not one["ok"]]
    assert [one["rule"] for one in found] == [rule]
    assert found[0]["where"] == where


def test_an_orphan_line_and_a_circle() -> None:
    orphan = deepcopy(WORK_PLAN)
    orphan["lines"].append({"id": "B4", "text": "Cars", "amount": 5000, "source": "state"})
    orphan["total"] += 5000
    assert [one for one in work_plan.check(orphan, LOGFRAME) if not one["ok"]] == [
        {"rule": "orphans", "ok": False, "where": ["B4"]}
    ]
    rows = [{"id": "a", "after": "c"}, {"id": "b", "after": "a"}, {"id": "c", "after": "b"}, {"id": "d", "after": "c"}]
    assert work_plan.circle(rows) == ["a", "b", "c"], "d waits for the circle and is not in it"
    assert work_plan.circle([*rows[1:], {"id": "a"}]) == [] and work_plan.circle([{"id": "x", "after": "x"}]) == ["x"]


def test_empty_documents_break_the_rules_and_nothing_else() -> None:
    for document in ({}, {"results": None, "indicators": [{}]}, {"activities": ["x"], "lines": 3}):
        assert not any(one["ok"] for one in logframe.check(document) if one["rule"] in ("goal", "levels", "means"))
        assert not any(one["ok"] for one in work_plan.check(document) if one["rule"] in ("matrix", "lines", "total"))


def test_progress_by_hand() -> None:
    assert progress.progress_pct(420, 330, 180) == 37.5
    assert progress.pace_pct(37.5, 12, 24) == 75 and progress.light(75) == "yellow"
    assert progress.light(90) == "green" and progress.light(59.99) == "red" and progress.light(-5) == "red"
    assert progress.progress_pct(31, 28, 55) == pytest.approx(-12.5)
    for wrong in ((5, 6, 5),):
        with pytest.raises(ValueError, match="the same"):
            progress.progress_pct(*wrong)
    with pytest.raises(ValueError, match="above 0"):
        progress.pace_pct(10, 0, 24)


def _row(month: str, sex: str, value: float, of: int | None = None, version: int = 1) -> dict[str, Any]:
    return {"indicator": "I", "place": "P", "month": month, "sex": sex, "value": value, "of": of, "version": version}


def test_readings_by_hand() -> None:
    new = [_row("2026-01", "women", 3), _row("2026-01", "women", 5, version=2), _row("2026-03", "men", 4)]
    assert progress.reading("sum", 100, new, "2026-02") == (105, "2026-01")
    assert progress.reading("sum", 100, new, "2026-12") == (109, "2026-03")
    asked = [_row("2026-03", "women", 16, 61), _row("2026-03", "men", 14, 34)]
    assert progress.reading("share", 31, asked, "2026-05") == (pytest.approx(100 * 30 / 95), "2026-03")
    assert progress.reading("mean", 0, asked, "2026-05")[0] == pytest.approx(30 / 95)
    assert progress.reading("level", 0, new[2:], "2026-09") == (4, "2026-03")
    assert progress.reading("sum", 100, new, "2025-12") is None
