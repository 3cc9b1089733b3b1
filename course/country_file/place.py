"""Where the country file lives: one for all modules, and a copy beside each notebook, so that it is submitted."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from course import answers, safe_file
from course.country_file import store
from course.lock import locked

_MODULE_FOLDER = re.compile(r"m[0-9]{2}_[a-z0-9_]+")


def folder() -> Path:
    """The folder above the module's folder; a notebook that lies somewhere else keeps its file beside it."""
    here = answers.folder()
    return here.parent if _MODULE_FOLDER.fullmatch(here.resolve().name) else here


def path() -> Path:
    """The country file that is changed."""
    return folder() / store.FILE_NAME


def copy_path() -> Path:
    """The copy beside the notebook; the file itself where the notebook is in no module's folder."""
    return answers.folder() / store.FILE_NAME


def readable() -> Path:
    """The file to read: where nothing may be written (a submission that is marked) only the copy counts."""
    if answers.frozen():
        return copy_path()
    main = path()
    # the trainee took the module's folder to another machine: go on from the copy
    return copy_path() if not (main.exists() or main.is_symlink()) else main


def renew_copy() -> None:
    """Make the copy equal to the file. A copy that cannot be written must not stop anybody: the file itself is safe."""
    source, target = path(), copy_path()
    if answers.frozen() or source == target:
        return
    with suppress(OSError, safe_file.Unreadable):
        data = safe_file.read_bytes(source, store.MAX_BYTES)
        if data is None:
            return
        with suppress(safe_file.Unreadable):
            if safe_file.read_bytes(target, store.MAX_BYTES) == data:
                return
        with locked(target) as held:
            safe_file.write(target, data, held)  # a link here is replaced, not followed
