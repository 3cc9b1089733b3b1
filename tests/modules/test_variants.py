"""Numbers that differ between trainees: no draw lets a typical slip pass as right, or brings another message."""

import ast
import itertools
from types import SimpleNamespace

import pytest

from tests.modules import module_reading as reading


def _drawing_cells() -> list[tuple[str, str]]:
    found = []
    for module in reading.module_names():
        for cell in reading.cells(module, "exercises"):
            if cell["id"].endswith("-mark") and "variant(" in cell["source"]:
                found.append((cell["id"].removesuffix("-mark"), cell["source"]))
    return found


CELLS = _drawing_cells()
each_cell = pytest.mark.parametrize(("question", "source"), CELLS, ids=[question for question, _source in CELLS])


def _choices(source: str) -> dict[str, list]:
    """The values that a cell draws from."""
    call = next(
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "variant"
    )
    return {"": call.args[0].value} | {word.arg: ast.literal_eval(word.value) for word in call.keywords}


def _rules(source: str, given: SimpleNamespace) -> dict:
    """What ``mark.number`` would be told for these numbers."""
    told: dict = {}
    mark = SimpleNamespace(number=lambda _id, **rules: told.update(rules))
    body = ast.parse(source).body
    kept = ast.Module([node for node in body if not isinstance(node, ast.ImportFrom)], [])
    exec(
        compile(kept, "graded cell", "exec"),
        {"mark": mark, "check": lambda _id: None, "variant": lambda *_id, **_choices: given},
    )
    return told


@each_cell
def test_question_and_mark_draw_from_the_same_values(question, source):
    sources = {
        cell["id"]: cell["source"] for module in reading.module_names() for cell in reading.cells(module, "exercises")
    }
    assert _choices(sources[f"{question}-answer"]) == _choices(source)


@each_cell
def test_no_draw_confuses_slips(question, source):
    choices = _choices(source)
    choices.pop("")
    for draw in itertools.product(*choices.values()):
        rules = _rules(source, SimpleNamespace(**dict(zip(choices, draw, strict=True))))
        values = [value for value, *_rest in rules["slips"]]
        assert all(abs(value - rules["key"]) > 2 * rules["tolerance"] for value in values), draw
        for one, other in itertools.combinations(values, 2):
            assert abs(one - other) > rules["tolerance"], (draw, one, other)
