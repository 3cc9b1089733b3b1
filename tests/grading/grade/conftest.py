"""A class of generated submissions in a fresh course folder; released once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grading.bench.generated import hand_in, make_course

CLASS = 6


@pytest.fixture(scope="session")
def released_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course folder that the tests copy."""
    course = make_course(tmp_path_factory.mktemp("released") / "nbgrader")
    hand_in(course, CLASS)
    return course


@pytest.fixture
def generated_class(released_class: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Make a copy of the course folder with its submissions."""

    def copy(name: str = "nbgrader") -> Path:
        return Path(shutil.copytree(released_class, tmp_path / name))

    return copy
