"""The twelve sections of the plan: which pieces of the country file each is made from."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from course import forms
from course.i18n import _
from course.questions.text import count_words

_HERE = Path(__file__).parent
Pieces = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Section:
    """One section.

    Attributes:
        number: 1 to 12.
        id: short name, for rules and links.
        title: heading.
        about: one sentence that says what the section is for.
        pieces: ids of the pieces that it needs.
        optional: ids of pieces that it prints where they exist.
        least, most: words that people have written in it.
    """

    number: int
    id: str
    title: str
    about: str
    pieces: tuple[str, ...]
    optional: tuple[str, ...]
    least: int
    most: int


@dataclass(frozen=True)
class Home:
    """Where a piece is written: its form, the folder of the module, and the module's number (``M05``)."""

    form: str
    folder: str

    @property
    def module(self) -> str:
        return self.folder[:3].upper()


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((_HERE / "outline.toml").read_text("utf-8"))


def sections() -> list[Section]:
    """The sections in their order, in the language in use."""
    return [
        Section(number, one["id"], _(one["title"]), _(one["about"]), tuple(one["pieces"]),
                tuple(one.get("optional", ())), one["least"], one["most"])
        for number, one in enumerate(_file()["section"], start=1)
    ]  # fmt: skip


def cover() -> tuple[str, ...]:
    """The pieces of the cover."""
    return tuple(_file()["cover"])


def home(piece: str) -> Home:
    """Where a piece is written.

    Raises:
        KeyError: the plan uses no such piece.
    """
    return Home(**_file()["piece"][piece])


def used() -> list[str]:
    """The ids of all pieces that the plan can use."""
    return list(_file()["piece"])


def section_of(piece: str) -> int:
    """Number of the section that a piece belongs to; 0 for the cover."""
    return next((one.number for one in sections() if piece in (*one.pieces, *one.optional)), 0)


def texts(piece: str, value: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What people have written in a piece, also in rows: pairs of field and text. Options and dates are left out."""
    for field in forms.fields(forms.get(home(piece).form)):
        given = value.get(field["id"])
        if field["kind"] in ("text", "long_text") and isinstance(given, str):
            yield field["id"], given
        if field["kind"] == "rows" and isinstance(given, list):
            written = [column["id"] for column in field["columns"] if column["kind"] in ("text", "long_text")]
            yield from ((field["id"], row[id]) for row in given for id in written if isinstance(row.get(id), str))


def words(section: Section, pieces: Pieces) -> int:
    """How many words stand in the pieces of a section."""
    given = [id for id in section.pieces if id in pieces]
    return sum(count_words(text) for id in given for _field, text in texts(id, pieces[id]))
