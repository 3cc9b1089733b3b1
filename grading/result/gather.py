"""What nbgrader knows of a class: the gradebook, and the folder of submissions that nobody has graded yet."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from nbgrader.api import Gradebook

from grading.gain import Gain, GainError, first_by_time, gains, scores_of
from grading.marks import read_marks
from grading.result.course_units import Course
from grading.result.standing import Standing, Work, stand


class ResultError(Exception):
    """The result cannot be worked out; the text says why, in plain language."""


def standings(
    course_folder: Path,
    db_url: str,
    course: Course,
    *,
    first: dict[str, str] | None = None,
    attended: dict[str, float] | None = None,
) -> list[Standing]:
    """Where everybody stands, by the trainees' ids.

    Args:
        course_folder: nbgrader's course folder.
        db_url: Address of the gradebook.
        course: What counts.
        first: Which form of the test each trainee sat first; by the times of submission without it.
        attended: Share of the live sessions by trainee; None in a course without them.

    Raises:
        ResultError: When the class is empty, or ``attended`` leaves somebody out.
    """
    works = _works(course_folder, db_url, course)
    if not works:
        raise ResultError("nobody is in the gradebook and nothing was handed in: collect and grade first")
    if attended is not None and (missing := sorted(set(works) - set(attended))):
        raise ResultError(f"the list of sessions leaves out {', '.join(missing)}")
    learned = _gains(db_url, course, first)
    return [
        stand(who, course, works[who], learned.get(who), None if attended is None else attended[who])
        for who in sorted(works)
    ]


def _works(folder: Path, db_url: str, course: Course) -> dict[str, dict[str, Work]]:
    names = {unit.name for unit in course.units}
    points: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for mark in read_marks(db_url):
        if mark.module in names:
            sums = points[mark.trainee, mark.module]
            sums[0] += mark.points or 0.0
            sums[1] += mark.most if mark.points is None else 0.0
    found: dict[str, dict[str, Work]] = {}
    with Gradebook(db_url) as gradebook:
        for student in gradebook.students:
            found[student.id] = {}
        for assignment in gradebook.assignments:
            for submission in assignment.submissions if assignment.name in names else ():
                sums = points[submission.student_id, assignment.name]
                late = sum(notebook.late_submission_penalty or 0.0 for notebook in submission.notebooks)
                found[submission.student_id][assignment.name] = Work(sums[0], sums[1], float(late))
    for place in sorted((folder / "submitted").glob("*/*/")):  # handed in, not in the gradebook yet
        if place.name in names:
            found.setdefault(place.parent.name, {}).setdefault(place.name, Work(graded=False))
    return found


def _gains(db_url: str, course: Course, first: dict[str, str] | None) -> dict[str, Gain]:
    tests = course.of("test")
    if len(tests) != 2:
        return {}
    names = dict(zip("ab", (unit.name for unit in tests), strict=True))
    scores, _worth = scores_of(read_marks(db_url), names)
    sat = {who for form in scores.values() for who in form}
    known = {**first_by_time(db_url, names), **(first or {})}
    return {one.trainee: one for one in gains(scores, {who: known[who] for who in sat}, tests[0].most)}


def read_attendance(path: Path) -> dict[str, float]:
    """Share of the live sessions by trainee: a CSV file with the heads ``trainee``, ``attended`` and ``held``.

    Raises:
        ResultError: When a head is missing or a number cannot be right.
    """
    text = path.read_text(encoding="utf-8-sig")
    separator = ";" if text.partition("\n")[0].count(";") else ","
    rows = list(csv.DictReader(text.splitlines(), delimiter=separator))
    if not rows or not {"trainee", "attended", "held"} <= set(rows[0]):
        raise ResultError(
            f"{path.name} needs a first line with the heads trainee,attended,held and a line for each person"
        )
    found = {}
    for row in rows:
        try:
            attended, held = int(row["attended"]), int(row["held"])
        except (TypeError, ValueError):
            raise ResultError(f"{path.name}: the sessions of {row['trainee']} are no whole numbers") from None
        if not 0 <= attended <= held or not held:
            raise ResultError(f"{path.name}: {row['trainee']} cannot have attended {attended} of {held} sessions")
        found[(row["trainee"] or "").strip()] = attended / held
    return found


__all__ = ["GainError", "ResultError", "read_attendance", "standings"]
