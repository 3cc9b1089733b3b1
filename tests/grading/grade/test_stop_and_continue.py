"""Killed at any moment and started again, a run loses no mark and doubles none."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from grading.bench.compare import Result, differences, result_of
from grading.bench.generated import MODULE
from grading.grade import lock
from grading.grade.__main__ import main
from grading.grade.run import Choice, run

ROOT = Path(__file__).parents[3]
#: Ends the grader like a power cut: after so many changes of the disk that count.
_CUT = """
import os, shutil, sys
from pathlib import Path
from grading.grade import writer
from grading.grade.__main__ import main
moment = int(sys.argv[1])
writer.BATCH = 2
def cutting(step):
    def stepped(*arguments, **options):
        global moment
        moment -= 1
        if moment < 0:
            os.kill(os.getpid(), 9)
        return step(*arguments, **options)
    return stepped
class Writer(writer.Writer):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self._commit = cutting(self._commit)
        self._gradebook.db.flush = cutting(self._gradebook.db.flush)
writer.shutil.rmtree = cutting(shutil.rmtree)
Path.rename = cutting(Path.rename)
from grading.grade import run
run.Writer = Writer
if __name__ == "__main__":
    main(sys.argv[2:])
"""


@pytest.fixture(scope="module")
def wanted(released_class: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The result of a run that nobody disturbs."""
    course = Path(shutil.copytree(released_class, tmp_path_factory.mktemp("undisturbed") / "nbgrader"))
    assert not [verdict.problem for verdict in run(course, Choice(workers=1)) if verdict.problem]
    return result_of(course)


def _start(course: Path, *arguments: str, program: tuple[str, ...] = ("-m", "grading.grade")) -> subprocess.Popen[str]:
    command = [sys.executable, *program, *arguments, "--course", str(course)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    # whoever runs the tests in the background has told their processes to ignore Ctrl-C
    return subprocess.Popen(command, env=environment, preexec_fn=_hears_ctrl_c, **pipes)


def _hears_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _finished(course: Path, wanted: Result) -> None:
    """Start again: everything is as if nothing had happened."""
    assert main(["--course", str(course)]) == 0
    assert differences(wanted, result_of(course)) == []
    assert not list(course.glob("autograded/*/.*"))


def test_a_grader_that_is_killed_between_any_two_steps(
    generated_class: Callable[[str], Path], wanted: Result, tmp_path: Path
) -> None:
    script = tmp_path / "cut.py"
    script.write_text(_CUT, encoding="utf-8")
    course = generated_class("cut")
    for moment in (1, 4, 7, 11):
        grader = _start(course, "--force", "--workers", "1", program=(str(script), str(moment)))
        grader.communicate(timeout=300)
        assert grader.returncode == -signal.SIGKILL, moment
    _finished(course, wanted)


def test_a_grader_that_is_killed_leaves_no_process(generated_class: Callable[[str], Path], wanted: Result) -> None:
    course = generated_class("killed")
    for seconds in (2.0, 6.0):
        grader = _start(course, "--force", "--workers", "1")
        time.sleep(seconds)
        family = psutil.Process(grader.pid).children(recursive=True)
        grader.kill()
        grader.communicate()
        _gone, alive = psutil.wait_procs(family, timeout=120)
        assert not alive, alive
    _finished(course, wanted)


def test_a_worker_that_is_killed_is_replaced(generated_class: Callable[[str], Path], wanted: Result) -> None:
    course = generated_class("worker")
    killed = []

    def kill_one(*_about: object) -> None:
        if len(killed) < 2:
            worker = multiprocessing.active_children()[0]
            worker.kill()
            killed.append(worker.pid)

    verdicts = run(course, Choice(workers=2), kill_one)
    assert len(killed) == 2 and len(verdicts) == len({verdict.task for verdict in verdicts})
    assert not [verdict.problem for verdict in verdicts if verdict.problem]
    assert differences(wanted, result_of(course)) == []


def test_ctrl_c_keeps_what_is_graded(generated_class: Callable[[str], Path], wanted: Result) -> None:
    for number in range(5):
        course = generated_class(f"stopped{number}")
        grader = _start(course, "--workers", "1")
        assert grader.stdout is not None
        lines = [grader.stdout.readline() for _ in range(2)]
        grader.send_signal(signal.SIGINT)
        rest, _ = grader.communicate(timeout=120)
        if grader.returncode:  # on a busy machine all six may be done before the signal is there
            break
    assert grader.returncode == 130 and "Stopped. What is graded stays graded" in rest, lines
    assert 1 <= len(list(course.glob(f"autograded/*/{MODULE}"))) < 6
    _finished(course, wanted)


def test_two_runs_at_once(generated_class: Callable[[str], Path], capsys: pytest.CaptureFixture[str]) -> None:
    course = generated_class("busy")
    with lock.only_one(course):
        assert main(["--course", str(course)]) == 1
    said = capsys.readouterr().out
    assert f"Another run is grading in {course} (process {os.getpid()})" in said
    assert not (course / "autograded").exists()
