"""What a module offers, read from its released pages: title, time, and the ids of its questions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

LESSON, EXERCISES = "lesson.ipynb", "exercises.ipynb"
_QUESTION = re.compile(r"\bask\.[a-z_]+\(\s*[\"']([a-z0-9][a-z0-9-]{0,63})[\"']")
_TIME = re.compile(r"\*\*Time:\*\*\s*([^.\n]{3,120})")
_NUMBER = re.compile(r"m([0-9]{2})_")


@dataclass(frozen=True)
class Pages:
    """A module's pages.

    Attributes:
        folder: As ``m10_remittances``.
        number: As ``M10``.
        title: Its first heading.
        time: Time needed, in the page's own words; empty where it says nothing.
        lesson: Whether there is a lesson.
        pages: Names of the notebooks that are handed in, in order: usually one.
        questions: Ids of the questions of those notebooks, in order.
    """

    folder: str
    number: str
    title: str
    time: str
    lesson: bool
    pages: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def first(self) -> str:
        """The notebook of the exercises that is opened first."""
        return EXERCISES if EXERCISES in self.pages or not self.pages else self.pages[0]


def read(release: Path) -> list[Pages]:
    """All modules below a folder of released pages, in order; pages that cannot be read are left out."""
    folders = sorted(path for path in release.glob("m[0-9][0-9]_*") if path.is_dir())
    return [_module(folder) for folder in folders]


def _module(folder: Path) -> Pages:
    every = {path.name: _cells(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.ipynb"))}
    lesson = every.pop(LESSON, ((), False))[0]
    notebooks = {name: cells for name, (cells, graded) in every.items() if graded}  # a self-check is not handed in
    exercises = [text for cells in notebooks.values() for text in cells]
    first = (lesson or exercises or ("",))[0]
    number = _NUMBER.match(folder.name)
    heading = next((line[2:].strip() for line in first.splitlines() if line.startswith("# ")), folder.name)
    time = _TIME.search(first)
    return Pages(
        folder.name, f"M{number[1]}" if number else "", heading, time[1].strip() if time else "",
        bool(lesson), tuple(notebooks), question_ids(exercises),
    )  # fmt: skip


def question_ids(cells: Iterable[str]) -> tuple[str, ...]:
    """Ids of the questions that are asked in the text of cells, in order."""
    return tuple(dict.fromkeys(id for text in cells for id in _QUESTION.findall(text)))


def label(id: str) -> str:
    """A question's name as it stands in the exercises: ``E3a`` for ``m10-e3a``."""
    return id.partition("-")[2].capitalize() or id


@lru_cache(maxsize=128)
def _cells(path: Path, _changed: int) -> tuple[tuple[str, ...], bool]:
    """The text of each cell, and whether one of them is graded."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        about = [cell.get("metadata", {}).get("nbgrader", {}) for cell in found["cells"]]
        graded = any(one.get("grade") or one.get("task") for one in about)
        return tuple("".join(cell["source"]) for cell in found["cells"]), graded
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return (), False
