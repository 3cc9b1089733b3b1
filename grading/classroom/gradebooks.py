"""The gradebook for pages that ask it all day: opened once, and then shared by all threads.

nbgrader opens a gradebook anew for each question: connection, look at all tables, look for the course. That takes
longer than most answers.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import Gradebook
from sqlalchemy import Engine, create_engine, make_url
from sqlalchemy.orm import scoped_session, sessionmaker


class KeptGradebook(Gradebook):
    """nbgrader's gradebook over a connection that stays; to close it ends what was asked, for this user only.

    Args:
        engine: The connections.
        course: Id of the course.
    """

    def __init__(self, engine: Engine, course: str) -> None:
        self.engine, self.course_id, self.authenticator = engine, course, None
        self.db = scoped_session(sessionmaker(autoflush=True, bind=engine, future=True))

    def close(self) -> None:
        """End what was asked; what is not committed is forgotten."""
        self.db.remove()


@dataclass
class Gradebooks:
    """Gradebooks by their address. A file that was replaced is opened anew."""

    _kept: dict[str, _Opened] = field(default_factory=dict)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, url: str, course: str = "default_course") -> KeptGradebook:
        """The gradebook at an address, for use as a context.

        Raises:
            SQLAlchemyError: it cannot be opened.
        """
        with self._one:
            kept = self._kept.get(url)
            if kept is None or kept.which is None or kept.which != _which(url):
                if kept is not None:
                    kept.engine.dispose()
                kept = self._kept[url] = _Opened(create_engine(url, pool_pre_ping=not url.startswith("sqlite")))
            if course not in kept.courses:
                Gradebook(url, course).close()  # it makes tables and the course where there are none
                kept.which = _which(url)
                kept.courses.add(course)
        return KeptGradebook(kept.engine, course)


@dataclass
class _Opened:
    engine: Engine
    which: object = None
    courses: set[str] = field(default_factory=set)


def _which(url: str) -> object:
    """What tells one file from another one in its place; nothing for a server."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite" or not address.database:
        return ()
    try:
        found = Path(address.database).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
