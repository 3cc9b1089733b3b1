"""Files that must survive: read without following links, replaced in one step, never thrown away.

``answers.json`` and ``country_file.json`` live by these rules.
"""

from __future__ import annotations

import os
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path


class Unreadable(Exception):
    """A file that must not or cannot be read; ``reason`` is ``link``, ``closed``, ``odd``, ``broken`` or ``large``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_bytes(target: Path, max_bytes: int) -> bytes | None:
    """The content of an ordinary file of at most ``max_bytes``; None if there is none.

    Raises:
        Unreadable: it is a link (links are not followed), cannot be opened, is no ordinary file, cannot be read, or is
            too large.
    """
    try:
        handle = os.open(target, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        if target.is_symlink():  # a dangling link looks like a missing file to some systems
            raise Unreadable("link") from None
        return None
    except OSError:
        raise Unreadable("link" if target.is_symlink() else "closed") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Unreadable("odd")
    try:
        with os.fdopen(handle, "rb") as file:
            data = file.read(max_bytes + 1)
    except OSError:
        raise Unreadable("broken") from None
    if len(data) > max_bytes:
        raise Unreadable("large")
    return data


def keep_aside(target: Path) -> Path | None:
    """Rename a file that cannot be used, so that nobody loses it: ``answers.damaged-20261122T101500Z.json``.

    Returns:
        The new path; None if a thousand such files are here already.
    """
    stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    for number in range(1000):
        aside = target.with_name(f"{target.stem}.damaged-{stamp}{f'-{number}' if number else ''}{target.suffix}")
        if not os.path.lexists(aside):
            target.rename(aside)
            return aside
    return None


def write(target: Path, data: bytes, lock_held: bool) -> None:
    """Replace the file in one step: at every moment the old or the new one is there, whole.

    Args:
        target: the file.
        data: its new content.
        lock_held: nobody else is writing, so unfinished files of killed processes can be removed.
    """
    prefix = f".{target.stem}-"
    if lock_held:
        for stale in target.parent.glob(f"{prefix}*.tmp"):
            with suppress(OSError):
                stale.unlink()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # mkstemp makes 0600, which the trainer could not read after submission
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
