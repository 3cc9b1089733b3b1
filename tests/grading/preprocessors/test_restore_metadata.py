"""What a cell is for nbgrader is decided by the release, never by the submission."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from grading.preprocessors import RestoreMetadata
from tests.grading.fixture_module import MODULE, exercises


@pytest.fixture
def about(tmp_path: Path) -> dict:
    path = tmp_path / "release" / MODULE / "exercises.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(exercises(), path)
    folder = tmp_path / "submitted" / "ana" / MODULE
    return {"nbgrader": {"assignment": MODULE, "notebook": "exercises"}, "metadata": {"path": str(folder)}}


def test_changed_metadata_is_restored(about: dict) -> None:
    nb = exercises()
    nb.cells[3].metadata.nbgrader.update(schema_version=1, points=200, grade=False, solution=True)
    nb.cells[2].metadata.nbgrader = {"grade_id": "m90-e1-answer"}
    RestoreMetadata().preprocess(nb, about)
    assert nb == exercises()


def test_unknown_cells_become_ordinary(about: dict) -> None:
    nb = exercises()
    nb.cells[0].metadata["nbgrader"] = {"grade_id": "mine", "grade": True, "points": 50}
    RestoreMetadata().preprocess(nb, about)
    assert nb == exercises()


def test_metadata_of_an_honest_submission_stays(about: dict) -> None:
    nb, _ = RestoreMetadata().preprocess(exercises(), about)
    assert nb == exercises()


def test_metadata_that_was_removed_comes_back_by_the_cells_id(about: dict) -> None:
    nb = exercises()
    del nb.cells[3].metadata["nbgrader"]
    RestoreMetadata().preprocess(nb, about)
    assert nb == exercises()


def test_a_second_cell_of_the_same_id_stays_ordinary(about: dict) -> None:
    nb = exercises()
    copy = nbformat.v4.new_code_cell("2.0", id=nb.cells[3].id)
    nb.cells.append(copy)
    RestoreMetadata().preprocess(nb, about)
    assert "nbgrader" not in copy.metadata
    assert nb.cells[3].metadata.nbgrader == exercises().cells[3].metadata.nbgrader
