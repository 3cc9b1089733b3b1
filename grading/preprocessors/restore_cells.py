"""Give back the course's own cells that a trainee deleted."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.release_notebook import cell_key, release_of


class RestoreCells(NbGraderPreprocessor):
    """Insert the cells of the release that are missing from a submission, each after the cell it follows there.

    Works by cell id: a graded cell, a question or a prompt that was deleted comes back; a cell that was edited stays
    (nbgrader's ``OverwriteCells`` then restores the locked ones). nbgrader's own ``add_missing_cells`` knows only
    graded cells and fails with a ``KeyError`` when the cell before a missing one is a read-only question cell.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Restore missing cells in ``nb``; their keys stay in the notebook's metadata as ``course.restored``."""
        release = release_of(resources)
        if release is None:
            self.log.warning("No release of %s: missing cells cannot be restored", resources["nbgrader"]["assignment"])
            return nb, resources
        restored = restore(nb, release)
        if restored:
            self.log.warning("Restored %d deleted course cells: %s", len(restored), ", ".join(restored))
            about = nb.metadata.get("course")
            nb.metadata["course"] = {**(about if isinstance(about, dict) else {}), "restored": restored}
        return nb, resources


def restore(nb: NotebookNode, release: NotebookNode) -> list[str]:
    """Insert into ``nb`` (changed in place) each cell of ``release`` whose key it lacks.

    Returns:
        The keys of the inserted cells, in their order.
    """
    restored = []
    place = 0
    keys = [cell_key(cell) for cell in nb.cells]
    for cell in release.cells:
        found = _place(nb, keys, cell)
        if found is None:
            copy = deepcopy(cell)
            if nb.nbformat_minor < 5:  # cells have ids since version 4.5 of the format
                copy.pop("id", None)
            nb.cells.insert(place, copy)
            keys.insert(place, cell_key(copy))
            restored.append(cell_key(cell))
            found = place
        place = found + 1
    return restored


def _place(nb: NotebookNode, keys: list[str], wanted: NotebookNode) -> int | None:
    """Index of the last cell of ``nb`` that is ``wanted``: same key, or same source in a notebook without ids."""
    key = cell_key(wanted)
    same = [i for i, known in enumerate(keys) if known == key or (not known and nb.cells[i].source == wanted.source)]
    return same[-1] if same else None
