"""Releases reach the exchange once, and again only when they changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading.hand_out import hand_out
from grading.nbgrader_config import COURSE_ID, course_config


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


def test_the_country_file_is_submitted_with_the_answers(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A trainee records in the workspace; nbgrader's own submit takes what the trainer needs and nothing else."""
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange.default import ExchangeSubmit

    from course import answers, country_file

    exchange, workspace = tmp_path / "exchange", tmp_path / "home"
    hand_out(course, exchange)
    folder = workspace / "m01_trial"
    folder.mkdir(parents=True)
    (folder / "exercises.ipynb").write_text('{"cells": []}')
    (folder / "lesson.ipynb").write_text('{"cells": []}')
    for name in ("NBGRADER_EXECUTION", "COURSE_STATIC"):
        monkeypatch.delenv(name, raising=False)
    answers.use_folder(folder)
    try:
        answers.record("m01-e1", "number", 5)
        country_file.put("start", "start", {"country": "MDA"}, "m00-p6")
        country_file.put("CF-01", "causal_map", {"note": "Ünïcødé"}, "m01-p14")
    finally:
        answers.use_folder(None)
    (folder / ".country_file-x.tmp").write_text("half")
    config = course_config(course, exchange)
    config.CourseDirectory.assignment_id, config.CourseDirectory.student_id = "m01_trial", "ana"
    config.Exchange.assignment_dir, config.Exchange.cache = str(workspace), str(tmp_path / "cache")
    ExchangeSubmit(
        coursedir=CourseDirectory(config=config), authenticator=Authenticator(config=config), config=config
    ).start()
    (submitted,) = (exchange / COURSE_ID / "inbound").iterdir()
    names = sorted(path.name for path in submitted.iterdir())
    own = {"timestamp.txt", "submission_secret.txt"}  # of nbgrader
    assert sorted(set(names) - own) == ["answers.json", "country_file.json", "exercises.ipynb"]
    assert (submitted / "country_file.json").read_bytes() == (workspace / "country_file.json").read_bytes()
    assert "Ünïcødé" in (submitted / "country_file.json").read_text("utf-8")
