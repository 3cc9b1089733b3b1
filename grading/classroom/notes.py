"""What a page says after a button was pressed. :class:`course.classroom.notes.Notes` keeps it for the next page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Action:
    """A button beside a sentence: where its form goes, its words, its fields."""

    path: str
    words: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Note:
    """One sentence, with a button where there is one; ``place`` is the part of the page that it is about."""

    tone: Literal["good", "warn", "bad"]
    text: str
    action: Action | None = None
    place: str = ""
