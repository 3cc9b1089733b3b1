"""What jobs do, step by step: collect, grade, feedback, report, and marks for the LMS.

Each function gives a :class:`Step` after each piece of work, so that a page can show how far it is; the last step says
what came of all. What goes wrong for one person is told and never stops the others.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory
from nbgrader.exchange.abc import ExchangeError
from sqlalchemy.exc import OperationalError

from course.i18n import _, ngettext
from grading.classroom import collected, marks
from grading.classroom.room import Room


class CannotDo(RuntimeError):
    """The job cannot be done; the text says why."""


@dataclass(frozen=True)
class Wanted:
    """What a job is to do.

    Attributes:
        module: Folder of the module; empty for all.
        force: Also what is up to date.
        hide_names: A report without names.
    """

    module: str = ""
    force: bool = False
    hide_names: bool = False


@dataclass(frozen=True)
class Step:
    """How far a job is, what it did last, and what went wrong with that."""

    done: int
    total: int
    now: str
    problem: str = ""


def _modules(room: Room, module: str) -> list[str]:
    names = [one.folder for one in room.modules()]
    return [name for name in names if name == module] if module else names


def collect(room: Room, wanted: Wanted) -> Iterator[Step]:
    """Bring new submissions from the exchange into ``submitted``."""
    config = room.config()
    factory = ExchangeFactory(config=config)
    found = room.exchange(patient=True).json("GET", "courses", room.id, "submissions")["submissions"]
    newest = {(one["assignment"], one["trainee"]): one for one in sorted(found, key=lambda one: one["number"])}
    modules = set(_modules(room, wanted.module))
    new = [
        key
        for key, one in sorted(newest.items())
        if key[0] in modules and (wanted.force or collected.receipt(room.folder, *key) != one["receipt"])
    ]
    failed = 0
    for number, (assignment, trainee) in enumerate(new, 1):
        problem = ""
        try:
            directory = CourseDirectory(config=config)
            directory.assignment_id, directory.student_id = assignment, trainee
            factory.Collect(coursedir=directory, config=config, update=True).start()
        except (ExchangeError, OSError, ValueError) as error:
            problem, failed = f"{trainee}, {assignment}: {error}", failed + 1
        yield Step(number, len(new), f"{trainee}: {assignment}", problem)
    there = len(new) - failed
    words = ngettext("{count} submission collected.", "{count} submissions collected.", there).format(count=there)
    yield Step(len(new), len(new), words + _failed(failed))


def fetch(room: Room, wanted: Wanted) -> Iterator[Step]:
    """Collect, then grade: what a trainer wants after a session."""
    first = Step(0, 0, "")
    for step in collect(room, wanted):
        first = step
        yield step
    last = Step(0, 0, "")
    for step in grade(room, wanted):
        last = step
        yield step
    yield Step(last.done, last.total, f"{first.now} {last.now}")


def grade(room: Room, wanted: Wanted) -> Iterator[Step]:
    """Grade what is new, in a sandbox."""
    from grading.execution.process import CannotRun
    from grading.grade.cluster import NoCluster
    from grading.grade.lock import Busy
    from grading.grade.run import Choice, stream
    from grading.sandbox import NoSandbox

    choice = Choice(
        assignments=tuple(_modules(room, wanted.module)),
        force=wanted.force,
        scheduler=os.environ.get("COURSE_SCHEDULER", ""),
        # the other processor belongs to the room
        workers=max(1, (os.cpu_count() or 2) - 1),
    )
    count = failed = 0
    try:
        for verdict, total in stream(room.folder, choice):
            count += 1
            failed += bool(verdict.problem)
            who = f"{verdict.task.trainee}: {verdict.task.assignment}"
            words = [_("not graded: {problem}").format(problem=verdict.problem)] if verdict.problem else []
            words += verdict.notes
            yield Step(count, total, who, f"{who}: {'; '.join(words)}" if words else "")
    except (NoSandbox, CannotRun, Busy, NoCluster) as problem:
        raise CannotDo(str(problem)) from None
    except OperationalError as problem:
        reason = str(problem.orig).splitlines()[0]
        raise CannotDo(_("The gradebook cannot be used: {reason}").format(reason=reason)) from None
    if not count:
        yield Step(0, 0, _("Nothing new to grade."))
        return
    with room.gradebook() as gradebook:
        waits = sum(number for key, number in marks.waiting(gradebook).items() if key[0] in choice.assignments)
    words = ngettext("{count} submission graded.", "{count} submissions graded.", count - failed)
    words = words.format(count=count - failed)
    if waits:
        by_hand = ngettext("{count} answer to mark by hand.", "{count} answers to mark by hand.", waits)
        words += " " + by_hand.format(count=waits)
    yield Step(count, count, words + _failed(failed))


def feedback(room: Room, wanted: Wanted) -> Iterator[Step]:
    """Write the feedback pages whose marks are new or changed, and give each to its owner."""
    config = room.config()
    logging.getLogger("traitlets").setLevel(logging.ERROR)
    factory = ExchangeFactory(config=config)
    given = marks.Given(room.own)
    with room.gradebook() as gradebook:
        current = marks.digests(gradebook, _modules(room, wanted.module))
    known = given.read()
    receipts = {key: collected.receipt(room.folder, *key, step="autograded") for key in current}
    new = [
        key
        for key in sorted(current)
        if receipts[key] and (wanted.force or known.get(key) != [receipts[key], current[key]])
    ]
    failed = 0
    for number, (assignment, trainee) in enumerate(new, 1):
        problem = ""
        try:
            _give(config, factory, assignment, trainee)
            given.note((assignment, trainee), [receipts[assignment, trainee], current[assignment, trainee]])
        except (ExchangeError, NbGraderException, OSError, ValueError, SystemExit) as error:
            problem, failed = f"{trainee}, {assignment}: {error}", failed + 1
        yield Step(number, len(new), f"{trainee}: {assignment}", problem)
    out = len(new) - failed
    words = ngettext("{count} feedback page released.", "{count} feedback pages released.", out).format(count=out)
    if not new:
        words = _("All feedback is out already.")
    yield Step(len(new), len(new), words + _failed(failed))


def _give(config: Any, factory: ExchangeFactory, assignment: str, trainee: str) -> None:
    directory = CourseDirectory(config=config)
    directory.assignment_id, directory.student_id = assignment, trainee
    maker = GenerateFeedback(coursedir=directory, config=config)
    maker.force = True
    maker.start()
    factory.ReleaseFeedback(coursedir=directory, config=config).start()


def report(room: Room, wanted: Wanted) -> Iterator[Step]:
    """Make the report and its exports."""
    from grading.report.build import build
    from grading.report.place import NoGradebook, gradebook_of

    yield Step(0, 1, _("Reading the gradebook …"))
    try:
        files = build(room.folder, gradebook_of(room.folder), report_folder(room), hidden=wanted.hide_names)
    except NoGradebook as problem:
        raise CannotDo(str(problem)) from None
    words = ngettext("The report is ready: {count} file.", "The report is ready: {count} files.", len(files))
    yield Step(1, 1, words.format(count=len(files)))


def report_folder(room: Room) -> Path:
    """Where the report of a course is."""
    return room.own / "report"


def lms(room: Room, _wanted: Wanted) -> Iterator[Step]:
    """Send marks to the LMS that people come from."""
    from grading.classroom.lms import conversation
    from grading.classroom.passback import send
    from grading.report.gather import gather

    yield Step(0, 1, _("Reading the gradebook …"))
    records, scores = conversation(room)
    try:
        titles = {one.folder: f"{one.number} {one.title}" for one in room.modules()}
        sent = send(gather(room.gradebook_url), titles, records, scores)
    finally:
        scores.close()
        records.close()
    for name, module, reason in sent.failed:
        yield Step(0, 1, _("Sending …"), f"{name}, {module}: {reason}")
    words = ngettext("{count} mark sent.", "{count} marks sent.", sent.sent).format(count=sent.sent)
    if sent.same:
        there = ngettext("{count} was there already.", "{count} were there already.", sent.same)
        words += " " + there.format(count=sent.same)
    yield Step(1, 1, words + _failed(len(sent.failed)))


def _failed(number: int) -> str:
    words = ngettext("{count} could not be done; see below.", "{count} could not be done; see below.", number)
    return " " + words.format(count=number) if number else ""
