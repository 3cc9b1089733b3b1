"""Put releases into nbgrader's exchange, where trainees submit: ``python -m grading.hand_out``.

The same as ``nbgrader release_assignment`` for every released module; what did not change stays as it is.
"""

from __future__ import annotations

import argparse
import filecmp
import sys
from pathlib import Path

from grading.nbgrader_config import COURSE_ID, PROJECT, course_config


def hand_out(course: Path, exchange: Path) -> list[str]:
    """Release the modules of a course folder to trainees.

    Args:
        course: the course folder, with ``release/<module>``.
        exchange: nbgrader's exchange folder; made if it is missing.

    Returns:
        The modules that were put in, without those that were there already.
    """
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import ExchangeReleaseAssignment

    exchange.mkdir(parents=True, exist_ok=True)
    exchange.chmod(0o777)  # nbgrader refuses an exchange that others cannot write to
    put_in = []
    for folder in sorted((course / "release").glob("*/")):
        there = exchange / COURSE_ID / "outbound" / folder.name
        names = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
        _same, differ, missing = filecmp.cmpfiles(folder, there, names, shallow=False)
        if not differ and not missing:
            continue
        config = course_config(course, exchange)
        config.CourseDirectory.assignment_id = folder.name
        config.ExchangeReleaseAssignment.force = True
        ExchangeReleaseAssignment(
            coursedir=CourseDirectory(config=config), authenticator=Authenticator(config=config), config=config
        ).start()
        put_in.append(folder.name)
    return put_in


def main(arguments: list[str] | None = None) -> int:
    """Hand out the releases of the project's own course folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--course", type=Path, default=PROJECT / "build" / "nbgrader")
    parser.add_argument("--exchange", type=Path, default=PROJECT / "build" / "exchange")
    options = parser.parse_args(arguments)
    for module in hand_out(options.course, options.exchange):
        print(f"{module}: trainees can submit it", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
