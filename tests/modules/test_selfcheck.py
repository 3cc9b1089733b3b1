"""The self-checks: each answer is marked at once with a message of its own, and no question repeats one of a class."""

from __future__ import annotations

import ast
import itertools
import re
from types import SimpleNamespace
from typing import Any

import pytest

import course
from course import ask, questions
from course.recorder import practice_outcome
from tests.modules import module_reading as reading

MODULES = [module for module in reading.module_names() if reading.SELF_CHECK in reading.pages(module)]
each_module = pytest.mark.parametrize("module", MODULES)
CELLS = [
    (module, cell["id"], cell["source"])
    for module in MODULES
    for cell in reading.cells(module, reading.SELF_CHECK)
    if re.search(r"\bask\.\w+\(", cell["source"])
]
each_question = pytest.mark.parametrize(("module", "cell", "source"), CELLS, ids=[cell for _, cell, _ in CELLS])
#: Types whose practice names the typical wrong answers one by one; the others give rules or goals.
WITH_SLIPS = ("number", "choice", "match", "matrix", "order", "find_errors", "table")


def _draws(source: str) -> list[dict[str, Any]]:
    """Every set of numbers that a learner can get; one empty set where everybody has the same."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "variant":
            choices = {word.arg: ast.literal_eval(word.value) for word in node.keywords}
            return [dict(zip(choices, draw, strict=True)) for draw in itertools.product(*choices.values())]
    return [{}]


@pytest.fixture
def describe(monkeypatch: pytest.MonkeyPatch):
    """The description of the question that a cell asks with these numbers."""
    monkeypatch.setenv("COURSE_STATIC", "1")

    def one(source: str, draw: dict[str, Any]) -> dict[str, Any]:
        monkeypatch.setattr(course, "variant", lambda _id, **_choices: SimpleNamespace(**draw))
        ask.known.clear()
        exec(compile(source, "self-check", "exec"), {})
        return list(ask.known.values())[-1]

    yield one
    ask.known.clear()


def _model(desc: dict[str, Any]) -> Any:
    """An answer that is right in everything; where several picks are right, the first one."""
    key = desc["practice"].get("key")
    return key if desc["type"] == "table" else _first(key)


def _first(value: Any, depth: int = 0) -> Any:
    if isinstance(value, dict):
        return {name: _first(one, depth + 1) for name, one in value.items()}
    return value[0] if depth and isinstance(value, list | tuple) else value


def _slip_answer(desc: dict[str, Any], slip: Any) -> Any:
    """A right answer with this one mistake."""
    model = _model(desc)
    if desc["type"] == "match":
        return {**model, slip[0]: slip[1]}
    if desc["type"] == "matrix":
        row, column, pick = slip
        return {**model, row: {**model[row], column: pick}}
    if desc["type"] == "order":
        first, second = slip
        rest = [one for one in model if one != first]
        return [*rest[: rest.index(second)], first, *rest[rest.index(second) :]]
    if desc["type"] == "choice" and desc["multiple"]:
        return [*model, slip]
    if desc["type"] == "find_errors":
        marked = model if isinstance(model, dict) else dict.fromkeys(model, True)
        return {item: fix for item, fix in {**marked, slip: True}.items() if item != slip or slip not in marked}
    if desc["type"] == "table" and not isinstance(slip, dict):  # one cell; a dictionary is a whole table
        row, column, cell = slip
        changed = [dict(zip(model["columns"], line, strict=True)) for line in model["rows"]]
        next(line for line in changed if row in line.values())[column] = cell
        return changed
    return slip


@each_module
def test_the_page_says_what_it_is(module, describe):
    """The first cell: time, points as they are, and that these are not the points of a class."""
    first = reading.cells(module, reading.SELF_CHECK)[0]["source"]
    title = re.match(r"# Check yourself: (.+)\n", first)
    assert title and reading.about(module)["title"].startswith(title[1])
    assert "After an honest attempt you see the way to the result." in first
    assert "Points of a class come from a trainer." in first
    told = re.search(r"\*\*Time:\*\* about \d+ minutes\. \*\*Points:\*\* (\d+)\b", first)
    descs = [describe(source, _draws(source)[0]) for of, _cell, source in CELLS if of == module]
    assert told and int(told[1]) == sum(desc["practice"]["points"] for desc in descs)
    assert int(told[1]) >= 10, "about as many points as the exercises have"
    prefix = module.split("_")[0]
    assert all(re.fullmatch(rf"{prefix}-s\d+[a-z]?", desc["id"]) for desc in descs)


@each_module
def test_a_text_is_compared_with_a_list(module):
    if not reading.about(module)["points"]["manual"]:
        pytest.skip("nothing in this module is read by a person")
    cells = [cell["source"] for cell in reading.cells(module, reading.SELF_CHECK) if cell["cell_type"] == "markdown"]
    assert max(len(re.findall(r"^- \[ \] ", text, re.MULTILINE)) for text in cells) >= 4


@each_module
def test_examples_are_others_than_those_of_the_exercises(module, describe, monkeypatch):
    """No statement, row or option that decides a graded question stands here with its answer."""
    ours = set()
    for of, _cell, source in CELLS:
        if of == module:
            ours |= _examples(describe(source, _draws(source)[0]))
    monkeypatch.undo()
    monkeypatch.setenv("COURSE_STATIC", "1")
    theirs = set()
    for cell in reading.cells(module, "exercises"):
        if cell["id"].endswith("-answer"):
            ask.known.clear()
            exec(compile(cell["source"], cell["id"], "exec"), {})
            theirs |= _examples(list(ask.known.values())[-1])
    assert ours & theirs == set()


def _examples(desc: dict[str, Any]) -> set[str]:
    """The texts that are judged: statements, rows, steps; of a choice its sentences (single words are labels)."""
    part = {"match": "items", "matrix": "rows", "order": "items", "find_errors": "items", "choice": "options"}
    texts = [one["text"] for one in desc.get(part.get(desc["type"]), [])]
    return {text for text in texts if len(text.split()) > 4}


@each_question
def test_nothing_is_not_an_answer(module, cell, source, describe):
    desc = describe(source, _draws(source)[0])
    for empty in (None, "", {}, []):
        with pytest.raises(questions.base.Refused):
            questions.get(desc["type"]).parse(desc, empty)


@each_question
def test_every_draw_marks_the_key_and_each_slip(module, cell, source, describe):
    """For every set of numbers: full points for the key, each slip its own message and no full points."""
    for draw in _draws(source):
        desc = describe(source, draw)
        practice = desc["practice"]
        if desc["type"] not in WITH_SLIPS:
            continue
        right = practice_outcome(desc, questions.get(desc["type"]).parse(desc, _model(desc)))
        assert (right.fraction, right.message) == (1, practice["right"]), draw
        told = {**practice.get("options", {})}
        wrongs = [(one["value"], one["message"]) for one in practice.get("slips", [])] + list(told.items())
        assert len(wrongs) >= 2, "typical wrong answers have their own messages"
        for wrong, message in wrongs:
            outcome = practice_outcome(desc, questions.get(desc["type"]).parse(desc, _slip_answer(desc, wrong)))
            assert outcome.fraction < 1 and message in outcome.message, (draw, wrong, outcome)


@each_question
def test_a_worked_solution_is_longer_than_a_word_of_praise(module, cell, source, describe):
    desc = describe(source, _draws(source)[0])
    assert len(desc["practice"]["right"].split()) >= 8, "say how one comes to the result"
