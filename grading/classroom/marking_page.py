"""Marking by hand: what waits, and one submission at a time with its rubric beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import MissingEntry
from tornado import web

from course.classroom.exchange.names import BadName, plain
from course.classroom.names import MODULE
from course.i18n import _, left_to_right
from grading.classroom import marking
from grading.classroom.handler import Page, points
from grading.classroom.mark_log import Change, MarkLog, State
from grading.classroom.notes import Action, Note
from grading.classroom.room import Module, Room
from grading.feedback.prompt import to_html

_NAMES = "names"
_YEAR_DAYS = 365


@dataclass(frozen=True)
class ModuleQueue:
    """A module and its submissions."""

    about: Module
    entries: list[marking.Entry]

    @property
    def waiting(self) -> int:
        """Answers that wait."""
        return sum(one.waiting for one in self.entries)

    @property
    def first(self) -> marking.Entry | None:
        """The submission to begin with."""
        return next((one for one in self.entries if one.waiting), None)


class _Marking(Page):
    tab = "marking"

    @property
    def hidden(self) -> bool:
        """Whether names are hidden, in this trainer's browser."""
        return self.get_cookie(_NAMES, "shown") == "hidden"

    def called(self, entries: list[marking.Entry], id: str) -> str:
        """What a submission is called on the page."""
        place = next((number for number, one in enumerate(entries, 1) if one.id == id), 0)
        if self.hidden:
            return _("Submission {number}").format(number=place)
        return next((one.trainee for one in entries if one.id == id), "")


class Queues(_Marking):
    """Everything that waits, module by module."""

    async def get(self) -> None:
        """Show it."""
        found = await self.ask(_queues, self.room)
        self.page("marking.html", queues=found, hidden=self.hidden, called=self.called, one=None)


class Queue(_Marking):
    """The submissions of one module."""

    async def get(self, folder: str) -> None:
        """Show them."""
        module = self.room.module(folder)
        if module is None:
            raise web.HTTPError(404)
        found = [one for one in await self.ask(_queues, self.room) if one.about == module]
        self.page("marking.html", queues=found, hidden=self.hidden, called=self.called, one=module)


class Names(_Marking):
    """Hide or show the names of trainees."""

    async def post(self) -> None:
        """Remember it in the browser."""
        hide = self.get_body_argument("hide", "") == "1"
        self.set_cookie(
            _NAMES, "hidden" if hide else "shown", path=self.room.prefix, expires_days=_YEAR_DAYS, httponly=True,
            samesite="Lax",
        )  # fmt: skip
        back = self.get_body_argument("back", "")
        module, _slash, id = back.partition("/")
        self.to("marking" + (f"/{module}" if self.room.module(module) else "") + (f"/{id}" if _is_id(id) else ""))


class Submission(_Marking):
    """One submission: read it, give points and a comment, go on."""

    async def get(self, folder: str, id: str) -> None:
        """Show it."""
        await self._show(folder, id)

    async def _show(
        self, folder: str, id: str, entered: Mapping[str, str] | None = None, problem: str = "", status: int = 400
    ) -> None:
        one = await self.ask(_one, self.room, folder, id)
        place = one.place(id)
        if problem:
            self.set_status(status)
        self.page(
            "mark.html", about=one.module, id=id, items=one.items, entered=entered or {}, problem=problem,
            prompt=to_html, name=self.called(one.entries, id), hidden=self.hidden, place=place + 1,
            total=len(one.entries), left=sum(1 for entry in one.entries if entry.waiting), seen=one.seen,
            changes=one.changes, before=one.entries[place - 1].id if place else "", next=one.next(id),
            after=one.entries[place + 1].id if place + 1 < len(one.entries) else "",
        )  # fmt: skip

    async def post(self, folder: str, id: str) -> None:
        """Keep the marks and go to the next submission that waits."""
        one = await self.ask(_one, self.room, folder, id)
        entered = {name: self.get_body_argument(name, strip=False) for name in self.request.body_arguments}
        try:
            given = [(item, marking.read(item, _fields(item.cell, entered))) for item in one.items]
        except marking.NotValid as problem:
            await self._show(folder, id, entered, _("{problem} Nothing was saved yet.").format(problem=problem))
            return
        marks = {item.cell: mark for item, mark in given if mark is not None}
        if not marks:
            await self._show(folder, id, entered, _("Choose points first. Nothing was saved yet."))
            return
        wanted = {cell: (points, False, comment) for cell, (points, comment) in marks.items()}
        try:
            change = await self.ask(_write, self.room, id, wanted, entered.get("seen", ""), self.person)
        except marking.Changed:
            await self._show(folder, id, entered, await self._meanwhile(id), 409)
            return
        words = "; ".join(
            left_to_right(f"{item.item.number} {points(mark[0])}/{points(item.most)}") for item, mark in given if mark
        )
        left = [item for item, mark in given if mark is None and item.waiting]
        undo = Action(f"marking/{folder}/{id}/undo", _("Undo"), {"key": change.key})
        text = _("Saved for {name}: {words}.").format(name=self.called(one.entries, id), words=words)
        after = id if left or entered.get("go") == "stay" else one.next(id)
        if not after:
            text += " " + _("Nothing waits in {number} any more.").format(number=one.module.number)
        self.to(f"marking/{folder}" + (f"/{after}" if after else ""), Note("good", text, action=undo))

    async def _meanwhile(self, id: str) -> str:
        """What happened to a submission while somebody marked it."""
        changes = await self.ask(MarkLog(self.room.own).of, id)
        who = changes[-1].by if changes else _("Somebody")
        return _(
            "{who} has changed the marks of this submission since you opened it. Nothing was saved yet. What you "
            "entered is still below, what is in the gradebook stands beside it. Save again if yours shall count."
        ).format(who=who)


