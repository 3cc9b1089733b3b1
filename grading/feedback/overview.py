"""“Where are my marks”: every module that a trainee has handed in, on one page and at the end of each feedback page.

nbgrader's ``release_feedback`` delivers one page per notebook, so the table is a part of each page. It also stands
alone as ``feedback/<trainee>/overview.html``, for trainers who hand pages out themselves.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from nbgrader.api import Gradebook, MissingEntry

from course import look
from course.i18n import _, direction, language, ngettext
from grading.release_notebook import released_notebook

_FILE = "overview.html"


@dataclass(frozen=True)
class Row:
    """One module of a trainee.

    Attributes:
        module: Name of its folder; ``title``: what people call it.
        score: Points so far, after what was taken off for lateness.
        points: The most that it can give.
        waiting: Points that wait for the trainer.
        ready: Its feedback page was made, so its marks may be shown.
        alone: Link from ``overview.html``, or "".
        delivered: Link from another module's page after ``fetch_feedback``, or "".
    """

    module: str
    title: str
    score: float
    points: float
    waiting: float
    ready: bool
    alone: str = ""
    delivered: str = ""


def rows(db_url: str, trainee: str, course: Path, now: str = "") -> list[Row]:
    """The modules of a trainee in their order; marks only of those whose feedback was made.

    Args:
        db_url: Address of the gradebook.
        trainee: The trainee's id.
        course: The course folder.
        now: The module whose page is being written: it counts as made.
    """
    with Gradebook(db_url) as gradebook:
        try:
            submissions = gradebook.find_student(trainee).submissions
        except MissingEntry:
            return []
        found = [_row(one, trainee, course, now) for one in submissions]
    return sorted(found, key=lambda row: row.module)


def _row(submission: Any, trainee: str, course: Path, now: str) -> Row:
    module = submission.assignment.name
    names = [notebook.name for notebook in submission.notebooks]
    page = next((name for name in names if (course / "feedback" / trainee / module / f"{name}.html").is_file()), "")
    waiting = sum(grade.max_score for book in submission.notebooks for grade in book.grades if grade.needs_manual_grade)
    off = sum(book.late_submission_penalty or 0.0 for book in submission.notebooks)
    stamp = course / "autograded" / trainee / module / "timestamp.txt"
    when = stamp.read_text(encoding="utf-8", errors="replace").strip()[:100] if page and stamp.is_file() else ""
    release = released_notebook(course / "autograded" / trainee / module, module, page or now or "exercises")
    fetched = f"../../../{quote(module)}/feedback/{quote(when)}/{quote(page)}.html"
    return Row(
        module=module,
        title=_title(release, module),
        score=submission.score - off,
        points=submission.max_score,
        waiting=waiting,
        ready=bool(page) or module == now,
        alone=f"{quote(module)}/{quote(page)}.html" if page else "",
        delivered=fetched if when and module != now else "",
    )


def _title(release: Any, module: str) -> str:
    from grading.feedback.exporter import title

    return title(release, module) if release is not None else module


def write_overview(assignment: str, student: str, notebooks: list[str]) -> None:
    """Write the overview of the trainee whose feedback was just made (nbgrader's ``post_convert_hook``).

    Args:
        assignment: nbgrader's pattern of assignments (unused: the folder of the notebooks says more).
        student: nbgrader's pattern of students (unused).
        notebooks: Paths of the autograded notebooks.
    """
    from grading.feedback.exporter import environment
    from grading.nbgrader_config import course_config

    for folder in sorted({Path(path).resolve().parent for path in notebooks}):
        course, trainee = folder.parents[2], folder.parent.name
        found = rows(course_config(course).CourseDirectory.db_url, trainee, course)
        html = environment().get_template("overview.html.j2").render(
            _=_, ngettext=ngettext, lang=language(), dir=direction(), css=look.css() + _css(), rows=found,
            total=sum(row.score for row in found if row.ready), most=sum(row.points for row in found if row.ready),
        )  # fmt: skip
        place = course / "feedback" / trainee
        fresh = place / f".{_FILE}.{os.getpid()}.tmp"
        try:
            fresh.write_text(html, encoding="utf-8")
            fresh.replace(place / _FILE)
        except OSError as problem:
            logging.getLogger("traitlets").warning("%s could not be written: %s", place / _FILE, problem.strerror)


def _css() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
