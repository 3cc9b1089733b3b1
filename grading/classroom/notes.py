"""Sentences that a page shows after a button was pressed; they wait for the page that follows."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

_MOST = 50


@dataclass(frozen=True)
class Action:
    """A button beside a sentence: where its form goes, its words, its fields."""

    path: str
    words: str
    fields: Mapping[str, str]


@dataclass(frozen=True)
class Note:
    """One sentence, with further lines and a button where there are some."""

    tone: Literal["good", "warn", "bad"]
    text: str
    lines: tuple[str, ...] = ()
    action: Action | None = None


class Notes:
    """Notes by a key that stands in the address of the next page."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Note] = OrderedDict()

    def keep(self, note: Note) -> str:
        """Keep a note; gives its key."""
        key = secrets.token_urlsafe(6)
        self._kept[key] = note
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return key

    def read(self, key: str) -> Note | None:
        """The note of a key."""
        return self._kept.get(key)
