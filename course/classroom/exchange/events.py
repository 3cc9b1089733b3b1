"""What happens in the room: who recorded an answer to which question, and how it stands. Never the answer itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from course.classroom.exchange.rows import Event
from course.classroom.exchange.store import Refused, Store

#: How an answer stands: kept without a check, taken back, or checked in the lesson with this result.
STATES = frozenset({"recorded", "cleared", "right", "partly", "wrong"})
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,99}", re.ASCII)
_MAX_AT_ONCE = 200
_LOCK = 0x6576656E7473  # any number that other locks do not use


@dataclass(frozen=True)
class News:
    """One event as a trainee's server sends it: ids and a state, no words and no values.

    Raises:
        ValueError: an id or the state is something else.
    """

    question: str
    state: str
    slip: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.question, str) or not _ID.fullmatch(self.question):
            raise ValueError("question must be the id of a question")
        if self.state not in STATES:
            raise ValueError(f"state must be one of {', '.join(sorted(STATES))}")
        if not isinstance(self.slip, str) or (self.slip and not _ID.fullmatch(self.slip)):
            raise ValueError("slip must be the id of a slip")


def parse(found: object) -> list[News]:
    """The events of a request.

    Raises:
        ValueError: no list of events, too many, or unknown parts.
    """
    if not isinstance(found, list) or not 0 < len(found) <= _MAX_AT_ONCE:
        raise ValueError(f"events must be a list of 1 to {_MAX_AT_ONCE}")
    try:
        return [News(**one) for one in found]
    except TypeError:
        raise ValueError("an event has question, state, slip and nothing else") from None


def note(store: Store, course: str, trainee: str, news: Sequence[News]) -> None:
    """Store events of one trainee, stamped with the clock of this machine.

    Raises:
        Refused: this trainee has sent too many.
    """
    with store.writing() as session:
        _one_at_a_time(session)
        at = store.clock()
        mine = (Event.course == course, Event.trainee == trainee)
        count = session.scalar(select(func.count()).select_from(Event).where(*mine)) or 0
        if count + len(news) > store.limits.events:
            raise Refused("too many events", 429)
        session.add_all(
            Event(course=course, trainee=trainee, question=one.question, state=one.state, slip=one.slip, at=at)
            for one in news
        )


def _one_at_a_time(session: Session) -> None:
    """Let events become visible in the order of their numbers: who reads on from a number must miss none.

    SQLite has one writer at a time. PostgreSQL would give out a number first and show its row later.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def after(store: Store, course: str, number: int, at_most: int = 1000) -> Sequence[Event]:
    """The events with a higher number, oldest first."""
    query = select(Event).where(Event.course == course, Event.id > number).order_by(Event.id).limit(at_most)
    with store.reading() as session:
        return session.scalars(query).all()
