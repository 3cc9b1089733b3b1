"""Trainer's notes: all parts are there, the minutes fill the session, the key covers every question."""

import ast
import itertools
import re
from typing import Any

import pytest

from tests.modules import module_reading as reading

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
PARTS_OF_A_TEST = [
    "At a glance",
    "How to use the two forms",
    "Sitting plan",
    "Answer key with reasons",
    "Blueprint",
    "Reading the results",
    "Sensitive moments",
    "Adapt it to your country",
    "Without electricity",
]
each_module = pytest.mark.parametrize("module", reading.module_names())


def _notes(module: str) -> str:
    return (reading.MODULES / module / "trainer.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("module", "part"),
    [
        (module, part)
        for module in reading.module_names()
        for part in (PARTS_OF_A_TEST if reading.is_test(module) else PARTS)
    ],
)
def test_a_part_is_there(module, part):
    found = re.search(rf"^## .*{part}", _notes(module), re.MULTILINE)
    assert found, f"trainer.md has no heading “## {part}”"


@each_module
def test_the_session_plan_fills_the_session_without_gaps(module):
    steps = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+)–(\d+) \|", _notes(module), re.MULTILINE)]
    minutes = reading.about(module)["minutes"]
    whole = sum(minutes.values()) if reading.is_test(module) else minutes["live"]
    assert steps[0][0] == 0 and steps[-1][1] == whole
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


def _rows(module: str) -> dict[str, tuple[str, str]]:
    """Question -> (points, key) as the notes print them, without questions whose numbers differ (marked with *)."""
    rows = re.findall(r"^\| ([er]\d+[a-z]?) \| (\d+) \| ([^|]*) \|", _notes(module), re.MULTILINE)
    return {question: (points, key) for question, points, key in rows}


def _marked_with(source: str) -> tuple[str, dict[str, Any]]:
    """Type of question and rules that a graded cell gives to ``mark``, without marking anything."""
    tree = ast.parse(source)
    names: dict[str, Any] = {"told": lambda _id, **rules: rules}
    before = [node for node in tree.body[:-1] if not isinstance(node, ast.Expr)]
    exec(compile(ast.Module(before, []), "graded cell", "exec"), names)
    call = tree.body[-1].value
    kind = call.func.attr
    call.func = ast.copy_location(ast.Name("told", ast.Load()), call.func)
    return kind, eval(compile(ast.Expression(call), "graded cell", "eval"), names)


def _prints(text: str, value: float) -> bool:
    """Whether one of the numbers in a text is this value, rounded as it is printed."""
    found = re.findall(r"(?<![\w.])[−-]?\d[\d,]*(?:\.\d+)?", text)
    return any(
        abs(float(number.replace(",", "").replace("−", "-")) - value)
        <= 0.5 * 10 ** -len(number.partition(".")[2]) + 1e-9
        for number in found
    )


@each_module
def test_the_printed_key_is_the_key_that_marks(module):
    rows = _rows(module)
    seen = set()
    for cell in reading.cells(module, "exercises"):
        question = cell["id"].split("-")[1]
        if not cell["metadata"].get("nbgrader", {}).get("points") or question not in rows:
            continue
        points, printed = rows[question]
        assert int(points) == cell["metadata"]["nbgrader"]["points"], question
        if cell["cell_type"] == "markdown":
            continue
        kind, rules = _marked_with(cell["source"])
        key = rules.get("key")
        if kind in ("choice", "order"):
            assert printed == (key if isinstance(key, str) else ", ".join(key)), question
        elif kind == "matrix":
            wanted = [value for row in key.values() for value in row.values()]
            if set(wanted) <= {"y", "n"}:
                printed = " ".join(word[0] for word in re.findall(r"\b(?:yes|no)\b", printed))
            picks = "|".join(sorted(map(re.escape, set(wanted)), key=len, reverse=True))
            assert re.findall(rf"(?<![\w.])(?:{picks})(?![\w.])", printed) == wanted, question
        elif kind == "number":
            assert _prints(printed, key), (question, key)
        seen.add(kind)
    # the rules of the plan stand in course/plan
    assert {"choice", "number"} & seen or seen == {"plan"}, "numbers that differ for each trainee are not printed"


@each_module
def test_questions_named_in_the_notes_exist(module):
    ids = {cell["id"] for page in reading.PAGES for cell in reading.cells(module, page)}
    for name in re.findall(r"`(m\d\d-[pt]\d+)`", _notes(module)):
        assert name in ids or f"{name}-answer" in ids, name


@each_module
def test_anchors_show_each_level(module):
    if reading.is_test(module):
        pytest.skip("nothing in a test is marked by a person")
    anchors = re.split(r"^## ", _notes(module), flags=re.MULTILINE)
    text = next((part for part in anchors if "anchors" in part.splitlines()[0]), "")
    for level in ("*2:*", "*1:*", "*0:*"):
        assert text.count(level) >= 2, f"“## … anchors” shows {level} with an example, for two criteria or more"
