"""Read the marks of a class from nbgrader's gradebook."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from nbgrader.api import Gradebook


@dataclass(frozen=True)
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


def read_marks(db_url: str) -> list[Mark]:
    """Every mark of every submission, ordered by trainee, module and item.

    Args:
        db_url: Address of the gradebook.
    """
    marks = []
    with Gradebook(db_url) as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                for notebook in submission.notebooks:
                    for grade in notebook.grades:
                        waits = bool(grade.needs_manual_grade)
                        manual = grade.manual_score is not None
                        state = "waits for the trainer" if waits else "marked by the trainer" if manual else "marked"
                        points = None if waits else float(grade.score)
                        who = submission.student_id
                        marks.append(Mark(who, assignment.name, grade.name, points, float(grade.max_score), state))
    return sorted(marks, key=lambda mark: (mark.trainee, mark.module, mark.item))


def write_csv(marks: Iterable[Mark], path: Path) -> None:
    """Write marks as a CSV file (UTF-8 with a byte order mark, so that Excel reads accents)."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(field.name for field in fields(Mark))
        writer.writerows(astuple(mark) for mark in marks)
