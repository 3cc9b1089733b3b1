"""Find and read the released version of a notebook, and name its cells."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode


def cell_key(cell: NotebookNode) -> str:
    """The lasting name of a cell: nbgrader's ``grade_id`` where there is one, else the cell id, else ``""``."""
    return cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id", "")


def released_notebook(folder: Path, assignment: str, notebook: str) -> NotebookNode | None:
    """The release of a notebook in the course folder that a submission belongs to.

    Args:
        folder: The submission's folder, ``<course folder>/<step>/<trainee>/<assignment>``.
        assignment: Name of the module folder.
        notebook: Name of the notebook without ``.ipynb``.

    Returns:
        A notebook that must not be changed, or ``None`` when this course folder has no release of it.
    """
    path = folder.resolve().parents[2] / "release" / assignment / f"{notebook}.ipynb"
    if not path.is_file():
        return None
    return _read(path, path.stat().st_mtime_ns)


def release_of(resources: Mapping[str, Any]) -> NotebookNode | None:
    """The release of the notebook that nbgrader converts now, from the resources it gives to preprocessors."""
    about = resources["nbgrader"]
    return released_notebook(Path(resources["metadata"]["path"]), about["assignment"], about["notebook"])


@lru_cache(maxsize=32)
def _read(path: Path, changed_ns: int) -> NotebookNode:
    # the time of change is part of the key, so that a new release is read again
    return nbformat.read(path, as_version=4)
