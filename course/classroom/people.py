"""Who belongs to the classroom: names, roles in courses, and passwords as hashes.

The list lives in a database of its own, so that ``add-trainee`` works while the hub runs and needs no token of it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from course.classroom import database
from course.classroom.names import is_name, name_rule
from course.i18n import _

Role = Literal["trainee", "trainer"]
ROLES: tuple[Role, ...] = ("trainee", "trainer")

_tables = sa.MetaData()
_people = sa.Table(
    "people",
    _tables,
    sa.Column("name", sa.String(32), primary_key=True),
    sa.Column("password", sa.String(200)),  # a hash; NULL until the person has chosen one
    sa.Column("joined", sa.Float, nullable=False),
)
_members = sa.Table(
    "members",
    _tables,
    sa.Column("name", sa.String(32), sa.ForeignKey("people.name"), primary_key=True),
    sa.Column("course", sa.String(32), primary_key=True),
    sa.Column("role", sa.String(10), nullable=False),
)
_shared = sa.Table(
    "shared_passwords",
    _tables,
    sa.Column("role", sa.String(10), primary_key=True),
    sa.Column("password", sa.String(200), nullable=False),
)


class NotPossible(ValueError):
    """A change of the list that cannot be; ``str`` says why."""


@dataclass(frozen=True)
class Person:
    """One person: role by course, and the hash of the own password."""

    name: str
    roles: dict[str, Role]
    password: str | None

    @property
    def is_trainer(self) -> bool:
        """Whether the person teaches at least one course."""
        return "trainer" in self.roles.values()

    @property
    def came_by_trainees_door(self) -> bool:
        """Whether the person's password was chosen with the trainees' shared password only.

        Everybody in the room could have taken this name, a future trainer's too: it must not become a trainer's as it
        is.
        """
        return self.password is not None and not self.is_trainer


def taken(name: str) -> str:
    """What to say of a name that is to become a trainer's, and that somebody took by the trainees' door."""
    return _(
        "{name} has a password already, chosen with the trainees' shared one, and would be a trainer with it. Is this "
        "the person you mean? Then forget the password of {name} first: they choose a new one, with the trainers' "
        "shared password."
    ).format(name=name)


def _no_name(name: str) -> str:
    return _("'{name}' does not work as a name. A name has {rule}.").format(name=name[:40], rule=name_rule())


class People:
    """The list of people; as a context it lets go of the database at the end.

    Args:
        url: Address of the database for SQLAlchemy.
    """

    def __init__(self, url: str) -> None:
        self._engine = database.ready(url, "people")
        # the command line and the hub may write at the same moment: the second waits
        self._writing = self._engine.execution_options(write=True)

    def get(self, name: str) -> Person | None:
        """The person, or None."""
        with self._engine.connect() as connection:
            found = connection.execute(sa.select(_people).where(_people.c.name == name)).one_or_none()
            if found is None:
                return None
            rows = connection.execute(sa.select(_members).where(_members.c.name == name))
            return Person(name, {row.course: row.role for row in rows}, found.password)

    def everybody(self) -> list[Person]:
        """All people in the order of their names."""
        with self._engine.connect() as connection:
            roles: dict[str, dict[str, Role]] = {}
            for row in connection.execute(sa.select(_members)):
                roles.setdefault(row.name, {})[row.course] = row.role
            rows = connection.execute(sa.select(_people).order_by(_people.c.name))
            return [Person(row.name, roles.get(row.name, {}), row.password) for row in rows]

    def add(self, name: str, role: Role, course: str) -> bool:
        """Put a person on the list, or into one more course.

        Returns:
            False when the person had this role already.

        Raises:
            NotPossible: The name does not work, or the person has the other role in this course.
        """
        if not is_name(name):
            raise NotPossible(_no_name(name))
        person = self.get(name)
        known = person.roles.get(course) if person else None
        if known == role:
            return False
        if known:
            said = _("{name} has another role in {course} already. One person has one role in a course.")
            raise NotPossible(said.format(name=name, course=course))
        if role == "trainer" and person and person.came_by_trainees_door:
            raise NotPossible(taken(name))
        try:
            with self._writing.begin() as connection:
                if person is None:
                    connection.execute(_people.insert().values(name=name, password=None, joined=time.time()))
                connection.execute(_members.insert().values(name=name, course=course, role=role))
        except sa.exc.IntegrityError:  # somebody else added the name at the same moment
            return self.add(name, role, course)
        return True

    def add_all(self, roles: Mapping[str, Role], course: str) -> None:
        """Put many new members into a course: all of them or, if anything goes wrong, nobody.

        Raises:
            NotPossible: A name does not work, or would become a trainer with a password of the trainees' door.
        """
        if odd := [name for name in roles if not is_name(name)]:
            raise NotPossible(_no_name(odd[0]))
        found = {person.name: person for person in self.everybody()}
        for name, role in roles.items():
            if role == "trainer" and name in found and found[name].came_by_trainees_door:
                raise NotPossible(taken(name))
        with self._writing.begin() as connection:
            known = set(connection.execute(sa.select(_people.c.name)).scalars())
            for name, role in roles.items():
                if name not in known:
                    connection.execute(_people.insert().values(name=name, password=None, joined=time.time()))
                connection.execute(_members.insert().values(name=name, course=course, role=role))

    def set_role(self, name: str, role: Role, course: str) -> None:
        """Put a person on the list with this role in a course, whatever it was before: the LMS decides.

        Raises:
            NotPossible: The name does not work.
        """
        if not is_name(name):
            raise NotPossible(_no_name(name))
        mine = (_members.c.name == name) & (_members.c.course == course)
        with self._writing.begin() as connection:
            if connection.execute(_people.update().where(_people.c.name == name).values(name=name)).rowcount == 0:
                connection.execute(_people.insert().values(name=name, password=None, joined=time.time()))
            if connection.execute(_members.update().where(mine).values(role=role)).rowcount == 0:
                connection.execute(_members.insert().values(name=name, course=course, role=role))

    def leave(self, name: str, course: str) -> bool:
        """Take a person out of a course; what they did stays. Returns False when they were not in it."""
        with self._writing.begin() as connection:
            mine = (_members.c.name == name) & (_members.c.course == course)
            return connection.execute(_members.delete().where(mine)).rowcount == 1

    def choose_password(self, name: str, hashed: str) -> bool:
        """Keep the first own password. Returns False when the name has one already: the first one stays."""
        with self._writing.begin() as connection:
            free = (_people.c.name == name) & _people.c.password.is_(None)
            return connection.execute(_people.update().where(free).values(password=hashed)).rowcount == 1

    def renew_password(self, name: str, hashed: str) -> None:
        """Replace a hash by a fresh one of the same password."""
        with self._writing.begin() as connection:
            connection.execute(_people.update().where(_people.c.name == name).values(password=hashed))

    def forget_password(self, name: str) -> bool:
        """Let a person choose again, with the shared password. Returns False when there is no such person."""
        with self._writing.begin() as connection:
            return (
                connection.execute(_people.update().where(_people.c.name == name).values(password=None)).rowcount == 1
            )

    def shared_password(self, role: Role) -> str | None:
        """Hash of the password that a role shares for the first sign-in."""
        with self._engine.connect() as connection:
            return connection.execute(sa.select(_shared.c.password).where(_shared.c.role == role)).scalar_one_or_none()

    def set_shared_password(self, role: Role, hashed: str) -> None:
        """Set the password that a role shares."""
        with self._writing.begin() as connection:
            connection.execute(_shared.delete().where(_shared.c.role == role))
            connection.execute(_shared.insert().values(role=role, password=hashed))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> People:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
