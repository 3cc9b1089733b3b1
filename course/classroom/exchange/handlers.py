"""The requests of the exchange, one class for each address. ``service`` lists the addresses."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Iterator
from typing import Any, ClassVar
from weakref import WeakValueDictionary

from tornado.web import HTTPError, RequestHandler

from course.classroom.exchange import deadlines, events, lists, quota, times
from course.classroom.exchange.deadlines import Due
from course.classroom.exchange.handler import ExchangeHandler
from course.classroom.exchange.names import BadName, receipt, trainee
from course.classroom.exchange.refusal import Refusal
from course.classroom.exchange.rows import Release, Submission
from course.i18n import _

_ATTEMPT = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
_LONGEST_WAIT_S = 25
_LOOK_EVERY_S = 0.5


class Health(RequestHandler):
    """``GET health``: the service answers. The only request without a token."""

    def get(self) -> None:
        """Say so."""
        self.write({"ok": True})


class Me(ExchangeHandler):
    """``GET me``: how the hub knows the caller, and the limits of packages."""

    def get(self) -> None:
        """Name and courses."""
        courses = dict(self.person.courses)
        self.write({"name": self.person.name, "courses": courses, "limits": lists.of_limits(self.limits)})


class Assignments(ExchangeHandler):
    """``GET courses/<course>/assignments``: what is released, with the caller's deadline."""

    async def get(self, course: str) -> None:
        """The list."""
        self.write({"assignments": await self.work(lists.released, self.store, course, self.person.name)})


class OneAssignment(ExchangeHandler):
    """``courses/<course>/assignments/<assignment>``: fetch (everybody), release and withdraw (trainers)."""

    def body_limit(self) -> int:
        return self.package_limit(self.limits.release_bytes) if self.request.method == "PUT" else 0

    def may(self) -> None:
        if self.request.method != "GET":
            self.trainers_only()

    async def get(self, course: str, assignment: str) -> None:
        """The package of the newest release."""
        row = await self.work(self.store.released, course, assignment)
        await self.send_package(row.files, Release_Version=str(row.version))

    async def put(self, course: str, assignment: str) -> None:
        """Release the package in the body; ``?force=1`` replaces what is released."""
        force = self.get_query_argument("force", "") == "1"

        def release() -> Release:
            files = self.store.keep(self.unpacked(self.limits.release_bytes, self.limits.release_file_bytes))
            return self.store.release(course, assignment, self.person.name, files, force)

        row = await self.work(release)
        self.set_status(201)
        self.write(lists.of_release(row, Due(), ""))

    async def delete(self, course: str, assignment: str) -> None:
        """Withdraw it."""
        await self.work(self.store.withdraw, course, assignment)
        self.set_status(204)


class Deadline(ExchangeHandler):
    """``courses/<course>/assignments/<assignment>/deadline``: everybody reads their own, trainers read and set all."""

    def may(self) -> None:
        if self.request.method != "GET":
            self.trainers_only()

    async def get(self, course: str, assignment: str) -> None:
        """The caller's deadline; for trainers everybody's, whether it was ever set, and the extensions."""
        due = (await self.work(deadlines.deadlines, self.store, course)).get(assignment, Due())
        trainer = self.role == "trainer"
        answer = lists.of_deadline(due) if trainer else {"due": lists.iso(due.of(self.person.name))}
        self.write(answer)

    async def put(self, course: str, assignment: str) -> None:
        """Set it: ``{"due": "2026-11-22T18:00:00+01:00" or null, "trainee": "amina" or left out}``."""
        found = self.json()
        try:
            moment = times.parse(found["due"]) if found.get("due") is not None else None
            who = trainee(found["trainee"]) if found.get("trainee") else ""
        except (BadName, ValueError, TypeError, AttributeError, OverflowError):
            raise HTTPError(400, reason="due must be a moment with its zone, trainee a user name") from None
        await self.work(deadlines.set_due, self.store, course, assignment, moment, self.person.name, who)
        await self.get(course, assignment)


class Deadlines(ExchangeHandler):
    """``GET courses/<course>/deadlines``: every deadline and extension, for trainers."""

    def may(self) -> None:
        self.trainers_only()

    async def get(self, course: str) -> None:
        """By assignment; those without any are left out."""
        found = await self.work(deadlines.deadlines, self.store, course)
        self.write({"deadlines": {name: lists.of_deadline(due) for name, due in found.items()}})


class Submit(ExchangeHandler):
    """``POST courses/<course>/assignments/<assignment>/submissions``: hand in the package in the body.

    The owner is who the hub says; the moment is that of this machine; both cannot be sent along.
    """

    turns: ClassVar[WeakValueDictionary[tuple[str, str], asyncio.Lock]] = WeakValueDictionary()

    def body_limit(self) -> int:
        return self.package_limit(self.limits.submission_bytes)

    async def post(self, course: str, assignment: str) -> None:
        """Store it and answer with a receipt."""
        attempt = self.request.headers.get("Idempotency-Key", "")
        if not _ATTEMPT.fullmatch(attempt):
            raise HTTPError(400, reason="the header Idempotency-Key is missing or odd")

        def files() -> Iterator[tuple[str, bytes]]:
            return self.unpacked(self.limits.submission_bytes, self.limits.file_bytes)

        def submit() -> dict[str, Any]:
            version = self.store.released(course, assignment).version
            this = (course, assignment, self.person.name, attempt)
            # what is not released, or refused, or there already, is not stored
            row = self.store.submitted(*this, quota.listed(files()))
            row = row or self.store.submit(*this, self.store.keep(files()), version)
            return lists.of_submission(row, deadlines.deadlines(self.store, course).get(assignment, Due()))

        # one after the other, or many at once would all be stored before the first one counts
        async with self.turns.setdefault((course, self.person.name), asyncio.Lock()):
            answer = await self.work(submit)
        self.set_status(201)
        self.write(answer)


