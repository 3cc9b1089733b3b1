"""Who gave which mark by hand, and what stood there before: for a look back, and to undo the last one."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

#: Points, whether the answer waits, comment: what the gradebook holds about one answer.
State = tuple[float | None, bool, str]


@dataclass(frozen=True)
class Change:
    """What one trainer has changed at once in one submission.

    Attributes:
        key: Its name.
        by: The trainer; ``at``: when.
        notebook: nbgrader's id of the submitted notebook.
        before: By cell what stood there; ``after``: what stands there since.
    """

    key: str
    by: str
    at: datetime
    notebook: str
    before: Mapping[str, State]
    after: Mapping[str, State]


class MarkLog:
    """All changes, in a file to which lines are only added.

    Args:
        own: Folder of the pages' own files.
    """

    def __init__(self, own: Path) -> None:
        self._path = own / "marks.jsonl"

    def note(self, by: str, notebook: str, before: Mapping[str, State], after: Mapping[str, State]) -> Change:
        """Add a change."""
        change = Change(secrets.token_hex(8), by, datetime.now(UTC), notebook, dict(before), dict(after))
        line = json.dumps(vars(change) | {"at": change.at.isoformat()}) + "\n"
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, line.encode())  # one write: lines of two trainers do not mix
        finally:
            os.close(file)
        return change

    def of(self, notebook: str) -> list[Change]:
        """The changes of a submission, oldest first. Lines that a full disk has cut off are passed over."""
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        return [found for line in lines if notebook in line and (found := _read(line)) and found.notebook == notebook]


def _read(line: str) -> Change | None:
    try:
        about: dict[str, Any] = json.loads(line)
        before, after = ({cell: _state(one) for cell, one in about[name].items()} for name in ("before", "after"))
        at = datetime.fromisoformat(about["at"])
        return Change(str(about["key"]), str(about["by"]), at, str(about["notebook"]), before, after)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _state(found: list[Any]) -> State:
    points, waits, comment = found
    return (None if points is None else float(points), bool(waits), str(comment))
