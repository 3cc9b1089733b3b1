"""``python -m grading.report``: marks, statistics and exports of a class, as one page and as files."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from grading.private_files import private_files
from grading.release import BUILD


@private_files()
def main(arguments: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m grading.report", description=__doc__)
    parser.add_argument("--course", type=Path, default=BUILD / "nbgrader", help="nbgrader's course folder")
    parser.add_argument(
        "--out", type=Path, default=BUILD / "report", help="folder of the files (default: build/report)"
    )
    parser.add_argument("--module", action="append", default=[], help="only this module (may be given again)")
    parser.add_argument("--db", help="address of the gradebook, when it is not that of the course folder")
    parser.add_argument(
        "--pseudonyms", action="store_true", help="other names for people; no files for Moodle and Canvas"
    )
    parser.add_argument(
        "--second", type=Path, help="marks of a second person: the filled-in CSV file, or that person's course folder"
    )
    parser.add_argument(
        "--double-mark",
        type=int,
        metavar="N",
        help="only write second_rater.csv: N texts of each kind for a second person",
    )
    options = parser.parse_args(arguments)
    if options.double_mark is not None and options.double_mark < 1:
        parser.error("--double-mark needs a number of texts, for example 5")

    from grading.report import raters
    from grading.report.build import build
    from grading.report.place import NoGradebook, gradebook_of
    from grading.report.second_sheet import write_sheet

    started = time.monotonic()
    try:
        url = options.db or gradebook_of(options.course)
        if options.double_mark:
            path = options.out / "second_rater.csv"
            count = write_sheet(options.course, url, path, options.double_mark, options.module)
            print(f"{count} texts: {path}\nGive the file to a second person, who fills in the column points. Then:")
            print(f"  make report ARGS='--second {path}'")
            return 0
        files = build(
            options.course,
            url,
            options.out,
            modules=options.module,
            second=options.second,
            hidden=options.pseudonyms,
        )
    except (raters.RatersError, NoGradebook, OSError, UnicodeDecodeError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 1
    print(f"Report: {options.out / 'report.html'} ({time.monotonic() - started:.1f} s)")
    print("Also: " + ", ".join(name for name in files if name != "report.html"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
