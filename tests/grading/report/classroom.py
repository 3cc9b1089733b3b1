"""A small class in a gradebook of its own, made without running a notebook."""

from __future__ import annotations

import atexit
import json
import shutil
import tempfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook

from grading.nbgrader_config import course_config

MODULE = "m10_fixture"
ITEMS = {"m10-e1-mark": 2.0, "m10-e2-mark": 2.0, "m10-r1-task": 4.0}
DUE = datetime(2026, 3, 1, 12)


@cache
def _empty() -> Path:
    """An empty gradebook, made once: nbgrader starts a program for each new one."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    course_config(folder)  # the program is that of this environment
    Gradebook(f"sqlite:///{folder / 'gradebook.db'}").close()
    return folder / "gradebook.db"


def make(
    course: Path,
    scores: dict[str, dict[str, float | None]],
    *,
    modules: tuple[str, ...] = (MODULE,),
    absent: tuple[str, ...] = (),
    late: dict[str, timedelta] | None = None,
) -> str:
    """Make a gradebook and return its address.

    Args:
        course: The course folder.
        scores: Points by trainee and item of the first module; ``None`` waits for the trainer, points of r1 are manual.
        modules: Assignments; only the first has submissions.
        absent: Trainees without a submission.
        late: How much after the due date somebody handed in.
    """
    course.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{course / 'gradebook.db'}?timeout=60"
    shutil.copy(_empty(), course / "gradebook.db")
    with Gradebook(url) as book:
        for module in modules:
            book.add_assignment(module, duedate=DUE if module == modules[0] and late is not None else None)
            book.add_notebook("exercises", module)
            for item, most in ITEMS.items():
                add = book.add_task_cell if item.endswith("-task") else book.add_grade_cell
                kind = "markdown" if item.endswith("-task") else "code"
                add(item, "exercises", module, max_score=most, cell_type=kind)
        for who in absent:
            book.add_student(who)
        for who, points in scores.items():
            book.add_student(who)
            submitted = book.add_submission(modules[0], who)
            submitted.timestamp = DUE - timedelta(hours=1) + (late or {}).get(who, timedelta())
            for item, value in points.items():
                grade = book.find_grade(item, "exercises", modules[0], who)
                grade.needs_manual_grade = value is None
                if item.endswith("-task"):
                    grade.manual_score = value
                else:
                    grade.auto_score = value
        book.db.commit()
    return url


def work(
    course: Path,
    who: str,
    *,
    messages: dict[str, str] | None = None,
    questions: dict[str, str] | None = None,
    answers: dict[str, tuple[str, Any]] | None = None,
    module: str = MODULE,
) -> Path:
    """Write an autograded notebook and an answers file; returns their folder."""
    folder = course / "autograded" / who / module
    folder.mkdir(parents=True, exist_ok=True)
    cells = [
        _cell(f"{q}-answer", f"[{q}] Question: {text}\n[{q}] Recorded answer: 1")
        for q, text in (questions or {}).items()
    ]
    for item, text in (messages or {}).items():
        cell = _cell(item, f"{item.removesuffix('-mark')}: 0.5 of 2 points. {text}")
        cell.metadata["nbgrader"] = {"grade_id": item, "grade": True, "solution": False, "points": 2}
        cells.append(cell)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "exercises.ipynb")
    recorded = {
        q: {"type": kind, "value": value, "at": "2026-02-01T00:00:00Z"} for q, (kind, value) in (answers or {}).items()
    }
    (folder / "answers.json").write_text(
        json.dumps({"schema": 1, "trainee": who, "answers": recorded}), encoding="utf-8"
    )
    return folder


def _cell(name: str, text: str) -> nbformat.NotebookNode:
    cell = nbformat.v4.new_code_cell(
        "", id=name, outputs=[nbformat.v4.new_output("stream", name="stdout", text=text + "\n")]
    )
    return cell
