"""Trainer's notes: all parts are there, the minutes fill the session, the key covers every question."""

import itertools
import re

import module_reading as reading
import pytest

PARTS = [
    "At a glance",
    "Session plan",
    "Answer key with reasons",
    "anchors",
    "Common misconceptions",
    "Sensitive moments",
    "Adapt it to your country",
    "Without electricity",
    "Follow-up after three months",
]
each_module = pytest.mark.parametrize("module", reading.module_names())


def _notes(module: str) -> str:
    return (reading.MODULES / module / "trainer.md").read_text(encoding="utf-8")


@each_module
@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_there(module, part):
    found = re.search(rf"^## .*{part}", _notes(module), re.MULTILINE)
    assert found, f"trainer.md has no heading “## {part}”"


@each_module
def test_the_session_plan_fills_the_session_without_gaps(module):
    steps = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+)–(\d+) \|", _notes(module), re.MULTILINE)]
    assert steps[0][0] == 0 and steps[-1][1] == reading.about(module)["minutes"]["live"]
    assert all(one[1] == following[0] for one, following in itertools.pairwise(steps))


@each_module
def test_the_key_has_a_row_for_every_question(module):
    rows = set(re.findall(r"^\| ([er]\d+[a-z]?)\*? \|", _notes(module), re.MULTILINE))
    graded = {
        cell["id"].split("-")[1]
        for cell in reading.cells(module, "exercises")
        if cell["metadata"].get("nbgrader", {}).get("points")
    }
    assert rows == graded, "the key has one row for each graded question: | e1 | points | key | why |"


@each_module
def test_questions_named_in_the_notes_exist(module):
    ids = {cell["id"] for page in reading.PAGES for cell in reading.cells(module, page)}
    for name in re.findall(r"`(m\d\d-[pt]\d+)`", _notes(module)):
        assert name in ids or f"{name}-answer" in ids, name


@each_module
def test_anchors_show_each_level(module):
    anchors = re.split(r"^## ", _notes(module), flags=re.MULTILINE)
    text = next((part for part in anchors if "anchors" in part.splitlines()[0]), "")
    for level in ("*2:*", "*1:*", "*0:*"):
        assert text.count(level) >= 2, f"“## … anchors” shows {level} with an example, for two criteria or more"
