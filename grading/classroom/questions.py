"""The questions of a module, and the messages of its typical mistakes by their short print."""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from course.classroom.live import slip_id
from course.classroom.my_course.pages_of_module import question_ids
from course.questions.number import unit_hints

_LONGEST = 500


@dataclass(frozen=True)
class Questions:
    """What a page of live progress needs.

    Attributes:
        practice: Ids of the lesson's questions; ``exercises``: of the exercises. Both in order.
        messages: Words by short print.
    """

    practice: tuple[str, ...]
    exercises: tuple[str, ...]
    messages: dict[str, str]


def of_module(module: str, sources: Path) -> Questions:
    """The questions of a module.

    Args:
        module: Name of its folder.
        sources: Folder of the source modules.
    """
    lesson, exercises = (sources / module / name for name in ("lesson.ipynb", "exercises.ipynb"))
    practice, messages = _read(lesson, _changed(lesson))
    marked, _more = _read(exercises, _changed(exercises))
    return Questions(practice, marked, messages)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _read(path: Path, _changed_ns: int) -> tuple[tuple[str, ...], dict[str, str]]:
    """Ids of the questions of a notebook, and every text in its code by its short print.

    Any text can be a message: which one a trainee saw is known by its print alone.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError):
        return (), {}
    sources = ["".join(cell["source"]) for cell in cells if cell.get("cell_type") == "code"]
    own = {slip_id(text): text for text in unit_hints().values()}
    messages = own | {slip_id(text): text for source in sources for text in _texts(source) if len(text) <= _LONGEST}
    return question_ids(sources), messages


def _texts(source: str) -> list[str]:
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    return [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
