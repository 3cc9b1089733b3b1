"""Bring a submission's files into the folder where it is graded, repaired; the submission itself is not changed."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

from grading.doctor import archive
from grading.doctor.files import content, copy_files, is_file, walk
from grading.doctor.records import read_answers, read_country_file
from grading.doctor.repairs import Repair
from grading.doctor.text import Unusable
from grading.release import RECORDS


def stage_files(folder: Path, target: Path, ignored: Callable[[str], bool], submitter: str = "") -> list[Repair]:
    """Copy what a submission holds beside its notebooks.

    Args:
        folder: The submission.
        target: Where the copies go.
        ignored: True for a path that nbgrader leaves out.
        submitter: Id of the trainee who handed it in.

    Returns:
        What was left out, found or repaired.
    """
    target.mkdir(parents=True, exist_ok=True)
    notes = copy_files(folder, target, ignored)
    notes += lift_records(folder, target)
    for name, read in (("answers.json", lambda path: read_answers(path, submitter)),
                       ("country_file.json", read_country_file)):  # fmt: skip
        place = target / name
        if place.is_file() and not place.is_symlink():
            record = read(place)
            notes += record.repairs
            if record.data is not None:
                mode = stat.S_IMODE(place.lstat().st_mode)
                place.unlink()
                place.write_bytes(record.data)
                place.chmod(mode)
    return notes


def lift_records(folder: Path, target: Path) -> list[Repair]:
    """Records that stand in a folder below or in an archive are taken when there are none at the top."""
    missing = [name for name in RECORDS if not (target / name).exists() and not _is_there(folder / name)]
    if len(missing) < len(RECORDS):
        return []
    notes = _lift(folder, target, missing)
    if notes:
        return notes
    for packed in [path for path, about in walk(folder) if is_file(about) and archive.is_archive(path)][:3]:
        with tempfile.TemporaryDirectory(prefix="doctor-") as place:
            archive.unpack(packed, Path(place), 100_000_000)
            notes += _lift(Path(place), target, missing)
    return notes


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _lift(folder: Path, target: Path, names: list[str]) -> list[Repair]:
    notes = []
    for path, about in walk(folder):
        if path.name in names and is_file(about) and not (target / path.name).exists():
            try:
                data = content(path, 1_000_000)
            except (Unusable, FileNotFoundError):
                continue
            (target / path.name).write_bytes(data)
            notes.append(Repair("record_below", path.relative_to(folder).as_posix()))
    return notes
