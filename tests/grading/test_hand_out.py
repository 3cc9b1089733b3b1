"""Releases reach the exchange once, and again only when they changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.hand_out import hand_out
from grading.nbgrader_config import COURSE_ID


@pytest.fixture
def course(tmp_path: Path) -> Path:
    page = tmp_path / "course" / "release" / "m01_trial" / "exercises.ipynb"
    page.parent.mkdir(parents=True)
    page.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    return tmp_path / "course"


def test_first_time_then_only_changes(course: Path, tmp_path: Path) -> None:
    exchange = tmp_path / "exchange"
    there = exchange / COURSE_ID / "outbound" / "m01_trial" / "exercises.ipynb"
    assert hand_out(course, exchange) == ["m01_trial"]
    assert there.exists()
    assert hand_out(course, exchange) == []
    (course / "release" / "m01_trial" / "exercises.ipynb").write_text('{"cells": [], "changed": 1}')
    assert hand_out(course, exchange) == ["m01_trial"]
    assert "changed" in there.read_text()
