"""What the exchange says of releases and submissions, as JSON; each with the deadline of the one who asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from course.classroom.exchange import deadlines, times
from course.classroom.exchange.deadlines import Due
from course.classroom.exchange.limits import Limits
from course.classroom.exchange.rows import Release, Submission
from course.classroom.exchange.store import Store


def iso(moment: datetime | None) -> str | None:
    """A moment in ISO 8601."""
    return moment and moment.isoformat()


def of_release(row: Release, due: Due, name: str) -> dict[str, Any]:
    """A release, with the deadline of one trainee."""
    return {
        "assignment": row.assignment,
        "version": row.version,
        "released_at": times.stamp(row.released_at),
        "due": iso(due.of(name)),
        "files": row.files,
    }


def released(store: Store, course: str, name: str, due: Mapping[str, Due] | None = None) -> list[dict[str, Any]]:
    """What is released in a course; ``due`` are its deadlines, if they are known."""
    due = deadlines.deadlines(store, course) if due is None else due
    return [of_release(row, due.get(row.assignment, Due()), name) for row in store.releases(course)]


def submitted(
    store: Store,
    course: str,
    trainee: str | None,
    assignment: str | None = None,
    due: Mapping[str, Due] | None = None,
) -> list[dict[str, Any]]:
    """Submissions of a course, of one trainee or all, oldest first; ``due`` are its deadlines, if they are known."""
    due = deadlines.deadlines(store, course) if due is None else due
    rows = store.submissions(course, trainee, assignment)
    return [of_submission(row, due.get(row.assignment, Due())) for row in rows]


def of_submission(row: Submission, due: Due) -> dict[str, Any]:
    """A submission: its receipt, and what came of it."""
    newest = row.feedback[-1] if row.feedback else None
    late = due.late_seconds(row.trainee, row.submitted_at)
    return {
        "receipt": row.receipt,
        "course": row.course,
        "assignment": row.assignment,
        "trainee": row.trainee,
        "number": row.number,
        "submitted_at": times.stamp(row.submitted_at),
        "due": iso(due.of(row.trainee)),
        "late": late > 0,
        "late_seconds": late,
        "files": row.files,
        "digest": row.digest,
        "feedback": newest and {"released_at": times.stamp(newest.released_at), "files": newest.files},
    }


def of_deadline(due: Due) -> dict[str, Any]:
    """A deadline as trainers see it: everybody's, whether it was ever set, and the extensions."""
    return {
        "due": iso(due.everybody),
        "told": due.told,
        "extensions": {name: iso(moment) for name, moment in due.extensions.items()},
    }


def of_limits(limits: Limits) -> dict[str, int]:
    """What packages may have."""
    names = ("submission_bytes", "file_bytes", "files", "release_bytes", "release_file_bytes")
    return {name: getattr(limits, name) for name in names}
