"""What the page "My course" shows, put together from the person's folder and the exchange."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from course import answers_file
from course.classroom.exchange.times import parse
from course.classroom.my_course import feedback
from course.classroom.my_course.feedback import Feedback
from course.classroom.my_course.pages_of_module import Pages

Step = Literal["unknown", "closed", "fetch", "work", "submit", "again", "wait", "news", "read", "done"]


@dataclass(frozen=True)
class Handed:
    """One submission of the person.

    Attributes:
        number: 1 for the first one.
        at: When the exchange took it, UTC.
        receipt: Its number, for the trainer.
        late: Whether that was after the deadline.
        feedback: The feedback page, once a trainer has released it.
    """

    number: int
    at: datetime
    receipt: str
    late: bool
    feedback: Feedback | None


@dataclass(frozen=True)
class Module:
    """One module as the person sees it.

    Attributes:
        pages: What it offers.
        open: Whether a trainer has released its exercises.
        fetched: Whether the exercises are in the person's folder.
        due: The person's own deadline, UTC, or None.
        missing: Ids of its questions that have no recorded answer, in order.
        changed: Whether an answer was recorded or cleared after the last submission.
        handed: Submissions, newest first.
        known: Whether the exchange has said what is open and what was submitted.
        trouble: What is wrong with the file of recorded answers, in words for people.
    """

    pages: Pages
    open: bool
    fetched: bool
    due: datetime | None
    missing: tuple[str, ...]
    changed: bool
    handed: tuple[Handed, ...] = ()
    known: bool = True
    trouble: str = ""

    @property
    def recorded(self) -> int:
        """How many of its questions have a recorded answer."""
        return len(self.pages.questions) - len(self.missing)

    @property
    def marked(self) -> Handed | None:
        """The newest submission that has feedback."""
        return next((one for one in self.handed if one.feedback), None)

    @property
    def step(self) -> Step:
        """What the person can do next here."""
        if not self.known:
            return "unknown"
        if not self.handed:
            if not self.open:
                return "closed"
            if not self.fetched:
                return "fetch"
            return "submit" if self.recorded >= len(self.pages.questions) > 0 else "work"
        if self.open and self.changed:
            return "again"
        newest = self.handed[0]
        if newest.feedback is None:
            return "wait"
        if not newest.feedback.read:
            return "news"
        return "read" if newest.feedback.waiting else "done"


@dataclass(frozen=True)
class MyCourse:
    """The whole page.

    Attributes:
        modules: In order.
        problem: What the exchange said when it could not be asked; the rest is shown all the same.
    """

    modules: tuple[Module, ...]
    problem: str = ""

    @property
    def next(self) -> Module | None:
        """Where to go on: what only has to be sent, new marks, what was begun, what is open, the next lesson."""
        mine = [one for one in self.modules if one.step in ("fetch", "work")]
        ready = [one for one in self.modules if one.step in ("submit", "again")]
        news = [one for one in self.modules if one.step == "news"]
        ahead = [one for one in self.modules if one.step == "closed" and one.pages.lesson and not one.pages.test]
        return (ready or news or [one for one in mine if one.recorded] or mine or ahead or [None])[0]

    @property
    def waiting(self) -> bool:
        """Whether something is with the trainer."""
        return any(one.step == "wait" for one in self.modules)


def build(
    home: Path,
    modules: Iterable[Pages],
    released: Iterable[Mapping[str, Any]],
    submissions: Iterable[Mapping[str, Any]],
    problem: str = "",
    known: bool = True,
) -> MyCourse:
    """Put the page together.

    Args:
        home: The person's folder.
        modules: The released pages of the course.
        released: The exchange's list of open exercises.
        submissions: The exchange's list of this person's submissions, oldest first.
        problem: What to say about the exchange.
        known: Whether the two lists are the exchange's, perhaps of a moment ago.
    """
    opened = {one["assignment"]: one for one in released}
    handed: dict[str, list[Mapping[str, Any]]] = {}
    for one in submissions:
        handed.setdefault(one["assignment"], []).append(one)
    return MyCourse(
        tuple(_module(home, one, opened.get(one.folder), handed.get(one.folder, []), known) for one in modules),
        problem,
    )


def _module(
    home: Path, pages: Pages, released: Mapping[str, Any] | None, submissions: list[Mapping[str, Any]], known: bool
) -> Module:
    folder = home / pages.folder
    stored = answers_file.read(folder / answers_file.FILE_NAME)
    mine = [stored.answers[id] for id in pages.questions if id in stored.answers]
    handed = tuple(
        Handed(one["number"], parse(one["submitted_at"]), one["receipt"], bool(one["late"]),
               feedback.of(home, pages.folder, one["submitted_at"]) if one.get("feedback") else None)
        for one in reversed(submissions)
    )  # fmt: skip
    last = max((parse(one.at) for one in mine), default=None)
    return Module(
        pages,
        released is not None,
        any((folder / name).is_file() for name in pages.pages),
        parse(released["due"]) if released and released.get("due") else None,
        tuple(id for id in pages.questions if id not in stored.answers or stored.answers[id].value is None),
        bool(handed and last and last > handed[0].at),
        handed,
        known,
        stored.problem or "",
    )
