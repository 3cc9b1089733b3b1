"""What the gradebook says about submissions, in few questions; and for which marks feedback was given."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Select, select

from course.classroom.place import read_json, write_private

Key = tuple[str, str]  # module, trainee


def waiting(gradebook: Gradebook) -> dict[Key, int]:
    """How many answers wait for a manual mark, by module and trainee; those without any are left out."""
    found: dict[Key, int] = defaultdict(int)
    query = _joined(select(Assignment.name, SubmittedAssignment.student_id), Grade).where(Grade.needs_manual_grade)
    for module, trainee in gradebook.db.execute(query):
        found[module, trainee] += 1
    return dict(found)


def notebooks(gradebook: Gradebook, module: str) -> dict[str, str]:
    """nbgrader's id of the submitted notebook of a module, by trainee."""
    query = (
        select(SubmittedAssignment.student_id, SubmittedNotebook.id)
        .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .where(Assignment.name == module)
    )
    return {trainee: id for trainee, id in gradebook.db.execute(query)}


def digests(gradebook: Gradebook, modules: Iterable[str] = ()) -> dict[Key, str]:
    """A print of all marks and comments of each submission: it changes when one of them changes."""
    wanted, parts = set(modules), defaultdict(list)
    who = (Assignment.name, SubmittedAssignment.student_id, BaseCell.name)
    scores = (Grade.auto_score, Grade.manual_score, Grade.extra_credit, Grade.needs_manual_grade)
    late = (SubmittedNotebook.late_submission_penalty,)
    for kind, columns in ((Grade, (*scores, *late)), (Comment, (Comment.auto_comment, Comment.manual_comment))):
        query = _joined(select(*who, *columns), kind).join(BaseCell, kind.cell_id == BaseCell.id)
        for module, trainee, cell, *values in gradebook.db.execute(query):
            if not wanted or module in wanted:
                parts[module, trainee].append([cell, *map(str, values)])
    return {key: hashlib.sha256(json.dumps(sorted(found)).encode()).hexdigest()[:16] for key, found in parts.items()}


def _joined(query: Select[Any], kind: type[Grade] | type[Comment]) -> Select[Any]:
    """A question about grades or comments, with the submission and the module that each is of."""
    return (
        query.select_from(kind)
        .join(SubmittedNotebook, kind.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
    )


class Given:
    """For which submission and which marks feedback was released last.

    Args:
        own: Folder of the pages' own files.
    """

    def __init__(self, own: Path) -> None:
        self._folder = own / "feedback"

    def read(self) -> dict[Key, list[str]]:
        """Receipt and print of the marks, by module and trainee."""
        return {
            (path.stem, trainee): value
            for path in self._folder.glob("*.json")
            for trainee, value in read_json(path).items()
        }

    def note(self, key: Key, value: list[str]) -> None:
        """Feedback for these marks is out."""
        module, trainee = key
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path = self._folder / f"{module}.json"
        write_private(path, json.dumps(read_json(path) | {trainee: value}))
