"""The process of a job: ``python -m grading.classroom.job KIND --module MODULE``. It prints its progress as JSON.

Started by :mod:`grading.classroom.jobs` in the environment of the service. What is done stays done when it is stopped,
and starting it again goes on with the rest.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator

from course.i18n import _
from grading import lazy_formats  # noqa: F401 - before nbgrader is imported
from grading.classroom.jobs import KINDS

#: Pages of the classroom come first on a small machine.
_NICE = 5


def tell(**news: object) -> None:
    """One line: ``done``, ``total``, ``now``, ``problem``, ``end``."""
    print(json.dumps(news), flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Do the work; 0 when it was done, 1 when not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--module", default="")
    parser.add_argument("--force", action="store_true", help="also what is up to date")
    parser.add_argument("--hide-names", action="store_true", help="a report without names")
    options = parser.parse_args(arguments)
    os.umask(0o077)
    os.nice(_NICE)
    try:
        return _run(options)
    except KeyboardInterrupt:
        tell(end="stopped", now=_("Stopped. What is done stays done; start again to go on with the rest."))
        return 1


def _run(options: argparse.Namespace) -> int:
    from course.classroom.exchange.client.connection import Problem
    from grading.classroom import work
    from grading.classroom.room import Room

    do: Callable[[Room, work.Wanted], Iterator[work.Step]] = getattr(work, options.kind)
    wanted = work.Wanted(options.module, options.force, options.hide_names)
    tell(now=_("Getting ready …"))
    last = ""
    try:
        for step in do(Room.from_environment(), wanted):
            news: dict[str, object] = {"done": step.done, "total": step.total, "now": step.now}
            if step.problem:
                news["problem"] = step.problem
            tell(**news)
            last = step.now
    except (work.CannotDo, Problem) as problem:
        tell(end="failed", now=str(problem))
        return 1
    except Exception as error:
        first = str(error).splitlines()[0][:300] if str(error) else ""
        reason = f"{type(error).__name__}: {first}"
        tell(end="failed", now=_("This went wrong: {reason}").format(reason=reason))
        raise
    tell(end="done", now=last)
    return 0


if __name__ == "__main__":
    sys.exit(main())
