"""A course folder with a release, and a place for one submission."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from tests.grading.fixture_module import MODULE, exercises


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty submission of ana."""
    release = tmp_path / "release" / MODULE
    release.mkdir(parents=True)
    nbformat.write(exercises(), release / "exercises.ipynb")
    folder = tmp_path / "submitted" / "ana" / MODULE
    folder.mkdir(parents=True)
    return folder
