"""Moments as the exchange writes them."""

from __future__ import annotations

from datetime import UTC, datetime

_STAMP = "%Y-%m-%d %H:%M:%S.%f UTC"


def now() -> datetime:
    """The moment by this machine's clock."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A moment as nbgrader writes it into ``timestamp.txt``: ``2026-11-22 10:15:00.000000 UTC``."""
    return moment.astimezone(UTC).strftime(_STAMP)


def parse(text: str) -> datetime:
    """A moment with its zone, as ``2026-11-22T10:15:00+01:00``, or as :func:`stamp` writes it.

    Raises:
        ValueError: it is no moment, or has no zone.
    """
    moment = datetime.fromisoformat(text.removesuffix(" UTC") + "+00:00" if text.endswith(" UTC") else text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone, as in 2026-11-22T10:15:00+00:00")
    return moment.astimezone(UTC)
