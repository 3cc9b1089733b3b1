"""nbgrader as it is delivered, with its own settings and steps: ``python -m grading.bench.plain COURSE TRAINEE …``.

Nothing of ``grading`` is imported. One submission after another, a kernel for each, as ``nbgrader autograde`` does it;
the start of the program is not counted.
"""

from __future__ import annotations

import json
import resource
import sys
import time

#: On a busy machine a kernel sometimes dies at its start; only the run that succeeds is counted.
_ATTEMPTS = 3


def main(course: str, trainees: list[str]) -> None:
    """Grade; prints seconds and CPU-seconds of each submission, with those of its kernel."""
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    config = Config()
    config.CourseDirectory.root = course
    config.CourseDirectory.course_id = "migration-development"
    config.Execute.timeout = 60
    interface = NbGraderAPI(coursedir=CourseDirectory(config=config), config=config)
    module = interface.get_source_assignments().pop()
    figures = []
    for trainee in trainees:
        for _attempt in range(_ATTEMPTS):
            began, cpu = time.perf_counter(), _cpu()
            result = interface.autograde(module, trainee, force=True, create=True)
            if result["success"]:
                break
        else:
            sys.exit(result.get("log", "") + result.get("error", ""))
        figures.append((time.perf_counter() - began, _cpu() - cpu))
    print(json.dumps(figures))


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
