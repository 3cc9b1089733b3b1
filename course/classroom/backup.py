"""``backup``: databases, submissions, course folders and everybody's work in one file. ``restore`` brings it back.

A backup is taken while the class works. The databases are copied first, each at one moment, and the files after them: a
file of the exchange is never changed, and it is there before a row names it. So every row of a backup finds its files.
A backup holds hashes of passwords and the classroom's secrets; only its owner can read it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from course.classroom import backup_files, postgresql
from course.classroom.place import Place
from course.classroom.running import tail
from course.classroom.settings import Settings
from course.command.console import Stop

ABOUT = "classroom-backup.json"  # the first entry: what this file is
LIST = "files.json"  # the last entry: the print of each file; without it the backup is cut off
DUMP = "postgresql.dump"
FORM = 2
#: Folders of a classroom that a backup holds, without sockets, logs and what runs.
FOLDERS = ("homes", "courses", "exchange", "release")
SETTINGS = "classroom.toml"
#: How the names of the classroom's own backups begin: nightly ones are thinned out, others stay.
NIGHTLY, BY_HAND = "nightly", "classroom"
_DATABASES = (".sqlite", ".db")


def backup(place: Place, settings: Settings, file: Path | None = None) -> int:
    """Write a backup; the classroom may run.

    Args:
        place: The classroom.
        settings: Its settings.
        file: Where to; ``backups/classroom-<time>.tar.gz`` in its folder by default. An old file is replaced when the
            new one is complete.

    Returns:
        The exit code.

    Raises:
        Stop: it could not be written, or there is no classroom.
    """
    if not place.state.is_dir():
        raise Stop(f"there is no classroom in {place.folder}.")
    begun = time.monotonic()
    target = file or own_file(place, BY_HAND)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".backup-")  # only its owner can read it
    except OSError as problem:
        raise Stop(f"{target} cannot be written: {problem.strerror}.") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            count = _write(place, settings, stream)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except (OSError, sqlite3.Error) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Stop(f"the backup could not be written: {reason}. No older backup was touched.") from None
    finally:
        Path(name).unlink(missing_ok=True)
    size = target.stat().st_size / 1e6
    print(f"backup: {count} files, {size:.1f} MB, {time.monotonic() - begun:.0f} s -> {target}", flush=True)
    return 0


def own_file(place: Place, kind: str) -> Path:
    """Name of a new backup in the classroom's own folder."""
    return place.folder / "backups" / time.strftime(f"{kind}-%Y%m%d-%H%M%S.tar.gz")


def own_files(place: Place, kind: str = "") -> list[Path]:
    """The backups in the classroom's own folder, oldest first."""
    return sorted((place.folder / "backups").glob(f"{kind}*.tar.gz"), key=lambda file: file.stat().st_mtime)


def nightly(place: Place, settings: Settings) -> int:
    """Take the backup of a night; when it is complete, remove the oldest ones of earlier nights."""
    done = backup(place, settings, own_file(place, NIGHTLY))
    for file in own_files(place, NIGHTLY)[: -settings.backup.keep]:
        file.unlink(missing_ok=True)
    return done


def is_due(place: Place, hour: int, now: datetime) -> bool:
    """Whether no backup was taken since the last time that it was this hour."""
    last = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if last > now:
        last -= timedelta(days=1)
    taken = own_files(place, NIGHTLY)
    return not taken or taken[-1].stat().st_mtime < last.timestamp()


def in_words(place: Place) -> list[str]:
    """Where the backups are, how one is brought back, and whether the last night went wrong."""
    files, folder = own_files(place), place.folder / "backups"
    newest = files[-1].stat().st_mtime if files else 0.0
    said = [f"No backup yet. The nightly ones come to {folder}; now: make classroom ARGS=backup"]
    if files:
        taken = datetime.fromtimestamp(newest).strftime("%Y-%m-%d %H:%M")
        said = [
            f"{len(files)} backup{'s' if len(files) > 1 else ''} in {folder}, the newest of {taken}.",
            f'To go back: make classroom ARGS=down, then make classroom ARGS="restore {files[-1]}"',
        ]
    log = place.logs / "backup.log"
    wrong = [line for line in tail(log, 3).splitlines() if line.startswith("Problem: ")]
    if wrong and log.stat().st_mtime > newest:
        said.append(f"!! The last nightly backup did not work. {wrong[-1]}")
    return said


def _write(place: Place, settings: Settings, stream: io.BufferedIOBase) -> int:
    prints: dict[str, str] = {}
    with (
        tarfile.open(fileobj=stream, mode="w:gz", compresslevel=5) as archive,
        tempfile.TemporaryDirectory(dir=place.state, prefix=".backup-") as folder,
    ):

        def add(name: str, content: BinaryIO) -> None:
            status = os.fstat(content.fileno())
            member = tarfile.TarInfo(name)
            member.size, member.mode = status.st_size, status.st_mode & 0o777
            member.mtime = int(status.st_mtime)
            counting = _Counting(content, member.size)
            archive.addfile(member, counting)
            prints[name] = counting.print

        def add_own(name: str, source: Path) -> None:
            with suppress(FileNotFoundError), source.open("rb") as content:
                add(name, content)

        about = {"form": FORM, "taken": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "postgresql": bool(settings.database)}
        _note(archive, ABOUT, about)
        copy = Path(folder) / "copy"
        if settings.database:
            postgresql.dump(settings.database, copy)
            add_own(DUMP, copy)
        for source in [*sorted(place.state.glob("*.sqlite")), *sorted(place.courses.rglob("*.db"))]:
            _copy_database(source, copy)
            add_own(source.relative_to(place.folder).as_posix(), copy)
        for source in (place.secrets, place.lti_key):
            add_own(source.relative_to(place.folder).as_posix(), source)
        for top in FOLDERS:
            for name, content in _files(place.folder / top):
                add(f"{top}/{name}", content)
        add_own(SETTINGS, place.folder / SETTINGS)
        _note(archive, LIST, prints)
    return len(prints)


def _note(archive: tarfile.TarFile, name: str, content: object) -> None:
    text = json.dumps(content).encode()
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(text), 0o600
    archive.addfile(member, io.BytesIO(text))


class _Counting:
    """A file that gives exactly ``size`` bytes, also when somebody is changing it, and its print."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left, self._hash = file, size, hashlib.sha256()

    def read(self, count: int) -> bytes:
        """The next bytes; zeros where the file has become shorter."""
        wanted = min(count, self._left)
        data = self._file.read(wanted)
        data += bytes(wanted - len(data))
        self._left -= len(data)
        self._hash.update(data)
        return data

    @property
    def print(self) -> str:
        """SHA-256 of what was read."""
        return self._hash.hexdigest()


def _files(top: Path) -> Iterator[tuple[str, BinaryIO]]:
    """The files below a folder, without databases (copied before) and what programs make again."""
    found = backup_files.of_homes(top, _left_out) if top.name == "homes" else backup_files.opened(top)
    for path, content in found:
        name = PurePosixPath(path).name
        database = top.name == "courses" and name.partition("-")[0].endswith(_DATABASES)
        if not database and not name.endswith(".tmp"):
            yield path, content


def _left_out(path: str) -> None:
    print(f"left out, because it is too large: {ascii(path)[:200]}", flush=True)


def _copy_database(source: Path, target: Path) -> None:
    """A copy of a SQLite database at one moment, also while others write."""
    target.unlink(missing_ok=True)
    # not read-only: after a kill the database finishes or takes back what was half written
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True, timeout=60)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)
