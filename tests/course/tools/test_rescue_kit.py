"""The rescue kit really removes and really brings back; nothing else changes."""

from __future__ import annotations

import json

import pytest

from course import answers
from course.tools.rescue_kit_tool import Rescue


@pytest.fixture
def recorded(home):
    answers.record("m00-e1", "number", 304.0)
    answers.record("m00-e2", "choice", "b")
    return home


def test_look_names_file_folder_and_answers(recorded):
    seen = Rescue().look({})
    assert seen["file"] == "answers.json"
    assert seen["folder"] == str(recorded)
    assert [one["id"] for one in seen["recorded"]] == ["m00-e1", "m00-e2"]
    assert "value" not in seen["recorded"][0]


def test_look_without_a_file(home):
    seen = Rescue().look({})
    assert seen["recorded"] == []
    assert seen["problem"] is None


def test_reset_and_back(recorded):
    rescue = Rescue()
    trainee = answers.load().trainee
    reply = rescue.reset({})
    assert (reply["ok"], reply["can_undo"], reply["recorded"]) == (True, True, [])
    assert answers.get("m00-e1") is None
    back = rescue.undo_reset({})
    assert back["text"].startswith("2 ")
    assert answers.get("m00-e1").value == 304.0
    assert answers.get("m00-e2").value == "b"
    assert answers.load().trainee == trainee


def test_an_answer_recorded_after_the_reset_stays(recorded):
    rescue = Rescue()
    rescue.reset({})
    answers.record("m00-e1", "number", 281.0)
    rescue.undo_reset({})
    assert answers.get("m00-e1").value == 281.0
    assert answers.get("m00-e2").value == "b"


def test_a_second_reset_with_nothing_left_keeps_the_way_back(recorded):
    rescue = Rescue()
    rescue.reset({})
    assert rescue.reset({})["text"] == "There was nothing to remove."
    rescue.undo_reset({})
    assert answers.get("m00-e1").value == 304.0


def test_undo_does_not_bring_back_what_was_cleared_before(recorded):
    answers.clear("m00-e2")
    rescue = Rescue()
    rescue.reset({})
    rescue.undo_reset({})
    assert answers.get("m00-e1").value == 304.0
    assert answers.get("m00-e2") is None


def test_a_file_of_a_newer_course_is_left_alone(home):
    newer = json.dumps({"schema": 99, "answers": {}})
    (home / "answers.json").write_text(newer)
    reply = Rescue().reset({})
    assert (reply["ok"], reply["tone"]) == (False, "bad")
    assert reply["text"].startswith("NOT saved")
    assert (home / "answers.json").read_text() == newer
