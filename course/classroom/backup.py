"""``backup`` and ``restore``: databases, submissions, course folders and everybody's work in one file.

A backup is taken while the class works. The databases are copied first, each at one moment, and the files after them: a
file of the exchange is never changed, and it is there before a row names it. So every row of a backup finds its files.
A backup holds hashes of passwords and the classroom's secrets; only its owner can read it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path, PurePosixPath
from typing import IO

from course.classroom import backup_files, postgresql
from course.classroom.place import Place
from course.classroom.running import read_record
from course.classroom.settings import Settings
from course.command.console import Stop

LIST = "backup.json"  # the last entry: without it the file is cut off
DUMP = "postgresql.dump"
FORM = 1
#: Folders of a classroom that a backup holds, and files in ``state``. Sockets, logs and what runs stay out.
FOLDERS = ("homes", "courses", "exchange", "release")
STATE = ("secrets.json",)
SETTINGS = "classroom.toml"
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
    """
    if not place.state.is_dir():
        raise Stop(f"there is no classroom in {place.folder}.")
    begun = time.monotonic()
    target = file or place.folder / "backups" / time.strftime("classroom-%Y%m%d-%H%M%S.tar.gz")
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
    except OSError as problem:
        raise Stop(f"the backup could not be written: {problem.strerror}. No older backup was touched.") from None
    finally:
        Path(name).unlink(missing_ok=True)
    size = target.stat().st_size / 1e6
    print(f"backup: {count} files, {size:.1f} MB, {time.monotonic() - begun:.0f} s -> {target}", flush=True)
    return 0


def restore(place: Place, settings: Settings, file: Path) -> int:
    """Bring back what a backup holds. Nothing is changed before the whole file is read and every print is right.

    What was there is kept in ``before-restore-<time>``.

    Returns:
        The exit code.
    """
    record = read_record(place)
    if record and record.process():
        raise Stop("the classroom runs.", "End it first: make classroom ARGS=down")
    begun = time.monotonic()
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.folder, prefix=".restore-") as folder:
        fresh = Path(folder)
        listed = _unpack(file, fresh)
        if (fresh / DUMP).exists() != bool(settings.database):
            kinds = ("PostgreSQL", "SQLite") if (fresh / DUMP).exists() else ("SQLite", "PostgreSQL")
            raise Stop(f"this backup is of a classroom with {kinds[0]}; these settings say {kinds[1]}.")
        aside = place.folder / time.strftime("before-restore-%Y%m%d-%H%M%S")
        if settings.database:
            postgresql.load(settings.database, fresh / DUMP, aside / DUMP)
        if settings.variant == "system_users" and os.geteuid() == 0:
            backup_files.give_back(fresh / "homes")
        _swap(place, fresh, aside)
    print(f"restored: {len(listed)} files from {file} ({time.monotonic() - begun:.0f} s)", flush=True)
    if aside.exists():
        print(f"What was here before is in {aside}.", flush=True)
    return 0


def keep_newest(place: Place, count: int) -> list[Path]:
    """Remove the oldest nightly backups until ``count`` are left; the removed ones."""
    old = sorted((place.folder / "backups").glob("classroom-*.tar.gz"))[: -count or None]
    for file in old:
        file.unlink(missing_ok=True)
    return old


def _write(place: Place, settings: Settings, stream: io.BufferedIOBase) -> int:
    prints: dict[str, str] = {}
    with (
        tarfile.open(fileobj=stream, mode="w:gz", compresslevel=5) as archive,
        tempfile.TemporaryDirectory(dir=place.state, prefix=".backup-") as folder,
    ):

        def add(name: str, content: IO[bytes]) -> None:
            status = os.fstat(content.fileno())
            member = tarfile.TarInfo(name)
            member.size, member.mode = status.st_size, status.st_mode & 0o777
            member.mtime = int(status.st_mtime)
            counting = _Counting(content, member.size)
            archive.addfile(member, counting)
            prints[name] = counting.print

        def add_file(name: str, source: Path) -> None:
            with suppress(FileNotFoundError), source.open("rb") as content:
                add(name, content)

        copy = Path(folder) / "copy"
        if settings.database:
            postgresql.dump(settings.database, copy)
            add_file(DUMP, copy)
        for source in [*sorted(place.state.glob("*.sqlite")), *sorted(place.courses.rglob("*.db"))]:
            _copy_database(source, copy)
            add_file(source.relative_to(place.folder).as_posix(), copy)
        for name in STATE:
            add_file(f"state/{name}", place.state / name)
        for top in FOLDERS:
            for name, content in _files(place.folder / top):
                add(f"{top}/{name}", content)
        add_file(SETTINGS, place.folder / SETTINGS)
        text = json.dumps({"form": FORM, "taken": time.strftime("%Y-%m-%dT%H:%M:%S%z"), "files": prints}).encode()
        member = tarfile.TarInfo(LIST)
        member.size, member.mode = len(text), 0o600
        archive.addfile(member, io.BytesIO(text))
    return len(prints)


class _Counting:
    """A file that gives exactly ``size`` bytes, also when somebody is changing it, and its print."""

    def __init__(self, file: IO[bytes], size: int) -> None:
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


def _files(top: Path) -> Iterator[tuple[str, IO[bytes]]]:
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
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def _unpack(file: Path, into: Path) -> dict[str, str]:
    """Read a backup into an empty folder, and compare every print."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            backup_files.unpack(archive, into)
        listed = json.loads((into / LIST).read_text(encoding="utf-8"))
        (into / LIST).unlink()
    except FileNotFoundError as problem:
        reason = "it is cut off" if Path(problem.filename or "").name == LIST else "there is no such file"
        raise Stop(f"{file} cannot be used: {reason}. Nothing was changed.") from None
    except (tarfile.TarError, OSError, EOFError, ValueError) as problem:
        raise Stop(f"{file} is no backup, or it is damaged: {problem}. Nothing was changed.") from None
    if not isinstance(listed, dict) or listed.get("form") != FORM:
        raise Stop(f"{file} was made by another version of the course. Nothing was changed.")
    wanted = listed["files"]
    found = {path.relative_to(into).as_posix(): path for path in into.rglob("*") if path.is_file()}
    wrong = [
        name for name in wanted.keys() | found.keys() if name not in found or _print(found[name]) != wanted.get(name)
    ]
    if wrong:
        raise Stop(f"{file} is damaged: {min(wrong)} is not what was backed up. Nothing was changed.")
    return wanted


def _print(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _swap(place: Place, fresh: Path, aside: Path) -> None:
    """Put the restored folders and files in place; what was there goes aside, so that nothing is lost."""
    if (place.folder / SETTINGS).exists():  # those of this machine stay
        (fresh / SETTINGS).unlink(missing_ok=True)
    moves = [PurePosixPath(name) for name in (*FOLDERS, SETTINGS, "state")]
    for part in moves:
        now, new = place.folder / part, fresh / part
        if not new.exists():
            if part.name not in FOLDERS:
                continue
            new.mkdir(mode=0o700)
        if now.exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            shutil.move(now, aside / part)
        shutil.move(new, now)
        if now.is_dir():
            now.chmod(0o700)
