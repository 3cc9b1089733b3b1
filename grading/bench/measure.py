"""Measure one way of grading, each in a program of its own: seconds, CPU-seconds, memory of the largest process."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

FLOOR = "floor: exec in a warm fork"
_PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Figure:
    """What was measured.

    Attributes:
        name: The way of grading.
        count: Number of submissions.
        seconds: Wall-clock time of all.
        cpu: CPU-seconds of all, every process that took part.
        memory_mb: Resident memory of the largest process, or 0 if it was not measured.
    """

    name: str
    count: int
    seconds: float
    cpu: float
    memory_mb: float = 0.0

    @property
    def rate(self) -> float:
        """Submissions per second."""
        return self.count / self.seconds

    @property
    def each(self) -> float:
        """CPU-seconds for each submission."""
        return self.cpu / self.count

    def without(self, start: Figure) -> Figure:
        """The same without what a shorter run took."""
        count, seconds, cpu = self.count - start.count, self.seconds - start.seconds, self.cpu - start.cpu
        return Figure(self.name, count, max(seconds, 1e-3), cpu, self.memory_mb)


def median(figures: list[Figure]) -> Figure:
    """Rounds of the same measurement as one figure."""
    seconds, cpu = (statistics.median(values) for values in zip(*((f.seconds, f.cpu) for f in figures), strict=True))
    return Figure(figures[0].name, figures[0].count, seconds, cpu, max(f.memory_mb for f in figures))


def stock(course: Path, count: int) -> Figure:
    """Stock nbgrader, one submission after another as it always does; neither its start nor its first one counts."""
    names = hand_in(course, count + 1)
    with tempfile.TemporaryDirectory() as home:
        # kernels write the history of their cells there
        out, _seconds, _cpu, memory = program(["grading.bench.plain", str(course), *names], {"IPYTHONDIR": home})
    figures = json.loads(out.splitlines()[-1])[1:]
    return Figure("stock nbgrader", count, *map(sum, zip(*figures, strict=True)), memory)


def ours(course: Path, count: int, sandbox: bool = True) -> Figure:
    """``make grade`` with one worker per processor, from its start to its end."""
    hand_in(course, count)
    name = "grading.grade" if sandbox else "grading.bench.unsandboxed"
    _out, seconds, cpu, memory = program([name, "--course", str(course)])
    return Figure(f"ours, {'in the sandbox' if sandbox else 'no sandbox'}", count, seconds, cpu, memory)


def floor(course: Path, count: int) -> Figure:
    """Plain ``exec`` in a warm fork, of what ``ours`` has just graded; one process, its start does not count."""
    graded = sorted((course / "autograded").glob("*/*"))[:count]
    environment = {"NBGRADER_EXECUTION": "autograde", "OPENBLAS_NUM_THREADS": "1"}
    out, _seconds, _cpu, memory = program(["grading.bench.floor", *map(str, graded)], environment)
    figures = json.loads(out.splitlines()[-1])
    return Figure(FLOOR, len(figures), *map(sum, zip(*figures, strict=True)), memory)


def hand_in(course: Path, count: int) -> list[str]:
    """Let the first ``count`` submissions be there, none of them graded; returns the trainees."""
    submitted, waiting = course / "submitted", course / "waiting"
    shutil.rmtree(course / "autograded", ignore_errors=True)
    submitted.mkdir(exist_ok=True)
    waiting.mkdir(exist_ok=True)
    for folder in list(submitted.iterdir()):
        folder.rename(waiting / folder.name)
    names = sorted(folder.name for folder in waiting.iterdir())[:count]
    for name in names:
        (waiting / name).rename(submitted / name)
    return names


def program(arguments: list[str], environment: dict[str, str] | None = None) -> tuple[str, float, float, float]:
    """Run a module; what it printed, seconds, CPU-seconds and largest memory in MB, with all that it started."""
    paths = os.pathsep.join(filter(None, [str(_PROJECT), os.environ.get("PYTHONPATH", "")]))
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdout=out,
            stderr=err,
            env={**os.environ, "PYTHONPATH": paths, **(environment or {})},
        )
        try:
            _pid, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        except BaseException:
            process.kill()
            process.wait()
            raise
        seconds = time.perf_counter() - began
        out.seek(0)
        err.seek(0)
        said = out.read()
        if process.returncode:
            raise RuntimeError(f"{arguments[0]}: {(said + err.read())[-2000:]}")
    return said, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
