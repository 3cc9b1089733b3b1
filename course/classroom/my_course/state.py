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

Step = Literal["closed", "fetch", "work", "submit", "again", "wait", "read", "done"]


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
        recorded: How many of its questions have a recorded answer.
        changed: Whether an answer was recorded after the last submission.
        handed: Submissions, newest first.
    """

    pages: Pages
    open: bool
    fetched: bool
    due: datetime | None
    recorded: int
    changed: bool
    handed: tuple[Handed, ...] = ()

    @property
    def marked(self) -> Handed | None:
        """The newest submission that has feedback."""
        return next((one for one in self.handed if one.feedback), None)

    @property
    def step(self) -> Step:
        """What the person can do next here."""
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
        """Where to go on: the first module that waits for the person, not for a trainer."""
        mine = [one for one in self.modules if one.step in ("fetch", "work", "submit", "again")]
        begun = [one for one in mine if one.recorded]
        return (begun or mine or [None])[0]


def build(
    home: Path,
    modules: Iterable[Pages],
    released: Iterable[Mapping[str, Any]],
    submissions: Iterable[Mapping[str, Any]],
    problem: str = "",
) -> MyCourse:
    """Put the page together.

    Args:
        home: The person's folder.
        modules: The released pages of the course.
        released: The exchange's list of open exercises.
        submissions: The exchange's list of this person's submissions, oldest first.
        problem: What to say about the exchange.
    """
    opened = {one["assignment"]: one for one in released}
    handed: dict[str, list[Mapping[str, Any]]] = {}
    for one in submissions:
        handed.setdefault(one["assignment"], []).append(one)
    return MyCourse(
        tuple(_module(home, one, opened.get(one.folder), handed.get(one.folder, [])) for one in modules),
        problem,
    )


def _module(
    home: Path, pages: Pages, released: Mapping[str, Any] | None, submissions: list[Mapping[str, Any]]
) -> Module:
    folder = home / pages.folder
    stored = answers_file.read(folder / answers_file.FILE_NAME).answers
    good = [stored[id] for id in pages.questions if id in stored and stored[id].value is not None]
    handed = tuple(
        Handed(one["number"], parse(one["submitted_at"]), one["receipt"], bool(one["late"]),
               feedback.of(home, pages.folder, one["submitted_at"]) if one.get("feedback") else None)
        for one in reversed(submissions)
    )  # fmt: skip
    last = max((parse(one.at) for one in good), default=None)
    return Module(
        pages,
        released is not None,
        any((folder / name).is_file() for name in pages.pages),
        parse(released["due"]) if released and released.get("due") else None,
        len(good),
        bool(handed and last and last > handed[0].at),
        handed,
    )
