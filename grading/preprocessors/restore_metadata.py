"""Give the course's cells their nbgrader metadata back."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from grading.release_notebook import cell_key, release_of


class RestoreMetadata(NbGraderPreprocessor):
    """Replace the nbgrader metadata of each cell by that of the release; cells that it does not know lose theirs.

    A cell whose metadata is gone gets it back by the cell's own id, unless another cell carries its nbgrader id.

    An old program may have written metadata of an older version, and a trainee may have changed what a cell is.
    nbgrader refuses such a submission, and metadata of an older version even stops the whole batch.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Restore the metadata of ``nb`` in place."""
        release = release_of(resources)
        if release is None:
            self.log.warning("No release of %s: metadata cannot be restored", resources["nbgrader"]["assignment"])
            return nb, resources
        known = {cell_key(cell): cell.metadata.nbgrader for cell in release.cells if "nbgrader" in cell.metadata}
        ids = {cell.get("id", ""): cell_key(cell) for cell in release.cells if "nbgrader" in cell.metadata}
        carried = {cell.metadata.nbgrader.get("grade_id") for cell in nb.cells if "nbgrader" in cell.metadata}
        for cell in nb.cells:
            about = cell.metadata.pop("nbgrader", None)
            name = about.get("grade_id") if about is not None else ids.get(cell.get("id"))
            if name in known and (about is not None or name not in carried):
                cell.metadata["nbgrader"] = deepcopy(known[name])
                carried.add(name)
        return nb, resources
