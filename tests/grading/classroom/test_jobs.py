"""A job runs beside the pages: it is seen, stopped, found again after a restart, and named when it died."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grading.classroom.jobs import Busy, Job, Jobs
from grading.classroom.jobs_page import in_words

_PROGRAM = """
import json, sys, time
def tell(**news): print(json.dumps(news), flush=True)
kind, _option, module, *more = sys.argv[1:]
try:
    for number in range(1, 4):
        tell(done=number, total=3, now=f"{module} {number}", **({"problem": "ben: broken"} if number == 2 else {}))
    print("a library says something")
    while kind == "grade":
        time.sleep(0.05)
    if kind == "report":
        raise MemoryError("none left")
    tell(end="done", now="3 done.")
except KeyboardInterrupt:
    tell(end="stopped", now="Stopped.")
"""


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM)
    made = Jobs(tmp_path, tmp_path, (sys.executable, str(program)))
    yield made
    if made._process and made._process.poll() is None:
        made._process.kill()


def _wait(jobs: Jobs, good: Callable[[Job], bool]) -> Job:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        job = jobs.now()
        assert job is not None
        if good(job):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def test_a_job_tells_how_far_it_is_and_how_it_ended(jobs: Jobs) -> None:
    assert jobs.now() is None
    jobs.start("collect", "m00_orientation", "tess")
    job = _wait(jobs, lambda job: not job.alive)
    assert (job.state, job.done, job.total, job.now) == ("done", 3, 3, "3 done.")
    assert job.problems == ("ben: broken",) and job.by == "tess"
    assert in_words(job)["title"] == "Collecting M00 is done" and not in_words(job)["again"]
    jobs.close(job.id)
    assert jobs.now() is None


def test_one_at_a_time_and_a_restart_finds_it_again(jobs: Jobs, tmp_path: Path) -> None:
    started = jobs.start("grade", "m00_orientation", "tess")
    _wait(jobs, lambda job: job.done == 3)
    other = Jobs(tmp_path, tmp_path, jobs.command)
    assert other.now().alive and other.now().id == started.id
    for one in (jobs, other):
        with pytest.raises(Busy):
            one.start("collect", "", "tess")
    other.close(started.id)
    assert other.now() is not None, "what runs is not put away"
    other.stop("another")
    assert other.now().state == "running"
    other.stop(started.id)
    job = _wait(jobs, lambda job: not job.alive)
    assert job.state == "stopped" and in_words(job)["again"]


def test_a_job_that_died_is_said_so_and_can_be_continued(jobs: Jobs, tmp_path: Path) -> None:
    jobs.start("grade", "m00_orientation", "tess")
    _wait(jobs, lambda job: job.done == 3)
    os.kill(jobs._process.pid, signal.SIGKILL)
    job = _wait(jobs, lambda job: not job.alive)
    assert job.state == "died" and "a library says something" in job.problems
    assert "What is done stays done" in in_words(job)["now"] and in_words(job)["again"]
    assert Jobs(tmp_path, tmp_path, jobs.command).now().state == "died"
    jobs.start("collect", "m00_orientation", "tess")
    assert _wait(jobs, lambda job: not job.alive).state == "done"


def test_the_last_words_of_a_crash_are_shown(jobs: Jobs) -> None:
    jobs.start("report", "", "tess")
    job = _wait(jobs, lambda job: not job.alive)
    assert job.state == "died" and any("MemoryError: none left" in line for line in job.problems)


def test_damaged_files_hurt_nobody(jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "job.json").write_text("{")
    assert jobs.now() is None
    (tmp_path / "job.json").write_text(
        '{"id": "1", "kind": "grade", "module": "", "options": [], "by": "x", "at": "no"}'
    )
    assert jobs.now() is None
    with pytest.raises(ValueError, match="rm -rf"):
        jobs.start("rm -rf", "", "tess")
