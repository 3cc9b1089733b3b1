"""People of the course: the list in and out, roles, forgotten passwords, and more time for one person."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import Student
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from tornado import web

from course.classroom.exchange.client.connection import Problem
from course.classroom.exchange.times import parse
from course.classroom.people import NotPossible, People, Person
from course.i18n import when
from grading.classroom import roster
from grading.classroom.deadlines import set_deadline
from grading.classroom.handler import Page
from grading.classroom.modules_page import read_moment
from grading.classroom.notes import Note
from grading.classroom.room import Module, Room
from grading.classroom.roster import Line

_ELSEWHERE = "The list of people is kept by the service with which they sign in, not here."


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


class PeoplePage(Page):
    """The list."""

    tab = "people"

    async def get(self) -> None:
        """Show it."""
        await self.show()

    async def show(self, preview: Any = None, entered: str = "") -> None:
        """The page, with the preview of a file."""
        members = await self.ask(_members, self.room)
        self.page(
            "people.html", members=members, modules=self.room.modules(), preview=preview, entered=entered, when=when,
            sign_in=await self.ask(_sign_in, self.room),
        )  # fmt: skip

    async def change(self, work: Any, *arguments: Any) -> None:
        """Change the list, and say what came of it."""
        try:
            words = await self.ask(work, self.room, *arguments)
        except (NotPossible, ValueError) as problem:
            self.to("people", Note("bad", f"{problem} Nothing was changed."))
            return
        self.to("people", Note("good", words))


class AddPerson(PeoplePage):
    """Add one person."""

    async def post(self) -> None:
        """Add."""
        data = roster.write([Line("", "trainee")]).splitlines()[0] + "\n"
        cells = [self.get_body_argument(name, "").replace('"', "") for name in roster.COLUMNS]
        data += ",".join(f'"{cell}"' for cell in cells)
        await self.change(_import, data.encode())


class Preview(PeoplePage):
    """Look at a CSV file before anything is changed."""

    async def post(self) -> None:
        """Show what it would change."""
        files = self.request.files.get("file") or []
        if not files or not files[0]["body"]:
            self.to("people", Note("bad", "Choose a file first."))
            return
        data = files[0]["body"]
        found = await self.ask(_preview, self.room, data)
        if found["mistakes"]:
            self.set_status(400)
        await self.show(found, base64.b64encode(data).decode())


class Import(PeoplePage):
    """Take in a file that was looked at."""

    async def post(self) -> None:
        """All of it or nothing."""
        try:
            data = base64.b64decode(self.get_body_argument("data"), validate=True)
        except binascii.Error:
            raise web.HTTPError(400) from None
        await self.change(_import, data)


class Download(PeoplePage):
    """The list as a file."""

    async def get(self) -> None:
        """Send it."""
        members = await self.ask(_members, self.room)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="people-{self.room.id}.csv"')
        self.finish("\ufeff" + roster.write(members.lines))


class ChangePerson(PeoplePage):
    """Another role, or a forgotten password."""

    async def post(self, what: str) -> None:
        """Change it."""
        await self.change(_role if what == "role" else _forget, self.get_body_argument("name"), self.person)


class Extend(PeoplePage):
    """More time for one person, or no more."""

    async def post(self) -> None:
        """Set it."""
        module = self.asked_module()
        name = self.get_body_argument("name", "").strip().lower()
        try:
            due = None if self.get_body_argument("remove", "") else read_moment(self.get_body_argument("due", ""))
            if due is None and not self.get_body_argument("remove", ""):
                raise ValueError("Choose a date and a time.")
            members = await self.ask(_members, self.room)
            if name not in {line.name for line in members.lines} | {one.trainee for one in members.extensions}:
                raise ValueError(f"There is no “{name[:40]}” in this course.")
        except ValueError as problem:
            self.to("people", Note("bad", f"{problem} Nothing was changed."), "extensions")
            return
        await self.ask(set_deadline, self.room, module, due, name)
        words = f"has time until {when(due)}" if due else "has the same deadline as everybody again"
        self.to("people", Note("good", f"{name} {words} in {module.number}."), "extensions")


def _list(room: Room) -> People:
    people = room.people()
    if people is None:
        raise NotPossible(_ELSEWHERE)
    return people


def _sign_in(room: Room) -> str:
    settings = room.settings()
    return settings.sign_in.kind if settings else ""


def _members(room: Room) -> Members:
    """Everybody, from the list of people, the gradebook and the exchange."""
    problem = ""
    people, known = room.people(), {}
    if people is not None:
        known = {one.name: one for one in people.everybody() if room.id in one.roles}
        people.close()
    students: dict[str, tuple[str, str, str]] = {}
    try:
        with room.gradebook() as gradebook:
            query = select(Student.id, Student.first_name, Student.last_name, Student.email)
            students = {
                id: (first or "", last or "", mail or "") for id, first, last, mail in gradebook.db.execute(query)
            }
    except SQLAlchemyError:
        problem = "The gradebook cannot be read just now, so names are missing. Try again in a minute."
    extensions = []
    try:
        extensions = _extensions(room)
    except Problem as trouble:
        problem = str(trouble)
    names = set(known) if people is not None else set(students)
    lines = [
        Line(name, known[name].roles[room.id] if name in known else "trainee", *students.get(name, ("", "", "")))
        for name in sorted(names)
    ]
    workshop = _sign_in(room) == "workshop"
    passwords = {name: one.password is not None for name, one in known.items()} if workshop else None
    return Members(lines, passwords, people is not None and _sign_in(room) != "lti", extensions, problem)


def _extensions(room: Room) -> list[Extension]:
    line, found = room.exchange(), []
    for module in room.modules():
        about = line.json("GET", "courses", room.id, "assignments", module.folder, "deadline")
        found += [Extension(module, who, parse(due)) for who, due in sorted(about["extensions"].items())]
    return found


def _read(room: Room, people: People, data: bytes) -> tuple[list[Line], list[str], list[str]]:
    found = roster.read(data)
    known: dict[str, Person] = {one.name: one for one in people.everybody()}
    new, same, mistakes = roster.changes(found.lines, known, room.id)
    return new, same, [*found.mistakes, *mistakes]


def _preview(room: Room, data: bytes) -> dict[str, Any]:
    people = _list(room)
    new, same, mistakes = _read(room, people, data)
    return {"new": new, "same": same, "mistakes": mistakes}


def _import(room: Room, data: bytes) -> str:
    people = _list(room)
    new, same, mistakes = _read(room, people, data)
    if mistakes:
        raise NotPossible(" ".join(mistakes[:5]))
    people.add_all({line.name: line.role for line in new}, room.id)
    with room.gradebook() as gradebook:
        for line in roster.read(data).lines:
            about = {"first_name": line.first_name, "last_name": line.last_name, "email": line.email}
            filled = {key: value for key, value in about.items() if value}
            if line.role == "trainee" and (filled or line in new):
                gradebook.update_or_create_student(line.name, **filled)
    added = f"{len(new)} added" if len(new) != 1 else f"{new[0].name} is on the list"
    return f"{added}." + (f" {len(same)} were there already." if same else "")


def _role(room: Room, name: str, trainer: str) -> str:
    people = _list(room)
    person = people.get(name)
    if person is None or room.id not in person.roles:
        raise NotPossible(f"There is no “{name[:40]}” in this course.")
    if name == trainer:
        raise NotPossible("You cannot take your own role away. Another trainer can.")
    role = "trainee" if person.roles[room.id] == "trainer" else "trainer"
    people.set_role(name, role, room.id)
    return f"{name} is a {role} now. It counts within a minute; they may have to sign in again."


def _forget(room: Room, name: str, trainer: str) -> str:
    people = _list(room)
    if not roster.may_forget(people, trainer, name, room.id):
        raise NotPossible(f"{name[:40]} is not in your courses only. Ask the person who runs the classroom.")
    people.forget_password(name)
    return f"{name} signs in with the shared password now, and chooses a new one. Let it be done at once."


def addresses(shared: Mapping[str, Any]) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of people."""
    return [
        ("people/?", PeoplePage, shared),
        ("people/add", AddPerson, shared),
        ("people/preview", Preview, shared),
        ("people/import", Import, shared),
        (r"people/list\.csv", Download, shared),
        ("people/(role|forget)", ChangePerson, shared),
        ("people/extend", Extend, shared),
    ]
