"""What a module offers, read from its released pages: title, time, and the ids of its questions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from course.i18n import SOURCE, _, language, listed, ngettext

LESSON, EXERCISES = "lesson.ipynb", "exercises.ipynb"
_QUESTION = re.compile(r"\bask\.[a-z_]+\(\s*[\"']([a-z0-9][a-z0-9-]{0,63})[\"']")
_TIME = re.compile(r"\*\*Time:\*\*\s*([^.\n]{3,200})")
_NUMBER = re.compile(r"m([0-9]{2})_")
_FIRST_TEST = 90  # folders from m90_ on are tests
_PIECES = re.compile(r",\s*(?:then\s+)?")


@dataclass(frozen=True)
class Pages:
    """A module's pages.

    Attributes:
        folder: As ``m10_remittances``.
        number: As ``M10``; of a test what its heading begins with, as ``Test A``.
        title: Its first heading, in the language of the classroom.
        time: Time needed, as the page says it; empty where it says nothing.
        lesson: Whether there is a lesson.
        pages: Names of the notebooks that are handed in, in order: usually one.
        questions: Ids of the questions of those notebooks, in order.
        test: Whether it is a test of the whole course, not a module.
    """

    folder: str
    number: str
    title: str
    time: str
    lesson: bool
    pages: tuple[str, ...]
    questions: tuple[str, ...]
    test: bool = False

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
    heading = _(heading)
    name, test = f"M{number[1]}" if number else "", bool(number) and int(number[1]) >= _FIRST_TEST
    if test and ":" in heading:
        name, heading = heading.partition(":")[0].strip(), _("before or after the course")
    return Pages(
        folder.name, name, heading, time_in_words(time[1]) if time else "",
        bool(lesson), tuple(notebooks), question_ids(exercises), test,
    )  # fmt: skip


def question_ids(cells: Iterable[str]) -> tuple[str, ...]:
    """Ids of the questions that are asked in the text of cells, in order."""
    return tuple(dict.fromkeys(id for text in cells for id in _QUESTION.findall(text)))


def label(id: str) -> str:
    """A question's name as it stands in the exercises: ``E3a`` for ``m10-e3a``."""
    return id.partition("-")[2].capitalize() or id


def time_in_words(text: str) -> str:
    """The time needed, in the language of the classroom.

    Args:
        text: What the page says: ``45 minutes on your own, 105 minutes with the group``. The pages are in English, so
            in another language only these usual pieces are said, and what nobody knows here stays as it is.
    """
    text = text.strip()
    if language() == SOURCE:
        return text
    pieces = [_piece(one) for one in _PIECES.split(re.sub(r"\s*\([^()]*\)?", "", text))]
    return text if None in pieces else listed(filter(None, pieces))


def _piece(text: str) -> str | None:
    """One piece of the time, or None."""
    found = re.fullmatch(r"([0-9]+) minutes? (.+)", text)
    if not found:
        return None
    n = int(found[1])
    known = {
        "on your own": ngettext("{n} minute on your own", "{n} minutes on your own", n),
        "with the group": ngettext("{n} minute with the group", "{n} minutes with the group", n),
        "of exercises afterwards": ngettext(
            "{n} minute of exercises afterwards", "{n} minutes of exercises afterwards", n
        ),
        "for this page": ngettext("{n} minute for this page", "{n} minutes for this page", n),
        "for the test": ngettext("{n} minute for the test", "{n} minutes for the test", n),
    }  # fmt: skip
    return known[found[2]].format(n=n) if found[2] in known else None


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
