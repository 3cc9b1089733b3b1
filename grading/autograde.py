"""Autograde many submissions with nbgrader in a few processes.

Each process keeps nbgrader loaded and takes one submission after another, so that its slow start is paid once. The work
itself is nbgrader's own ``autograde``.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbgrader.apps import NbGraderAPI


@dataclass(frozen=True)
class Graded:
    """What came of one submission.

    Attributes:
        module: Name of the module folder.
        trainee: The trainee's id.
        seconds: Wall-clock time.
        problem: nbgrader's log when it failed, else ``""``.
    """

    module: str
    trainee: str
    seconds: float
    problem: str = ""


def submissions(course: Path) -> list[tuple[str, str]]:
    """Every submission in a course folder as (module, trainee), modules first."""
    folders = sorted((course / "submitted").glob("*/*/"))
    return sorted((folder.name, folder.parent.name) for folder in folders)


def autograde(
    course: Path, wanted: Iterable[tuple[str, str]] | None = None, processes: int | None = None
) -> list[Graded]:
    """Autograde submissions and return what came of each, in the order given.

    Args:
        course: The course folder.
        wanted: (module, trainee) pairs; every submission by default.
        processes: How many at once; by default one per processor, at most 4. SQLite lets them wait for each other.
    """
    tasks = [(str(course.resolve()), *pair) for pair in (submissions(course) if wanted is None else wanted)]
    count = min(processes or min(os.cpu_count() or 1, 4), len(tasks))
    if count <= 1:
        return [_one(*task) for task in tasks]
    with multiprocessing.get_context("spawn").Pool(count) as pool:
        return pool.starmap(_one, tasks, chunksize=1)


def _one(course: str, module: str, trainee: str) -> Graded:
    started = time.monotonic()
    result = interface(course).autograde(module, trainee, force=True, create=True)
    problem = "" if result["success"] else result.get("log", "") + result.get("error", "")
    return Graded(module, trainee, time.monotonic() - started, problem)


@cache
def interface(course: str) -> NbGraderAPI:
    """nbgrader's Python interface for a course folder, quiet: results carry their logs."""
    import logging

    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    from grading.nbgrader_config import course_config

    logging.getLogger("traitlets").propagate = False
    config = course_config(course)
    return NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
