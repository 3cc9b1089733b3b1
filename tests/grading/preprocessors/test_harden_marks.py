"""Outputs of a graded cell say only what its test has found."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

from grading.preprocessors import HardenMarks

_ERROR = new_output("error", ename="AssertionError", evalue="", traceback=[])
_STDERR = new_output("stream", name="stderr", text="x")


def _result(text: str) -> NotebookNode:
    return new_output("execute_result", data={"text/plain": text}, execution_count=1)


def _graded(source: str, outputs: list[NotebookNode], count: int | None = 1, **course: Any) -> NotebookNode:
    about = {"grade": True, "solution": False, "locked": True, "grade_id": "a", "points": 3, "schema_version": 3}
    metadata = {"nbgrader": about | {"task": False}, **({"course": course} if course else {})}
    return new_code_cell(source, outputs=list(outputs), execution_count=count, metadata=metadata)


def _points(cell: NotebookNode, mode: str = "hardened") -> float:
    nb, _resources = HardenMarks(mode=mode).preprocess(new_notebook(cells=[cell]), {})
    return determine_grade(nb.cells[0])[0]


@pytest.mark.parametrize(
    ("source", "outputs", "points"),
    [
        ("assert True", [], 3),
        ("assert False", [_ERROR], 0),
        ("assert x\n2", [_result("3"), _ERROR], 0),
        ("assert x", [_result("3"), _STDERR], 0),
        ("points", [_result("2")], 2),
        ("points", [_result("3"), _result("1")], 1),
        ("x = fee(1)", [_result("1")], 3),
    ],
)
def test_points(source: str, outputs: list[NotebookNode], points: float) -> None:
    assert _points(_graded(source, outputs)) == points


def test_a_test_that_did_not_run_earns_nothing_and_says_so() -> None:
    cell = _graded("assert True", [], None)
    assert _points(cell) == 0
    assert cell.outputs[0].ename == "NotRun"


def test_a_changed_tool_costs_the_points_and_is_named() -> None:
    cell = _graded("assert True", [], touched=["builtins.abs"])
    assert _points(cell) == 0
    assert "builtins.abs" in cell.outputs[0].evalue


def test_compatible_changes_nothing() -> None:
    assert _points(_graded("assert x", [_result("3"), _ERROR]), "compatible") == 3
    assert _points(_graded("assert True", [], None), "compatible") == 3
