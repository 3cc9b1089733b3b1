"""Marks for other gradebooks: files that Moodle and Canvas import.

Moodle (*Grades → Import → CSV file*, ``grade/import/csv``): one line per person, ``username`` to map to Moodle's user
name, one column per module; ``-`` means no mark. Canvas (*Gradebook → Import*, ``gradebook_importer.rb``): the heads
Student, ID, SIS User ID, SIS Login ID, Section, then a line with the points possible; an empty cell means no mark.
Canvas finds people by their login when ID is empty, and asks before it makes a new assignment.

Both files hold points of modules that are marked completely. A module in which a text waits for the trainer is left
open, because a mark that grows later would have been a wrong mark.
"""

from __future__ import annotations

import csv
from pathlib import Path

from grading.report.gather import Classbook
from grading.report.tables import is_formula

CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def finished(book: Classbook, person: str, module: str) -> float | None:
    """Points of a module that is marked completely, else ``None``."""
    total = book.totals.get((person, module))
    return None if total is None or total.waits else round(total.points, 2)


def left_out(book: Classbook) -> list[str]:
    """People whose id a spreadsheet could run as a formula: import files need ids as they are, so these stay out."""
    return [person for person in book.people if is_formula(person) or _is_odd(person)]


def _is_odd(person: str) -> bool:
    return any(ord(character) < 32 for character in person)


def write_moodle(book: Classbook, path: Path) -> None:
    """Write the file for Moodle. The total is left to Moodle's own rules."""
    skipped = set(left_out(book))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["username", *book.modules])
        for person in book.people:
            if person not in skipped:
                points = [finished(book, person, module) for module in book.modules]
                writer.writerow([person, *("-" if one is None else f"{one:g}" for one in points)])


def write_canvas(book: Classbook, path: Path) -> None:
    """Write the file for Canvas."""
    skipped = set(left_out(book))
    modules = [module for module in book.modules if module in book.most]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*CANVAS, *modules])
        writer.writerow(["    Points Possible", "", "", "", "", *(f"{book.most[module]:g}" for module in modules)])
        for person in book.people:
            if person not in skipped:
                points = [finished(book, person, module) for module in modules]
                row = [_canvas_name(book, person), "", "", person, ""]
                writer.writerow([*row, *("" if one is None else f"{one:g}" for one in points)])


def _canvas_name(book: Classbook, person: str) -> str:
    first, last = book.names.get(person, ("", ""))
    name = ", ".join(filter(None, [last, first])) or person
    name = " ".join(name.split())
    return person if is_formula(name) or "Points Possible" in name else name
