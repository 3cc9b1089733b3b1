"""``python -m grading.demo``: the whole loop with a class of twelve, in ``build/demo``."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from grading.demo import reviews
from grading.demo.classroom import Classroom
from grading.demo.personas import Persona, load
from grading.demo.report import differences, table
from grading.marks import write_csv
from grading.peer_review.plans import CAPSTONE
from grading.release import BUILD
from grading.result.__main__ import main as result


@contextmanager
def _step(text: str) -> Iterator[None]:
    started = time.monotonic()
    print(f"{text} …", end=" ", flush=True)
    yield
    print(f"{time.monotonic() - started:.1f} s", flush=True)


def run(personas: list[Persona], folder: Path) -> list[str]:
    """Play the whole loop and return the differences between marks and what the answers deserve.

    Args:
        personas: The class.
        folder: Made anew.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    classroom = Classroom(folder)
    modules = sorted({work.module for persona in personas for work in persona.work})
    with _step(f"Release {', '.join(modules)}"):
        classroom.hand_out(modules)
    with _step(f"{len(personas)} trainees answer"):
        replies = classroom.answer(personas)
    with _step(f"Submit and collect {len(replies)} submissions"):
        for persona in personas:
            for work in persona.work:
                classroom.submit(persona, work)
        classroom.collect(modules)
    with _step("Grade, in a sandbox"):
        graded = classroom.grade()
    failed = [f"{one.task.trainee} {one.task.assignment}: not graded: {one.problem}" for one in graded if one.problem]
    with _step("A simulated trainer marks some texts"):
        classroom.mark_by_hand(personas)
    with _step("Feedback and export"):
        classroom.give_feedback(modules)
        marks = classroom.marks()
        write_csv(marks, folder / "grades.csv")
    if (
        CAPSTONE in modules
        and len({persona.id for persona in personas for work in persona.work if work.module == CAPSTONE}) > 2
    ):
        with _step("Two reviews of each plan, and back to the authors"):
            failed += reviews.play(classroom, personas)
    with _step("The course result"):
        failed += result(["--course", str(classroom.course), "--to", str(folder / "result"), "--quiet"]) * ["no result"]
    for persona in personas:
        print(f"\n{persona.id}: {persona.who}", end="")
    print()
    for module in modules:
        print(f"\n{table(personas, marks, module)}")
    print("\n* points of the simulated trainer; “waits”: the text waits for a trainer")
    print(f"Marks: {folder / 'grades.csv'}\nFeedback: {classroom.course / 'feedback'}")
    print(f"Where everybody stands: {folder / 'result' / 'pages'}")
    return failed + differences(personas, marks)


def main(arguments: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m grading.demo", description=__doc__)
    parser.add_argument("--to", type=Path, default=BUILD / "demo", help="folder to make (default: build/demo)")
    parser.add_argument("--only", action="append", help="only this persona (may be given again)")
    parser.add_argument("--module", action="append", help="only this module, m10_remittances (may be given again)")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    personas = [
        persona for persona in load(modules=options.module or ()) if not options.only or persona.id in options.only
    ]
    if not personas:
        parser.error("nobody of the demonstration class is left: see grading/demo/personas")
    wrong = run(personas, options.to)
    if wrong:
        print("\nMarks that are not what the answers deserve:", *wrong, sep="\n  ", file=sys.stderr)
        return 1
    print(f"Every mark is exactly what its answer deserves. {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
