"""The trainees of `make bench-classroom` can do everything in our classroom. Two of them; no figure is looked at."""

from __future__ import annotations

from contextlib import suppress

from course.classroom.running import owned, read_record
from tests.bench.classroom.__main__ import OURS, play
from tests.bench.classroom.table import for_the_docs, ratio
from tests.bench.classroom.trainee import MODULE
from tests.course.classroom.room import Classroom


def test_two_trainees_of_the_bench_do_everything(classroom: Classroom) -> None:
    with suppress(AssertionError):  # another test may have released it
        classroom.nbgrader("release_assignment", MODULE)
    mark = read_record(classroom.place).mark
    found = play("ours", (classroom.url, OURS, lambda: owned(mark)), 2)
    assert not found.problems and found.done == 2
    assert {step: len(seconds) for step, seconds in found.seconds.items()} == dict.fromkeys(
        ("page", "in", "run", "submit"), 2
    )
    assert found.peak >= found.settled.pss > found.settled.uss > 0 and found.processor > 0
    assert "memory 1.00" in ratio(found, found) and "| 2 | ours | 2 |" in for_the_docs([found], "here")[-1]
