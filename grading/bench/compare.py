"""What two ways of grading must have in common: every row of the gradebook, every file, every mode."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, SubmittedAssignment

#: What differs from run to run: addresses in memory, the number of a kernel's process in the name of its sources.
_CHANCE = [
    (re.compile(r"0x[0-9a-f]{6,}"), "0x…"),
    (re.compile(r"/tmp/ipykernel_\d+/\d+\.py"), "/tmp/ipykernel/cell.py"),
    (re.compile(r"\bid=[0-9a-f]{32}\b"), "id=…"),
]


@dataclass(frozen=True)
class Result:
    """Everything that grading leaves behind.

    Attributes:
        rows: Submissions, grades and comments of the gradebook.
        notebooks: Autograded notebooks by path.
        files: Path and mode of every autograded file and folder.
    """

    rows: list[tuple] = field(default_factory=list)
    notebooks: dict[str, str] = field(default_factory=dict)
    files: list[tuple[str, str]] = field(default_factory=list)


def result_of(course: Path, db_url: str = "") -> Result:
    """What stands in a course folder and its gradebook."""
    paths = sorted((course / "autograded").glob("**/*"))
    kept = [path for path in paths if not any(part.startswith(".") for part in path.relative_to(course).parts)]
    return Result(
        rows(db_url or f"sqlite:///{course / 'gradebook.db'}"),
        {str(path.relative_to(course)): normal(path) for path in kept if path.suffix == ".ipynb"},
        [(str(path.relative_to(course)), oct(path.stat().st_mode)) for path in kept],
    )


def rows(db_url: str) -> list[tuple]:
    """Submissions, grades and comments; ids that the database makes up are left out."""
    found: list[tuple] = []
    with Gradebook(db_url) as book:
        for submission in book.db.query(SubmittedAssignment):
            who = (submission.student_id, submission.assignment.name)
            extension = str(submission.extension)
            found.append((*who, "", "", str(submission.timestamp), extension, submission.total_seconds_late))
            for notebook in submission.notebooks:
                where = (*who, notebook.name)
                found.append((*where, "", notebook.late_submission_penalty, notebook.score, notebook.max_score))
                found += [(*where, grade.name, *_points(grade)) for grade in notebook.grades]
                found += [
                    (*where, comment.name, comment.auto_comment, comment.manual_comment)
                    for comment in notebook.comments
                ]
    return sorted(found, key=repr)


def _points(grade: Any) -> tuple:
    return (grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade, grade.max_score)


def normal(path: Path) -> str:
    """A notebook as text, without what differs by chance."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    text = json.dumps(notebook, sort_keys=True, indent=1, ensure_ascii=False)
    for pattern, instead in _CHANCE:
        text = pattern.sub(instead, text)
    return text


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Streams in one piece: how they are cut depends on the moment."""
    joined: list[NotebookNode] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if last is not None and output.output_type == "stream" == last.output_type and last.name == output.name:
            last.text += output.text
        else:
            joined.append(output)
    return joined


def differences(one: Result, other: Result, most: int = 12) -> list[str]:
    """What differs, in lines for a person; empty when nothing does."""
    lines = [f"row only in the first: {row}" for row in one.rows if row not in set(other.rows)]
    lines += [f"row only in the second: {row}" for row in other.rows if row not in set(one.rows)]
    lines += [f"file: {name} {mode}" for name, mode in sorted(set(one.files) ^ set(other.files))]
    for path in sorted(one.notebooks.keys() & other.notebooks.keys()):
        if one.notebooks[path] != other.notebooks[path]:
            lines.append(f"{path}: {_first_difference(one.notebooks[path], other.notebooks[path])}")
    return lines[:most]


def _first_difference(one: str, other: str) -> str:
    first, second = one.splitlines(), other.splitlines()
    for number, (left, right) in enumerate(zip(first, second, strict=False)):
        if left != right:
            return f"line {number}: {left.strip()[:300]} | {right.strip()[:300]}"
    return f"{len(first)} and {len(second)} lines"
