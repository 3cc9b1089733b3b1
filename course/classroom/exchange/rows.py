"""The tables of the exchange. Nothing is overwritten: what is newest counts, and what was before stays.

All names begin with ``exchange_``: the hub and the gradebook may live in the same database.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

_NAME = 200
#: SQLite counts up by itself in INTEGER columns only.
Number = BigInteger().with_variant(Integer, "sqlite")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC with microseconds; the database holds it without a zone, so that all databases agree."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Row(DeclarativeBase):
    """Every table."""


class Release(Row):
    """An assignment as trainees get it; the newest one counts. ``files``: ``[{"path", "sha256", "bytes"}]``."""

    __tablename__ = "exchange_releases"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    course: Mapped[str] = mapped_column(String(_NAME))
    assignment: Mapped[str] = mapped_column(String(_NAME))
    version: Mapped[int]
    released_at: Mapped[datetime] = mapped_column(Moment)
    released_by: Mapped[str] = mapped_column(String(_NAME))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    __table_args__ = (UniqueConstraint("course", "assignment", "version"),)


class Submission(Row):
    """What a trainee handed in once. ``attempt`` is the client's key of this one upload: sent again, it counts once."""

    __tablename__ = "exchange_submissions"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    receipt: Mapped[str] = mapped_column(String(32), unique=True)
    course: Mapped[str] = mapped_column(String(_NAME))
    assignment: Mapped[str] = mapped_column(String(_NAME))
    trainee: Mapped[str] = mapped_column(String(_NAME))
    number: Mapped[int]
    submitted_at: Mapped[datetime] = mapped_column(Moment)
    attempt: Mapped[str] = mapped_column(String(64))
    release_version: Mapped[int]
    total_bytes: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str] = mapped_column(String(64))
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    feedback: Mapped[list[Feedback]] = relationship(order_by="Feedback.id", lazy="selectin")
    __table_args__ = (
        UniqueConstraint("course", "assignment", "trainee", "number"),
        UniqueConstraint("course", "assignment", "trainee", "submitted_at"),
        UniqueConstraint("course", "assignment", "trainee", "attempt"),
        Index("exchange_submissions_trainee", "course", "trainee"),
    )


class Feedback(Row):
    """The feedback pages of one submission; the newest row counts."""

    __tablename__ = "exchange_feedback"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("exchange_submissions.id"), index=True)
    released_at: Mapped[datetime] = mapped_column(Moment)
    released_by: Mapped[str] = mapped_column(String(_NAME))
    files: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class Deadline(Row):
    """When an assignment is due, for everybody (``trainee`` empty) or for one trainee; the newest row counts.

    ``due`` empty: no deadline; in a trainee's row: the deadline of everybody holds again.
    """

    __tablename__ = "exchange_deadlines"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    course: Mapped[str] = mapped_column(String(_NAME))
    assignment: Mapped[str] = mapped_column(String(_NAME))
    trainee: Mapped[str] = mapped_column(String(_NAME), default="")
    due: Mapped[datetime | None] = mapped_column(Moment)
    set_at: Mapped[datetime] = mapped_column(Moment)
    set_by: Mapped[str] = mapped_column(String(_NAME))
    __table_args__ = (Index("exchange_deadlines_place", "course", "assignment", "trainee"),)


class Event(Row):
    """A trainee recorded an answer: which question, and how it stands. Never the answer itself."""

    __tablename__ = "exchange_events"
    id: Mapped[int] = mapped_column(Number, primary_key=True)
    course: Mapped[str] = mapped_column(String(_NAME))
    trainee: Mapped[str] = mapped_column(String(_NAME))
    question: Mapped[str] = mapped_column(String(_NAME))
    state: Mapped[str] = mapped_column(String(20))
    slip: Mapped[str] = mapped_column(String(_NAME), default="")
    at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (Index("exchange_events_place", "course", "trainee"),)
