"""The data files of a submission, copied for the code that will read them."""

from __future__ import annotations

import os
import stat

_DEEPEST = 8
_MOST = 500


def copy_data_files(source: str, target: str, most_bytes: int) -> None:
    """Copy regular files below ``source`` into ``target``; never notebooks, links, pipes, devices.

    Notebooks stay outside because the sanitised one holds the hidden tests.

    Args:
        source: Existing folder; it is read without following links.
        target: Existing folder.
        most_bytes: Where copying stops.
    """
    left, count = most_bytes, 0
    for place, folders, names in os.walk(source):
        inside = os.path.relpath(place, source)
        if inside.count(os.sep) >= _DEEPEST:
            folders.clear()
        for name in names:
            if name.endswith(".ipynb") or count >= _MOST:
                continue
            data = _content(os.path.join(place, name), left)
            if data is None:
                continue
            folder = os.path.join(target, inside)
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name), "wb") as file:
                file.write(data)
            left, count = left - len(data), count + 1


def _content(path: str, most: int) -> bytes | None:
    """The bytes of a regular file of at most ``most`` bytes, else None. Never waits for a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > most:
            return None
        data = file.read(most + 1)
        return data if len(data) <= most else None
