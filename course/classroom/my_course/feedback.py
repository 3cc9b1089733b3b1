"""Feedback pages in a person's folder: which there are, the points that stand on them, which were opened."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_POINTS = re.compile(r'<meta name="course-(points|most|waiting)" content="([0-9]+(?:\.[0-9]+)?)">')
_READ = ".read"  # lies beside a page that its owner has opened
_HEAD = 20_000  # the head of a page is shorter
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}[ .0-9A-Za-z+:]*", re.ASCII)


@dataclass(frozen=True)
class Feedback:
    """One feedback page.

    Attributes:
        path: Inside the person's folder, as ``m10_remittances/feedback/<time>/exercises.html``.
        points: Points so far.
        most: The most points.
        waiting: Points that wait for a trainer.
        read: Whether its owner has opened it since it came.
    """

    path: str
    points: float | None
    most: float | None
    waiting: float
    read: bool = False


def of(home: Path, module: str, submitted_at: str) -> Feedback | None:
    """The feedback of one submission, or None if it is not here.

    Args:
        home: The person's folder.
        module: The module's folder.
        submitted_at: As the receipt has it: the name of the feedback's folder.
    """
    if not _TIME.fullmatch(submitted_at):
        return None
    folder = home / module / "feedback" / submitted_at
    pages = sorted(path for path in folder.glob("*.html") if path.is_file() and not path.is_symlink())
    if not pages:
        return None
    with pages[0].open(encoding="utf-8", errors="replace") as page:
        found = {name: float(value) for name, value in _POINTS.findall(page.read(_HEAD))}
    return Feedback(
        pages[0].relative_to(home).as_posix(), found.get("points"), found.get("most"), found.get("waiting", 0.0),
        _is_read(pages[0]),
    )  # fmt: skip


def mark_read(page: Path) -> None:
    """Remember that a page was opened. Where nothing can be written it stays new."""
    with suppress(OSError):
        page.with_name(_READ).touch()


def _is_read(page: Path) -> bool:
    try:
        return page.with_name(_READ).lstat().st_mtime >= page.stat().st_mtime
    except OSError:
        return False
