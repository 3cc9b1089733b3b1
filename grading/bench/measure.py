"""Measure one way of grading: submissions per second, CPU-seconds for each, memory of the largest process."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from grading.bench.stock import grade_stock
from grading.demo.classroom import Classroom
from grading.demo.personas import load
from grading.grade import pool
from grading.grade.run import Choice, stream

MODULE = "m10_remittances"


@dataclass(frozen=True)
class Figure:
    """What was measured.

    Attributes:
        name: The way of grading.
        count: Number of submissions.
        rate: Submissions per second, start included.
        cpu: CPU-seconds for each submission, all processes together.
        memory_mb: Resident memory of the largest process.
    """

    name: str
    count: int
    rate: float
    cpu: float
    memory_mb: float = 0.0


def make_class(folder: Path, count: int) -> Path:
    """A course folder with ``count`` equal submissions of M10, fully answered in the forms."""
    person = next(person for person in load() if person.id == "amina")
    person = replace(person, work=tuple(work for work in person.work if work.module == MODULE))
    classroom = Classroom(folder)
    classroom.hand_out([MODULE])
    classroom.answer([person], processes=1)
    for number in range(count):
        target = classroom.course / "submitted" / f"copy{number:05}" / MODULE
        shutil.copytree(classroom.home(person, person.work[0]), target)
    return classroom.course


def stock(course: Path, count: int) -> Figure:
    """Stock nbgrader: one submission after another, as it always does; its start is not counted."""
    wanted = [(course_module(course), name) for name in _trainees(course)[: count + 1]]
    grade_stock(course, wanted[:1], 1)
    began, cpu = time.perf_counter(), _cpu()
    problems = [problem for problem in grade_stock(course, wanted[1:], 1) if problem]
    seconds, used = time.perf_counter() - began, _cpu() - cpu
    if problems:
        raise RuntimeError(problems[0])
    _clear(course)
    return Figure("stock nbgrader", count, count / seconds, used / count)


def ours(course: Path, count: int, unsafe: bool = False) -> Figure:
    """Our own grading with one worker per processor; its start is counted."""
    _clear(course)
    names = _trainees(course)[:count]
    began, cpu = time.perf_counter(), time.process_time()
    used = 0.0
    with _without_sandbox() if unsafe else _nothing(), _memory() as largest:
        for verdict, _total in stream(course, Choice(trainees=set(names), unsafe=unsafe)):
            if verdict.problem:
                raise RuntimeError(verdict.problem)
            used += verdict.cpu_seconds
    seconds = time.perf_counter() - began
    used += time.process_time() - cpu
    name = "ours without the sandbox" if unsafe else "ours, sandboxed"
    return Figure(name, count, count / seconds, used / count, largest[0] / 2**20)


def floor(course: Path, count: int) -> Figure:
    """Plain ``exec`` in a warm fork, of what ``ours`` has sanitised."""
    _clear(course)
    names = _trainees(course)[:count]
    list(stream(course, Choice(trainees=set(names))))
    folders = [str(course / "autograded" / name / course_module(course)) for name in names]
    command = [sys.executable, "-m", "grading.bench.floor", *folders]
    environment = {**os.environ, "NBGRADER_EXECUTION": "autograde", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    figures = json.loads(done.stdout.splitlines()[-1])
    rate = len(figures) / sum(seconds for _cpu, seconds in figures)
    return Figure("floor: plain exec in a warm fork, one process", count, rate, sum(cpu for cpu, _ in figures) / count)


def course_module(course: Path) -> str:
    """The one module of the course folder."""
    return next((course / "release").iterdir()).name


def _trainees(course: Path) -> list[str]:
    return sorted(path.name for path in (course / "submitted").iterdir())


def _clear(course: Path) -> None:
    shutil.rmtree(course / "autograded", ignore_errors=True)


def _cpu() -> float:
    """CPU-seconds of this process and of all children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _without_sandbox() -> Iterator[None]:
    """Let the workers that start now find no layer on this machine."""
    served, pool._serve = pool._serve, _serve_without_sandbox
    try:
        yield
    finally:
        pool._serve = served


def _serve_without_sandbox(connection: Connection, mode: str, unsafe: bool) -> None:
    from grading import sandbox

    sandbox.probe = lambda: sandbox.Layers(False, 0, False)
    pool._serve(connection, mode, unsafe)  # here, in the new process, it is the real one


@contextmanager
def _memory() -> Iterator[list[float]]:
    """The largest resident memory of one process of the family, looked at ten times a second."""
    largest, ended = [0.0], threading.Event()

    def watch() -> None:
        me = psutil.Process()
        while not ended.wait(0.1):
            for process in [me, *me.children(recursive=True)]:
                try:
                    largest[0] = max(largest[0], process.memory_info().rss)
                except psutil.Error:
                    continue

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield largest
    finally:
        ended.set()
        thread.join()
