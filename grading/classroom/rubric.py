"""The rubric of an item that a person marks: criteria with their points, marking notes, and anchors for trainers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat

from grading.release import MODULES
from grading.release_notebook import cell_key

_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===\n(?P<text>.*?)\n?=== END MARK SCHEME ===", re.S)
_POINTS = re.compile(r"(\d+(?:\.\d+)?)(?:\s*points?)?", re.I)
_BOLD = re.compile(r"^\*\*(.+?)\*\*$")
_HEADING = re.compile(r"^(#{2,4})\s+(.*)$", re.M)
_NUMBER = re.compile(r"\b(R\d+)\b")
#: A block of anchors begins with a heading or a bold line.
_BLOCK = re.compile(r"^(?=###\s|\*\*[^*\n]+\*\*)", re.M)


@dataclass(frozen=True)
class Level:
    """One step of a criterion: points, and what earns them."""

    points: float
    text: str


@dataclass(frozen=True)
class Criterion:
    """One line of the table in the exercise."""

    name: str
    levels: tuple[Level, ...]

    @property
    def most(self) -> float:
        """The most points."""
        return max(level.points for level in self.levels)


@dataclass(frozen=True)
class Rubric:
    """All that stands beside an answer.

    Attributes:
        criteria: Lines of the table; empty where the exercise has none.
        text: What trainees read about the marking, without the table (Markdown).
        scheme: Notes for markers (Markdown); ``anchors``: examples from the trainers' notes (Markdown).
    """

    criteria: tuple[Criterion, ...] = ()
    text: str = ""
    scheme: str = ""
    anchors: str = ""

    @property
    def most(self) -> float:
        """The most that the criteria give together."""
        return sum(one.most for one in self.criteria)

    def points(self, chosen: list[float], most: float) -> float:
        """Points of the item: the sum of the criteria, brought to the item's own maximum."""
        return round(sum(chosen) * most / self.most, 4)


def rubric(course: Path, module: str, notebook: str, cell: str) -> Rubric:
    """The rubric of an item; empty parts where there are none.

    Args:
        course: The course folder; its ``source`` has the marking notes.
        module: Name of the module folder.
        notebook: Name of the notebook without ``.ipynb``.
        cell: nbgrader's id of the item's cell.
    """
    path = course / "source" / module / f"{notebook}.ipynb"
    source = _sources(path, path.stat().st_mtime_ns).get(cell, "") if path.is_file() else ""
    scheme = _SCHEME.search(source)
    criteria, text = _table(_SCHEME.sub("", source))
    return Rubric(criteria, text.strip(), scheme["text"].strip() if scheme else "", anchors(_notes(module), item(cell)))


def item(cell: str) -> str:
    """What the notes call an item: ``R1`` for ``m10-r1-task``."""
    return next((part.upper() for part in cell.split("-") if re.fullmatch(r"r\d+", part)), "")


def anchors(notes: str, number: str) -> str:
    """The part of the trainers' notes with anchors for an item (Markdown), or ""."""
    heads = list(_HEADING.finditer(notes))
    for place, head in enumerate(heads):
        if len(head[1]) == 2 and "anchors" in head[2].lower():
            end = next((one.start() for one in heads[place + 1 :] if len(one[1]) == 2), len(notes))
            return _for_item(notes[head.end() : end], number)
    return ""


def _for_item(section: str, number: str) -> str:
    kept, current = [], ""
    for block in _BLOCK.split(section):
        first = block.lstrip().partition("\n")[0]
        found = _NUMBER.search(first)
        if block.startswith("###"):
            current = found[1] if found else ""
        of = found[1] if found else current
        if not of or not number or of == number:
            kept.append(block)
    return "".join(kept).strip()


def _table(text: str) -> tuple[tuple[Criterion, ...], str]:
    """The criteria of the first table whose head names points, and the text without it."""
    lines = text.splitlines()
    for start, line in enumerate(lines[:-2]):
        if not line.lstrip().startswith("|") or not re.fullmatch(r"[\s|:-]+", lines[start + 1]):
            continue
        found = [_POINTS.match(cell) for cell in _cells(line)]
        heads = found if found[0] else found[1:]  # a single criterion needs no column for its name
        if not heads or not all(heads):
            continue
        end = next((i for i in range(start + 2, len(lines)) if not lines[i].lstrip().startswith("|")), len(lines))
        levels = [float(head[1]) for head in heads if head]
        rows = [([] if found[1:] == heads else [""]) + _cells(one) for one in lines[start + 2 : end]]
        criteria = tuple(
            Criterion(_plain(name), _levels(dict(zip(levels, texts, strict=False))))
            for name, *texts in rows
            if len(texts) >= len(levels)
        )
        return criteria, "\n".join(lines[:start] + lines[end:])
    return (), text


def _levels(texts: dict[float, str]) -> tuple[Level, ...]:
    """Every whole number of points, the most first; what stands between two described levels has no words."""
    whole = {float(points): "" for points in range(int(max(texts)) + 1)}
    return tuple(Level(points, text) for points, text in sorted((whole | texts).items(), reverse=True))


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _plain(name: str) -> str:
    bold = _BOLD.match(name)
    return (bold[1] if bold else name).strip()


@lru_cache(maxsize=64)
def _sources(path: Path, _changed_ns: int) -> dict[str, str]:
    return {cell_key(cell): cell.source for cell in nbformat.read(path, as_version=4).cells}


def _notes(module: str) -> str:
    try:
        return (MODULES / module / "trainer.md").read_text(encoding="utf-8")
    except OSError:
        return ""
