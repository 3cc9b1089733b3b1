"""What all classes of the exchange share: settings, the line to the service, folders and files on this side."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from jupyter_core.paths import jupyter_data_dir
from nbgrader.exchange import abc
from nbgrader.utils import ignore_patterns
from traitlets import Bool, Unicode, default

from course import safe_file
from course.classroom.exchange import package
from course.classroom.exchange.client.connection import Connection, Problem, impatient
from course.classroom.exchange.names import RESERVED, BadName, file_path, plain
from course.i18n import _

_MANY = 100_000
_HUGE_BYTES = 10**12


class Exchange(abc.Exchange):
    """An exchange over HTTP. The settings have the same names as those of nbgrader's own exchange."""

    address = Unicode("", help="Address of the exchange service; COURSE_EXCHANGE_URL by default").tag(config=True)
    cache = Unicode("", help="Where receipts are kept; nbgrader_cache in Jupyter's data folder by default").tag(
        config=True
    )
    patient = Bool(True, help="Whether to wait for a service that restarts; a page says at once that it is away").tag(
        config=True
    )
    path_includes_course = Bool(False, help="Whether assignments are in a folder of the course").tag(config=True)

    @default("cache")
    def _cache_default(self) -> str:
        return str(Path(jupyter_data_dir()) / "nbgrader_cache")

    @property
    def connection(self) -> Connection:
        """The line to the service, opened once."""
        if not hasattr(self, "_connection"):
            self._connection = Connection(self.address) if self.patient else impatient(self.address)
        return self._connection

    @property
    def course(self) -> str:
        """The course; fails if there is none."""
        if not self.coursedir.course_id:
            self.fail("No course id specified. Re-run with --course flag.")
        return plain(self.coursedir.course_id, "a course")

    @property
    def assignment(self) -> str:
        """The assignment; fails if there is none."""
        return plain(self.coursedir.assignment_id, "an assignment")

    def start(self) -> Any:
        """Do the work; a refusal of the service becomes nbgrader's own error with a message for people."""
        try:
            self.set_timestamp()
            self.init_src()
            self.init_dest()
            return self.copy_files()
        except (Problem, BadName, package.BadPackage) as problem:
            self.log.debug("The exchange said:", exc_info=True)
            self.fail(str(problem))

    def init_src(self) -> None:
        """Nothing by default."""

    def init_dest(self) -> None:
        """Nothing by default."""

    def folder(self, course: str, assignment: str) -> Path:
        """The trainee's folder of an assignment."""
        root = Path(self.assignment_dir)
        return (root / course / assignment if self.path_includes_course else root / assignment).absolute()

    def released(self, course: str) -> list[dict[str, Any]]:
        """What is released in a course."""
        return self.connection.json("GET", "courses", course, "assignments")["assignments"]

    def files_of(self, folder: Path) -> Iterator[tuple[str, bytes]]:
        """The files of a folder that may travel; links and what the settings leave out are skipped with a word."""
        leave_out = ignore_patterns(
            exclude=self.coursedir.ignore,
            include=self.coursedir.include,
            max_file_size=self.coursedir.max_file_size,
            log=self.log,
        )
        for place, folders, names in os.walk(folder):
            ignored = set(leave_out(place, folders + names)) | RESERVED
            folders[:] = sorted(
                name for name in folders if name not in ignored and not (Path(place) / name).is_symlink()
            )
            for name in sorted(set(names) - ignored):
                found = Path(place, name)
                with suppress(_LeftOut):
                    yield self._named(found.relative_to(folder)), self._content(found)

    def _named(self, path: Path) -> str:
        try:
            return file_path(path.as_posix())
        except BadName:
            self.log.warning(_("Left out, because of its name: %s"), ascii(path.as_posix()))
            raise _LeftOut from None

    def _content(self, path: Path) -> bytes:
        try:
            data = safe_file.read_bytes(path, path.lstat().st_size)
        except (safe_file.Unreadable, OSError):
            data = None
        if data is None:
            self.log.warning(_("Left out, because it is a link or cannot be read: %s"), path)
            raise _LeftOut
        return data


class _LeftOut(Exception):
    """A file that does not travel."""


def opened(source: IO[bytes]) -> list[tuple[str, bytes]]:
    """The files of a package from the service."""
    with source:
        return list(package.unpack(source, total_bytes=_HUGE_BYTES, file_bytes=_HUGE_BYTES, files=_MANY))


def write_folder(target: Path, files: list[tuple[str, bytes]]) -> None:
    """Write files as a new folder, or replace a folder by them; at every moment the old or the new one is there.

    Args:
        target: the folder.
        files: paths inside it, and contents.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    mark = secrets.token_hex(4)
    fresh, old = target.with_name(f".{target.name}-{mark}.tmp"), target.with_name(f".{target.name}-{mark}.old")
    try:
        fresh.mkdir()
        for path, data in files:
            write_file(fresh / path, data)
        if target.exists():
            target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def write_file(path: Path, data: bytes) -> None:
    """Write one file in one step, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    safe_file.write(path, data, lock_held=False)
