"""The real modules follow the contract of nbgrader and of the course."""

from __future__ import annotations

import tomllib
from pathlib import Path

import nbformat
import pytest
from nbgrader.utils import is_grade, is_task

from grading.release import MODULES, find_modules
from grading.source_check import calls, check_module, graded_ids

FROZEN = tomllib.loads((Path(__file__).parent / "graded_ids.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", find_modules())
def test_every_module_can_be_released(module: str) -> None:
    assert check_module(MODULES / module) == []


@pytest.mark.parametrize("module", find_modules())
def test_graded_ids_and_points_are_frozen(module: str) -> None:
    nb = nbformat.read(MODULES / module / "exercises.ipynb", as_version=4)
    found = {cell.id: cell.metadata.nbgrader.points for cell in nb.cells if is_grade(cell) or is_task(cell)}
    assert found == FROZEN.get(module), (
        "new module: add its table to graded_ids.toml; old one: put the ids and points back"
    )


def test_no_frozen_module_is_missing() -> None:
    assert set(FROZEN) <= set(find_modules())


@pytest.mark.parametrize("module", find_modules())
def test_sources_are_stripped(module: str) -> None:
    for path in sorted((MODULES / module).glob("*.ipynb")):
        nb = nbformat.read(path, as_version=4)
        assert [cell.id for cell in nb.cells if cell.get("outputs") or cell.get("execution_count")] == []


def test_calls_are_read_from_source() -> None:
    found = calls('from course import ask\nask.number("m10-e1a", unit="USD", low=1)\nother.thing("x")\n')
    assert [(call.kind, call.type, call.id) for call in found] == [("ask", "number", "m10-e1a")]
    assert found[0].keywords == {"unit": "USD", "low": 1}
    assert calls("%magic\nnot python(") == []


def test_graded_ids_of_a_page() -> None:
    nb = nbformat.read(MODULES / "m00_orientation" / "exercises.ipynb", as_version=4)
    assert graded_ids(nb) == {"m00-e1", "m00-e2", "m00-e3", "m00-e4", "m00-e5", "m00-r1"}
