"""The whole plan as one answer: a copy of the country file, marked by the thirty rules."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from course import answers, ask, country_file
from course.plan import examples, outline
from course.questions import plan as plan_question
from course.questions.base import Refused
from tests.course.plan.broken import BROKEN


def _put(country: str) -> None:
    for id, piece in examples.pieces(country).items():
        country_file.put(id, piece["form"], piece["value"], "test")


@pytest.mark.parametrize("country", examples.names())
def test_a_trainee_hands_the_country_file_in_and_gets_all_points(home: Path, marked: Callable, country: str) -> None:
    _put(country)
    view = ask.plan("m15-e1", value="now")
    assert "Recorded" in view.status or view.value["pieces"].keys() == examples.pieces(country).keys()
    earned, message = marked("plan", view.value, points=15)
    assert earned == 15 and "follows all 30 rules" in message


def test_what_is_handed_in_stays_as_it_was(home: Path) -> None:
    _put("XSV")
    ask.plan("m15-e1", value="now")
    country_file.remove("CF-15-local")
    assert "CF-15-local" in answers.get("m15-e1").value["pieces"]


def test_each_broken_rule_costs_half_a_point_and_says_where(home: Path, marked: Callable) -> None:
    pieces = copy.deepcopy(examples.pieces("XSV"))
    values = {id: piece["value"] for id, piece in pieces.items()}
    BROKEN["by_sex"](values)
    earned, message = marked("plan", {"pieces": pieces}, points=15)
    assert earned == 14.5 and "29 of 30 rules are met." in message
    assert "does not show women and men separately" in message and "(M14, piece CF-14-logframe)" in message


def test_half_a_plan_gets_part_of_the_points(home: Path, marked: Callable) -> None:
    pieces = {id: piece for id, piece in examples.pieces("NPL").items() if id < "CF-05"}
    earned, message = marked("plan", {"pieces": pieces}, points=15)
    assert 0 < earned < 7.5 and "A section of the plan is still missing." in message


def test_an_empty_country_file_is_refused_kindly(home: Path) -> None:
    with pytest.raises(Refused, match="no piece of the plan yet"):
        plan_question.parse({}, "now")
    with pytest.raises(Refused, match="Press the button"):
        plan_question.parse({}, "later")
    with pytest.raises(ValueError, match="marked questions only"):
        ask.plan("m15-p1", practice={})


def test_the_visible_check_knows_the_rules_and_no_key(home: Path) -> None:
    value = {"pieces": copy.deepcopy(examples.pieces("XSV"))}
    assert plan_question.finding({}, value) is None
    del value["pieces"]["CF-15-local"]
    assert "10 Provincial or local chapter" in plan_question.finding({}, value)
    assert "11 of 12 sections" in plan_question.words({}, value)


def test_the_engine_looks_again_when_the_country_file_changes(home: Path) -> None:
    look = plan_question.handlers({})["plan"]
    assert look({})["plan"]["points"] == 0
    _put("NPL")
    state = look({})["plan"]
    assert state["points"] == 15 and len(state["sections"]) == len(outline.sections())


def test_the_book_shows_the_sections_and_nobodys_plan(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put("NPL")
    monkeypatch.setenv("COURSE_STATIC", "1")
    view = ask.plan("m15-e1")
    assert view.desc["plan"] is None and "Implementation plan" in view._html
