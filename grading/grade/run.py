"""Grade what was submitted: which submissions, by which workers, in which order the results are written."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from course.i18n import _
from grading.grade import cluster, pool
from grading.grade.course_copy import CourseCopy, copy_of
from grading.grade.lock import only_one
from grading.grade.verdict import Task, Verdict
from grading.grade.writer import Writer
from grading.nbgrader_config import course_config

Report = Callable[[Verdict, int, int], None]


class UnknownQuestion(ValueError):
    """A question that no module has."""


@dataclass(frozen=True)
class Choice:
    """What to grade and how.

    Attributes:
        assignments: Modules; all that were submitted by default.
        trainees: Trainees; all by default.
        questions: Ids of graded cells: only their marks and outputs are renewed where all were graded before.
        force: Grade again what is up to date.
        workers: Processes on this machine; one per processor by default.
        scheduler: Address of a ``dask.distributed`` scheduler whose workers share the course folder, or "".
        mode: ``hardened`` or ``compatible``.
        unsafe: Run although nothing on the machine can keep a submission in.
        settings: Settings of nbgrader on top of the course's, as ``{"CourseDirectory": {"groupshared": True}}``.
    """

    assignments: Collection[str] = ()
    trainees: Collection[str] = ()
    questions: Collection[str] = ()
    force: bool = False
    workers: int = 0
    scheduler: str = ""
    mode: str = "hardened"
    unsafe: bool = False
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def run(course: Path, choice: Choice, report: Report = lambda verdict, done, total: None) -> list[Verdict]:
    """Grade the chosen submissions that are new, changed or forced.

    Args:
        course: The course folder.
        choice: What and how.
        report: Called after each submission with its verdict and the count.

    Returns:
        The verdicts, in the order in which they came.
    """
    verdicts = []
    for verdict, total in stream(course, choice):
        verdicts.append(verdict)
        report(verdict, len(verdicts), total)
    return verdicts


def stream(course: Path, choice: Choice) -> Iterator[tuple[Verdict, int]]:
    """The same one by one, each with the number of submissions in all; nothing is kept in memory.

    Args:
        course: The course folder.
        choice: What and how.

    Raises:
        Busy: Another run is grading in this folder.
        UnknownQuestion: A question of ``choice`` is in none of the chosen modules.
    """
    course = course.resolve()
    config = course_config(course)
    config.merge(Config(choice.settings))
    directory = CourseDirectory(config=config)
    with only_one(course):
        _sweep(directory)
        tasks = _tasks(directory, choice)
        copies, missing = _copies(directory, {task.assignment for task in tasks})
        _check_questions(choice, copies)
        named = {task for task in tasks if task.trainee.isprintable()}
        known = [task for task in tasks if task in named and task.assignment in copies]
        with Writer(directory, config) as writer:
            for task in tasks:
                if task not in named:  # nbgrader's later steps would stop at it
                    problem = _("{name} is no name for a trainee: rename the folder").format(name=ascii(task.trainee))
                    yield Verdict(task, problem=problem), len(tasks)
                elif task.assignment in missing:
                    yield (
                        Verdict(task, problem=_("{assignment} was never released").format(assignment=task.assignment)),
                        len(tasks),
                    )
            for verdict in _graded(known, copies, choice):
                yield writer.write(verdict), len(tasks)


def _sweep(directory: CourseDirectory) -> None:
    """Remove what a run that was killed has left."""
    for folder in Path(directory.root, directory.autograded_directory).glob("*/.*.partial"):
        shutil.rmtree(folder, ignore_errors=True)


def _tasks(directory: CourseDirectory, choice: Choice) -> list[Task]:
    """The submissions to grade, module by module."""
    tasks = []
    settings = json.dumps(choice.settings, sort_keys=True)
    excluded = directory.student_id_exclude.split(",")
    for folder in sorted(Path(directory.root, directory.submitted_directory).glob("*/*")):
        trainee, assignment = folder.parent.name, folder.name
        if not folder.is_dir() or folder.is_symlink() or folder.name.startswith(".") or trainee in excluded:
            continue
        if (choice.assignments and assignment not in choice.assignments) or (
            choice.trainees and trainee not in choice.trainees
        ):
            continue
        graded = Path(directory.format_path(directory.autograded_directory, trainee, assignment))
        # a run that was killed may still be writing for a moment: never into the same folder
        staging = graded.parent / f".{assignment}.{os.getpid()}.partial"
        fresh = graded.exists() and not _newer(directory, folder, graded)
        if choice.force or choice.questions or not fresh:
            only = tuple(choice.questions) if fresh else ()
            tasks.append(Task(str(directory.root), assignment, trainee, str(staging), only, settings))
    return sorted(tasks, key=lambda task: (task.assignment, task.trainee))


def _newer(directory: CourseDirectory, submitted: Path, graded: Path) -> bool:
    """nbgrader's rule: the submission has a later time stamp than the one that was graded."""
    try:
        new, old = (directory.get_existing_timestamp(str(folder)) for folder in (submitted, graded))
    except (ValueError, OverflowError, OSError):
        return True  # no time can be read: the writer says so
    return new is not None and old is not None and new > old


def _copies(directory: CourseDirectory, assignments: set[str]) -> tuple[dict[str, CourseCopy], set[str]]:
    found, missing = {}, set()
    with Gradebook(directory.db_url, directory.course_id) as gradebook:
        for assignment in sorted(assignments):
            try:
                found[assignment] = copy_of(gradebook, assignment)
            except MissingEntry:
                missing.add(assignment)
    return found, missing


def _check_questions(choice: Choice, copies: dict[str, CourseCopy]) -> None:
    known = {name for copy in copies.values() for notebook in copy.notebooks.values() for name in notebook.graded_cells}
    unknown = sorted(set(choice.questions) - known)
    if unknown:
        raise UnknownQuestion(f"No chosen module has a graded cell {', '.join(unknown)}.")


def _graded(tasks: list[Task], copies: dict[str, CourseCopy], choice: Choice) -> Iterator[Verdict]:
    if choice.scheduler:
        return cluster.grade_all(tasks, copies, choice.scheduler, choice.mode, choice.unsafe)
    count = choice.workers or os.cpu_count() or 1
    return pool.grade_all(tasks, copies, count, choice.mode, choice.unsafe)
