"""When assignments are due, for everybody and for one trainee; the trainer sets it, the service's clock decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from course.classroom.exchange import statements
from course.classroom.exchange.rows import Deadline
from course.classroom.exchange.store import Refused, Store
from course.i18n import _


@dataclass
class Due:
    """The deadline of one assignment.

    Attributes:
        everybody: Everybody's deadline, or None.
        extensions: Later ones of single trainees. They count only as long as they are later than everybody's: an
            extension never takes time away.
        told: Whether somebody has ever set or removed everybody's.
    """

    everybody: datetime | None = None
    extensions: dict[str, datetime] = field(default_factory=dict)
    told: bool = False

    def of(self, trainee: str) -> datetime | None:
        """The deadline of one trainee."""
        return max(self.everybody, self.extensions.get(trainee, self.everybody)) if self.everybody else None

    def late_seconds(self, trainee: str, at: datetime) -> float:
        """How late a submission of this moment is; 0 if in time or without deadline."""
        due = self.of(trainee)
        return max(0.0, (at - due).total_seconds()) if due else 0.0


def set_due(store: Store, course: str, assignment: str, due: datetime | None, by: str, trainee: str = "") -> None:
    """Set a deadline; the earlier ones stay in the table as history.

    Args:
        store: the store.
        course: the course.
        assignment: the assignment; it need not be released yet.
        due: the moment; None removes the deadline, or the extension of this trainee.
        by: the trainer.
        trainee: whose deadline; empty for everybody's.

    Raises:
        Refused: an extension that would give no more time.
    """
    if trainee and due is not None:
        common = deadlines(store, course).get(assignment, Due()).everybody
        if common is None:
            words = _("{assignment} has no deadline, so nobody needs more time for it")
            raise Refused(words.format(assignment=assignment))
        if due <= common:
            raise Refused(_("an extension must end after the deadline of everybody"))
    with store.writing() as session:
        session.add(
            Deadline(course=course, assignment=assignment, trainee=trainee, due=due, set_at=store.clock(), set_by=by)
        )


def deadlines(store: Store, course: str) -> dict[str, Due]:
    """The deadlines of a course by assignment; assignments without any are left out."""
    found: dict[str, Due] = {}
    with store.engine.connect() as connection:
        for row in connection.execute(statements.DEADLINES, {"course": course}):
            due = found.setdefault(row.assignment, Due())
            if not row.trainee:
                due.everybody, due.told = row.due, True
            elif row.due:
                due.extensions[row.trainee] = row.due
            else:
                due.extensions.pop(row.trainee, None)
    return found
