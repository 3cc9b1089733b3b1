"""Grade what was submitted: which submissions, by which workers, in which order the results are written."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from grading.grade.course_copy import CourseCopy, copy_of
from grading.grade.verdict import Task, Verdict
from grading.grade.work import grade
from grading.grade.writer import Writer
from grading.nbgrader_config import course_config

Report = Callable[[Verdict, int, int], None]


@dataclass(frozen=True)
class Choice:
    """What to grade and how.

    Attributes:
        assignments: Modules; all that were submitted by default.
        trainees: Trainees; all by default.
        questions: Ids of graded cells whose marks are written; all by default.
        force: Grade again what is up to date.
        workers: Processes on this machine; one per processor by default.
        scheduler: Address of a ``dask.distributed`` scheduler whose workers share the course folder, or "".
        mode: ``hardened`` or ``compatible``.
        unsafe: Run although nothing on the machine can keep a submission in.
    """

    assignments: Collection[str] = ()
    trainees: Collection[str] = ()
    questions: Collection[str] = ()
    force: bool = False
    workers: int = 0
    scheduler: str = ""
    mode: str = "hardened"
    unsafe: bool = False


def run(course: Path, choice: Choice, report: Report = lambda verdict, done, total: None) -> list[Verdict]:
    """Grade the chosen submissions that are new, changed or forced.

    Args:
        course: The course folder.
        choice: What and how.
        report: Called after each submission with its verdict and the count.

    Returns:
        The verdicts, in the order in which they came.
    """
    config = course_config(course)
    directory = CourseDirectory(config=config)
    tasks = _tasks(directory, choice)
    copies, missing = _copies(directory, {task.assignment for task in tasks})
    verdicts = [
        Verdict(task, problem=f"{task.assignment} was never released") for task in tasks if task.assignment in missing
    ]
    jobs = [(task, copies[task.assignment], choice.mode, choice.unsafe) for task in tasks if task.assignment in copies]
    with Writer(directory, config, choice.questions) as writer:
        for verdict in _graded(jobs, choice):
            writer.write(verdict)
            verdicts.append(verdict)
            report(verdict, len(verdicts), len(tasks))
    return verdicts


def _tasks(directory: CourseDirectory, choice: Choice) -> list[Task]:
    """The submissions to grade, module by module; leftovers of a stopped run are removed."""
    tasks = []
    for folder in sorted(Path(directory.root, directory.submitted_directory).glob("*/*")):
        trainee, assignment = folder.parent.name, folder.name
        if not folder.is_dir() or folder.is_symlink() or folder.name.startswith("."):
            continue
        if (choice.assignments and assignment not in choice.assignments) or (
            choice.trainees and trainee not in choice.trainees
        ):
            continue
        graded = Path(directory.format_path(directory.autograded_directory, trainee, assignment))
        staging = graded.parent / f".{assignment}.partial"
        shutil.rmtree(staging, ignore_errors=True)
        if choice.force or choice.questions or not graded.exists() or _newer(directory, folder, graded):
            tasks.append(Task(str(directory.root), assignment, trainee, str(staging)))
    return sorted(tasks, key=lambda task: (task.assignment, task.trainee))


def _newer(directory: CourseDirectory, submitted: Path, graded: Path) -> bool:
    """nbgrader's rule: the submission has a later time stamp than the one that was graded."""
    new, old = (directory.get_existing_timestamp(str(folder)) for folder in (submitted, graded))
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


def _graded(jobs: list[tuple], choice: Choice) -> Iterator[Verdict]:
    if choice.scheduler:
        yield from _on_cluster(jobs, choice.scheduler)
        return
    count = min(choice.workers or os.cpu_count() or 1, len(jobs))
    if count <= 1:
        yield from (grade(*job) for job in jobs)
        return
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        yield from pool.imap_unordered(_apply, jobs, chunksize=1)


def _apply(job: tuple) -> Verdict:
    return grade(*job)


def _on_cluster(jobs: list[tuple], scheduler: str) -> Iterator[Verdict]:
    """The same function on the workers of a cluster; a worker that dies has its submission tried twice more."""
    from distributed import Client, as_completed

    with Client(scheduler) as client:
        futures = client.map(_apply, jobs, pure=False, retries=2)
        for _future, verdict in as_completed(futures, with_results=True):
            yield verdict
