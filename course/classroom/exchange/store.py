"""Releases, submissions and feedback: what is stored, and in which order."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from course.classroom.exchange import quota, statements, times
from course.classroom.exchange.files import Files
from course.classroom.exchange.limits import Limits
from course.classroom.exchange.names import is_reserved
from course.classroom.exchange.quota import Listed, Refused
from course.classroom.exchange.rows import Feedback, Release, Submission
from course.i18n import _

_TRIES = 20


class Unknown(LookupError):
    """There is no such thing, or it belongs to somebody else."""


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
                if not is_reserved(path):
                    listed.append({"path": path, "bytes": len(data)})
                    yield data

        for file, digest in zip(listed, self.files.keep(contents()), strict=True):
            file["sha256"] = digest
        return quota.in_order(listed)

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

    def submitted(self, course: str, assignment: str, trainee: str, attempt: str, files: Listed) -> Submission | None:
        """What an upload has become before; None if it is new and would be taken.

        Ask it before the files are stored: what is refused must not fill the disk.

        Raises:
            Refused: as :meth:`submit`.
        """
        with self.reading() as session:
            return quota.known(session, self.limits, quota.here(course, assignment, trainee), attempt, files)

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
        for _try in range(_TRIES):
            try:
                return self._submit(quota.here(course, assignment, trainee), attempt, files, version)
            except IntegrityError:  # two at once on PostgreSQL: the second one counts again
                continue
        raise Refused(_("too many submissions at the same moment; try again"), 503)

    def _submit(self, here: dict[str, str], attempt: str, files: Listed, version: int) -> Submission:
        with self.writing() as session:
            if again := quota.known(session, self.limits, here, attempt, files):
                return again
            last = quota.last(session, here)
            at = self.clock()
            if last and at <= last.submitted_at:  # the clock was set back: order stays
                at = last.submitted_at + timedelta(microseconds=1)
            row = Submission(
                **here,
                receipt=uuid.uuid4().hex,
                number=last.number + 1 if last else 1,
                submitted_at=at,
                attempt=attempt,
                release_version=version,
                total_bytes=quota.size(files),
                digest=quota.digest(files),
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
