"""Copied cells become ordinary cells; the last one keeps its role, as in nbgrader."""

from __future__ import annotations

from copy import deepcopy

import nbformat
from nbgrader.nbgraderformat import MetadataValidator

from grading.preprocessors import UnlinkCopies
from tests.grading.fixture_module import exercises


def test_the_last_copy_keeps_its_role() -> None:
    nb = exercises()
    nb.cells.append(deepcopy(nb.cells[3]))
    nb.cells[-1].id = "copy"
    nb, _ = UnlinkCopies().preprocess(nb, {})
    assert "nbgrader" not in nb.cells[3].metadata
    assert nb.cells[-1].metadata.nbgrader.grade_id == "m90-e1-mark"
    MetadataValidator().validate_nb(nb)


def test_cells_without_a_name_lose_their_empty_metadata() -> None:
    nb = exercises()
    nb.cells[0].metadata["nbgrader"] = {}
    nb, _ = UnlinkCopies().preprocess(nb, {})
    assert "nbgrader" not in nb.cells[0].metadata


def test_a_notebook_without_copies_is_not_changed() -> None:
    nb, _ = UnlinkCopies().preprocess(exercises(), {})
    assert nb == exercises()


def test_metadata_of_another_type_is_dropped() -> None:
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", metadata={"nbgrader": "a text"})])
    UnlinkCopies().preprocess(nb, {})
    assert "nbgrader" not in nb.cells[0].metadata
