"""``make grade``: grade what was submitted, fast and in a sandbox.

Usage: ``python -m grading.grade [MODULE …] [--trainee ID] [--question ID] [--force] …``. Stop it with Ctrl-C
and start it again: what is graded stays graded, and it goes on with the rest.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from grading.execution.process import CannotRun
from grading.grade.run import Choice, run
from grading.grade.verdict import Verdict
from grading.nbgrader_config import PROJECT
from grading.sandbox import NoSandbox, probe


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
        questions=tuple(f"{name}-mark" for name in options.question),
        force=options.force,
        workers=options.workers,
        scheduler=options.scheduler,
        mode=options.mode,
        unsafe=options.unsafe,
    )
    print(f"Sandbox: {probe()}." + (" UNSAFE: submissions can do all that you can do." if options.unsafe else ""))
    started = time.monotonic()
    try:
        verdicts = run(course, choice, _progress)
    except (NoSandbox, CannotRun) as problem:
        print(f"\n{problem}")
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What is graded stays graded; start again to go on with the rest.")
        return 130
    return _summary(verdicts, time.monotonic() - started)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make grade", description="Grade what was submitted, in a sandbox.")
    add = parser.add_argument
    add("modules", nargs="*", metavar="MODULE", help="module folders, for example m10_remittances; all by default")
    add("--course", type=Path, default=PROJECT / "build" / "nbgrader", help="nbgrader's course folder")
    add("--trainee", action="append", default=[], metavar="ID", help="only this trainee; can be repeated")
    add("--question", action="append", default=[], metavar="ID", help="write only the marks of this question")
    add("--force", action="store_true", help="grade again what is up to date")
    add("--workers", type=int, default=0, help="processes on this machine; one per processor by default")
    add("--scheduler", default="", metavar="ADDRESS", help="use the workers of a dask.distributed cluster")
    add("--mode", choices=["hardened", "compatible"], default="hardened", help="compatible: bit for bit as nbgrader")
    add("--unsafe", action="store_true", help="run submissions although nothing here can keep them in")
    return parser


def _progress(verdict: Verdict, done: int, total: int) -> None:
    task = verdict.task
    end = "\r" if sys.stdout.isatty() and not (verdict.problem or verdict.notes) else "\n"
    print(f"{done:5} of {total}  {task.assignment}  {task.trainee:24} {verdict.seconds:5.2f} s", end=end, flush=True)
    for note in verdict.notes:
        print(f"      note: {note}")
    if verdict.problem:
        print(f"      NOT GRADED: {verdict.problem}")


def _summary(verdicts: list[Verdict], seconds: float) -> int:
    failed = [verdict for verdict in verdicts if verdict.problem]
    waiting = sum(
        cell.graded and cell.score is None
        for verdict in verdicts
        for cells in verdict.notebooks.values()
        for cell in cells
    )
    if not verdicts:
        print("Nothing new to grade. To grade again: --force")
    else:
        rate = len(verdicts) / seconds if seconds else 0
        print(f"\n{len(verdicts) - len(failed)} graded, {len(failed)} not, in {seconds:.1f} s ({rate:.1f} per second).")
        print(f"{waiting} answers wait for a person's mark." if waiting else "No answer waits for a person's mark.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
