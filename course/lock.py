"""A lock between processes that leaves nothing in the trainee's folder.

The lock file lives in the machine's temporary folder, because everything beside the notebook is submitted and
a lock file there would be copied to the trainer. In the browser lab there is one process only, and the lock
does nothing.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl

    _flock = fcntl.flock  # Pyodide has the module without this function
except (ImportError, AttributeError):
    _flock = None


class Busy(OSError):
    """Another process kept the lock for too long."""


def _own_folder(folder: Path) -> bool:
    """Make ``folder`` for this user only; false if somebody else holds that name."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        info = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(info.st_mode) and info.st_uid == os.getuid()


def lock_path(target: Path) -> Path | None:
    """The lock file that belongs to ``target``, or None where no private folder can be made."""
    name = hashlib.sha256(os.fsencode(target.absolute())).hexdigest()[:32] + ".lock"
    for folder in (Path(tempfile.gettempdir()) / f"course-{os.getuid()}", Path.home() / ".cache" / "course-locks"):
        if _own_folder(folder):
            return folder / name
    return None


@contextmanager
def locked(target: Path, seconds: float = 3.0) -> Iterator[bool]:
    """Hold the lock of ``target`` while the block runs.

    Args:
        target: the file that is protected; it need not exist.
        seconds: how long to wait for another process.

    Yields:
        True if the lock is held, False where this machine has no such locks (the browser lab).

    Raises:
        Busy: another process held the lock all the time.
    """
    path = lock_path(target) if _flock else None
    if path is None:
        yield False
        return
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        end = time.monotonic() + seconds
        while True:
            try:
                _flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise Busy(str(target)) from None
                time.sleep(0.01)
        yield True
    finally:
        os.close(handle)  # closing releases the lock
