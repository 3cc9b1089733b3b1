"""Where each module stands: from the exchange, the course folder and the gradebook, in one look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.exc import SQLAlchemyError

from course.classroom.exchange.client.connection import Problem
from course.classroom.exchange.times import parse
from course.i18n import _
from grading.classroom import collected, marks
from grading.classroom.room import Module, Room

NextStep = Literal["", "release", "collect", "grade", "mark", "feedback"]


@dataclass(frozen=True)
class Row:
    """One module.

    Attributes:
        about: The module.
        released: When its exercises were released, or None.
        due: Everybody's deadline, or None; ``extensions``: how many people have their own.
        working: People who recorded an answer in it; ``submitted``, ``late``, ``collected``, ``graded``: people.
        to_collect: Newer submissions at the exchange; ``to_grade``: collected, not graded yet.
        waiting: Answers that wait for a manual mark; ``waiting_people``: of how many people.
        feedback: People whose feedback is out and up to date; ``to_give``: graded, but feedback missing or older.
    """

    about: Module
    released: datetime | None = None
    due: datetime | None = None
    extensions: int = 0
    working: int = 0
    submitted: int = 0
    late: int = 0
    collected: int = 0
    to_collect: int = 0
    graded: int = 0
    to_grade: int = 0
    waiting: int = 0
    waiting_people: int = 0
    feedback: int = 0
    to_give: int = 0

    def next(self, now: datetime) -> NextStep:
        """What comes next for the trainer; "" when nothing waits."""
        if self.to_grade:
            return "grade"
        if self.waiting:
            return "mark"
        if self.to_give:
            return "feedback"
        if self.to_collect and (self.due is None or now > self.due):
            return "collect"
        return "" if self.released or self.submitted else "release"


@dataclass(frozen=True)
class Course:
    """All modules, and what could not be read."""

    rows: tuple[Row, ...]
    problems: tuple[str, ...] = ()

    def next(self, now: datetime) -> tuple[Row, NextStep] | None:
        """The one next step: open work first, then the first module that is not released."""
        steps = [(row, row.next(now)) for row in self.rows]
        order = ("grade", "mark", "feedback", "collect", "release")
        return next(((row, step) for wanted in order for row, step in steps if step == wanted), None)


@dataclass
class _Exchange:
    released: dict[str, dict[str, Any]] = field(default_factory=dict)
    newest: dict[marks.Key, dict[str, Any]] = field(default_factory=dict)
    extensions: dict[str, int] = field(default_factory=dict)
    due: dict[str, str | None] = field(default_factory=dict)


def read(room: Room, working: Mapping[str, set[str]]) -> Course:
    """The state of a course. Blocks; what cannot be reached is named, and the rest is shown.

    Args:
        room: The course.
        working: People who recorded something, by module.
    """
    modules, problems = room.modules(), []
    exchange, waits, digests = _Exchange(), {}, {}
    try:
        exchange = _ask(room)
    except Problem as problem:
        problems.append(str(problem))
    try:
        with room.gradebook() as gradebook:
            waits, digests = marks.waiting(gradebook), marks.digests(gradebook)
    except SQLAlchemyError:
        problems.append(_("The gradebook cannot be read just now. Nothing is lost. Try again in a minute."))
    submitted = collected.receipts(room.folder, "submitted")
    graded = collected.receipts(room.folder, "autograded")
    given = marks.Given(room.own).read()
    by_module: dict[str, list[str]] = defaultdict(list)
    for name, trainee in {*exchange.newest, *submitted}:
        by_module[name].append(trainee)
    rows = []
    for one in modules:
        name, people = one.folder, by_module[one.folder]
        newest = [exchange.newest[name, who] for who in people if (name, who) in exchange.newest]
        graded_people = [who for who in people if (name, who) in graded]
        up_to_date = [
            who for who in graded_people if given.get((name, who)) == [graded[name, who], digests.get((name, who))]
        ]
        waiting_people = [who for who in graded_people if waits.get((name, who))]
        at_exchange = exchange.released.get(name)
        rows.append(
            Row(
                about=one,
                released=parse(at_exchange["released_at"]) if at_exchange else None,
                due=_moment(exchange.due.get(name)),
                extensions=exchange.extensions.get(name, 0),
                working=len(working.get(name, ())),
                submitted=len(newest) or len(people),
                late=sum(1 for found in newest if found["late"]),
                collected=sum(1 for who in people if (name, who) in submitted),
                to_collect=sum(1 for found in newest if submitted.get((name, found["trainee"])) != found["receipt"]),
                graded=len(graded_people),
                to_grade=sum(
                    1 for who in people if (name, who) in submitted and submitted[name, who] != graded.get((name, who))
                ),
                waiting=sum(waits[name, who] for who in waiting_people),
                waiting_people=len(waiting_people),
                feedback=len(up_to_date),
                to_give=len(graded_people) - len(up_to_date),
            )
        )
    return Course(tuple(rows), tuple(problems))


def _ask(room: Room) -> _Exchange:
    line, found = room.exchange(), _Exchange()
    found.released = {
        one["assignment"]: one for one in line.json("GET", "courses", room.id, "assignments")["assignments"]
    }
    submissions = line.json("GET", "courses", room.id, "submissions")["submissions"]
    found.newest = {
        (one["assignment"], one["trainee"]): one for one in sorted(submissions, key=lambda one: one["number"])
    }
    for name, about in line.json("GET", "courses", room.id, "deadlines")["deadlines"].items():
        found.due[name], found.extensions[name] = about["due"], len(about["extensions"])
    return found


def _moment(text: str | None) -> datetime | None:
    return parse(text) if text else None
