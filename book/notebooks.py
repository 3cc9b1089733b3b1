"""From the notebook that a trainee gets to the notebook that the book shows."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

# What may never stand in a released notebook; each marks something that only trainers see.
_SECRET_TEXT = re.compile(r"=== (BEGIN|END) MARK SCHEME ===")
_SECRET_CODE = re.compile(r"### (BEGIN|END) (HIDDEN TESTS|SOLUTION)|\bmark\.\w+\(|=== (BEGIN|END) MARK SCHEME ===")


class NotReleased(ValueError):
    """A notebook still holds what only trainers may see."""


def read(path: Path) -> NotebookNode:
    """Read a released notebook.

    Raises:
        NotReleased: it still holds a hidden test, a mark scheme or a solution.
    """
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        secret = (_SECRET_CODE if cell.cell_type == "code" else _SECRET_TEXT).search(cell.source)
        if secret:
            raise NotReleased(f"{path.name}, cell {cell.get('id')}: {secret.group(0)!r} may not reach a reader")
    return notebook


def _has_tag(cell: NotebookNode, tag: str) -> bool:
    return tag in cell.metadata.get("tags", [])


def for_book(notebook: NotebookNode, header: str) -> NotebookNode:
    """A copy of ``notebook`` as the book shows it.

    Cells that only check a recorded answer are left out (nothing is recorded in a book); the one-line cells that
    build a question or a tool show what they build, not their code; other collapsed cells stay behind "Show the code".

    Args:
        notebook: a released notebook.
        header: Markdown that follows the title.
    """
    made = copy.deepcopy(notebook)
    made.cells = [cell for cell in made.cells if not _has_tag(cell, "course-mark")]
    for cell in made.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
            tags = set(cell.metadata.get("tags", []))
            if "course-run" in tags:
                tags = (tags - {"hide-input"}) | {"remove-input"}
            if cell.metadata.get("nbgrader", {}).get("solution"):
                tags |= {"skip-execution"}  # the released cell only says "your code here"
            cell.metadata = nbformat.from_dict({"tags": sorted(tags)} if tags else {})
        else:
            cell.metadata = nbformat.from_dict({})
    kernel = made.metadata.get("kernelspec", {"name": "python3", "language": "python", "display_name": "Python 3"})
    made.metadata = nbformat.from_dict({"kernelspec": dict(kernel), "language_info": {"name": "python"}})
    _insert_after_title(made, header)
    return made


def _insert_after_title(notebook: NotebookNode, header: str) -> None:
    """Put ``header`` below the first-level heading of the first cell, before the text that follows it there.

    Raises:
        ValueError: the notebook does not begin with a title.
    """
    first = notebook.cells[0] if notebook.cells else None
    if first is None or first.cell_type != "markdown" or not first.source.lstrip().startswith("# "):
        raise ValueError("a course notebook begins with a Markdown cell whose first line is its title")
    title, _, rest = first.source.lstrip().partition("\n")
    first.source = f"{title}\n\n{header}\n{rest}"


def as_text(notebook: NotebookNode) -> str:
    """The notebook as JSON text, the same for the same content."""
    return nbformat.writes(notebook, version=4)


def outputs_of(notebook: NotebookNode) -> list[dict[str, Any]]:
    """All outputs of all code cells, in order."""
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.get("outputs", [])]
