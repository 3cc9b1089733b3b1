"""Which process runs which cell of a submission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nbformat import NotebookNode
from nbgrader import utils

from grading.release_notebook import cell_key

_COURSE_TAGS = {"course-run", "course-mark"}


@dataclass(frozen=True)
class Plan:
    """Indices of the cells to run, in order.

    Attributes:
        course: Cells of the course that show and mark questions from the recorded answers. They run in a process that
            the trainee's code never shares.
        trainee: All other cells, and those of ``course`` that they may build upon; empty when nobody has written code.
        kept: Of ``trainee``, those whose outputs count.
    """

    course: tuple[int, ...]
    trainee: tuple[int, ...]
    kept: frozenset[int]


def runs(cell: NotebookNode, skip_tag: str) -> bool:
    """True if nbclient would run the cell."""
    return cell.cell_type == "code" and bool(cell.source.strip()) and skip_tag not in cell.metadata.get("tags", [])


def together(cells: Sequence[NotebookNode], skip_tag: str) -> Plan:
    """All cells in one process, as nbgrader does it."""
    indices = tuple(index for index, cell in enumerate(cells) if runs(cell, skip_tag))
    return Plan((), indices, frozenset(indices))


def apart(cells: Sequence[NotebookNode], release: NotebookNode | None, skip_tag: str) -> Plan:
    """Marks apart from the trainee's code.

    A cell is the course's if the release says so: it has one of the course's tags there and is read-only, so nbgrader
    has just given it the source of the gradebook. If no other cell was changed, all of them are the course's text.

    Args:
        cells: The sanitised submission.
        release: The notebook as it was handed out; without it, all cells run together.
        skip_tag: nbclient's tag for cells that do not run.
    """
    if release is None:
        return together(cells, skip_tag)
    released = {cell_key(cell): cell for cell in release.cells}
    indices = [index for index, cell in enumerate(cells) if runs(cell, skip_tag)]
    own = {index for index in indices if _is_courses(cells[index], released.get(cell_key(cells[index])))}
    others = [index for index in indices if index not in own]
    if all(_as_released(cells[index], released.get(cell_key(cells[index]))) for index in others):
        return Plan(tuple(indices), (), frozenset())
    marks = {index for index in own if "course-mark" in released[cell_key(cells[index])].metadata.get("tags", [])}
    return Plan(
        tuple(index for index in indices if index in own),
        tuple(index for index in indices if index not in marks),
        frozenset(others),
    )


def _is_courses(cell: NotebookNode, released: NotebookNode | None) -> bool:
    return (
        released is not None
        and bool(_COURSE_TAGS & set(released.metadata.get("tags", [])))
        and utils.is_locked(released)
        and utils.is_locked(cell)
    )


def _as_released(cell: NotebookNode, released: NotebookNode | None) -> bool:
    """True if nothing in this cell is the trainee's, and it tests nothing of the trainee's."""
    return released is not None and cell.source == released.source and not utils.is_grade(cell)
