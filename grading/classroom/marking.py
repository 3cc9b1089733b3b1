"""Manual marks: what waits, one submission with its items, and what is written into nbgrader's gradebook."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    MissingEntry,
    Notebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import case, func, or_, select

from course.i18n import _, language
from course.numbers import format_number
from grading.classroom.mark_log import State
from grading.classroom.rubric import Rubric, rubric
from grading.feedback.items import Item, items
from grading.release_notebook import released_notebook

_LONGEST_COMMENT = 10_000
_WRITING = threading.Lock()
#: First line of a comment: what each criterion got. It is kept there, so that nbgrader's gradebook holds everything.
_LINE = re.compile(r"(?P<name>[^:\n]{1,120}): (?P<points>\d+(?:\.\d+)?)(?: of |/)\d+(?:\.\d+)?")


class NotValid(ValueError):
    """What was entered cannot be a mark; ``str`` says why, for people."""


class Changed(RuntimeError):
    """Somebody else has changed the marks since they were read."""


@dataclass(frozen=True)
class Entry:
    """One submitted notebook in the list.

    Attributes:
        id: nbgrader's id of the submitted notebook.
        trainee: The trainee's id.
        notebook: Its name.
        waiting: How many of its answers wait.
        manual: How many of its answers a person marks.
    """

    id: str
    trainee: str
    notebook: str
    waiting: int
    manual: int


@dataclass(frozen=True)
class ToMark:
    """One item on the page.

    Attributes:
        cell: nbgrader's id of the cell.
        item: Question and answer.
        rubric: What stands beside it.
        most: The most points.
        points: Points that it has already, or None.
        chosen: Points by criterion that it has already.
        comment: The comment that it has already.
        waiting: Whether it waits.
        empty: Whether nothing was answered.
        before: Comments on this answer of other people.
    """

    cell: str
    item: Item
    rubric: Rubric
    most: float
    points: float | None
    chosen: Mapping[str, float]
    comment: str
    waiting: bool
    empty: bool = False
    before: tuple[str, ...] = ()


def queue(gradebook: Gradebook, course: Path, module: str) -> list[Entry]:
    """The graded submissions of a module with answers that a person marks; ordered without regard to names."""
    # plain columns: nbgrader's own objects ask the database once for each grade
    by_hand = or_(Grade.needs_manual_grade, Grade.manual_score.is_not(None), Grade.auto_score.is_(None))
    who = (SubmittedNotebook.id, SubmittedAssignment.student_id, Notebook.name)
    query = (
        select(*who, func.sum(case((Grade.needs_manual_grade, 1), else_=0)), func.count())
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(Notebook, SubmittedNotebook.notebook_id == Notebook.id)
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .where(Assignment.name == module, by_hand)
        .group_by(*who)
        .order_by(SubmittedNotebook.id)
    )
    found = (Entry(*row) for row in gradebook.db.execute(query))
    graded = course / "autograded"
    return [one for one in found if (graded / one.trainee / module / f"{one.notebook}.ipynb").is_file()]


def _by_hand(grade: Grade) -> bool:
    return grade.needs_manual_grade or grade.manual_score is not None or grade.auto_score is None


def submission(gradebook: Gradebook, course: Path, id: str) -> tuple[str, str, list[ToMark]]:
    """Trainee, module and the items to mark of a submitted notebook.

    Raises:
        MissingEntry: there is no such submission, or its graded notebook is gone.
    """
    book = gradebook.find_submission_notebook_by_id(id)
    trainee, module, name = book.student.id, book.assignment.assignment.name, book.name
    folder = course / "autograded" / trainee / module
    path, release = folder / f"{name}.ipynb", released_notebook(folder, module, name)
    if not path.is_file() or release is None:
        raise MissingEntry(f"the graded notebook of {trainee} is missing: grade {module} again")
    nb = nbformat.read(path, as_version=4)
    grades = {grade.name: grade for grade in book.grades}
    waits = {one.name for one in book.grades if one.needs_manual_grade}
    comments = {one.name: one.comment or "" for one in book.comments}
    found = []
    for item in items(release, nb, waits):
        grade = grades.get(item.id)
        if grade is not None and _by_hand(grade):
            chosen, comment = split(comments.get(item.id, ""))
            points = grade.manual_score if grade.manual_score is not None else grade.auto_score
            beside = rubric(course, module, name, item.id)
            if len(beside.criteria) == 1 and points is not None:
                chosen = {beside.criteria[0].name: points * beside.most / grade.max_score}
            empty = not (item.code or item.code_displays) and item.answer in ("", _nothing())
            others = said_before(gradebook, module, item.id)
            found.append(
                ToMark(
                    item.id,
                    item,
                    beside,
                    grade.max_score,
                    points,
                    chosen,
                    comment,
                    grade.needs_manual_grade,
                    empty,
                    tuple(text for text in others if text != comment),
                )
            )
    return trainee, module, found


def _nothing() -> str:
    """What a question prints when no answer was recorded, without its id."""
    return _("[{id}] No answer recorded.").partition("] ")[2]


def states(gradebook: Gradebook, id: str) -> dict[str, State]:
    """What the gradebook holds about the answers of a submission, by id of the cell."""
    book = gradebook.find_submission_notebook_by_id(id)
    comments = {one.name: one.manual_comment or "" for one in book.comments}
    return {
        one.name: (one.manual_score, bool(one.needs_manual_grade), comments.get(one.name, "")) for one in book.grades
    }


def digest(found: Mapping[str, State]) -> str:
    """A short print of states: it changes when one of them changes."""
    return hashlib.sha256(json.dumps(sorted(found.items())).encode()).hexdigest()[:16]


def write(
    gradebook: Gradebook, id: str, wanted: Mapping[str, State], seen: str
) -> tuple[dict[str, State], dict[str, State]]:
    """Write points and comments of a submitted notebook, exactly as Formgrader does.

    Args:
        gradebook: The open gradebook.
        id: nbgrader's id of the submitted notebook.
        wanted: What is to be held, by id of the cell.
        seen: Print of the states that the trainer has seen.

    Returns:
        The states of these cells before and after.

    Raises:
        MissingEntry: there is no such submission or cell.
        Changed: the states are not those that were seen; nothing was written.
    """
    with _WRITING:  # two trainers of the same course write through the same service
        gradebook.db.expire_all()
        before = states(gradebook, id)
        if digest(before) != seen:
            raise Changed
        book = gradebook.find_submission_notebook_by_id(id)
        grades, comments = ({one.name: one for one in found} for found in (book.grades, book.comments))
        for cell, (points, waits, comment) in wanted.items():
            if cell not in grades:
                raise MissingEntry(cell)
            grades[cell].manual_score = points
            grades[cell].needs_manual_grade = waits
            if cell in comments:
                comments[cell].manual_comment = comment or None
        gradebook.db.commit()
        after = states(gradebook, id)
    return {cell: before[cell] for cell in wanted}, {cell: after[cell] for cell in wanted}


def said_before(gradebook: Gradebook, module: str, cell: str, most: int = 8) -> list[str]:
    """Comments that were written for this answer of other people, each once, the most frequent first."""
    query = (
        select(Comment.manual_comment, func.count())
        .join(SubmittedNotebook, Comment.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
        .join(BaseCell, Comment.cell_id == BaseCell.id)
        .where(Assignment.name == module, BaseCell.name == cell, Comment.manual_comment.is_not(None))
        .group_by(Comment.manual_comment)
    )
    count: Counter[str] = Counter()
    for comment, number in gradebook.db.execute(query):
        count[split(comment)[1]] += number
    return [text for text, _number in count.most_common() if text][:most]


def read(one: ToMark, fields: Mapping[str, str]) -> tuple[float, str] | None:
    """Points and comment of an item out of a form; None when nothing was entered for its points.

    Args:
        one: The item.
        fields: ``c0``, ``c1``, … (points by criterion) or ``points``; and ``comment``.

    Raises:
        NotValid: a number is none, or is too large; a criterion is left out; the comment is too long.
    """
    comment = fields.get("comment", "").strip().replace("\r\n", "\n")
    if len(comment) > _LONGEST_COMMENT:
        raise NotValid(
            _("{question}: the comment is too long (at most {most} characters).").format(
                question=one.item.number, most=_LONGEST_COMMENT
            )
        )
    criteria = one.rubric.criteria
    if not criteria:
        text = fields.get("points", "").strip()
        return (_number(text, one.most, one.item.number), comment) if text else None
    given = [fields.get(f"c{place}", "").strip() for place in range(len(criteria))]
    if not any(given):
        return None
    chosen = []
    for criterion, text in zip(criteria, given, strict=True):
        if not text:
            raise NotValid(
                _("{question}: choose points for “{criterion}”, too.").format(
                    question=one.item.number, criterion=criterion.name or _("the text")
                )
            )
        chosen.append(_number(text, criterion.most, criterion.name or one.item.number))
    return one.rubric.points(chosen, one.most), joined(one.rubric, chosen, comment)


def _number(text: str, most: float, name: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise NotValid(_("{name}: “{text}” is no number.").format(name=name, text=text[:20])) from None
    if not 0 <= number <= most:
        raise NotValid(_("{name}: give 0 to {most} points.").format(name=name, most=format_number(most)))
    return number


def joined(rubric: Rubric, chosen: list[float], comment: str) -> str:
    """The comment with the points of the criteria as its first line. A single criterion needs none."""
    if len(chosen) < 2:
        return comment
    of = " of " if language() == "en" else "/"  # whatever the language becomes, the line can be read again
    parts = [f"{one.name}: {points:g}{of}{one.most:g}" for one, points in zip(rubric.criteria, chosen, strict=True)]
    return "\n\n".join(filter(None, [" · ".join(parts), comment]))


def split(comment: str) -> tuple[dict[str, float], str]:
    """The two parts of a comment that :func:`joined` has written; any other comment stays whole."""
    first, _newline, rest = comment.partition("\n")
    found = [_LINE.fullmatch(part) for part in first.split(" · ")]
    if not found or not all(found):
        return {}, comment
    return {one["name"]: float(one["points"]) for one in found if one}, rest.strip()
