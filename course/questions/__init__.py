"""Question types: one file per type, and nothing to register.

A file ``course/questions/<type>.py`` is a question type as soon as it has these six functions; ``ask.<type>``
and ``mark.<type>`` then exist. Its front end is ``course/web/js/questions/<type>.js``.

- ``describe(...) -> dict``: the type's part of the description that JavaScript gets; its parameters become those of
  ``ask.<type>``.
- ``parse(desc, raw) -> value``: from what a person typed or JavaScript sent to the plain JSON value that is
  recorded; raises ``Refused`` with a sentence in plain language. Parsing a value again gives the same value.
- ``words(desc, value) -> str``: the recorded answer in words, for print and for the trainer.
- ``finding(desc, value) -> str | None``: what the visible check says about a recorded answer, or None. It
  never knows a key.
- ``mark(value, *, ...) -> Outcome``: share of the points and one message. Its parameters become those of
  ``mark.<type>``. It raises ``Refused`` if the value cannot come from this question.
- ``static(desc) -> str``: HTML that shows the question without JavaScript.

Five more are possible: ``arrange(desc) -> desc`` changes the finished description (``order`` mixes its steps),
``prepare(desc, practice) -> dict`` completes what a practice question carries (``allocate`` finds the best plan),
``practice_rules(desc) -> dict`` says how ``mark`` is called for a practice question,
``recorded(desc, value) -> str | None`` does something else with an answer that was recorded, undone or cleared (None),
and ``handlers(desc) -> dict`` answers more kinds of messages of its view: ``document`` renews the country file and
looks into it. ``PRACTISED = False`` says that a type is only for marked questions (``plan``).
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

_HELPERS = {"__init__", "base"}
_NAME = re.compile(r"[a-z][a-z_]{0,31}")


def names() -> list[str]:
    """The names of all question types."""
    found = {path.stem for path in Path(__file__).parent.glob("*.py")}
    return sorted(name for name in found - _HELPERS if _NAME.fullmatch(name))


def practised() -> list[str]:
    """The types that practice questions can have."""
    return [name for name in names() if getattr(get(name), "PRACTISED", True)]


def get(name: str) -> ModuleType:
    """The module of a question type.

    Raises:
        LookupError: there is no such type.
    """
    if not _NAME.fullmatch(name) or name in _HELPERS:
        raise LookupError(f"no question type {name!r}")
    try:
        return importlib.import_module(f"course.questions.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"course.questions.{name}":
            raise
        raise LookupError(f"no question type {name!r}; there are {', '.join(names())}") from None
