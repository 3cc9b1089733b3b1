"""A workspace with the folders of two modules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import answers


@pytest.fixture
def workspace(home: Path) -> Path:
    """The folder above the module folders; the notebook of m01_ideas is open."""
    for name in ("m01_ideas", "m02_statistics"):
        (home / name).mkdir()
    answers.use_folder(home / "m01_ideas")
    return home


@pytest.fixture
def open_module(workspace: Path) -> Callable[[str], None]:
    """``open_module("m02_statistics")``: as if its notebook ran."""
    return lambda name: answers.use_folder(workspace / name)
