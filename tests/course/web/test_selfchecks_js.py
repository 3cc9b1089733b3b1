"""Self-checks without an engine: the page gives full marks to each worked answer, and each slip its own message."""

from __future__ import annotations

import json
from typing import Any

import pytest

from course import ask
from course.recorder import practice_outcome
from course.web import bundle
from tests.course.web.test_practise_js import SCRIPT
from tests.modules import module_reading as reading

MODULES = [module for module in reading.module_names() if reading.SELF_CHECK in reading.pages(module)]


def _questions(module: str) -> list[dict[str, Any]]:
    """What the cells of a self-check ask, as the book shows it."""
    found = []
    for cell in reading.cells(module, reading.SELF_CHECK):
        if cell["id"].endswith("-answer"):
            ask.known.clear()
            exec(compile(cell["source"], cell["id"], "exec"), {})
            desc = list(ask.known.values())[-1]
            found.append(json.loads(json.dumps(desc, default=float)))  # numbers of a table become plain ones
    ask.known.clear()
    return found


def _worked(desc: dict[str, Any]) -> Any:
    """The answer that help shows; where several picks are right, the first of them."""
    key = desc["practice"].get("key")
    one = lambda picks: picks[0] if isinstance(picks, list | tuple) else picks  # noqa: E731
    if desc["type"] == "match":
        return {item: one(picks) for item, picks in key.items()}
    if desc["type"] == "matrix":
        return {row: {column: one(picks) for column, picks in line.items()} for row, line in key.items()}
    if desc["type"] == "find_errors" and isinstance(key, list | tuple):
        return dict.fromkeys(key, True)
    return key


def _with_slip(desc: dict[str, Any], worked: Any, slip: Any) -> Any:
    """The worked answer with one mistake; None where a slip needs more than that."""
    if desc["type"] == "match":
        return {**worked, slip[0]: slip[1]}
    if desc["type"] == "matrix":
        return {**worked, slip[0]: {**worked[slip[0]], slip[1]: slip[2]}}
    if desc["type"] == "number":
        return float(slip)
    if desc["type"] == "table" and isinstance(slip, dict):
        return slip
    return None


@pytest.mark.parametrize("module", MODULES)
def test_the_page_marks_a_self_check_by_itself(module, run_js, monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    cases, told = [], []
    for desc in _questions(module):
        worked = _worked(desc)
        if worked is None:
            continue  # a free document or text
        cases.append((desc, worked))
        told.append((1, desc["practice"]["right"]))
        for slip in desc["practice"].get("slips", []):
            wrong = _with_slip(desc, worked, slip["value"])
            if wrong is not None:
                cases.append((desc, wrong))
                told.append((practice_outcome(desc, wrong).fraction, slip["message"]))
    assert len(cases) >= 10
    for (desc, value), given, (share, message) in zip(
        cases, run_js(SCRIPT, {"strings": bundle.strings(), "cases": cases}), told, strict=True
    ):
        assert given["fraction"] == pytest.approx(share, abs=1e-9), (desc["id"], value)
        assert message in given["message"], (desc["id"], value, given)


HELP = SCRIPT.replace(".practise(desc, value)", ".example(desc, value)")


@pytest.mark.parametrize("module", MODULES)
def test_help_shows_an_answer_that_is_right_and_short(module, run_js, monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    asked = [desc for desc in _questions(module) if "key" in desc["practice"]]
    shown = run_js(HELP, {"strings": bundle.strings(), "cases": [(desc, None) for desc in asked]})
    found = run_js(SCRIPT, {"strings": bundle.strings(), "cases": list(zip(asked, shown, strict=True))})
    for desc, value, given in zip(asked, shown, found, strict=True):
        assert given["fraction"] == 1, (desc["id"], value)
        if desc["type"] == "number":
            assert len(str(value).partition(".")[2]) <= 4, (desc["id"], value)
