"""Releases, submissions and feedback: what is stored, and in which order."""

from __future__ import annotations

import hashlib
import json
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.classroom.exchange import statements, times
from course.classroom.exchange.files import Files
from course.classroom.exchange.limits import Limits
from course.classroom.exchange.names import RESERVED
from course.classroom.exchange.rows import Feedback, Release, Submission
from course.i18n import _

Listed = list[dict[str, Any]]
_TRIES = 20


class Unknown(LookupError):
    """There is no such thing, or it belongs to somebody else."""


class Refused(Exception):
    """What was asked for breaks a rule; the message can be shown. ``status`` is that of HTTP."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.status = status


class Store:
    """The rows and the files of all courses. It trusts who calls: ``handlers`` looks at identities first.

    Args:
        engine: the database, its tables up to date.
        files: the content.
        limits: how much one trainee may keep.
        clock: gives the moment; tests have their own.
    """

    def __init__(
        self, engine: Engine, files: Files, limits: Limits | None = None, clock: Callable[[], datetime] = times.now
    ) -> None:
        self.engine = engine
        self.writing_engine = engine.execution_options(write=True)
        # SQLite has one writer: who waits for it here goes on at once, who waits inside SQLite sleeps up to 0.1 s
        sqlite = engine.dialect.name == "sqlite"
        self._one_writer: AbstractContextManager[Any] = threading.Lock() if sqlite else nullcontext()
        self.files = files
        self.limits = limits or Limits()
        self.clock = clock

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that only reads."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that writes; committed at the end of the block."""
        with self._one_writer, Session(self.writing_engine, expire_on_commit=False) as session, session.begin():
            yield session

    def keep(self, files: Iterable[tuple[str, bytes]]) -> Listed:
        """Store the files of a package; give what the row says of them.

        Raises:
            Refused: the disk is full, or there are no files.
        """
        if self.files.free_bytes() < self.limits.free_bytes:
            raise Refused(_("the classroom's disk is nearly full; nothing was stored"), 507)
        listed: Listed = []

        def contents() -> Iterator[bytes]:
            for path, data in files:
                if path not in RESERVED:
                    listed.append({"path": path, "bytes": len(data)})
                    yield data

        for file, digest in zip(listed, self.files.keep(contents()), strict=True):
            file["sha256"] = digest
        if not listed:
            raise Refused(_("there are no files in it"), 400)
        return sorted(listed, key=lambda file: file["path"])

    def contents(self, listed: Listed) -> Iterator[tuple[str, bytes]]:
        """The files of a row, for a package."""
        for file in listed:
            yield file["path"], self.files.read(file["sha256"])

    # releases

    def release(self, course: str, assignment: str, by: str, files: Listed, force: bool = False) -> Release:
        """Make an assignment available.

        Raises:
            Refused: it is released already, and ``force`` does not say to replace it.
        """
        try:
            with self.writing() as session:
                newest = _newest_release(session, course, assignment)
                if newest and newest.withdrawn_at is None and not force:
                    raise Refused(_("{assignment} is released already").format(assignment=assignment))
                row = Release(
                    course=course,
                    assignment=assignment,
                    version=newest.version + 1 if newest else 1,
                    released_at=self.clock(),
                    released_by=by,
                    files=files,
                )
                session.add(row)
        except IntegrityError:  # two trainers at once on PostgreSQL
            words = _("{assignment} was released by somebody else at this moment; look again")
            raise Refused(words.format(assignment=assignment)) from None
        return row

    def released(self, course: str, assignment: str) -> Release:
        """The newest release.

        Raises:
            Unknown: not released, or withdrawn.
        """
        with self.reading() as session:
            row = _newest_release(session, course, assignment)
        if row is None or row.withdrawn_at is not None:
            raise _not_released(assignment)
        return row

    def releases(self, course: str) -> list[Release]:
        """What is released in a course, in order of the names."""
        with self.reading() as session:
            return list(session.scalars(statements.RELEASES, {"course": course}))

    def withdraw(self, course: str, assignment: str) -> None:
        """Take a release back; submissions and the history stay.

        Raises:
            Unknown: not released.
        """
        with self.writing() as session:
            row = _newest_release(session, course, assignment)
            if row is None or row.withdrawn_at is not None:
                raise _not_released(assignment)
            row.withdrawn_at = self.clock()

    # submissions

    def submit(
        self, course: str, assignment: str, trainee: str, attempt: str, files: Listed, version: int = 0
    ) -> Submission:
        """Note a submission, stamped with the clock of this machine.

        Args:
            course: the course.
            assignment: an assignment that is released.
            trainee: who the hub says it is.
            attempt: the client's key of this upload. The same key and files again give the first receipt again.
            files: what :meth:`keep` said.
            version: of the release, if the caller has just looked.

        Raises:
            Unknown: not released.
            Refused: too many submissions, too many bytes, or the key was used for other files.
        """
        version = version or self.released(course, assignment).version
        digest = _digest(files)
        for _try in range(_TRIES):
            try:
                return self._submit(course, assignment, trainee, attempt, files, version, digest)
            except IntegrityError:  # two at once on PostgreSQL: the second one counts again
                continue
        raise Refused(_("too many submissions at the same moment; try again"), 503)

    def _submit(
        self, course: str, assignment: str, trainee: str, attempt: str, files: Listed, version: int, digest: str
    ) -> Submission:
        here = {"course": course, "assignment": assignment, "trainee": trainee}
        size = sum(file["bytes"] for file in files)
        with self.writing() as session:
            again = session.scalar(statements.AGAIN, {**here, "attempt": attempt})
            if again is not None:
                if again.digest != digest:
                    raise Refused(_("this upload was stored before with other files"))
                return again
            last = session.execute(statements.LAST, here).first()
            if last and last.number >= self.limits.submissions:
                words = _("{count} submissions of {assignment} are stored; no more are taken")
                raise Refused(words.format(count=last.number, assignment=assignment), 429)
            kept = session.scalar(statements.KEPT, {"course": course, "trainee": trainee}) or 0
            if int(kept) + size > self.limits.trainee_bytes:
                raise Refused(_("your submissions of this course take too much room; tell your trainer"), 413)
            at = self.clock()
            if last and at <= last.submitted_at:  # the clock was set back: order stays
                at = last.submitted_at + timedelta(microseconds=1)
            row = Submission(
                receipt=uuid.uuid4().hex,
                course=course,
                assignment=assignment,
                trainee=trainee,
                number=last.number + 1 if last else 1,
                submitted_at=at,
                attempt=attempt,
                release_version=version,
                total_bytes=size,
                digest=digest,
                files=files,
                feedback=[],
            )
            session.add(row)
        return row

    def submission(self, course: str, receipt: str, trainee: str | None = None) -> Submission:
        """One submission.

        Args:
            course: its course.
            receipt: its id.
            trainee: whose it must be; None for trainers.

        Raises:
            Unknown: there is none, or it is somebody else's.
        """
        query = select(Submission).where(Submission.course == course, Submission.receipt == receipt)
        with self.reading() as session:
            row = session.scalar(query)
        if row is None or (trainee is not None and row.trainee != trainee):
            raise Unknown(_("there is no such submission"))
        return row

    def submissions(
        self, course: str, trainee: str | None = None, assignment: str | None = None
    ) -> Sequence[Submission]:
        """Submissions of a course, of one trainee or all, oldest first."""
        query = statements.SUBMISSIONS if trainee is None else statements.OF_TRAINEE
        if assignment is not None:
            query = query.where(Submission.assignment == assignment)
        with self.reading() as session:
            return session.scalars(query, {"course": course, "trainee": trainee}).all()

    def give_feedback(self, course: str, receipt: str, trainee: str, by: str, files: Listed) -> Submission:
        """Store the feedback of a submission; the same pages again change nothing.

        Raises:
            Unknown: this trainee has no such submission.
        """
        row = self.submission(course, receipt, trainee)
        if not row.feedback or row.feedback[-1].files != files:
            with self.writing() as session:
                session.add(Feedback(submission_id=row.id, released_at=self.clock(), released_by=by, files=files))
        return self.submission(course, receipt)


def _not_released(assignment: str) -> Unknown:
    return Unknown(_("{assignment} is not released").format(assignment=assignment))


def _newest_release(session: Session, course: str, assignment: str) -> Release | None:
    return session.scalar(statements.NEWEST_RELEASE, {"course": course, "assignment": assignment})


def _digest(files: Listed) -> str:
    """One print of all files and their names."""
    text = json.dumps([[file["path"], file["sha256"]] for file in files], ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()
