"""What the classroom remembers of the LMS: who is who, where marks go, what was sent, which sign-ins were used."""

from __future__ import annotations

import re
import time
import unicodedata
from typing import NamedTuple

import sqlalchemy as sa

from course.classroom import database
from course.classroom.lti.claims import Launch

_tables = sa.MetaData()
_persons = sa.Table(
    "lti_persons",
    _tables,
    sa.Column("subject", sa.String(500), primary_key=True),
    sa.Column("name", sa.String(32), nullable=False, unique=True),
    sa.Column("learns", sa.Boolean, nullable=False),
)
_places = sa.Table(
    "lti_places",
    _tables,
    sa.Column("module", sa.String(60), primary_key=True),  # empty: the whole course
    sa.Column("items", sa.String(500), nullable=False),
    sa.Column("item", sa.String(500), nullable=False),
)
_sent = sa.Table(
    "lti_sent",
    _tables,
    sa.Column("subject", sa.String(500), primary_key=True),
    sa.Column("module", sa.String(60), primary_key=True),
    sa.Column("score", sa.String(60), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)
_nonces = sa.Table(
    "lti_nonces",
    _tables,
    sa.Column("nonce", sa.String(500), primary_key=True),
    sa.Column("until", sa.Float, nullable=False),
)


class Learner(NamedTuple):
    """Somebody whose marks go back: the LMS' id, and the name in the classroom."""

    subject: str
    name: str


class Records:
    """The LMS' tables, beside the list of people.

    Args:
        url: Address of the database for SQLAlchemy.
    """

    def __init__(self, url: str) -> None:
        self._engine = database.ready(url, "people")
        self._writing = self._engine.execution_options(write=True)

    def first_time(self, nonce: str, until: float) -> bool:
        """Note that a nonce was used; False if it was used before. Forgets those that no longer count."""
        try:
            with self._writing.begin() as connection:
                connection.execute(_nonces.delete().where(_nonces.c.until < time.time()))
                connection.execute(_nonces.insert().values(nonce=nonce, until=until))
        except sa.exc.IntegrityError:
            return False
        return True

    def name_of(self, subject: str) -> str | None:
        """The name of a person of the LMS in the classroom, or None before the first launch."""
        with self._engine.connect() as connection:
            return connection.execute(
                sa.select(_persons.c.name).where(_persons.c.subject == subject)
            ).scalar_one_or_none()

    def keep_person(self, launch: Launch, taken: set[str]) -> str:
        """The person's name, for good: later changes of name or address in the LMS do not change who this is.

        Args:
            launch: A checked launch.
            taken: Names that belong to others.
        """
        for _try in range(20):
            known = self.name_of(launch.subject)
            try:
                with self._writing.begin() as connection:
                    if known:
                        mine = _persons.c.subject == launch.subject
                        connection.execute(_persons.update().where(mine).values(learns=launch.learns))
                        return known
                    name = free_name(launch.names, taken)
                    connection.execute(
                        _persons.insert().values(subject=launch.subject, name=name, learns=launch.learns)
                    )
                    return name
            except sa.exc.IntegrityError:  # two people of one name at the same moment
                taken = taken | {name}
        raise RuntimeError("no free name was found")

    def keep_place(self, launch: Launch) -> None:
        """Remember where marks of the launched module go."""
        if launch.items or launch.item:
            self.keep_item(launch.module, launch.items, launch.item)

    def keep_item(self, module: str, items: str, item: str) -> None:
        """Remember the list of columns, and the column of a module, as far as they are known."""
        with self._writing.begin() as connection:
            connection.execute(_places.delete().where(_places.c.module == module))
            connection.execute(_places.insert().values(module=module, items=items, item=item))

    def place(self, module: str) -> tuple[str, str]:
        """Addresses of the list of columns and of the module's own column; each empty if not known."""
        with self._engine.connect() as connection:
            rows = {row.module: row for row in connection.execute(sa.select(_places))}
        own = rows.get(module)
        lists = [row.items for row in (own, *rows.values()) if row is not None and row.items]
        return (lists[0] if lists else "", own.item if own else "")

    def learners(self) -> list[Learner]:
        """Everybody whose marks go back, in the order of names."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                sa.select(_persons.c.subject, _persons.c.name).where(_persons.c.learns).order_by(_persons.c.name)
            )
            return [Learner(row.subject, row.name) for row in rows]

    def sent(self) -> dict[tuple[str, str], str]:
        """What the LMS has: the score as text, by subject and module."""
        with self._engine.connect() as connection:
            return {(row.subject, row.module): row.score for row in connection.execute(sa.select(_sent))}

    def note_sent(self, subject: str, module: str, score: str) -> None:
        """Note that the LMS has taken a score."""
        with self._writing.begin() as connection:
            mine = (_sent.c.subject == subject) & (_sent.c.module == module)
            connection.execute(_sent.delete().where(mine))
            connection.execute(_sent.insert().values(subject=subject, module=module, score=score, at=time.time()))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def free_name(names: tuple[str, str], taken: set[str]) -> str:
    """A readable name that nobody has: ``lena.okoro``, ``lena.okoro2``; ``person`` where the LMS tells no name."""
    plain = [
        re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", one).encode("ascii", "ignore").decode().lower())
        for one in names
    ]
    base = ".".join(filter(None, plain))[:26].rstrip(".")
    if not re.match(r"[a-z]", base) or len(base) < 2:
        base = "person"
    number = 1
    while (name := base if number == 1 else f"{base}{number}") in taken:
        number += 1
    return name
