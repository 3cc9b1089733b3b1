"""An ordinary user grades as root does: the sandbox needs no privilege."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from grading.bench.compare import Result, differences, result_of
from grading.grade.run import Choice, run

ROOT = Path(__file__).parents[3]
USER = "nobody"


@pytest.fixture
def as_ordinary_user() -> Iterator[Callable[..., subprocess.CompletedProcess[str]]]:
    """Run Python as somebody else, in a folder of their own (``call.home``)."""
    if os.getuid() != 0:
        pytest.skip("this whole run is that of an ordinary user")
    home = Path(tempfile.mkdtemp(prefix="ordinary"))
    environment = {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": os.pathsep.join([str(ROOT), *(path for path in sys.path if path.endswith("-packages"))]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    def call(python: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        who = {"user": USER, "group": pwd.getpwnam(USER).pw_gid, "extra_groups": []}
        return subprocess.run(
            [python, *arguments], cwd=home, env=environment, capture_output=True, text=True, check=False, **who
        )

    try:
        shutil.chown(home, USER)
        # an interpreter in root's own home cannot be run by others; the system's has the same standard library
        same = f"python{sys.version_info.major}.{sys.version_info.minor}"
        call.home, call.python = home, _able(call, [sys.executable, f"/usr/bin/{same}"])
        if not call.python:
            pytest.skip(f"no {same} that another user can run")
        yield call
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _able(call: Callable[..., subprocess.CompletedProcess[str]], pythons: list[str]) -> str | None:
    for python in pythons:
        with suppress(OSError):
            if call(python, "-c", "import grading").returncode == 0:
                return python
    return None


def test_an_ordinary_user_grades_the_same(
    generated_class: Callable[[str], Path], as_ordinary_user: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    as_root = generated_class("root")
    assert not [one.problem for one in run(as_root, Choice(workers=1)) if one.problem]
    theirs = Path(shutil.copytree(generated_class("theirs"), as_ordinary_user.home / "nbgrader"))
    subprocess.run(["chown", "-R", USER, str(theirs)], check=True)
    done = as_ordinary_user(as_ordinary_user.python, "-m", "grading.grade", "--course", str(theirs), "--workers", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "namespaces: yes" in done.stdout or "Landlock: version" in done.stdout
    mine, found = result_of(as_root), result_of(theirs)
    assert mine.files == found.files
    assert differences(Result(mine.rows), Result(found.rows)) == []  # notebooks name the exact version of Python
