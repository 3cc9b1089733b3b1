"""``python -m grading.result``: the course result of everybody, as CSV files and as one page for each trainee."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from grading.gain import GainError, read_first
from grading.private_files import private_files
from grading.release import BUILD
from grading.report.tables import Table, write_csv
from grading.result.course_units import ELECTIVES, Course, course_units
from grading.result.gather import ResultError, read_attendance, standings
from grading.result.page import page
from grading.result.standing import Standing


def write(found: Sequence[Standing], course: Course, to: Path) -> list[Path]:
    """Write ``result.csv``, ``parts.csv`` and ``pages/<trainee>.html``; returns the files, tables first."""
    (to / "pages").mkdir(parents=True, exist_ok=True)
    modules = [unit for unit in course.units if unit.kind != "test"]
    heads = [
        "trainee",
        "course_points",
        "waiting",
        "open",
        "capstone_percent",
        "sessions_percent",
        "verdict",
        "certificate",
    ]
    rows = []
    for one in found:
        capstone = next((rule.have * 100 for rule in one.rules if rule.id == "capstone"), None)
        lines = {line.unit.name: line for line in one.lines}
        of_modules = [None if lines[unit.name].state in ("missing", "unused", "ungraded") else lines[unit.name].points
                      for unit in modules]  # fmt: skip
        sessions = None if one.attended is None else one.attended * 100
        about = [one.trainee, one.earned, one.waiting, one.open, capstone, sessions, one.verdict, one.certificate]
        rows.append([*about, *of_modules])
    parts = [
        [one.trainee, line.unit.name, line.unit.kind, line.state, line.points, line.unit.most, line.late,
         line.weight, line.earned, line.waiting, line.open]
        for one in found for line in one.lines
    ]  # fmt: skip
    of_parts = ["trainee", "part", "kind", "state", "points", "of", "late", "weight", "earned", "waiting", "open"]
    made = []
    for table in (Table("result", [*heads, *(unit.name for unit in modules)], rows), Table("parts", of_parts, parts)):
        made.append(to / f"{table.name}.csv")
        write_csv(table, made[-1])
    for one in found:
        path = to / "pages" / f"{one.trainee}.html"
        path.write_text(page(one), encoding="utf-8")
        made.append(path)
    return made


@private_files()
def main(arguments: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m grading.result", description=__doc__)
    parser.add_argument("--course", type=Path, default=BUILD / "nbgrader", help="nbgrader's course folder")
    parser.add_argument("--to", type=Path, default=BUILD / "result", help="folder of the files (default: build/result)")
    parser.add_argument("--first", type=Path, help="CSV file trainee,first: which form of the test everybody sat first")
    parser.add_argument("--sessions", type=Path, help="CSV file trainee,attended,held: live sessions (blended courses)")
    parser.add_argument("--electives", type=int, default=ELECTIVES, help="how many electives count")
    parser.add_argument("--leave-out", action="append", default=[], help="a module that your course does not teach")
    parser.add_argument("--without-reviews", action="store_true", help="the capstone counts without the two reviews")
    parser.add_argument("--quiet", action="store_true", help="say nothing but mistakes")
    options = parser.parse_args(arguments)
    from grading.nbgrader_config import course_config

    try:
        course = course_units(
            electives=max(options.electives, 0), peer=not options.without_reviews, leave_out=options.leave_out
        )
        url = course_config(options.course).CourseDirectory.db_url
        if url.startswith("sqlite:") and not Path(url.removeprefix("sqlite:///").partition("?")[0]).is_file():
            raise ResultError(f"there is no gradebook in {options.course}: collect and grade first")
        first = None if options.first is None else read_first(options.first)
        attended = None if options.sessions is None else read_attendance(options.sessions)
        found = standings(options.course, url, course, first=first, attended=attended)
        files = write(found, course, options.to)
    except (ResultError, GainError, ValueError, OSError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    if options.quiet:
        return 0
    count = {verdict: sum(one.verdict == verdict for one in found) for verdict in ("passed", "waits", "not_yet")}
    print(
        f"{len(found)} trainees: {count['passed']} passed, {count['waits']} wait for marks, {count['not_yet']} not yet"
    )
    print(f"Tables: {files[0]}, {files[1]}\nA page for each trainee: {options.to / 'pages'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
