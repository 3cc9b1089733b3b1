"""How much of one trainee is taken: asked before files are stored, and again when the submission is noted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from course.classroom.exchange import statements
from course.classroom.exchange.limits import Limits
from course.classroom.exchange.names import is_reserved
from course.classroom.exchange.rows import Submission
from course.i18n import _

Listed = list[dict[str, Any]]


class Refused(Exception):
    """What was asked for breaks a rule; the message can be shown. ``status`` is that of HTTP."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.status = status


def here(course: str, assignment: str, trainee: str) -> dict[str, str]:
    """Where a submission belongs."""
    return {"course": course, "assignment": assignment, "trainee": trainee}


def listed(files: Iterable[tuple[str, bytes]]) -> Listed:
    """What the row of a submission says of its files. Nothing is stored.

    Raises:
        Refused: there are no files.
    """
    return in_order(
        [
            {"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for path, data in files
            if not is_reserved(path)
        ]
    )


def in_order(files: Listed) -> Listed:
    """The files by their paths.

    Raises:
        Refused: there are none.
    """
    if not files:
        raise Refused(_("there are no files in it"), 400)
    return sorted(files, key=lambda file: file["path"])


def size(files: Listed) -> int:
    """Bytes of all files."""
    return sum(file["bytes"] for file in files)


def digest(files: Listed) -> str:
    """One print of all files and their names."""
    text = json.dumps([[file["path"], file["sha256"]] for file in files], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def last(session: Session, place: Mapping[str, str]) -> Row[Any] | None:
    """Number and moment of the newest submission, if there is one."""
    return session.execute(statements.LAST, place).first()


def known(session: Session, limits: Limits, place: Mapping[str, str], attempt: str, files: Listed) -> Submission | None:
    """The submission that an upload has become before; None for a new one, if it may be taken.

    Args:
        session: of the database.
        limits: of the classroom.
        place: what :func:`here` says.
        attempt: the client's key of the upload.
        files: what :func:`listed` says.

    Raises:
        Refused: too many submissions, too many bytes, or the key was used for other files.
    """
    again = session.scalar(statements.AGAIN, {**place, "attempt": attempt})
    if again is not None:
        if again.digest != digest(files):
            raise Refused(_("this upload was stored before with other files"))
        return again
    newest = last(session, place)
    if newest and newest.number >= limits.submissions:
        words = _("{count} submissions of {assignment} are stored; no more are taken")
        raise Refused(words.format(count=newest.number, assignment=place["assignment"]), 429)
    kept = session.scalar(statements.KEPT, {"course": place["course"], "trainee": place["trainee"]}) or 0
    if int(kept) + size(files) > limits.trainee_bytes:
        raise Refused(_("your submissions of this course take too much room; tell your trainer"), 413)
    return None
