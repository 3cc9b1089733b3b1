"""The country file and the modules agree: each part is written, shown at the end of its lesson, and in the plan."""

import ast
import re

import pytest

from course import forms, tools
from course.country_file import outline
from tests.modules import module_reading as reading

PLAN = {part["id"]: part for part in outline.plan()}
NAMED = {piece["id"]: part for part in PLAN.values() for piece in part["pieces"]}
WITH = [module for module in reading.module_names() if "country_file" in reading.about(module)]


def _calls(module: str, name: str) -> list[ast.Call]:
    found = []
    for page in reading.PAGES:
        for cell in reading.cells(module, page):
            if cell["cell_type"] == "code" and name in cell["source"]:
                tree = ast.parse(cell["source"])
                found += [
                    node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == name
                ]
    return found


def _word(call: ast.Call, name: str) -> str | None:
    return next((word.value.value for word in call.keywords if word.arg == name), None)


@pytest.mark.parametrize("module", WITH)
def test_the_part_of_a_module_stands_in_the_plan(module):
    about = reading.about(module)
    part = PLAN[about["country_file"]["id"]]
    assert part["module"] == about["number"], "course/country_file/plan.toml"
    pieces = [_word(call, "piece") for call in _calls(module, "ask.document") if _word(call, "piece")]
    assert pieces, "a document question writes a piece"
    assert {NAMED[piece]["id"] for piece in pieces} == {part["id"]}


@pytest.mark.parametrize("module", WITH)
def test_the_lesson_shows_the_file_at_its_part(module):
    shown = [ast.literal_eval(call.args[0]) for call in _calls(module, "tools.country_file") if call.args]
    assert shown == [reading.about(module)["country_file"]["id"]], 'ends with tools.country_file("CF-…"): CONTRIBUTING'


def test_every_part_of_the_plan_belongs_to_a_module_that_stands():
    standing = {reading.about(module)["number"] for module in reading.module_names()}
    assert {part["module"] for part in PLAN.values()} <= standing


def test_what_tools_put_in_is_in_the_plan_and_has_a_form():
    folder = reading.MODULES.parent / "course" / "tools"
    found = [
        match
        for path in folder.glob("*_tool.py")
        for match in re.findall(r'piece=\{"id": "([^"]+)", "form": "([^"]+)"\}', path.read_text(encoding="utf-8"))
    ]
    assert found and "country_file" in tools.__all__
    for piece, form in found:
        assert piece in NAMED, "course/country_file/plan.toml"
        assert form in forms.names()
