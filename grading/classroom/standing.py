"""Where each person stands in one module: recorded, submitted, marked, told; and the marks as a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from course.classroom.exchange.client.connection import Problem
from course.classroom.exchange.times import parse
from course.i18n import _
from grading.classroom import collected, marks, questions
from grading.classroom.live import Entry
from grading.classroom.members import Line, members
from grading.classroom.room import Module, Room
from grading.release import MODULES
from grading.report.gather import Classbook, Total, gather
from grading.report.tables import Table


@dataclass(frozen=True)
class Standing:
    """One person in one module.

    Attributes:
        line: The person.
        recorded: How many exercises have a recorded answer; ``of``: how many there are.
        submitted: When the newest submission came, or None; ``times``: how often the person submitted.
        late: Whether the newest one came late.
        new: Whether it is not collected yet.
        total: Points; None before grading.
        told: Whether feedback for these marks is out; ``older``: whether feedback for older marks is out.
        due: The person's own deadline, or None.
        notebook: nbgrader's id of the submitted notebook, for the page of marking; "" before grading.
    """

    line: Line
    recorded: int
    of: int
    submitted: datetime | None
    times: int
    late: bool
    new: bool
    total: Total | None
    told: bool
    older: bool
    due: datetime | None
    notebook: str

    @property
    def missing(self) -> bool:
        """Whether nothing was submitted."""
        return self.submitted is None and self.total is None


@dataclass(frozen=True)
class View:
    """A module, person by person.

    Attributes:
        people: All trainees, by name.
        due: Everybody's deadline, or None.
        problem: What could not be read.
    """

    people: list[Standing]
    due: datetime | None
    problem: str


def view(room: Room, module: Module, entries: Mapping[str, Mapping[str, Entry]]) -> View:
    """Where everybody stands. Blocks; what cannot be reached is named, and the rest is shown.

    Args:
        room: The course.
        module: The module.
        entries: What is recorded, by question and trainee.
    """
    name, problem = module.folder, ""
    newest, times, due, extensions = {}, {}, None, {}
    line = room.exchange()
    try:
        found = line.json("GET", "courses", room.id, "submissions", query={"assignment": name})["submissions"]
        about = line.json("GET", "courses", room.id, "assignments", name, "deadline")
        for one in sorted(found, key=lambda one: one["number"]):
            newest[one["trainee"]] = one
            times[one["trainee"]] = times.get(one["trainee"], 0) + 1
        due = parse(about["due"]) if about["due"] else None
        extensions = {who: parse(moment) for who, moment in about["extensions"].items()}
    except Problem as trouble:
        problem = str(trouble)
    book = gather(room.gradebook_url, [name], room.gradebooks)
    with room.gradebook() as gradebook:
        digests = marks.digests(gradebook, [name])
        notebooks = marks.notebooks(gradebook, name)
    given = marks.Given(room.own).read()
    lines = {one.name: one for one in members(room) if one.role == "trainee"}
    for who in {*newest, *notebooks}:
        lines.setdefault(who, Line(who, "trainee", *book.names.get(who, ("", ""))))
    exercises = questions.of_module(name, MODULES).exercises
    here = collected.receipts(room.folder, "submitted")
    graded = collected.receipts(room.folder, "autograded")
    people = []
    for who in sorted(lines):
        sent = newest.get(who)
        known = given.get((name, who))
        now = [graded.get((name, who), ""), digests.get((name, who))]
        people.append(
            Standing(
                line=lines[who],
                recorded=sum(1 for id in exercises if who in entries[id] and entries[id][who].state != "cleared"),
                of=len(exercises),
                submitted=parse(sent["submitted_at"]) if sent else None,
                times=times.get(who, 0),
                late=bool(sent and sent["late"]),
                new=bool(sent and here.get((name, who)) != sent["receipt"]),
                total=book.totals.get((who, name)) if (name, who) in graded else None,
                told=known is not None and known == now,
                older=known is not None and known != now,
                due=extensions.get(who),
                notebook=notebooks.get(who, ""),
            )
        )
    return View(people, due, problem)


def marks_table(room: Room, modules: list[Module]) -> Table:
    """The marks of modules as they are now: one line for each trainee and module."""
    names = [one.folder for one in modules]
    book: Classbook = gather(room.gradebook_url, names, room.gradebooks)
    with room.gradebook() as gradebook:
        waits = marks.waiting(gradebook)
    people = sorted(
        {who for who, _module in book.totals} | {one.name for one in members(room) if one.role == "trainee"}
    )
    late = {(one.trainee, one.module): one.hours_late for one in book.submissions}
    at = {(one.trainee, one.module): one.at for one in book.submissions}
    rows = []
    for who in people:
        for name in names:
            total = book.totals.get((who, name))
            rows.append(
                [
                    who,
                    *book.names.get(who, ("", "")),
                    name,
                    total.points if total else None,
                    total.most if total else None,
                    waits.get((name, who), 0) if total else None,
                    at.get((who, name)),
                    late.get((who, name)),
                ]
            )
    heads = ["name", "first_name", "last_name", "module", "points", "most", "to_mark", "submitted_utc", "hours_late"]
    return Table("marks", heads, rows, _("Marks as they are now; what waits for a mark counts 0 so far."))


def file_name(room: Room, module: Module | None) -> str:
    """Name of the file with marks."""
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    return f"{Path(room.id).name}-{module.folder if module else 'marks'}-{day}.csv"
