"""``make doctor ARGS=SUBMISSIONS``: what is wrong with submissions, and what grading makes of it.

Usage: ``python -m grading.doctor SUBMISSIONS [--course FOLDER] [--to FOLDER] [--notes FILE]``. SUBMISSIONS is a folder
such as ``build/nbgrader/submitted``, one trainee's or one submission's folder, one notebook, or a zip or tar archive of
these. Nothing in it is changed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from grading.doctor.examine import Report, compare, examine, is_odd_target, opened, submissions, write_repaired
from grading.doctor.repairs import shown
from grading.nbgrader_config import PROJECT
from grading.report.tables import Table, write_csv

_HEADS = ("module", "trainee", "graded", "what was found")


def main(arguments: list[str]) -> int:
    """Print the table. 0 when all can be graded, 1 when some cannot, 2 for wrong words."""
    options = _parser().parse_args(arguments)
    place = options.submissions
    if is_odd_target(place):
        print(f"There is no folder or file {place}.")
        return 2
    course = options.course.resolve() if (options.course / "release").is_dir() else None
    with opened(place.resolve()) as (folder, notes):
        for note in notes:
            print(f"Note: {note.for_trainer()}")
        reports = [examine(*one, course) for one in submissions(folder)]
        compare(reports)
        print_table(reports)
        if options.to:
            try:
                write_repaired(reports, options.to, course)
            except FileExistsError as problem:
                print(f"{problem}: name an empty folder.")
                return 2
            print(f"Repaired copies are in {options.to}. The submissions are as they were.")
    if options.notes:
        write_notes(reports, options.notes)
    return 1 if any(report.problem for report in reports) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make doctor", description="Find and repair broken submissions.")
    add = parser.add_argument
    submitted = PROJECT / "build" / "nbgrader" / "submitted"
    words = "folder, notebook or archive; the course's submitted folder by default"
    add("submissions", nargs="?", type=Path, default=submitted, metavar="SUBMISSIONS", help=words)
    add(
        "--course", type=Path, default=PROJECT / "build" / "nbgrader", help="nbgrader's course folder, for the releases"
    )
    add("--to", type=Path, metavar="FOLDER", help="write repaired copies into an empty folder")
    add("--notes", type=Path, metavar="FILE", help="write the table as a CSV file, too")
    return parser


def print_table(reports: list[Report]) -> None:
    """One line per thing that was found, and a sum."""
    odd = [report for report in reports if report.notes or report.problem]
    for report in odd:
        print(f"{shown(report.module)}  {shown(report.trainee) or '–'}")
        for note in report.notes:
            print(f"    {note.for_trainer()}")
        if report.problem:
            print(f"    CANNOT BE GRADED: {shown(report.problem)}")
    failed = sum(bool(report.problem) for report in reports)
    print(f"{len(reports)} looked at: {len(reports) - len(odd)} sound, {len(odd) - failed} with notes, {failed} cannot "
          "be graded.")  # fmt: skip


def write_notes(reports: list[Report], path: Path) -> None:
    """The table as a CSV file."""
    rows = []
    for report in reports:
        words = [note.for_trainer() for note in report.notes] + [report.problem] * bool(report.problem)
        gradable = "no" if report.problem else "yes"
        rows += [(report.module, report.trainee, gradable, text) for text in words or ["sound"]]
    write_csv(Table("doctor", _HEADS, rows), path)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
