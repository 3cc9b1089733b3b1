"""Let a copied cell be an ordinary cell."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor


class UnlinkCopies(NbGraderPreprocessor):
    """Of several cells with one nbgrader id keep the last, as nbgrader does; the others lose their nbgrader metadata.

    nbgrader's own ``DeduplicateIds`` leaves *empty* metadata on the others, and its ``CheckCellMetadata`` then refuses
    the whole submission: a copied cell would cost a trainee every mark.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Clean ``nb`` in place."""
        seen: set[str] = set()
        for cell in nb.cells:
            if not isinstance(cell.metadata.get("nbgrader", {}), dict):
                del cell.metadata["nbgrader"]  # RestoreMetadata gives it back by the cell's id
        for cell in reversed(nb.cells):
            about = cell.metadata.get("nbgrader")
            if about is None:
                continue
            name = about.get("grade_id")
            if not name or name in seen:
                self.log.warning("A copy of the cell %r counts as an ordinary cell", name)
                del cell.metadata["nbgrader"]
            seen.add(name)
        return nb, resources
