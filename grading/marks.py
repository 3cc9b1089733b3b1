"""Read the marks of a class from nbgrader's gradebook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from sys import intern  # the same few names stand in hundreds of thousands of marks

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    GradeCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
)
from sqlalchemy import select

from grading.report import tables


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked item of one trainee.

    Attributes:
        trainee: The trainee's id.
        module: Name of the module folder.
        item: The cell's nbgrader id, for example ``m10-e1a-mark``.
        points: The points given, by the trainer where there is a manual mark; empty while it waits.
        most: The most that the item can give.
        state: ``marked``, ``marked by the trainer`` or ``waits for the trainer``.
    """

    trainee: str
    module: str
    item: str
    points: float | None
    most: float
    state: str


def read_marks(db_url: str, open_gradebook: Callable[[str], Gradebook] = Gradebook) -> list[Mark]:
    """Every mark of every submission, ordered by trainee, module and item.

    Asks for plain columns: nbgrader's own objects take some milliseconds for each grade, which is minutes for a large
    class.

    Args:
        db_url: Address of the gradebook.
        open_gradebook: How to open it.
    """
    with open_gradebook(db_url) as gradebook:
        most: dict[str, float] = {}
        for kind in (GradeCell, TaskCell):
            most.update((cell, points) for cell, points in gradebook.db.execute(select(kind.id, kind.max_score)))
        query = (
            select(
                SubmittedAssignment.student_id,
                Assignment.name,
                BaseCell.name,
                Grade.cell_id,
                Grade.score,
                Grade.needs_manual_grade,
                Grade.manual_score,
            )
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        )
        marks = []
        for who, module, item, cell, score, waits, manual in gradebook.db.execute(query).yield_per(5_000):
            state = "waits for the trainer" if waits else "marked" if manual is None else "marked by the trainer"
            points = None if waits else float(score)
            marks.append(Mark(intern(who), intern(module), intern(item), points, float(most.get(cell) or 0), state))
    return sorted(marks, key=lambda mark: (mark.trainee, mark.module, mark.item))


def write_csv(marks: Iterable[Mark], path: Path) -> None:
    """Write marks as a CSV file."""
    heads = [field.name for field in fields(Mark)]
    tables.write_csv(tables.Table("marks", heads, [astuple(mark) for mark in marks]), path)
