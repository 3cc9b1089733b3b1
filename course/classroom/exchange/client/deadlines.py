"""The exchange's deadlines in nbgrader's gradebook: who is late, and by how much, is counted there.

The exchange has the deadlines that count, because trainees see them and its clock stamps submissions. The gradebook
learns them whenever somebody collects, with the stock command too, and when a trainer changes one.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from nbgrader.api import Gradebook, MissingEntry

from course.classroom.exchange.client.connection import Connection
from course.classroom.exchange.times import parse


def renew(
    line: Connection,
    gradebook_url: str,
    course: str,
    assignment: str,
    own: Mapping[str, str | None],
    log: logging.Logger,
) -> None:
    """Ask the exchange for the deadline of an assignment, and write it into the gradebook.

    A date that was set in the gradebook only (``nbgrader db assignment add --duedate``) is told to the exchange first.

    Args:
        line: The line to the exchange, of a trainer.
        gradebook_url: Address of the gradebook.
        course: Its course.
        assignment: The assignment; nothing happens if the gradebook does not know it.
        own: Each trainee's own deadline, as the exchange writes it.
        log: Where a change is noted.

    Raises:
        Problem: the exchange refuses or is away.
    """
    place = ("courses", course, "assignments", assignment, "deadline")
    found = line.json("GET", *place)
    with Gradebook(gradebook_url, course) as gradebook:
        try:
            known = gradebook.find_assignment(assignment).duedate
        except MissingEntry:  # not generated here: there is nothing to grade
            return
        if known is not None and not found["told"]:
            found = line.json("PUT", *place, json={"due": known.replace(tzinfo=UTC).isoformat()})
            own = {}  # they were all without a deadline until now
        if moment(found["due"]) != known:
            log.warning("The exchange's deadline of %s counts: %s", assignment, found["due"] or "none")
        write(gradebook, assignment, found["due"], own)


def write(gradebook: Gradebook, assignment: str, due: str | None, own: Mapping[str, str | None]) -> None:
    """Write an assignment's deadline, and the extensions of some trainees.

    Args:
        gradebook: The open gradebook; it has this assignment.
        assignment: Its name.
        due: Everybody's deadline, as the exchange writes it.
        own: The deadlines of trainees who submitted. One that is not later than everybody's is no extension.
    """
    common = moment(due)
    gradebook.find_assignment(assignment).duedate = common
    for trainee, text in own.items():
        more = more_time(common, moment(text))
        try:
            submission = gradebook.find_submission(assignment, trainee)
        except MissingEntry:
            if more is None:
                continue
            gradebook.update_or_create_student(trainee)
            submission = gradebook.add_submission(assignment, trainee)
        submission.extension = more
    gradebook.db.commit()


def more_time(due: datetime | None, own: datetime | None) -> timedelta | None:
    """How much later one's own deadline is than everybody's; None if it is not."""
    return own - due if due is not None and own is not None and own > due else None


def moment(text: str | None) -> datetime | None:
    """A moment of the exchange as the gradebook holds it: UTC without a zone."""
    return parse(text).replace(tzinfo=None) if text else None
