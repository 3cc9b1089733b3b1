"""Marking by hand: what waits, and one submission at a time with its rubric beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nbgrader.api import MissingEntry
from tornado import web

from course.classroom.exchange.names import BadName, plain
from grading.classroom import marking
from grading.classroom.handler import Page
from grading.classroom.notes import Note
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
        return f"Submission {place}" if self.hidden else next((one.trainee for one in entries if one.id == id), "")


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
        await self._show(folder, id, {}, None)

    async def _show(self, folder: str, id: str, entered: Mapping[str, str], problem: str | None) -> None:
        module, entries, trainee, items = await self.ask(_one, self.room, folder, id)
        place = next((number for number, one in enumerate(entries) if one.id == id), 0)
        if problem:
            self.set_status(400)
        self.page(
            "mark.html", about=module, id=id, items=items, entered=entered, problem=problem, prompt=to_html,
            name=self.called(entries, id), hidden=self.hidden, place=place + 1, total=len(entries),
            left=sum(1 for one in entries if one.waiting), trainee=trainee,
            before=entries[place - 1].id if place else "",
            after=entries[place + 1].id if place + 1 < len(entries) else "",
        )  # fmt: skip

    async def post(self, folder: str, id: str) -> None:
        """Keep the marks and go to the next submission that waits."""
        module, entries, _trainee, items = await self.ask(_one, self.room, folder, id)
        entered = {name: self.get_body_argument(name, strip=False) for name in self.request.body_arguments}
        try:
            given = [(one, marking.read(one, _fields(one.cell, entered))) for one in items]
        except marking.NotValid as problem:
            await self._show(folder, id, entered, f"{problem} Nothing was saved yet.")
            return
        marks = {one.cell: mark for one, mark in given if mark is not None}
        if not marks:
            await self._show(folder, id, entered, "Choose points first. Nothing was saved yet.")
            return
        await self.ask(_write, self.room, id, marks)
        words = "; ".join(f"{one.item.number} {mark[0]:g} of {one.most:g}" for one, mark in given if mark)
        left = [one for one, mark in given if mark is None and one.waiting]
        note = Note("good", f"Saved for {self.called(entries, id)}: {words}.")
        if left or entered.get("go") == "stay":
            self.to(f"marking/{folder}/{id}", note)
            return
        place = next((number for number, one in enumerate(entries) if one.id == id), 0)
        following = [*entries[place + 1 :], *entries[:place]]
        after = next((one.id for one in following if one.waiting), None)
        if after:
            self.to(f"marking/{folder}/{after}", note)
        else:
            note = Note("good", f"{note.text} Nothing waits in {module.number} any more.")
            self.to(f"marking/{folder}", note)


def _fields(cell: str, entered: Mapping[str, str]) -> dict[str, str]:
    """The fields of one item: they carry its id before their name."""
    return {name.removeprefix(f"{cell}."): value for name, value in entered.items() if name.startswith(f"{cell}.")}


def _queues(room: Room) -> list[ModuleQueue]:
    with room.gradebook() as gradebook:
        found = [ModuleQueue(module, marking.queue(gradebook, room.folder, module.folder)) for module in room.modules()]
    return [one for one in found if one.entries]


def _one(room: Room, folder: str, id: str) -> tuple[Module, list[marking.Entry], str, list[marking.ToMark]]:
    """The module, its list, the trainee and the items of a submission.

    Raises:
        HTTPError: 404 if there is no such submission in this module.
    """
    about = room.module(folder)
    if about is None:
        raise web.HTTPError(404)
    with room.gradebook() as gradebook:
        try:
            trainee, module, items = marking.submission(gradebook, room.folder, id)
        except MissingEntry:
            raise web.HTTPError(404) from None
        if module != folder:
            raise web.HTTPError(404)
        return about, marking.queue(gradebook, room.folder, folder), trainee, items


def _write(room: Room, id: str, marks: Mapping[str, tuple[float, str]]) -> None:
    with room.gradebook() as gradebook:
        marking.write(gradebook, id, marks)


def _is_id(text: str) -> bool:
    try:
        return bool(plain(text, "an id"))
    except BadName:
        return False


def addresses(shared: Mapping[str, Any]) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of marking."""
    return [
        ("marking/?", Queues, shared),
        ("marking/names", Names, shared),
        ("marking/(m[0-9]{2}_[a-z0-9_]+)/?", Queue, shared),
        ("marking/(m[0-9]{2}_[a-z0-9_]+)/([0-9a-zA-Z-]{8,64})", Submission, shared),
    ]
