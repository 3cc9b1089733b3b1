"""People of the course: the list in and out, roles, forgotten passwords, and more time for one person."""

from __future__ import annotations

import base64
import binascii
import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

from tornado import web

from course.classroom.people import NotPossible, People, Person, Role
from course.i18n import _, ngettext, when_with_zone
from grading.classroom import members, roster
from grading.classroom.class_page import check_extension
from grading.classroom.deadlines import set_deadline
from grading.classroom.handler import Page
from grading.classroom.modules_page import read_moment
from grading.classroom.notes import Action, Note
from grading.classroom.room import Room
from grading.classroom.roster import Line


class PeoplePage(Page):
    """The list."""

    tab = "people"

    async def get(self) -> None:
        """Show it."""
        await self.show()

    async def show(self, preview: Mapping[str, Any] | None = None, entered: str = "") -> None:
        """The page, with the preview of a file."""
        found = await self.ask(members.read, self.room)
        self.page("people.html", members=found, modules=self.room.modules(), preview=preview, entered=entered)

    async def change(self, work: Callable[..., str], *arguments: Any) -> None:
        """Change the list, and say what came of it."""
        try:
            words = await self.ask(_changed, work, self.room, *arguments)
        except (NotPossible, ValueError) as problem:
            self.to("people", Note("bad", _("{problem} Nothing was changed.").format(problem=problem)))
            return
        self.to("people", Note("good", words))


class AddPerson(PeoplePage):
    """Add one person."""

    async def post(self) -> None:
        """Add."""
        file = io.StringIO(newline="")
        cells = [self.get_body_argument(name, "") for name in roster.COLUMNS]
        csv.writer(file).writerows([roster.COLUMNS, cells])
        await self.change(_import, file.getvalue().encode())


class Preview(PeoplePage):
    """Look at a CSV file before anything is changed."""

    async def post(self) -> None:
        """Show what it would change."""
        files = self.request.files.get("file") or []
        if not files or not files[0]["body"]:
            self.to("people", Note("bad", _("Choose a file first.")))
            return
        data = files[0]["body"]
        looked = await self.ask(_preview, self.room, data)
        if looked["mistakes"]:
            self.set_status(400)
        await self.show(looked, base64.b64encode(data).decode())


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
        found = await self.ask(members.read, self.room)
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="people-{self.room.id}.csv"')
        self.finish("\ufeff" + roster.write(found.lines))


class ChangePerson(PeoplePage):
    """Another role, a forgotten password, or out of the course."""

    async def post(self, what: str) -> None:
        """Change it, once the trainer is sure."""
        name = self.get_body_argument("name")
        question, words, yes = _questions(what)
        if self.sure(question.format(name=name[:40]), words.format(name=name[:40]), yes, "people"):
            await self.change(_CHANGES[what], name, self.person)


class Extend(PeoplePage):
    """More time for one person, or no more."""

    async def post(self) -> None:
        """Set it."""
        module, remove = self.asked_module(), bool(self.get_body_argument("remove", ""))
        name = self.get_body_argument("name", "").strip().lower()
        try:
            due = None if remove else read_moment(self.get_body_argument("due", ""))
            await self.ask(check_extension, self.room, module, frozenset([name]), due, remove)
        except ValueError as problem:
            self.to("people", Note("bad", _("{problem} Nothing was changed.").format(problem=problem)), "extensions")
            return
        before = await self.ask(set_deadline, self.room, module, due, name)
        if due:
            words = _("{name} has time until {moment} in {number}.")
        else:
            words = _("{name} has the same deadline as everybody again in {number}.")
        words = words.format(name=name, number=module.number, moment=when_with_zone(due) if due else "")
        fields = {"module": module.folder, "name": name} | ({"due": before} if before else {"remove": "1"})
        undo = Action("people/extend", _("Undo"), fields)
        self.to("people", Note("good", words, action=undo), "extensions")


def _changed(work: Callable[..., str], room: Room, *arguments: Any) -> str:
    """Do one of the changes below with the list of people; what came of it, in words."""
    return work(room, members.people_of(room), *arguments)


