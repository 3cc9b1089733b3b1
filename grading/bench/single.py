"""How long stock nbgrader takes for one submission: the baseline for every faster way of execution."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from grading.autograde import autograde
from grading.demo.classroom import Classroom
from grading.demo.personas import load

MODULE = "m10_remittances"


def autograde_seconds(copies: int = 4) -> float:
    """Median wall-clock seconds per submission of a fully answered M10, one after another.

    The start of the ``nbgrader`` program (2 to 3 s, paid once for any number of submissions) is not counted.

    Args:
        copies: How many equal submissions to grade; one more warms up and is not counted.

    Raises:
        RuntimeError: When a submission could not be graded.
    """
    person = next(person for person in load() if person.id == "amina")
    person = replace(person, work=tuple(work for work in person.work if work.module == MODULE))
    with tempfile.TemporaryDirectory() as folder:
        classroom = Classroom(Path(folder))
        classroom.hand_out([MODULE])
        classroom.answer([person], processes=1)
        for number in range(copies + 1):
            target = classroom.course / "submitted" / f"copy{number}" / MODULE
            shutil.copytree(classroom.home(person, person.work[0]), target)
        graded = autograde(classroom.course, processes=1)
    failed = [one.problem for one in graded if one.problem]
    if failed:
        raise RuntimeError(failed[0])
    return median(one.seconds for one in graded[1:])


if __name__ == "__main__":
    print(f"{autograde_seconds():.2f} s per submission")
