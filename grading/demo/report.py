"""The demonstration's table, and the comparison of marks with what the answers deserve."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grading.demo.personas import Persona
from grading.marks import Mark

_ENDINGS = ("-mark", "-task")


def question_of(item: str) -> str:
    """``m10-e1a`` for ``m10-e1a-mark``."""
    for ending in _ENDINGS:
        item = item.removesuffix(ending)
    return item


def in_order(item: str) -> list[str | int]:
    """Sorts ``m90-e2`` before ``m90-e10``."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", item)]


def expected(persona: Persona) -> dict[tuple[str, str], float | None]:
    """What a persona declares to deserve, by (module, question); ``None`` where an answer waits for the trainer."""
    deserved: dict[tuple[str, str], float | None] = {}
    for work in persona.work:
        for question, points in work.points.items():
            deserved[work.module, question] = None if points == "waits" else float(points)
    return deserved


def differences(personas: Iterable[Persona], marks: Iterable[Mark]) -> list[str]:
    """One line per mark that is not exactly what its answer deserves; empty when all are right."""
    found = {(mark.trainee, mark.module, question_of(mark.item)): mark.points for mark in marks}
    wanted = {(persona.id, *where): points for persona in personas for where, points in expected(persona).items()}
    lines = []
    for where in sorted(wanted.keys() | found.keys()):
        if where not in found:
            lines.append(f"{' '.join(where)}: deserves {_shown(wanted[where])}, is not in the gradebook")
        elif where not in wanted:
            lines.append(
                f"{' '.join(where)}: has {_shown(found[where])}, the demonstration does not say what it deserves"
            )
        elif not _same(wanted[where], found[where]):
            lines.append(f"{' '.join(where)}: deserves {_shown(wanted[where])}, has {_shown(found[where])}")
    return lines


def _same(wanted: float | None, found: float | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    return abs(wanted - found) < 0.005  # points are given with two decimals


def _shown(points: float | None) -> str:
    return "waits" if points is None else f"{points:g}"


def table(personas: Iterable[Persona], marks: Iterable[Mark], module: str) -> str:
    """Trainees by items of one module, as text; ``*`` marks points of the trainer."""
    marks = [mark for mark in marks if mark.module == module]
    items = sorted({mark.item for mark in marks}, key=in_order)
    heads = [question_of(item).split("-", 1)[1] for item in items]
    rows = []
    for persona in personas:
        mine = {mark.item: mark for mark in marks if mark.trainee == persona.id}
        if not mine:
            continue
        own = [mine[item] for item in items]
        cells = [_shown(mark.points) + "*" * (mark.state == "marked by the trainer") for mark in own]
        total = sum(mark.points or 0 for mark in mine.values())
        rows.append([persona.id, *cells, f"{total:g}"])
    most = {mark.item: mark.most for mark in marks}
    top = [["", *heads, "total"], ["of", *(f"{most[item]:g}" for item in items), f"{sum(most.values()):g}"]]
    widths = [max(len(row[i]) for row in top + rows) for i in range(len(items) + 2)]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))])
        for row in top + rows
    ]
    return "\n".join([module, *lines])