class Submissions(ExchangeHandler):
    """``GET courses/<course>/submissions``: a trainee's own; for trainers all (``?trainee=``, ``?assignment=``)."""

    async def get(self, course: str) -> None:
        """The list with receipts, oldest first."""
        who = self.get_query_argument("trainee", None) if self.role == "trainer" else self.person.name
        assignment = self.get_query_argument("assignment", None)
        self.write({"submissions": await self.work(lists.submitted, self.store, course, who, assignment)})


class Mine(ExchangeHandler):
    """``GET courses/<course>/mine``: who the caller is, what is released, and what they have submitted, in one go."""

    async def get(self, course: str) -> None:
        """All of it."""

        def mine() -> dict[str, Any]:
            name, due = self.person.name, deadlines.deadlines(self.store, course)
            return {
                "name": name,
                "limits": lists.of_limits(self.limits),
                "assignments": lists.released(self.store, course, name, due),
                "submissions": lists.submitted(self.store, course, name, due=due),
            }

        self.write(await self.work(mine))


class _OneSubmission(ExchangeHandler):
    def may(self) -> None:
        try:
            receipt(self.path_kwargs["receipt_id"])
        except BadName:
            raise Refusal(404, _("there is no such submission")) from None

    async def row(self, course: str, receipt_id: str) -> Submission:
        """The submission, if the caller may see it."""
        who = None if self.role == "trainer" else self.person.name
        return await self.work(self.store.submission, course, receipt_id, who)


class OneSubmission(_OneSubmission):
    """``GET courses/<course>/submissions/<receipt>``: the package of a submission; trainees get their own only."""

    async def get(self, course: str, receipt_id: str) -> None:
        """The package."""
        await self.send_package((await self.row(course, receipt_id)).files)


class FeedbackPages(_OneSubmission):
    """``courses/<course>/submissions/<receipt>/feedback``: the owner and trainers read, trainers release."""

    def body_limit(self) -> int:
        return self.package_limit(self.limits.feedback_bytes) if self.request.method == "PUT" else 0

    def may(self) -> None:
        super().may()
        if self.request.method != "GET":
            self.trainers_only()

    async def get(self, course: str, receipt_id: str) -> None:
        """The package of the newest feedback."""
        row = await self.row(course, receipt_id)
        if not row.feedback:
            raise Refusal(404, _("there is no feedback yet"))
        await self.send_package(row.feedback[-1].files)

    async def put(self, course: str, receipt_id: str) -> None:
        """Release the package in the body; ``?trainee=`` says for whom, so that a mixed-up page reaches nobody else."""
        who = self.get_query_argument("trainee")

        def give() -> Submission:
            self.store.submission(course, receipt_id, who)
            files = self.store.keep(self.unpacked(self.limits.feedback_bytes, self.limits.feedback_bytes))
            return self.store.give_feedback(course, receipt_id, who, self.person.name, files)

        self.write(lists.of_submission(await self.work(give), Due()))


class Events(ExchangeHandler):
    """``courses/<course>/events``: members send what they recorded, trainers read (``?after=<number>&wait=<s>``)."""

    def may(self) -> None:
        if self.request.method == "GET":
            self.trainers_only()

    async def post(self, course: str) -> None:
        """Store ``{"events": [{"question", "state", "slip"}]}`` of the caller."""
        try:
            news = events.parse(self.json().get("events"))
        except ValueError as problem:
            raise HTTPError(400, reason=str(problem)) from None
        await self.work(events.note, self.store, course, self.person.name, news)
        self.set_status(204)

    async def get(self, course: str) -> None:
        """Events after a number; waits for some if there are none and ``wait`` says so."""
        try:
            number = int(self.get_query_argument("after", "0"))
            wait = min(float(self.get_query_argument("wait", "0")), _LONGEST_WAIT_S)
            # no database has a larger number; nobody would ever have waited NaN seconds
            if not 0 <= number < 2**62 or wait != wait:
                raise ValueError("out of range")
        except ValueError:
            raise HTTPError(400, reason="after and wait must be numbers") from None
        end = time.monotonic() + wait
        while True:
            rows = await self.work(events.after, self.store, course, number)
            if rows or time.monotonic() >= end or self.request.connection.stream.closed():
                break
            await asyncio.sleep(_LOOK_EVERY_S)
        self.write(
            {
                "events": [
                    {
                        "number": row.id,
                        "trainee": row.trainee,
                        "question": row.question,
                        "state": row.state,
                        "slip": row.slip,
                        "at": lists.iso(row.at),
                    }
                    for row in rows
                ],
                "after": rows[-1].id if rows else number,
            }
        )
