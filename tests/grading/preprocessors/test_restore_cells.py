"""Deleted cells of the course come back where they were; the trainee's own cells stay where they are."""

from __future__ import annotations

from pathlib import Path

import nbformat
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell

from grading.preprocessors import RestoreCells
from grading.preprocessors.restore_cells import restore
from grading.release_notebook import released_notebook
from tests.grading.fixture_module import MODULE, exercises

IDS = [cell.id for cell in exercises().cells]


@given(st.sets(st.sampled_from(IDS)))
def test_any_deletion_is_undone(deleted: set[str]) -> None:
    nb = exercises()
    nb.cells = [cell for cell in nb.cells if cell.id not in deleted]
    assert restore(nb, exercises()) == [id for id in IDS if id in deleted]
    assert [cell.id for cell in nb.cells] == IDS
    nbformat.validate(nb)


def test_own_cells_stay_beside_their_neighbours() -> None:
    nb = exercises()
    nb.cells.insert(3, new_code_cell("1 + 1", id="mine"))  # after m90-e1-answer
    nb.cells = [cell for cell in nb.cells if cell.id not in ("m90-e1-mark", "m90-top")]
    restore(nb, exercises())
    ids = [cell.id for cell in nb.cells]
    assert ids[0] == "m90-top" and ids[2:5] == ["m90-e1-answer", "m90-e1-mark", "mine"]


def test_edited_cells_are_left_alone() -> None:
    nb = exercises()
    nb.cells[1].source = "My note"
    assert restore(nb, exercises()) == []
    assert nb.cells[1].source == "My note"


def test_notebooks_of_old_programs_have_no_cell_ids() -> None:
    nb = exercises()
    nb.nbformat_minor = 4
    for cell in nb.cells:
        del cell["id"]
    del nb.cells[2]
    assert restore(nb, exercises()) == ["m90-e1-answer"]
    assert [cell.source for cell in nb.cells] == [cell.source for cell in exercises().cells]
    nbformat.validate(nb)


def test_without_a_release_nothing_is_touched(tmp_path: Path) -> None:
    nb = exercises()
    nb.cells.pop()
    folder = tmp_path / "submitted" / "ana" / MODULE
    folder.mkdir(parents=True)
    about = {"nbgrader": {"assignment": MODULE, "notebook": "exercises"}, "metadata": {"path": str(folder)}}
    RestoreCells().preprocess(nb, about)
    assert len(nb.cells) == len(IDS) - 1


def test_a_new_release_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "release" / MODULE / "exercises.ipynb"
    path.parent.mkdir(parents=True)
    folder = tmp_path / "submitted" / "ana" / MODULE
    nb = exercises()
    nbformat.write(nb, path)
    first = released_notebook(folder, MODULE, "exercises")
    nb.cells.pop()
    nbformat.write(nb, path)
    second = released_notebook(folder, MODULE, "exercises")
    assert first is not None and second is not None and len(second.cells) == len(first.cells) - 1
