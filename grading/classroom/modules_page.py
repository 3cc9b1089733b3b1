"""The first page: one row for each module, what comes next, and the buttons for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from nbgrader.exchange.abc import ExchangeError
from tornado import web

from course.classroom.exchange import times
from course.i18n import _, ngettext, when_with_zone
from grading.classroom import jobs_page, marks, state
from grading.classroom.deadlines import set_deadline
from grading.classroom.handler import Page
from grading.classroom.jobs import Busy
from grading.classroom.live import Live
from grading.classroom.members import other_courses
from grading.classroom.notes import Action, Note
from grading.classroom.room import Module, Room


def steps() -> dict[str, str]:
    """What the button of each step says."""
    return {
        "release": _("Release"),
        "collect": _("Collect"),
        "grade": _("Grade"),
        "mark": _("Mark by hand"),
        "feedback": _("Release feedback"),
    }


def why(row: state.Row, step: str) -> str:
    """Why this step is the next one."""
    if step == "collect":
        words = ngettext("{count} submission is new.", "{count} submissions are new.", row.to_collect)
        return words.format(count=row.to_collect) + " " + _("Collect and grade in one go: it takes a few seconds each.")
    if step == "grade":
        words = ngettext(
            "{count} submission is here and not graded yet.", "{count} submissions are here and not graded yet.",
            row.to_grade,
        )  # fmt: skip
        return words.format(count=row.to_grade) + " " + _("It takes a few seconds each.")
    if step == "mark":
        words = ngettext("{count} answer waits for your mark.", "{count} answers wait for your mark.", row.waiting)
        return words.format(count=row.waiting) + " " + _("The rubric stands beside each one.")
    if step == "feedback":
        words = ngettext("{count} person waits for it.", "{count} people wait for it.", row.to_give)
        return _("Everything is marked. Release the feedback:") + " " + words.format(count=row.to_give)
    return _("The exercises are ready. Release them, so that trainees can open them.")


class ModulesPage(Page):
    """The page."""

    def initialize(self, live: Live, **shared: Any) -> None:
        """Keep what happens in the room."""
        super().initialize(**shared)
        self.live = live

    async def get(self) -> None:
        """Show where each module stands."""
        course = await self.ask(state.read, self.room, self.live.working())
        now = times.now()
        job = await self.ask(self.jobs.now)
        others = await self.ask(other_courses, self.room, self.person)
        self.page(
            "modules.html", course=course, others=others, now=now, next=course.next(now), steps=steps(), why=why,
            several=sum(1 for row in course.rows if row.to_collect or row.to_grade) > 1, zone=_zone(now),
            job=job, in_words=jobs_page.in_words, local=_local, one_user=await self.ask(self.room.one_user),
        )  # fmt: skip


class Release(Page):
    """Release the exercises, or withdraw them."""

    async def post(self) -> None:
        """Do it: it takes a second."""
        module = self.asked_module()
        withdraw = self.get_body_argument("withdraw", "") == "1"
        if withdraw:
            question = _("Withdraw {number}?").format(number=module.number)
            words = _(
                "Nobody else can open its exercises, and nobody can submit any more. What was submitted stays, and "
                "so does the copy of everybody who has opened them. Release it again to take this back."
            )
            if not self.sure(question, words, _("Withdraw"), f"#{module.folder}"):
                return
            await self.ask(_withdraw, self.room, module)
            words = _("{number} is withdrawn. Nobody new can open it; what was submitted stays.")
            note = Note("good", words.format(number=module.number))
        else:
            try:
                await self.ask(_release, self.room, module)
            except (ExchangeError, SystemExit) as problem:
                words = _("{number} was not released. {problem}").format(number=module.number, problem=problem)
                self.to(note=Note("bad", words), anchor=module.folder)
                return
            words = _("{number} is released. Trainees see it when they reload their page.")
            note = Note("good", words.format(number=module.number))
        self.to(note=note, anchor=module.folder)


class Deadline(Page):
    """Set the deadline of a module, for everybody."""

    async def post(self) -> None:
        """Set or remove it."""
        module = self.asked_module()
        try:
            due = read_moment(self.get_body_argument("due", ""))
        except ValueError as problem:
            self.to(note=Note("bad", str(problem)), anchor=module.folder)
            return
        before = await self.ask(set_deadline, self.room, module, due)
        past = due is not None and due < times.now()
        if due is None:
            words = _("{number} has no deadline now.").format(number=module.number)
        else:
            words = _("{number} is due on {moment}.").format(number=module.number, moment=when_with_zone(due))
        if past:
            words += " " + _("This moment has passed: whatever comes now is late.")
        changed = (times.parse(before) if before else None) != due
        undo = Action("deadline", _("Undo"), {"module": module.folder, "due": before}) if changed else None
        self.to(note=Note("warn" if past else "good", words, action=undo), anchor=module.folder)


class StartJob(Page):
    """Collect, grade, release feedback: long work."""

    async def post(self, kind: str) -> None:
        """Start it."""
        module = self.asked_module().folder if self.get_body_argument("module", "") else ""
        if kind == "feedback" and not self._may_give(await self.ask(_waiting, self.room, module), module):
            return
        try:
            await self.ask(self.jobs.start, kind, module, self.person, *jobs_page.options(self))
        except Busy:
            self.to(note=Note("warn", _("Another job is running. Wait until it is done, or stop it.")), anchor="job")
            return
        self.to(anchor="job")

    def _may_give(self, waits: int, module: str) -> bool:
        """Feedback is for whole marks; the trainer may want it earlier."""
        if not waits:
            return True
        question = ngettext(
            "{count} answer still waits for your mark. Release the feedback now?",
            "{count} answers still wait for your mark. Release the feedback now?",
            waits,
        ).format(count=waits)
        words = _(
            "Trainees will see the marks so far, and “Your trainer still reads this” beside these answers. When you "
            "have marked them, release the feedback once more."
        )
        return self.sure(question, words, _("Release feedback now"), f"marking/{module}" if module else "marking")


def read_moment(text: str) -> datetime | None:
    """A moment from a form, in the time of this machine; None when it was left empty.

    Raises:
        ValueError: it is no moment, in words for people.
    """
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.astimezone() if moment.tzinfo is None else moment
    except (ValueError, OverflowError, OSError):
        raise ValueError(_("This is no date and time. Write it like 2026-11-30T18:00.")) from None


def _release(room: Room, module: Module) -> None:
    config = room.config()
    directory = CourseDirectory(config=config)
    directory.assignment_id = module.folder
    sender = ExchangeFactory(config=config).ReleaseAssignment(coursedir=directory, config=config)
    sender.force = True
    sender.start()


def _withdraw(room: Room, module: Module) -> None:
    room.exchange().json("DELETE", "courses", room.id, "assignments", module.folder)


def _waiting(room: Room, module: str) -> int:
    """How many answers wait for a mark, in one module or in all."""
    with room.gradebook() as gradebook:
        return sum(number for (of, _who), number in marks.waiting(gradebook).items() if module in ("", of))


def _zone(now: datetime) -> str:
    return now.astimezone().strftime("%Z")


def _local(moment: datetime | None) -> str:
    """A moment as the field for date and time takes it."""
    return moment.astimezone().strftime("%Y-%m-%dT%H:%M") if moment else ""


def addresses(shared: Mapping[str, Any], live: Live) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of this page."""
    return [
        ("", ModulesPage, {**shared, "live": live}),
        ("release", Release, shared),
        ("deadline", Deadline, shared),
        ("start/(fetch|collect|grade|feedback)", StartJob, shared),
    ]
