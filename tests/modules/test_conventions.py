"""The form of the module notebooks: ids, tags, one line of code per view, nothing left over from a run."""

import ast
import itertools
import json
import re

import nbformat
import pytest

from tests.modules import module_reading as reading

RUN_TAGS = ["course-run", "hide-input"]
MARK_TAGS = ["course-mark", "hide-input"]
PAGES = reading.all_pages()
each_page = pytest.mark.parametrize(("module", "page"), PAGES)


def _prefix(module: str) -> str:
    return module.split("_")[0]


def _kind(cell: dict) -> str:
    """run, mark, code, task or text; the first two fold away."""
    if cell["cell_type"] == "markdown":
        return "task" if cell["metadata"].get("nbgrader", {}).get("task") else "text"
    tags = cell["metadata"].get("tags", [])
    return "run" if tags == RUN_TAGS else "mark" if tags == MARK_TAGS else "code"


def test_there_are_modules():
    assert {"m00_orientation", "m10_remittances"} <= set(reading.module_names())


@each_page
def test_a_page_is_stored_as_nbformat_writes_it(module, page):
    path = reading.MODULES / module / f"{page}.ipynb"
    text = path.read_text(encoding="utf-8")
    assert text == nbformat.writes(nbformat.reads(text, 4)) + "\n"


@each_page
def test_no_run_is_left_in_a_page(module, page):
    for cell in reading.cells(module, page):
        if cell["cell_type"] == "code":
            empty = cell["outputs"] == [] and cell["execution_count"] is None
            assert empty, f"{cell['id']}: clear the outputs (Edit → Clear Outputs of All Cells) and save"


@each_page
def test_cell_ids_begin_with_the_module_and_say_what_the_cell_is(module, page):
    for cell in reading.cells(module, page):
        assert re.fullmatch(rf"{_prefix(module)}-[a-z]\w*(-[a-z]+)*", cell["id"]), cell["id"]
        suffix = {"mark": "-mark", "task": "-task"}.get(_kind(cell))
        if suffix:
            assert cell["id"].endswith(suffix), cell["id"]


@each_page
def test_cells_that_build_a_view_are_folded_and_hold_one_statement(module, page):
    for cell in reading.cells(module, page):
        if _kind(cell) == "run":
            statements = ast.parse(cell["source"]).body
            assert isinstance(statements[0], ast.ImportFrom) and statements[0].module == "course", cell["id"]
            assert len(statements) == 2 and isinstance(statements[1], ast.Expr), cell["id"]
        if _kind(cell) in ("run", "mark"):
            assert cell["metadata"]["jupyter"] == {"source_hidden": True}, cell["id"]


@each_page
def test_every_asked_question_stands_in_a_cell_of_its_own_name(module, page):
    for cell in reading.cells(module, page):
        if _kind(cell) == "run":
            asked = re.findall(r'\bask\.\w+\(\s*"([^"]+)"', cell["source"])
            assert all(cell["id"] == f"{question}-answer" for question in asked), cell["id"]


@each_page
def test_code_for_readers_is_optional_and_announced(module, page):
    """The cell before a code cell of the analyse track says that it is optional."""
    cells = reading.cells(module, page)
    for before, cell in itertools.pairwise(cells):
        if _kind(cell) == "code":
            assert "**Analyse (optional)" in before["source"], cell["id"]


@pytest.mark.parametrize("module", reading.module_names())
def test_the_release_check_finds_nothing(module):
    from grading.source_check import check_module

    assert check_module(reading.MODULES / module) == []


@each_page
def test_charts_have_words(module, page):
    for cell in reading.cells(module, page):
        for call in re.findall(r"charts\.(?:line|bar|dots)\(", cell["source"]):
            for word in ("title=", "unit=", "source=", "alt="):
                assert word in cell["source"], (cell["id"], call, word)


@each_page
def test_headings_step_down_one_level_at_a_time(module, page):
    levels = []
    for cell in reading.cells(module, page):
        if cell["cell_type"] == "markdown":
            levels += [len(mark) for mark in re.findall(r"^(#+) ", cell["source"], re.MULTILINE)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_metadata_name_module_and_page():
    for module, page in PAGES:
        notebook = json.loads((reading.MODULES / module / f"{page}.ipynb").read_text(encoding="utf-8"))
        assert notebook["metadata"]["course"] == {"module": module, "page": page}
