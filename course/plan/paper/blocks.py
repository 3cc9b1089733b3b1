"""What a document is made of; the writers for Word, PDF and HTML know these blocks and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from course.plan.paper.scene import Scene


@dataclass(frozen=True)
class Heading:
    """A heading inside a section: ``2.1 Main figures`` (level 2) or without number (level 3)."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """Paragraphs, separated by line breaks. ``look`` is ``body``, ``lead`` or ``note``."""

    text: str
    look: str = "body"


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: heading, share of the width, and whether it holds numbers."""

    label: str
    share: float
    number: bool = False


@dataclass(frozen=True)
class Table:
    """A table with caption; ``total`` makes the last row stand out.

    Attributes:
        caption: what it shows, without number.
        columns: their shares add up to about 1.
        rows: texts, one for each column.
        source: source and edition, below the table.
        total: the last row is a sum.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str = ""
    total: bool = False
    number: int = 0


@dataclass(frozen=True)
class Facts:
    """Pairs of label and text, as a quiet table without caption."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """A picture with caption, source, and a description for people who do not see it."""

    caption: str
    scene: Scene
    alt: str
    source: str
    number: int = 0


@dataclass(frozen=True)
class Box:
    """A remark that stands out."""

    title: str
    text: str


Block = Heading | Text | Bullets | Table | Facts | Figure | Box


@dataclass
class Chapter:
    """A section or an annex.

    Attributes:
        number: ``"1"``, or ``"Annex A"``.
        title: heading.
        blocks: content.
    """

    number: str
    title: str
    blocks: list[Any] = field(default_factory=list)

    @property
    def heading(self) -> str:
        return f"{self.number}. {self.title}" if self.number.isdigit() else f"{self.number}: {self.title}"


@dataclass
class Paper:
    """A whole document.

    Attributes:
        country, code: name and code of the country.
        title, institution, place, prepared_by, period, date: the cover.
        notice: who has (not) made and approved it.
        invented: a sentence on cover and in each footer where the data are invented, else nothing.
        status: what kind of document it is.
        lang: language of the words of the course (BCP 47).
        chapters: sections, then annexes.
    """

    country: str
    code: str
    title: str
    institution: str
    place: str
    prepared_by: str
    period: str
    date: str
    notice: str
    invented: str
    status: str
    lang: str
    chapters: list[Chapter]


def table(caption: str, columns: Sequence[tuple[Any, ...]], rows: Sequence[Sequence[str]], **more: Any) -> Table:
    """A table from plain tuples."""
    return Table(caption, tuple(Column(*one) for one in columns), tuple(tuple(row) for row in rows), **more)
