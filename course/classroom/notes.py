"""Sentences that a page shows after a button was pressed: they wait for the page that follows."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

_MOST = 50
_Note = TypeVar("_Note")


class Notes(Generic[_Note]):
    """Notes by a key that stands in the address of the next page; the oldest are forgotten."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, _Note] = OrderedDict()

    def keep(self, note: _Note) -> str:
        """Keep a note; gives its key."""
        key = secrets.token_urlsafe(6)
        self._kept[key] = note
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return key

    def read(self, key: str) -> _Note | None:
        """The note of a key."""
        return self._kept.get(key)

    def forget(self, which: Callable[[_Note], bool]) -> None:
        """Forget the notes that are out of date."""
        for key in [key for key, note in self._kept.items() if which(note)]:
            del self._kept[key]
