"""The test that people sit before and after the course: two parallel forms that give nothing away."""

from __future__ import annotations

import ast
import re
from collections import Counter

import pytest

from tests.modules import module_reading as reading

FORMS = [module for module in reading.module_names() if reading.is_test(module)]
THEMES = {"M00": 2, "M01": 2, "M02": 2, "M03": 2, "M04": 2, "M05": 2, "M14": 2, "M15": 2, "data reading": 8}
each_form = pytest.mark.parametrize("form", FORMS)


def _marks(form: str) -> dict[str, ast.Call]:
    """Number of the question -> its call of ``mark``."""
    found = {}
    for cell in reading.cells(form, "exercises"):
        if cell["id"].endswith("-mark"):
            found[cell["id"].split("-")[1]] = ast.parse(cell["source"]).body[-1].value
    return found


def _words(call: ast.Call) -> dict[str, ast.expr]:
    return {word.arg: word.value for word in call.keywords}


def _blueprint() -> list[list[str]]:
    """Rows of the table of pairs: pair, theme, what it measures, type, expected, form A, form B."""
    notes = (reading.MODULES / FORMS[0] / "trainer.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (e\d+ \|(?: [^|]+ \|){6})$", notes, re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split("|")][:7] for row in rows]


def test_there_are_two_forms_that_name_each_other():
    assert len(FORMS) == 2
    assert [reading.about(form)["parallel"] for form in FORMS] == FORMS[::-1]


@each_form
def test_a_form_has_24_questions_of_one_point(form):
    assert list(_marks(form)) == [f"e{i}" for i in range(1, 25)]
    assert {call.func.attr for call in _marks(form).values()} == {"choice", "number", "match", "order", "matrix"}
    assert all(_words(call)["points"].value == 1 for call in _marks(form).values())


@each_form
def test_marking_says_the_theme_to_read_again_and_nothing_else(form):
    for question, call in _marks(form).items():
        words = _words(call)
        assert words["quiet"].value.startswith("Read again: "), question
        assert "slips" not in words, f"{question}: a message about a mistake tells what would be right"


@each_form
def test_no_question_of_a_form_is_practised(form):
    asked = [cell["source"] for cell in reading.cells(form, "exercises") if cell["id"].endswith("-answer")]
    assert len(asked) == 24 and not any("practice=" in source for source in asked)


def test_pairs_are_parallel():
    one, other = (_marks(form) for form in FORMS)
    for question in one:
        first, second = one[question], other[question]
        assert first.func.attr == second.func.attr, question
        assert _words(first)["quiet"].value == _words(second)["quiet"].value, question
        if first.func.attr != "number":
            keys = [ast.literal_eval(_words(call)["key"]) for call in (first, second)]
            assert isinstance(keys[0], str) or len(keys[0]) == len(keys[1]), question
            assert first.func.attr == "choice" or keys[0] != keys[1], f"{question}: the forms have the same key"
        sizes = [_cell(form, f"{question}-answer").count('": "') for form in FORMS]
        assert sizes[0] == sizes[1], f"{question}: as many options in both forms"


def _cell(form: str, ending: str) -> str:
    return next(cell["source"] for cell in reading.cells(form, "exercises") if cell["id"].endswith(f"-{ending}"))


@each_form
def test_choices_do_not_have_their_key_in_one_place(form):
    keys = Counter(_words(call)["key"].value for call in _marks(form).values() if call.func.attr == "choice")
    assert len(keys) == 4 and max(keys.values()) <= 3


@each_form
def test_the_right_option_is_not_always_the_longest(form):
    longest = 0
    for question, call in _marks(form).items():
        if call.func.attr == "choice":
            asked = ast.parse(_cell(form, f"{question}-answer")).body[-1].value
            options = ast.literal_eval(asked.args[1])
            longest += max(options, key=lambda id, options=options: len(options[id])) == _words(call)["key"].value
    assert longest <= 5


def test_the_blueprint_names_every_pair_with_its_theme_and_type():
    rows = _blueprint()
    assert Counter(row[1] for row in rows) == THEMES
    for row in rows:
        assert _marks(FORMS[0])[row[0]].func.attr == row[3], row
        assert row[4] in ("easy", "medium", "hard")
        theme = _words(_marks(FORMS[0])[row[0]])["quiet"].value
        assert row[1] == "data reading" or row[1] in theme, row
        for form, title in zip(FORMS, row[5:], strict=True):
            assert title in _cell(form, f"{row[0]}-text"), row
