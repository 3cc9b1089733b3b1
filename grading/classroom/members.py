"""The people of the course: from the list of people, the gradebook and the exchange."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from nbgrader.api import Student
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from course.classroom.exchange.client.connection import Problem
from course.classroom.exchange.times import parse
from course.classroom.people import NotPossible, People
from course.i18n import _
from grading.classroom.room import Module, Room
from grading.classroom.roster import Line


@dataclass(frozen=True)
class Extension:
    """More time for one person in one module."""

    module: Module
    trainee: str
    due: datetime


@dataclass(frozen=True)
class Members:
    """The people of the course.

    Attributes:
        lines: Everybody with names and e-mail as far as known, by name.
        passwords: Who has chosen a password; None where passwords are not kept here.
        mine: Whether the list is kept here and can be changed.
        extensions: All extensions.
        problem: What could not be read.
    """

    lines: list[Line]
    passwords: dict[str, bool] | None
    mine: bool
    extensions: list[Extension]
    problem: str = ""


def people_of(room: Room) -> People:
    """The list of people.

    Raises:
        NotPossible: it is kept elsewhere.
    """
    people = room.people()
    if people is None:
        raise NotPossible(_("The list of people is kept by the service with which they sign in, not here."))
    return people


def sign_in(room: Room) -> str:
    """How people sign in: ``workshop``, ``oauth``, ``lti``; "" where that is not known here."""
    settings = room.settings()
    return settings.sign_in.kind if settings else ""


def other_courses(room: Room, trainer: str) -> list[tuple[str, str]]:
    """Address and title of the other courses that a trainer teaches in this classroom."""
    people, settings = room.people(), room.settings()
    if people is None or settings is None:
        return []
    found = people.get(trainer)
    services = room.prefix.removesuffix(f"trainer-{room.id}/")
    return [
        (f"{services}trainer-{one.id}/", _(one.title))
        for one in settings.courses
        if found and one.id != room.id and found.roles.get(one.id) == "trainer"
    ]


def members(room: Room) -> list[Line]:
    """Everybody by name; without the list of people, everybody of the gradebook.

    Raises:
        SQLAlchemyError: the gradebook cannot be read.
    """
    return _lines(room)[0]


def _lines(room: Room) -> tuple[list[Line], dict[str, bool], bool]:
    """Everybody, who has a password, and whether the list is here."""
    people, known = room.people(), {}
    if people is not None:
        known = {one.name: one for one in people.everybody() if room.id in one.roles}
    with room.gradebook() as gradebook:
        query = select(Student.id, Student.first_name, Student.last_name, Student.email)
        students = {id: tuple(one or "" for one in about) for id, *about in gradebook.db.execute(query)}
    lines = [
        Line(name, known[name].roles[room.id] if name in known else "trainee", *students.get(name, ("", "", "")))
        for name in sorted(known if people is not None else students)
    ]
    return lines, {name: one.password is not None for name, one in known.items()}, people is not None


def read(room: Room) -> Members:
    """Everybody with all that the page People shows."""
    problem, lines, passwords, mine = "", [], {}, False
    try:
        lines, passwords, mine = _lines(room)
    except SQLAlchemyError:
        problem = _("The gradebook cannot be read just now, so names are missing. Try again in a minute.")
    extensions = []
    try:
        extensions = _extensions(room)
    except Problem as trouble:
        problem = str(trouble)
    kind = sign_in(room)
    return Members(lines, passwords if kind == "workshop" else None, mine and kind != "lti", extensions, problem)


def _extensions(room: Room) -> list[Extension]:
    known, found = room.exchange().json("GET", "courses", room.id, "deadlines")["deadlines"], []
    for module in room.modules():
        extensions = known.get(module.folder, {}).get("extensions", {})
        found += [Extension(module, who, parse(due)) for who, due in sorted(extensions.items())]
    return found
