"""One course folder with the hostile submissions for the tests of this folder."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.grading.classroom.security import hostile


@dataclass
class Class:
    """The course folder in which the whole corpus has been handed in.

    Attributes:
        course: The folder.
        tries: The corpus.
        ids: nbgrader's ids of the submitted notebooks.
    """

    course: Path
    tries: list[hostile.Try]
    ids: list[str]


@pytest.fixture(scope="session")
def room(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """A copy of the released module with the submissions."""
    mine = tmp_path_factory.mktemp("hostile") / "nbgrader"
    shutil.copytree(course, mine)
    (mine / "nbgrader_config.py").unlink()  # it would bring our settings into nbgrader's own pages
    tries = hostile.corpus()
    return Class(mine, tries, hostile.hand_in(mine, hostile.batches(tries)))
