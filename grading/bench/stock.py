"""Grade with nbgrader as it is delivered: its own step “execute” starts a kernel for each notebook."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook
from traitlets.config import Config

from grading.nbgrader_config import course_config


def stock_config(course: Path) -> Config:
    """The settings of the course, with nbgrader's own steps after the sanitising ones."""
    from nbgrader.converters import Autograde

    config = course_config(course)
    config.Autograde.autograde_preprocessors = Autograde.autograde_preprocessors.default()
    # several kernels at once would wait for the file of the history
    config.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:"]
    return config


def grade_stock(course: Path, wanted: Iterable[tuple[str, str]], processes: int = 2, **more: Any) -> list[str]:
    """Grade submissions.

    Args:
        course: The course folder.
        wanted: (module, trainee) pairs.
        processes: How many at once.
        more: Settings on top, as ``{"LateSubmissionPlugin": {"penalty_method": "zero"}}``.

    Returns:
        For each submission nbgrader's log when it failed, else "".
    """
    wanted = list(wanted)
    with Gradebook(course_config(course).CourseDirectory.db_url) as book:
        for trainee in {trainee for _module, trainee in wanted}:  # two of nbgrader's runs at once may not both add one
            book.update_or_create_student(trainee)
    tasks = [(str(course.resolve()), module, trainee, repr(more), more) for module, trainee in wanted]
    if processes == 1:
        return [_one(*task) for task in tasks]
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return pool.starmap(_one, tasks, chunksize=1)


def timed(course: Path, wanted: Iterable[tuple[str, str]]) -> tuple[list[str], float]:
    """The same in this process, one after another, with the seconds it took."""
    began = time.perf_counter()
    return grade_stock(course, wanted, 1), time.perf_counter() - began


def _one(course: str, module: str, trainee: str, key: str, more: dict[str, Any]) -> str:
    result = _interface(course, key, _Unhashed(more)).autograde(module, trainee, force=True, create=True)
    return "" if result["success"] else result.get("log", "") + result.get("error", "")


class _Unhashed(dict):
    """Settings that are told apart by their text."""

    def __hash__(self) -> int:  # type: ignore[override]
        return 0

    def __eq__(self, other: object) -> bool:
        return True


@cache
def _interface(course: str, key: str, more: _Unhashed) -> Any:
    import logging

    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory

    logging.getLogger("traitlets").propagate = False
    config = stock_config(Path(course))
    config.merge(Config(more))
    return NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
