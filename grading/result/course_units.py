"""What counts for the course result: read from ``module.toml`` of the modules that stand."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from grading.gain import forms
from grading.release import MODULES

ELECTIVES = 4  # of the curriculum; fewer while fewer stand


@dataclass(frozen=True)
class Unit:
    """Something that a trainee hands in: an assignment of nbgrader.

    Attributes:
        name: Name of the assignment.
        number: For example ``M10``.
        title: What people call it.
        most: Its points.
        kind: ``orientation`` (unlocks, gives no points), ``core``, ``elective``, ``test``, ``capstone`` or ``reviews``.
    """

    name: str
    number: str
    title: str
    most: float
    kind: str


@dataclass(frozen=True)
class Course:
    """What counts.

    Attributes:
        units: In the order of the course; tests first and last form as their folders stand.
        electives: How many electives count.
    """

    units: tuple[Unit, ...]
    electives: int

    def of(self, *kinds: str) -> tuple[Unit, ...]:
        """The units of these kinds."""
        return tuple(unit for unit in self.units if unit.kind in kinds)


def course_units(
    folder: Path = MODULES, electives: int = ELECTIVES, peer: bool = True, leave_out: Collection[str] = ()
) -> Course:
    """What counts in this course.

    Args:
        folder: Folder of the modules.
        electives: How many electives are asked for; never more than stand.
        peer: The two reviews count. Without them the capstone counts by what a program and a trainer mark.
        leave_out: Names of modules that this course does not teach.

    Raises:
        ValueError: When a name of ``leave_out`` is no module.
    """
    units: list[Unit] = []
    tests = set(forms(folder).values())
    known = sorted(folder.glob("*/module.toml"))
    if unknown := sorted(set(leave_out) - {path.parent.name for path in known}):
        raise ValueError(f"there is no module {', '.join(unknown)}")
    for path in known:
        about = tomllib.loads(path.read_text(encoding="utf-8"))
        if about["id"] in leave_out:
            continue
        most = float(about["points"]["auto"] + about["points"]["manual"])
        reviews = about.get("peer_review")
        kind = (
            "test"
            if about["id"] in tests
            else "orientation"
            if about.get("unlocks_only")
            else "capstone"
            if reviews
            else "elective"
            if about.get("elective")
            else "core"
        )
        units.append(Unit(about["id"], about["number"], about["title"], most, kind))
        if reviews and peer:
            units.append(
                Unit(reviews["assignment"], about["number"], reviews["title"], float(reviews["points"]), "reviews")
            )
    standing = sum(unit.kind == "elective" for unit in units)
    return Course(tuple(units), min(electives, standing))
