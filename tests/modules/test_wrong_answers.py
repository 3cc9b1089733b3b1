"""The wrong-answer bank: the hidden tests of each exercise give each answer its points and its own message."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from course import answers, ask
from course.recorder import Recorder
from grading.bank import Entry, Slip, load, modules_with_bank
from tests.modules import module_reading as reading

BANKS = {module: load(module) for module in modules_with_bank()}
ITEMS = [(module, entry) for module, bank in BANKS.items() for entry in bank.entries.values()]
each_item = pytest.mark.parametrize(("module", "entry"), ITEMS, ids=[entry.id for _, entry in ITEMS])
SLIPS = [(module, entry, slip) for module, entry in ITEMS for slip in entry.slips]
each_slip = pytest.mark.parametrize(
    ("module", "entry", "slip"), SLIPS, ids=[f"{entry.id}-{slip.says[:24]}" for _, entry, slip in SLIPS]
)
HALVES = [(module, entry) for module, entry in ITEMS if entry.half is not None]
each_half = pytest.mark.parametrize(("module", "entry"), HALVES, ids=[entry.id for _, entry in HALVES])

Marked = tuple[float, str]
Answer = Callable[[str, str, object], Marked]


def _source(module: str, id: str) -> str:
    return next(cell["source"] for cell in reading.cells(module, "exercises") if cell["id"] == id)


def _mark(module: str, question: str) -> Marked:
    """Run the graded cell as nbgrader does; its last expression is the points, what it prints is the message."""
    tree = ast.parse(_source(module, f"{question}-mark"))
    names: dict[str, object] = {}
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(ast.Module(tree.body[:-1], []), question, "exec"), names)
        points = eval(compile(ast.Expression(tree.body[-1].value), question, "eval"), names)
    assert type(points) is float, "nbgrader reads anything else as full points"
    return points, printed.getvalue()


@pytest.fixture
def answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answer]:
    """Record a raw answer with the question's own cell, mark it, return points and message."""
    for name in ("NBGRADER_EXECUTION", "COURSE_STATIC", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    answers.use_folder(tmp_path)

    def give(module: str, question: str, raw: object) -> Marked:
        monkeypatch.setenv("COURSE_TRAINEE", BANKS[module].trainee)
        exec(_source(module, f"{question}-answer"), {})
        reply = Recorder(ask.known[question]).record({"raw": raw})
        assert reply["ok"], reply["text"]
        return _mark(module, question)

    yield give
    answers.use_folder(None)


@each_item
def test_model_answer_gets_full_points(answer: Answer, module: str, entry: Entry) -> None:
    for raw in (entry.model, *entry.also):
        points, message = answer(module, entry.id, raw)
        assert points == entry.points, f"{raw!r}: {message}"
        assert "Correct" in message


@each_item
def test_no_answer_gets_no_points_and_a_kind_message(tmp_path: Path, module: str, entry: Entry, answer: Answer) -> None:
    points, message = _mark(module, entry.id)
    assert points == 0
    assert "No answer was recorded. Next time press “Record answer”" in message


@each_half
def test_half_right_gets_part_of_the_points(answer: Answer, module: str, entry: Entry) -> None:
    points, message = answer(module, entry.id, entry.half)
    assert points == pytest.approx(entry.half_points, abs=0.005), message
    assert 0 < points < entry.points


@each_slip
def test_each_slip_gets_its_own_message(answer: Answer, module: str, entry: Entry, slip: Slip) -> None:
    points, message = answer(module, entry.id, slip.raw)
    assert slip.says in message
    assert points == pytest.approx(slip.points, abs=0.005), message


def test_every_marked_question_is_in_the_bank() -> None:
    for module in reading.module_names():
        marked = {
            c["id"].removesuffix("-mark") for c in reading.cells(module, "exercises") if c["id"].endswith("-mark")
        }
        assert marked == set(BANKS[module].entries), module


def _author_messages(module: str, question: str) -> list[str]:
    """The messages that the author wrote for slips, rules, constraints and near misses of one question."""
    call = ast.parse(_source(module, f"{question}-mark")).body[-1].value
    texts: list[ast.expr] = []
    for word in call.keywords:
        if word.arg in ("slips", "constraints", "partial"):
            rules = word.value.values if isinstance(word.value, ast.Dict) else word.value.elts
            texts += [part for rule in rules for part in (rule.elts if isinstance(rule, ast.Tuple) else [rule])]
        elif word.arg == "rules":  # of a document: rules.filled("purpose", "message")
            calls = [rule for rule in word.value.elts if isinstance(rule, ast.Call)]
            texts += [[arg for arg in call.args if isinstance(getattr(arg, "value", None), str)][-1] for call in calls]
    return [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]


@each_item
def test_every_message_of_the_author_is_exercised(answer: Answer, module: str, entry: Entry) -> None:
    raws = [slip.raw for slip in entry.slips] + ([entry.half] if entry.half is not None else [])
    said = "\n".join(answer(module, entry.id, raw)[1] for raw in raws)
    assert [text for text in _author_messages(module, entry.id) if text not in said] == []
    if reading.is_test(module) or "mark.plan(" in _source(module, f"{entry.id}-mark"):
        return  # a test gives no hints: test_forms.py; the rules of the plan: tests/course/plan
    assert len(_author_messages(module, entry.id)) >= 2
