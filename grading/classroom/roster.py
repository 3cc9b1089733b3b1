"""The list of people as CSV: read with every mistake named by its line, written so that no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from course.classroom.names import is_name, name_rule
from course.classroom.people import People, Person, Role, taken
from course.i18n import _
from grading.report.tables import is_formula, plain

COLUMNS = ("name", "role", "first_name", "last_name", "email")
_MOST_LINES = 5_000
_LONGEST = 120
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_ROLES: dict[str, Role] = {"": "trainee", "trainee": "trainee", "student": "trainee", "trainer": "trainer"}


@dataclass(frozen=True)
class Line:
    """One person of a list."""

    name: str
    role: Role = "trainee"
    first_name: str = ""
    last_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class Read:
    """A list that was read: use it only if there are no mistakes."""

    lines: tuple[Line, ...]
    mistakes: tuple[str, ...]


def read(data: bytes) -> Read:
    """Read a CSV file: UTF-8, with comma or semicolon; its first line names the columns, ``name`` is the one needed."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Read((), (_("The file is not in UTF-8. In a spreadsheet choose “CSV UTF-8” when you save it."),))
    if "\0" in text:
        return Read((), (_("This is no CSV file."),))
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        head = [_plain(cell).lower().replace(" ", "_") for cell in next(rows, [])]
        table = [(rows.line_num, row) for row in islice(rows, _MOST_LINES + 1)]
    except csv.Error as problem:
        return Read((), (_("Line {line}: this is no CSV: {problem}.").format(line=rows.line_num, problem=problem),))
    if "name" not in head:
        words = _("The first line must name the columns: {columns}. Only “name” is needed.")
        return Read((), (words.format(columns=", ".join(COLUMNS)),))
    odd = [name for name in head if name and name not in COLUMNS]
    if odd:
        words = _("Line 1: there is no column “{name}”. Columns are: {columns}.")
        return Read((), (words.format(name=odd[0][:40], columns=", ".join(COLUMNS)),))
    if len(table) > _MOST_LINES:
        return Read((), (_("The file has more than {count} lines.").format(count=_MOST_LINES),))
    lines: list[Line] = []
    mistakes: list[str] = []
    seen: dict[str, int] = {}
    for number, row in table:
        if any(cell.strip() for cell in row):
            _line(number, dict(zip(head, map(_plain, row), strict=False)), lines, mistakes, seen)
    if not lines and not mistakes:
        mistakes.append(_("The file names nobody."))
    return Read(tuple(lines), tuple(mistakes))


def _line(number: int, cells: dict[str, str], lines: list[Line], mistakes: list[str], seen: dict[str, int]) -> None:
    name = cells.get("name", "").lower()
    if not is_name(name):
        words = _("Line {line}: “{name}” does not work as a name. A name has {rule}.")
        mistakes.append(words.format(line=number, name=name[:40], rule=name_rule()))
        return
    if name in seen:
        words = _("Line {line}: {name} stands in line {first} already.")
        mistakes.append(words.format(line=number, name=name, first=seen[name]))
        return
    seen[name] = number
    role = _ROLES.get(cells.get("role", "").lower())
    if role is None:
        words = _("Line {line}: “{role}” is no role. A role is trainee or trainer.")
        mistakes.append(words.format(line=number, role=cells["role"][:40]))
        return
    email = cells.get("email", "")
    if email and not _EMAIL.fullmatch(email):
        mistakes.append(_("Line {line}: “{email}” is no e-mail address.").format(line=number, email=email[:60]))
        return
    long = next((key for key, value in cells.items() if len(value) > _LONGEST), None)
    if long:
        words = _("Line {line}: {column} is longer than {most} characters.")
        mistakes.append(words.format(line=number, column=long, most=_LONGEST))
        return
    lines.append(Line(name, role, cells.get("first_name", ""), cells.get("last_name", ""), email))


def _plain(cell: str) -> str:
    """A cell without what cannot be seen, and without the mark that :func:`write` puts before a formula."""
    text = "".join(one for one in cell if unicodedata.category(one)[0] != "C").strip()
    return text[1:].strip() if text.startswith("'") and is_formula(text[1:]) else text


def changes(lines: Iterable[Line], known: Mapping[str, Person], course: str) -> tuple[list[Line], list[str], list[str]]:
    """What a list would change.

    Args:
        lines: People of the list.
        known: People of the classroom by name.
        course: The course.

    Returns:
        New people; names that stay as they are; sentences about roles that differ, which stop the whole list.
    """
    new, same, mistakes = [], [], []
    for line in lines:
        role = known[line.name].roles.get(course) if line.name in known else None
        if role is None and line.role == "trainer" and line.name in known and known[line.name].came_by_trainees_door:
            mistakes.append(taken(line.name))
        elif role is None:
            new.append(line)
        elif role == line.role:
            same.append(line.name)
        else:
            if role == "trainer":
                words = _("{name} is a trainer here, and a trainee in the file. Change the role below first.")
            else:
                words = _("{name} is a trainee here, and a trainer in the file. Change the role below first.")
            mistakes.append(words.format(name=line.name))
    return new, same, mistakes


def write(people: Iterable[Line]) -> str:
    """The list as CSV. What a spreadsheet would run as a formula gets a mark before it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for one in people:
        writer.writerow(map(plain, (one.name, one.role, one.first_name, one.last_name, one.email)))
    return file.getvalue()


def may_forget(people: People, trainer: str, name: str, course: str) -> bool:
    """Whether a trainer may let a person choose a new password: a member of this course, and of no course of others."""
    me, person = people.get(trainer), people.get(name)
    if me is None or person is None or course not in person.roles:
        return False
    return all(me.roles.get(other) == "trainer" for other in person.roles)
