"""Whom to ask how it goes. A list of reasons to talk, not a verdict on a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from grading.report.gather import Classbook

HALF = 0.5
DAY = 24  # hours

RULE = (
    "A person is on this list when at least one of these is true: they have not handed in a module whose due date has "
    "passed or which at least half of the class has handed in; they have less than half of the points that are marked "
    "so far; they handed in two or more modules more than a day late. The list says where to ask, not how somebody is "
    "or will do: illness, a slow line, or a module that was not for them look the same here."
)


@dataclass(frozen=True)
class AtRisk:
    """Somebody to talk to.

    Attributes:
        trainee: The trainee's id.
        reasons: Why, in plain words.
        share: Share of the points marked so far; ``None`` when nothing is marked.
    """

    trainee: str
    reasons: tuple[str, ...]
    share: float | None


def at_risk(book: Classbook, now: datetime) -> list[AtRisk]:
    """Everybody for whom at least one part of the rule is true; those with more reasons come first.

    Args:
        book: The class.
        now: The present time in UTC without a time zone, as nbgrader's gradebook has it.
    """
    expected = [
        module
        for module in book.modules
        if (module in book.due and book.due[module] < now)
        or (book.people and len(book.handed_in[module]) >= HALF * len(book.people))
    ]
    late: dict[str, int] = {}
    for one in book.submissions:
        if (one.hours_late or 0) > DAY:
            late[one.trainee] = late.get(one.trainee, 0) + 1
    found = []
    for person in book.people:
        missing = [module for module in expected if person not in book.handed_in[module]]
        mine = [book.totals[person, module] for module in book.modules if (person, module) in book.totals]
        marked = sum(total.marked for total in mine)
        share = sum(total.points for total in mine) / marked if marked else None
        reasons = []
        if missing:
            reasons.append("has not handed in " + ", ".join(missing))
        if share is not None and share < HALF:
            reasons.append(f"has {share:.0%} of the points marked so far")
        if late.get(person, 0) > 1:
            reasons.append(f"handed in {late[person]} modules more than a day late")
        if reasons:
            found.append(AtRisk(person, tuple(reasons), share))
    return sorted(found, key=lambda one: (-len(one.reasons), one.trainee))