def _read(room: Room, people: People, data: bytes) -> tuple[list[Line], list[str], list[str]]:
    found = roster.read(data)
    known: dict[str, Person] = {one.name: one for one in people.everybody()}
    new, same, mistakes = roster.changes(found.lines, known, room.id)
    return new, same, [*found.mistakes, *mistakes]


def _preview(room: Room, data: bytes) -> dict[str, Any]:
    new, same, mistakes = _read(room, members.people_of(room), data)
    return {"new": new, "same": same, "mistakes": mistakes}


def _import(room: Room, people: People, data: bytes) -> str:
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
    if len(new) == 1:
        words = _("{name} is on the list.").format(name=new[0].name)
    else:
        words = ngettext("{count} person added.", "{count} people added.", len(new)).format(count=len(new))
    if same:
        there = ngettext("{count} was there already.", "{count} were there already.", len(same))
        words += " " + there.format(count=len(same))
    return words


def _role(room: Room, people: People, name: str, trainer: str) -> str:
    person = people.get(name)
    if person is None or room.id not in person.roles:
        raise NotPossible(_("There is no “{name}” in this course.").format(name=name[:40]))
    if name == trainer:
        raise NotPossible(_("You cannot take your own role away. Another trainer can."))
    role: Role = "trainee" if person.roles[room.id] == "trainer" else "trainer"
    if stranger := role == "trainer" and person.came_by_trainees_door:
        # or a trainer of one course, who knows the trainers' shared password, would get somebody's name in another
        _may_forget(room, people, name, trainer)
        people.forget_password(name)  # before the new role: there is no moment in which the old password opens it
    people.set_role(name, role, room.id)
    if stranger:
        words = _(
            "{name} is a trainer now, and signs in again: with the trainers' shared password, then a new own one."
        )
    elif role == "trainer":
        words = _("{name} is a trainer now. It counts within a minute; they may have to sign in again.")
    else:
        words = _("{name} is a trainee now. It counts within a minute; they may have to sign in again.")
    return words.format(name=name)


def _may_forget(room: Room, people: People, name: str, trainer: str) -> None:
    if not roster.may_forget(people, trainer, name, room.id):
        words = _("{name} is not in your courses only. Ask the person who runs the classroom.")
        raise NotPossible(words.format(name=name[:40]))


def _forget(room: Room, people: People, name: str, trainer: str) -> str:
    _may_forget(room, people, name, trainer)
    people.forget_password(name)
    words = _("{name} signs in with the shared password now, and chooses a new one. Let it be done at once.")
    return words.format(name=name)


def _leave(room: Room, people: People, name: str, trainer: str) -> str:
    if name == trainer:
        raise NotPossible(_("You cannot take yourself out of the course. Another trainer can."))
    if not people.leave(name, room.id):
        raise NotPossible(_("There is no “{name}” in this course.").format(name=name[:40]))
    return _("{name} is not in this course any more. It counts within a minute.").format(name=name)


_CHANGES = {"role": _role, "forget": _forget, "leave": _leave}


def _questions(change: str) -> tuple[str, str, str]:
    """The question before a change, what the change means, and the words of the button."""
    match change:
        case "role":
            return (
                _("Change the role of {name}?"),
                _(
                    "A trainer sees and changes the work and the marks of everybody in this course. Make sure that the "
                    "person who signs in as {name} is the one you mean."
                ),
                _("Change the role"),
            )
        case "forget":
            return (
                _("Forget the password of {name}?"),
                _(
                    "Do it while the person sits at the screen: whoever signs in next as {name} with the shared "
                    "password chooses the new one."
                ),
                _("Forget the password"),
            )
    return (
        _("Take {name} out of the course?"),
        _(
            "{name} cannot open the course any more. What {name} has submitted stays, and so do the marks. Add the "
            "name again to take this back."
        ),
        _("Take out"),
    )


def addresses(shared: Mapping[str, Any]) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of people."""
    return [
        ("people/?", PeoplePage, shared),
        ("people/add", AddPerson, shared),
        ("people/preview", Preview, shared),
        ("people/import", Import, shared),
        (r"people/list\.csv", Download, shared),
        ("people/(role|forget|leave)", ChangePerson, shared),
        ("people/extend", Extend, shared),
    ]
