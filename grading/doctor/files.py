"""The files of a submission, looked at without following a link or opening anything that is no file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from course import safe_file
from grading.doctor.repairs import Repair
from grading.doctor.text import Unusable
from grading.release import RECORDS

MOST_NOTEBOOK_BYTES = 20_000_000
MOST_FILE_BYTES = 5_000_000
MOST_BYTES = 20_000_000
MOST_FILES = 300
_MOST_DEEP = 5
#: Files that a browser runs: Formgrader would serve them beside the trainer's session.
ACTIVE = (".html", ".htm", ".xhtml", ".shtml", ".svg", ".svgz", ".xml", ".xsl", ".js", ".mjs", ".mht", ".swf")


def walk(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Everything below a folder with what ``lstat`` says, sorted, links not followed, at most ``MOST_FILES`` × 2."""
    waiting = [(folder, 0)]
    count = 0
    while waiting:
        place, depth = waiting.pop()
        try:
            paths = sorted(place.iterdir())[: MOST_FILES * 2]
        except OSError:
            continue
        for path in paths:
            try:
                about = path.lstat()
            except OSError:
                continue
            count += 1
            if count > MOST_FILES * 2:
                return
            yield path, about
            if stat.S_ISDIR(about.st_mode) and depth < _MOST_DEEP:
                waiting.append((path, depth + 1))


def is_file(about: os.stat_result) -> bool:
    """True for an ordinary file."""
    return stat.S_ISREG(about.st_mode)


def content(path: Path, most: int = MOST_NOTEBOOK_BYTES) -> bytes:
    """What is in an ordinary file.

    Raises:
        Unusable: It is a link, no ordinary file, too large, or cannot be read.
        FileNotFoundError: It is not there.
    """
    try:
        data = safe_file.read_bytes(path, most)
    except safe_file.Unreadable as problem:
        raise Unusable({"broken": "closed"}.get(problem.reason, problem.reason)) from None
    if data is None:
        raise FileNotFoundError(path)
    return data


def copy_files(folder: Path, target: Path, ignored: Callable[[str], bool]) -> list[Repair]:
    """Copy a submission's ordinary files that are no notebooks, within limits.

    Args:
        folder: The submission; it is not changed.
        target: Where the copies go; made when needed.
        ignored: True for a path that nbgrader leaves out.

    Returns:
        What was not copied and why.
    """
    notes: list[Repair] = []
    left, count = MOST_BYTES, 0
    skipped: set[Path] = set()
    for path, about in walk(folder):
        name = path.relative_to(folder).as_posix()
        if ignored(str(path)) or not skipped.isdisjoint(path.parents):
            skipped.add(path)
            continue
        if stat.S_ISDIR(about.st_mode) or path.name.endswith(".ipynb"):
            if stat.S_ISDIR(about.st_mode) and path.name.endswith(".ipynb"):
                skipped.add(path)  # the graded notebook needs this name
            continue
        reason = _refused(path, about, left)
        if reason:
            notes.append(Repair(reason, name))
            continue
        if count >= MOST_FILES:
            notes.append(Repair("many", name))
            break
        try:
            data = content(path, MOST_FILE_BYTES)
        except (Unusable, FileNotFoundError) as problem:
            notes.append(Repair(getattr(problem, "kind", "closed"), name))
            continue
        left, count = left - len(data), count + 1
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        copy.write_bytes(data)
        copy.chmod(stat.S_IMODE(about.st_mode) & 0o777)
    return notes


def _refused(path: Path, about: os.stat_result, left: int) -> str:
    """The kind of problem for which a file is not copied, or ""."""
    if stat.S_ISLNK(about.st_mode) or is_second_name(path, about):
        return "link"
    if not is_file(about):
        return "odd"
    if path.suffix.lower() in ACTIVE:
        return "active"
    return "large" if about.st_size > min(MOST_FILE_BYTES, left) else ""


def is_second_name(path: Path, about: os.stat_result) -> bool:
    """True for a data file that has another name elsewhere (a hard link): it may be anybody's.

    nbgrader collects copies, which have one name. Records stay: of a backup made of hard links they must count.
    """
    return stat.S_ISREG(about.st_mode) and about.st_nlink > 1 and path.name not in RECORDS and path.suffix != ".ipynb"


def odd_entries(folder: Path) -> list[Repair]:
    """Links, devices, pipes, folders named like notebooks, files that are too large or that a browser runs."""
    notes = []
    for path, about in walk(folder):
        name = path.relative_to(folder).as_posix()
        notebook = path.name.lower().endswith(".ipynb")
        if stat.S_ISDIR(about.st_mode):
            notes += [Repair("odd", name)] if notebook else []
            continue
        reason = _refused(path, about, MOST_NOTEBOOK_BYTES)
        if reason and not (notebook and reason == "large" and about.st_size <= MOST_NOTEBOOK_BYTES):
            notes.append(Repair(reason, name))
    return notes
