"""A released page: trainees write where they should write, and nowhere else by accident."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from grading.preprocessors import ProtectCells
from grading.release import MODULES, find_modules, release
from tests.grading.fixture_module import exercises

FREE = "course-code"


def _written(cell: nbformat.NotebookNode) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution")) or FREE in cell.metadata.get("tags", [])


def test_all_but_solution_cells_are_protected() -> None:
    nb, _ = ProtectCells().preprocess(exercises(), {})
    assert any(cell.cell_type == "markdown" for cell in nb.cells)
    for cell in nb.cells:
        if not _written(cell):
            assert cell.metadata.editable is False and cell.metadata.deletable is False, cell.id


def test_cells_for_own_code_stay_free() -> None:
    nb = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("1", metadata={"tags": [FREE]}),
            nbformat.v4.new_code_cell("2", metadata={"nbgrader": {"solution": True}}),
        ]
    )
    nb, _ = ProtectCells().preprocess(nb, {})
    assert not any("editable" in cell.metadata for cell in nb.cells)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All modules, released by nbgrader with the settings of the course."""
    folder = tmp_path_factory.mktemp("released")
    release(to=folder / "release", course=folder / "course", say=False)
    return folder / "release"


@pytest.mark.parametrize(
    ("module", "page"),
    [
        (module, page)
        for module in find_modules()
        for page in ("lesson", "exercises", "selfcheck")
        if (MODULES / module / f"{page}.ipynb").is_file()
    ],
)
def test_released_pages_are_protected(released: Path, module: str, page: str) -> None:
    cells = nbformat.read(released / module / f"{page}.ipynb", as_version=4).cells
    assert {_written(cell) for cell in cells} >= {False}
    for cell in cells:
        assert cell.metadata.get("editable", True) is _written(cell), cell.id