class Undo(_Marking):
    """Take back what was saved last."""

    async def post(self, folder: str, id: str) -> None:
        """Put back what stood there before, if nobody has changed it since."""
        one = await self.ask(_one, self.room, folder, id)
        key = self.get_body_argument("key", "")
        change = next((found for found in await self.ask(MarkLog(self.room.own).of, id) if found.key == key), None)
        if change is None:
            raise web.HTTPError(404)
        note = Note("good", _("Undone for {name}.").format(name=self.called(one.entries, id)))
        try:
            await self.ask(_undo, self.room, change, self.person)
        except marking.Changed:
            note = Note("warn", _("The marks have changed since, so nothing was undone. Change them below."))
        self.to(f"marking/{folder}/{id}", note)


def _fields(cell: str, entered: Mapping[str, str]) -> dict[str, str]:
    """The fields of one item: they carry its id before their name."""
    return {name.removeprefix(f"{cell}."): value for name, value in entered.items() if name.startswith(f"{cell}.")}


def _queues(room: Room) -> list[ModuleQueue]:
    with room.gradebook() as gradebook:
        found = [ModuleQueue(module, marking.queue(gradebook, room.folder, module.folder)) for module in room.modules()]
    return [one for one in found if one.entries]


@dataclass(frozen=True)
class One:
    """A submission with all that its page shows.

    Attributes:
        module: Its module; ``entries``: the list of the module.
        items: What is marked by hand in it.
        seen: Print of its marks.
        changes: What was marked in it so far, oldest first.
    """

    module: Module
    entries: list[marking.Entry]
    items: list[marking.ToMark]
    seen: str
    changes: list[Change]

    def place(self, id: str) -> int:
        """Its place in the list."""
        return next((number for number, one in enumerate(self.entries) if one.id == id), 0)

    def next(self, id: str) -> str:
        """The next submission that waits, or ""."""
        place = self.place(id)
        following = [*self.entries[place + 1 :], *self.entries[:place]]
        return next((one.id for one in following if one.waiting), "")


def _one(room: Room, folder: str, id: str) -> One:
    """All about a submission.

    Raises:
        HTTPError: 404 if there is no such submission in this module.
    """
    about = room.module(folder)
    if about is None:
        raise web.HTTPError(404)
    with room.gradebook() as gradebook:
        try:
            _trainee, module, items = marking.submission(gradebook, room.folder, id)
        except MissingEntry:
            raise web.HTTPError(404) from None
        if module != folder:
            raise web.HTTPError(404)
        entries = marking.queue(gradebook, room.folder, folder)
        seen = marking.digest(marking.states(gradebook, id))
    return One(about, entries, items, seen, MarkLog(room.own).of(id))


def _write(room: Room, id: str, wanted: Mapping[str, State], seen: str, person: str) -> Change:
    with room.gradebook() as gradebook:
        before, after = marking.write(gradebook, id, wanted, seen)
    return MarkLog(room.own).note(person, id, before, after)


def _undo(room: Room, change: Change, person: str) -> None:
    """Put back what stood there before.

    Raises:
        Changed: something else stands there now.
    """
    with room.gradebook() as gradebook:
        now = marking.states(gradebook, change.notebook)
        if any(now.get(cell) != state for cell, state in change.after.items()):
            raise marking.Changed
        before, after = marking.write(gradebook, change.notebook, change.before, marking.digest(now))
    MarkLog(room.own).note(person, change.notebook, before, after)


def _is_id(text: str) -> bool:
    try:
        return bool(plain(text, "an id"))
    except BadName:
        return False


def addresses(shared: Mapping[str, Any]) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of marking."""
    submission = f"marking/({MODULE})/([0-9a-zA-Z-]{{8,64}})"
    return [
        ("marking/?", Queues, shared),
        ("marking/names", Names, shared),
        (f"marking/({MODULE})/?", Queue, shared),
        (submission, Submission, shared),
        (f"{submission}/undo", Undo, shared),
    ]
