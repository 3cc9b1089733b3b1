"""``make grade``: grade what was submitted, fast and in a sandbox.

Usage: ``python -m grading.grade [MODULE …] [--trainee ID] [--question ID] [--force] …``. Stop it with Ctrl-C
and start it again: what is graded stays graded, and it goes on with the rest.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path

gc.disable()  # while libraries are loaded, nothing is garbage

from sqlalchemy.exc import OperationalError  # noqa: E402

from grading.execution.process import CannotRun  # noqa: E402
from grading.grade.cluster import NoCluster  # noqa: E402
from grading.grade.lock import Busy  # noqa: E402
from grading.grade.run import Choice, UnknownQuestion, stream  # noqa: E402
from grading.grade.verdict import Verdict  # noqa: E402
from grading.nbgrader_config import PROJECT  # noqa: E402
from grading.sandbox import NoSandbox, probe  # noqa: E402

gc.freeze()
gc.enable()


def main(arguments: list[str]) -> int:
    """Grade and print what came of it. 0 when every submission was graded, 1 when some were not, 2 for wrong words."""
    options = _parser().parse_args(arguments)
    course = options.course.resolve()
    if not (course / "nbgrader_config.py").is_file():
        print(f"{course} is no course folder: it has no nbgrader_config.py. Name one: --course FOLDER")
        return 2
    choice = Choice(
        assignments=tuple(options.modules),
        trainees=tuple(options.trainee),
        questions=tuple(options.question),
        force=options.force,
        workers=options.workers,
        scheduler=options.scheduler,
        mode=options.mode,
        unsafe=options.unsafe,
    )
    if not options.scheduler:
        print(f"Sandbox: {probe()}.")
    if options.unsafe:
        print("UNSAFE: where no sandbox works, submissions can do all that you can do.")
    count = _Count()
    try:
        for verdict, total in stream(course, choice):
            count.add(verdict, total)
    except (NoSandbox, CannotRun, Busy, NoCluster, UnknownQuestion) as problem:
        print(f"\n{problem}")
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What is graded stays graded; start again to go on with the rest.")
        return 130
    except OperationalError as problem:
        print(f"\nThe gradebook cannot be used: {str(problem.orig).splitlines()[0]}")
        return 1
    return count.summary()


class _Count:
    """Shows each verdict and counts; keeps none."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._done = self._failed = self._waiting = 0

    def add(self, verdict: Verdict, total: int) -> None:
        """Show one verdict."""
        self._done += 1
        self._failed += bool(verdict.problem)
        self._waiting += sum(
            cell.graded and cell.score is None for cells in verdict.notebooks.values() for cell in cells
        )
        task = verdict.task
        left = (time.monotonic() - self._started) / self._done * (total - self._done)
        line = f"{self._done:5} of {total}  {task.assignment}  {task.trainee:24} {verdict.seconds:5.2f} s"
        end = "\r" if sys.stdout.isatty() and not (verdict.problem or verdict.notes) else "\n"
        print(f"{line}  {left:4.0f} s left", end=end, flush=True)
        for note in verdict.notes:
            print(f"      note: {note}")
        if verdict.problem:
            print(f"      NOT GRADED: {verdict.problem}")

    def summary(self) -> int:
        """Say what came of all; returns the exit code."""
        if not self._done:
            print("Nothing new to grade. To grade again: --force")
            return 0
        seconds = time.monotonic() - self._started
        graded = self._done - self._failed
        rate = f"{self._done / seconds:.1f} per second"
        print(f"\n{graded} graded, {self._failed} not, in {seconds:.1f} s ({rate}).")
        waiting = self._waiting
        print(f"{waiting} answers wait for a person's mark." if waiting else "No answer waits for a person's mark.")
        return 1 if self._failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make grade", description="Grade what was submitted, in a sandbox.")
    add = parser.add_argument
    add("modules", nargs="*", metavar="MODULE", help="module folders, for example m10_remittances; all by default")
    add("--course", type=Path, default=PROJECT / "build" / "nbgrader", help="nbgrader's course folder")
    add("--trainee", action="append", default=[], metavar="ID", help="only this trainee; can be repeated")
    add(
        "--question",
        action="append",
        default=[],
        metavar="ID",
        help="renew this graded cell only, as m10-e1a-mark; can be repeated",
    )
    add("--force", action="store_true", help="grade again what is up to date")
    add("--workers", type=int, default=0, help="processes on this machine; one per processor by default")
    add("--scheduler", default="", metavar="ADDRESS", help="use the workers of a dask.distributed cluster")
    add("--mode", choices=["hardened", "compatible"], default="hardened", help="compatible: bit for bit as nbgrader")
    add("--unsafe", action="store_true", help="run submissions although nothing here can keep them in")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
