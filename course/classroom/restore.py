"""``restore``: brings back what a backup holds, all of it or nothing."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from course.classroom import backup_files, postgresql
from course.classroom.backup import ABOUT, DUMP, FOLDERS, FORM, LIST, SETTINGS
from course.classroom.place import Place
from course.classroom.running import read_record
from course.classroom.settings import Settings
from course.command.console import Stop

_SAME = "Nothing was changed."


def restore(place: Place, settings: Settings, file: Path) -> int:
    """Bring back what a backup holds. Nothing is changed before the whole file is read and every print is right.

    What was there is kept in ``before-restore-<time>``.

    Returns:
        The exit code.

    Raises:
        Stop: the file cannot be used, or the classroom runs; everything is as it was.
    """
    record = read_record(place)
    if record and record.process():
        raise Stop("the classroom runs.", "End it first: make classroom ARGS=down")
    begun = time.monotonic()
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.folder, prefix=".restore-") as folder:
        fresh = Path(folder)
        listed = _unpack(file, fresh, settings)
        if settings.variant == "system_users" and os.geteuid() == 0:
            missing = backup_files.give_back(fresh / "homes")
            if missing:
                print(f"No account on this machine yet: {', '.join(missing)}. Their work is here.", flush=True)
        aside = place.folder / time.strftime("before-restore-%Y%m%d-%H%M%S")
        with _swapped(place, fresh, aside):
            if settings.database:
                postgresql.load(settings.database, fresh / DUMP, aside / DUMP)
    print(f"restored: {len(listed)} files from {file} ({time.monotonic() - begun:.0f} s)", flush=True)
    if aside.exists():
        print(f"What was here before is in {aside}.", flush=True)
    return 0


def _unpack(file: Path, into: Path, settings: Settings) -> dict[str, str]:
    """Read a backup into an empty folder, and compare every print."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            first = archive.next()
            content = archive.extractfile(first) if first is not None and first.name == ABOUT else None
            if content is None:
                raise Stop(f"{file} is no backup of a classroom. {_SAME}")
            _check(file, json.loads(content.read()), settings)
            backup_files.unpack(archive, into)
        listed = json.loads((into / LIST).read_text(encoding="utf-8"))
        if not isinstance(listed, dict):
            raise ValueError(f"{LIST} is odd")
        (into / ABOUT).unlink()
        (into / LIST).unlink()
    except FileNotFoundError as problem:
        reason = "it is cut off" if Path(problem.filename or "").name == LIST else "there is no such file"
        raise Stop(f"{file} cannot be used: {reason}. {_SAME}") from None
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Stop(f"there is not enough room in {into.parent} for what is in {file}. {_SAME}") from None
        raise Stop(f"{file} cannot be read: {problem.strerror or problem}. {_SAME}") from None
    except (tarfile.TarError, EOFError, ValueError) as problem:
        raise Stop(f"{file} is no backup of a classroom, or it is damaged: {problem}. {_SAME}") from None
    found = {path.relative_to(into).as_posix(): path for path in into.rglob("*") if path.is_file()}
    wrong = [
        name for name in listed.keys() | found.keys() if name not in found or _print(found[name]) != listed.get(name)
    ]
    if wrong:
        raise Stop(f"{file} is damaged: {min(wrong)} is not what was backed up. {_SAME}")
    return listed


def _check(file: Path, about: object, settings: Settings) -> None:
    if not isinstance(about, dict) or about.get("form") != FORM:
        raise Stop(f"{file} was made by another version of the course. {_SAME}")
    if about.get("postgresql") != bool(settings.database):
        kinds = ("PostgreSQL", "SQLite") if about.get("postgresql") else ("SQLite", "PostgreSQL")
        raise Stop(f"this backup is of a classroom with {kinds[0]}; these settings say {kinds[1]}. {_SAME}")


def _print(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def _swapped(place: Place, fresh: Path, aside: Path) -> Iterator[None]:
    """Put the restored folders and files in place; what was there goes aside. What goes wrong takes all of it back."""
    done: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.move(source, target)
        done.append((source, target))

    try:
        for part in [PurePosixPath(name) for name in (*FOLDERS, SETTINGS, "state")]:
            now, new = place.folder / part, fresh / part
            if part.name == SETTINGS and now.exists():  # those of this machine stay
                continue
            if part.name in FOLDERS:
                new.mkdir(mode=0o700, exist_ok=True)
            if not new.exists():
                continue
            if now.exists():
                move(now, aside / part)
            move(new, now)
            if now.is_dir():
                now.chmod(0o700)
        yield
    except BaseException as problem:
        for source, target in reversed(done):
            shutil.move(target, source)
        shutil.rmtree(aside, ignore_errors=True)  # at most a copy of the database, which is as it was
        if isinstance(problem, OSError):
            raise Stop(f"the files could not be put in place: {problem.strerror or problem}. {_SAME}") from None
        raise
