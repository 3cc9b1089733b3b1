"""One grader at a time in a course folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from course.i18n import _


class Busy(RuntimeError):
    """Another run grades in this course folder."""


@contextmanager
def only_one(course: Path) -> Iterator[None]:
    """Hold the course folder; the system lets it go when this process ends, however it ends.

    Raises:
        Busy: Somebody else holds it.
    """
    path = course / ".grading.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o664)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            who = os.read(descriptor, 100).decode("utf-8", "replace").strip() or "unknown"
            words = _("Another run is grading in {course} (process {who}). Wait until it is done, or stop it.")
            raise Busy(words.format(course=course, who=who)) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)
