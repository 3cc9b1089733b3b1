"""Look at whatever a trainer names: a class, a person, one submission, one notebook, or an archive of these."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.utils import is_ignored, parse_utc

from grading.doctor import archive
from grading.doctor.files import content, is_file, odd_entries, walk
from grading.doctor.load import NAME, NothingToGrade, load_submission
from grading.doctor.notebook import read_notebook
from grading.doctor.records import read_answers, read_country_file
from grading.doctor.repairs import Repair
from grading.doctor.stage import stage_files
from grading.doctor.text import Unusable
from grading.nbgrader_config import IGNORED
from grading.release import RECORDS
from grading.release_notebook import released_notebook


@dataclass
class Report:
    """What was found about one submission.

    Attributes:
        trainee: Who handed it in, or "" where a single file was named.
        module: Name of the module folder.
        folder: Where it is.
        notes: What was found and repaired, in the order in which it matters.
        problem: Why it cannot be graded, or "".
        answers: The recorded answers as one text, to compare submissions; ``named`` is whose name they bear.
    """

    trainee: str
    module: str
    folder: Path
    notes: list[Repair] = field(default_factory=list)
    problem: str = ""
    answers: str = ""
    named: str | None = None


@contextmanager
def opened(place: Path) -> Iterator[tuple[Path, list[Repair]]]:
    """A folder to look at: the one that was named, or what is in an archive, unpacked beside nothing of value."""
    if place.is_dir() or not archive.is_archive(place):
        yield place, []
        return
    with tempfile.TemporaryDirectory(prefix="doctor-") as folder:
        notes = archive.unpack(place, Path(folder))
        yield Path(folder), notes


def submissions(place: Path) -> list[tuple[str, str, Path]]:
    """(trainee, module, folder) of every submission below a folder.

    A submission is a folder that holds a notebook, a record or an archive; its own folder is the module's, the one
    above it the trainee's.
    """
    if not place.is_dir():
        return [("", place.parent.name, place)]
    if _holds_work(place):
        return [(place.parent.name, place.name, place)]
    found = []
    for upper in sorted(path for path in place.iterdir() if path.is_dir() and not path.is_symlink()):
        if _holds_work(upper):
            found.append((place.name, upper.name, upper))
            continue
        lower = sorted(path for path in upper.iterdir() if path.is_dir() and not path.name.startswith("."))
        found += [(upper.name, path.name, path) for path in lower]
    return found


def _holds_work(folder: Path) -> bool:
    names = [path.name for path in folder.iterdir()]
    return any(name in RECORDS or name.endswith(".ipynb") or archive.is_archive(Path(name)) for name in names)


def examine(trainee: str, module: str, folder: Path, course: Path | None) -> Report:
    """Look at one submission; never raises for what is wrong with it, and changes nothing."""
    report = Report(trainee, module, folder)
    try:
        _examine(report, course)
    except Exception as error:  # one submission never stops the others
        report.problem = f"{type(error).__name__}: {error}"
    report.notes = list(dict.fromkeys(report.notes))
    return report


def _examine(report: Report, course: Path | None) -> None:
    folder = report.folder
    if folder.is_symlink():
        report.notes.append(Repair("link", folder.name))
        report.problem = "the submission is a link"
        return
    if not folder.is_dir():
        try:
            report.notes += [Repair(kind, folder.name) for kind in read_notebook(content(folder))[1]]
        except (Unusable, FileNotFoundError) as problem:
            kind = getattr(problem, "kind", "closed")
            report.notes.append(Repair(kind, folder.name))
            report.problem = "nothing can be made of this file"
        return
    report.notes += [one for one in odd_entries(folder) if not is_ignored(str(folder / one.file), IGNORED)]
    release = _release(course, folder, report.module)
    try:
        report.notes += load_submission(folder, NAME, release).repairs
    except NothingToGrade as problem:
        report.problem = str(problem)
    record = read_answers(folder / "answers.json", report.trainee)
    report.answers, report.named = record.answers, record.trainee
    report.notes += record.repairs + read_country_file(folder / "country_file.json").repairs + _time(folder)
    for path, about in walk(folder):
        if is_file(about) and archive.is_archive(path):
            with tempfile.TemporaryDirectory(prefix="doctor-") as place:
                report.notes += archive.unpack(path, Path(place), 100_000_000)


def _release(course: Path | None, folder: Path, module: str) -> nbformat.NotebookNode | None:
    if course is None:
        return None
    return released_notebook(course / "submitted" / "anyone" / module, module, NAME)


def _time(folder: Path) -> list[Repair]:
    path = folder / "timestamp.txt"
    try:
        text = content(path, 1_000).decode("utf-8").strip()
        if text:
            parse_utc(text)
    except FileNotFoundError:
        return []
    except Unusable as problem:
        return [Repair(problem.kind, path.name)]
    except (ValueError, OverflowError):
        return [Repair("time", path.name)]
    return []


def compare(reports: list[Report]) -> None:
    """Note the same answers under the same name in two submissions of one module."""
    groups: dict[tuple[str, str, str], list[Report]] = defaultdict(list)
    for report in reports:
        if report.answers and report.named:
            groups[report.module, report.named, report.answers].append(report)
    for group in groups.values():
        for report in group if len({one.trainee for one in group}) > 1 else []:
            others = ", ".join(sorted({one.trainee for one in group} - {report.trainee}))
            report.notes.append(Repair("same_answers", "answers.json", others))


def write_repaired(reports: list[Report], target: Path, course: Path | None) -> None:
    """Write repaired copies of submissions in nbgrader's layout, ``<target>/<trainee>/<module>``.

    Raises:
        FileExistsError: ``target`` is there and not empty.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty")
    for report in reports:
        if report.problem or not report.folder.is_dir():
            continue
        place = target / (report.trainee or "unknown") / report.module
        place.parent.mkdir(parents=True, exist_ok=True)
        stage_files(report.folder, place, lambda path: is_ignored(path, IGNORED), report.trainee)
        nb = load_submission(report.folder, NAME, _release(course, report.folder, report.module)).notebook
        nb.metadata.get("course", {}).pop("repairs", None)
        (place / f"{NAME}.ipynb").write_text(nbformat.writes(nb) + "\n", encoding="utf-8")
        stamp = report.folder / "timestamp.txt"
        if not _time(report.folder) and stamp.is_file() and not stamp.is_symlink():
            shutil.copyfile(stamp, place / stamp.name)


def is_odd_target(path: Path) -> bool:
    """True for a thing that is neither folder nor file, or is not there."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return True
    return not (stat.S_ISDIR(mode) or stat.S_ISREG(mode))
