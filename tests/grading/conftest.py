"""A small made-up module and one course folder for all tests of this folder, because nbgrader starts slowly."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from grading.autograde import Graded, autograde
from grading.nbgrader_config import python_folder
from tests.grading.fixture_module import MODULE, exercises, write_module
from tests.grading.odd_class import hand_in


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A fresh copy of the made-up module."""
    return write_module(tmp_path / "modules")


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One course folder in which the made-up module is released."""
    from grading.release import release

    root = tmp_path_factory.mktemp("course")
    write_module(root / "modules")
    release(to=root / "release", course=root / "nbgrader", sources=root / "modules", say=False)
    return root / "nbgrader"


@pytest.fixture(scope="session")
def graded(course: Path) -> dict[str, Graded]:
    """A class of odd submissions, autograded by two processes."""
    hand_in(course)
    return {one.trainee: one for one in autograde(course, processes=2)}


@pytest.fixture(scope="session")
def feedback(course: Path, graded: dict[str, Graded]) -> Callable[[str], str]:
    """The feedback page of a trainee."""
    from grading.autograde import interface

    result = interface(str(course)).generate_feedback("m90_fixture")
    assert result["success"], result

    def read(trainee: str) -> str:
        return (course / "feedback" / trainee / "m90_fixture" / "exercises.html").read_text(encoding="utf-8")

    return read


@pytest.fixture(scope="session")
def nbgrader() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the stock ``nbgrader`` program in a folder."""

    def run(*arguments: str, cwd: Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NBGRADER")}
        done = subprocess.run(
            [python_folder() / "nbgrader", *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty submission of ana."""
    release = tmp_path / "release" / MODULE
    release.mkdir(parents=True)
    nbformat.write(exercises(), release / "exercises.ipynb")
    folder = tmp_path / "submitted" / "ana" / MODULE
    folder.mkdir(parents=True)
    return folder
