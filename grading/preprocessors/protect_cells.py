"""Protect the course's own cells in a released page from accidents."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

#: The cells that trainees write in: nbgrader's solution cells, and code that a page invites them to change.
CODE = "course-code"


class ProtectCells(NbGraderPreprocessor):
    """Make every cell read-only and not deletable, except those that trainees write in.

    nbgrader's ``LockCells`` protects only cells with nbgrader metadata. A double click on a prompt would open its
    source.
    """

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Protect the cells of ``nb`` in place."""
        protect(nb.cells)
        return nb, resources


def protect(cells: Iterable[MutableMapping[str, Any]]) -> None:
    """Protect ``cells``, notebook cells as nbformat or plain JSON gives them, in place."""
    for cell in cells:
        about = cell["metadata"]
        if about.get("nbgrader", {}).get("solution") or CODE in about.get("tags", []):
            continue
        about["editable"] = False
        about["deletable"] = False
