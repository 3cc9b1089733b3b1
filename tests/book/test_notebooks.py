"""From the released notebook to the page."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from book import notebooks


def saved(path: Path, *cells: nbformat.NotebookNode) -> Path:
    nbformat.write(v4.new_notebook(cells=list(cells)), path)
    return path


@pytest.mark.parametrize(
    "source",
    [
        "check('x')\n### BEGIN HIDDEN TESTS",
        "mark.number('m10-e1a', key=4)",
        "### BEGIN SOLUTION\nx = 1\n### END SOLUTION",
    ],
)
def test_secrets_in_code_are_refused(tmp_path: Path, source: str) -> None:
    with pytest.raises(notebooks.NotReleased):
        notebooks.read(saved(tmp_path / "n.ipynb", v4.new_code_cell(source)))


def test_a_mark_scheme_in_text_is_refused(tmp_path: Path) -> None:
    cell = v4.new_markdown_cell("Rubric\n=== BEGIN MARK SCHEME ===\nsecret")
    with pytest.raises(notebooks.NotReleased):
        notebooks.read(saved(tmp_path / "n.ipynb", cell))


def test_text_may_speak_of_marks(tmp_path: Path) -> None:
    cell = v4.new_markdown_cell("# T\nYou get a mark.\nSee mark.txt and remark.x(1).")
    assert notebooks.read(saved(tmp_path / "n.ipynb", cell)).cells[0].source.startswith("# T")


def test_the_header_stands_below_the_title_and_the_original_stays() -> None:
    original = v4.new_notebook(cells=[v4.new_markdown_cell("# Title\n\nFirst words.")])
    made = notebooks.for_book(original, "HEADER")
    assert made.cells[0].source == "# Title\n\nHEADER\n\nFirst words."
    assert original.cells[0].source == "# Title\n\nFirst words."


def test_a_notebook_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="title"):
        notebooks.for_book(v4.new_notebook(cells=[v4.new_markdown_cell("No title")]), "")


def test_cells_of_a_question_lose_their_code_and_solutions_are_not_run() -> None:
    cells = [
        v4.new_markdown_cell("# T"),
        v4.new_code_cell("ask", metadata={"tags": ["course-run", "hide-input"]}),
        v4.new_code_cell("check", metadata={"tags": ["course-mark"]}),
        v4.new_code_cell("stub", metadata={"nbgrader": {"solution": True}}),
    ]
    made = notebooks.for_book(v4.new_notebook(cells=cells), "")
    assert [cell.source for cell in made.cells[1:]] == ["ask", "stub"]
    assert made.cells[1].metadata.tags == ["course-run", "remove-input"]
    assert made.cells[2].metadata.tags == ["skip-execution"]
