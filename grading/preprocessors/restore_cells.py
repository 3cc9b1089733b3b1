"""Give back the course's own cells that a trainee deleted."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.release_notebook import cell_key, released_notebook


class RestoreCells(NbGraderPreprocessor):
    """Insert the cells of the release that are missing from a submission, each after the cell it follows there.

    Works by cell id: a graded cell, a question or a prompt that was deleted comes back; a cell that was edited stays
    (nbgrader's ``OverwriteCells`` then restores the locked ones). nbgrader's own ``add_missing_cells`` knows only
    graded cells and fails with a ``KeyError`` when the cell before a missing one is a read-only question cell.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Restore missing cells in ``nb``; their keys stay in the notebook's metadata as ``course.restored``."""
        course = resources["nbgrader"]
        release = released_notebook(Path(resources["metadata"]["path"]), course["assignment"], course["notebook"])
        if release is None:
            self.log.warning("No release of %s: missing cells cannot be restored", course["assignment"])
            return nb, resources
        restored = restore(nb, release)
        if restored:
            self.log.warning("Restored %d deleted course cells: %s", len(restored), ", ".join(restored))
            nb.metadata.setdefault("course", {})["restored"] = restored
        return nb, resources


def restore(nb: NotebookNode, release: NotebookNode) -> list[str]:
    """Insert into ``nb`` (changed in place) each cell of ``release`` whose key it lacks.

    Returns:
        The keys of the inserted cells, in their order.
    """
    # sources count as present too: notebooks saved by old programs have no cell ids
    present = {cell_key(cell) for cell in nb.cells}
    sources = {cell.source for cell in nb.cells if not cell.get("id")}
    restored = []
    previous: str | None = None
    for cell in release.cells:
        key = cell_key(cell)
        if key not in present and cell.source not in sources:
            copy = deepcopy(cell)
            if not nb.cells or not nb.cells[0].get("id"):
                copy.pop("id", None)
            nb.cells.insert(_after(nb, previous), copy)
            present.add(key)
            restored.append(key)
        if key in present:
            previous = key
    if restored:
        nbformat.validator.normalize(nb)
    return restored


def _after(nb: NotebookNode, key: str | None) -> int:
    """Index that follows the last cell with this key; the start when there is none."""
    return max((i + 1 for i, cell in enumerate(nb.cells) if cell_key(cell) == key), default=0)
