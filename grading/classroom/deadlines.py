"""A trainer sets a deadline: the exchange has the one that counts, and the gradebook learns it at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from nbgrader.api import MissingEntry

from course.classroom.exchange.client import deadlines
from grading.classroom.room import Module, Room


def set_deadline(room: Room, module: Module, due: datetime | None, trainee: str = "") -> str:
    """Tell the exchange a deadline, for everybody or for one person, then the gradebook.

    Args:
        room: The course.
        module: The module.
        due: The moment, with its zone; None removes it.
        trainee: Whose deadline; empty for everybody's.

    Returns:
        What was set before, as ISO 8601; "" for nothing. With it, a click can be taken back.

    Raises:
        Problem: the exchange refuses or is away; then nothing was changed.
    """
    about: dict[str, Any] = {"due": due and due.isoformat()}
    if trainee:
        about["trainee"] = trainee
    place = ("courses", room.id, "assignments", module.folder, "deadline")
    line = room.exchange()
    known = line.json("GET", *place)
    before = (known["extensions"].get(trainee) if trainee else known["due"]) or ""
    found = line.json("PUT", *place, json=about)
    with room.gradebook() as gradebook:
        try:
            here = [row.student_id for row in gradebook.assignment_submissions(module.folder)]
        except MissingEntry:  # collecting brings it into the gradebook, once the module is there
            return before
        own = {who: found["extensions"].get(who, found["due"]) for who in here}
        deadlines.write(gradebook, module.folder, found["due"], own)
    return before
