"""One module, person by person: who submitted, who waits, more time for some, and the marks as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tornado import web

from course.classroom.exchange.client.connection import Problem
from course.classroom.exchange.times import parse
from course.classroom.names import MODULE
from course.i18n import _, ngettext, when_with_zone
from grading.classroom import questions, standing
from grading.classroom.deadlines import set_deadline
from grading.classroom.handler import Page
from grading.classroom.live import Live
from grading.classroom.modules_page import read_moment
from grading.classroom.notes import Note
from grading.classroom.room import Module, Room
from grading.release import MODULES
from grading.report.tables import csv_bytes


class ClassPage(Page):
    """The page."""

    def initialize(self, live: Live, **shared: Any) -> None:
        """Keep what happens in the room."""
        super().initialize(**shared)
        self.live = live

    def of(self, folder: str) -> Module:
        """The module of the address."""
        module = self.room.module(folder)
        if module is None:
            raise web.HTTPError(404)
        return module

    async def get(self, folder: str) -> None:
        """Show it."""
        await self.show(self.of(folder))

    async def show(
        self, module: Module, chosen: frozenset[str] = frozenset(), due: str = "", problem: str = ""
    ) -> None:
        """The page, with what was chosen for more time."""
        if problem:
            self.set_status(400)
        entries = {id: self.live.entries(id) for id in questions.of_module(module.folder, MODULES).exercises}
        found = await self.ask(standing.view, self.room, module, entries)
        if self.get_query_argument("choose", "") == "missing":
            chosen = frozenset(one.line.name for one in found.people if one.missing)
        self.page("class.html", module=module, view=found, chosen=chosen, due=due, problem=problem, summary=summary)


class MoreTime(ClassPage):
    """More time for some people, or no more."""

    async def post(self, folder: str) -> None:
        """Set it for all that were chosen."""
        module, names = self.of(folder), frozenset(self.get_body_arguments("name"))
        text, remove = self.get_body_argument("due", ""), self.get_body_argument("remove", "") == "1"
        try:
            due = None if remove else read_moment(text)
            await self.ask(check_extension, self.room, module, names, due, remove)
        except ValueError as problem:
            await self.show(module, names, text, _("{problem} Nothing was changed.").format(problem=problem))
            return
        done = []
        try:
            for name in sorted(names):
                await self.ask(set_deadline, self.room, module, due, name)
                done.append(name)
        except Problem as problem:
            left = ", ".join(sorted(names - set(done)))
            self.to(
                f"module/{folder}",
                Note("bad", _("{problem} Not done for: {names}.").format(problem=problem, names=left)),
            )
            return
        who = ", ".join(done)
        if due is None:
            words = _("Everybody's deadline counts again for {names}.").format(names=who)
        else:
            words = _("More time until {moment} for {names}.").format(moment=when_with_zone(due), names=who)
        self.to(f"module/{folder}", Note("good", words))


class Marks(ClassPage):
    """The marks as a file."""

    async def get(self, folder: str = "") -> None:
        """Send it."""
        module = self.of(folder) if folder else None
        table = await self.ask(standing.marks_table, self.room, [module] if module else self.room.modules())
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        name = standing.file_name(self.room, module)
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(csv_bytes(table))


def check_extension(room: Room, module: Module, names: frozenset[str], due: datetime | None, remove: bool) -> None:
    """Whether people can get this much time.

    Raises:
        ValueError: nobody is chosen, somebody is no trainee here, or it would be no more time; in words for people.
        Problem: the exchange is away.
    """
    if not names:
        raise ValueError(_("Choose at least one person."))
    known = {one.name for one in standing.members(room) if one.role == "trainee"}
    about = room.exchange().json("GET", "courses", room.id, "assignments", module.folder, "deadline")
    strangers = names - known - set(about["extensions"])
    if strangers:
        raise ValueError(_("There is no trainee “{name}” in this course.").format(name=min(strangers)[:40]))
    if remove:
        return
    if due is None:
        raise ValueError(_("Choose a date and a time."))
    everybody = parse(about["due"]) if about["due"] else None
    if everybody is None:
        raise ValueError(
            _("{number} has no deadline, so nobody needs more time. Set the deadline first.").format(
                number=module.number
            )
        )
    if due <= everybody:
        raise ValueError(
            _("Everybody has time until {moment}. Choose a later one.").format(moment=when_with_zone(everybody))
        )


def summary(people: list[standing.Standing]) -> str:
    """One sentence: how many submitted, how many not."""
    missing = sum(1 for one in people if one.missing)
    there = len(people) - missing
    words = ngettext("{count} person has submitted", "{count} people have submitted", there).format(count=there)
    return words + (_(", {count} not yet.").format(count=missing) if missing else ".")


def addresses(shared: Mapping[str, Any], live: Live) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of this page."""
    more, module = {**shared, "live": live}, f"({MODULE})"
    return [
        (f"module/{module}/?", ClassPage, more),
        (f"module/{module}/time", MoreTime, more),
        (rf"module/{module}/marks\.csv", Marks, more),
        (r"marks\.csv", Marks, more),
    ]
