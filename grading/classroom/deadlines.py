"""Deadlines: the exchange has the ones that count; nbgrader's gradebook learns them for penalties and reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from course.classroom.exchange.times import parse
from grading.classroom.room import Module, Room


def set_deadline(room: Room, module: Module, due: datetime | None, trainee: str = "") -> None:
    """Tell the exchange a deadline, for everybody or for one person; the gradebook learns the common one.

    Args:
        room: The course.
        module: The module.
        due: The moment, with its zone; None removes it.
        trainee: Whose deadline; empty for everybody's.

    Raises:
        Problem: the exchange refuses or is away; then nothing was changed.
    """
    about: dict[str, Any] = {"due": due and due.isoformat()}
    if trainee:
        about["trainee"] = trainee
    room.exchange().json("PUT", "courses", room.id, "assignments", module.folder, "deadline", json=about)
    if not trainee:
        with room.gradebook() as gradebook:
            gradebook.update_or_create_assignment(module.folder, duedate=_naive(due))


def into_gradebook(room: Room, gradebook: Gradebook, module: str, trainees: Iterable[str]) -> None:
    """Write the exchange's deadlines of a module into the gradebook, before its submissions are graded.

    Args:
        room: The course.
        gradebook: The open gradebook; it has this module.
        module: Name of its folder.
        trainees: Whose submissions are here.

    Raises:
        Problem: the exchange is away.
    """
    found = room.exchange(patient=True).json("GET", "courses", room.id, "assignments", module, "deadline")
    due = parse(found["due"]) if found["due"] else None
    gradebook.update_or_create_assignment(module, duedate=_naive(due))
    extensions = {who: parse(moment) for who, moment in found["extensions"].items()}
    for trainee in trainees:
        more = _more_time(due, extensions.get(trainee))
        try:
            submission = gradebook.find_submission(module, trainee)
        except MissingEntry:
            if more is None:
                continue
            gradebook.update_or_create_student(trainee)
            submission = gradebook.update_or_create_submission(module, trainee)
        if submission.extension != more:
            submission.extension = more
            gradebook.db.commit()


def _more_time(due: datetime | None, own: datetime | None) -> timedelta | None:
    return own - due if due is not None and own is not None else None


def _naive(moment: datetime | None) -> datetime | None:
    """As nbgrader keeps moments: UTC without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None
