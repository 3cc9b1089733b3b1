"""Trainee ids and per-trainee numbers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from course import answers, trainee, variant


def test_a_fresh_id_is_kept(home: Path) -> None:
    first = trainee.trainee()
    assert first.startswith("t-") and trainee.trainee() == first
    assert answers.load().trainee == first


def test_the_file_comes_before_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "hub")
    monkeypatch.setenv("COURSE_TRAINEE", "amina")
    assert trainee.trainee() == "amina"
    monkeypatch.setenv("COURSE_TRAINEE", "luis")
    assert trainee.trainee() == "amina"


def test_marking_sees_the_numbers_of_the_lab(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTERHUB_USER", "nadia")
    lab = variant("m10-e1a", fee=range(100), margin=range(1000))
    monkeypatch.delenv("JUPYTERHUB_USER")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert variant("m10-e1a", fee=range(100), margin=range(1000)) == lab


def test_the_same_in_every_process() -> None:
    code = "from course import variant; print(variant('m10-e1a', fee=range(1000), margin=range(1000)))"
    shown = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "COURSE_TRAINEE": "amina", "NBGRADER_EXECUTION": "autograde"},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert shown == {"namespace(fee=311, margin=640)\n"}  # released exercises depend on this draw


def test_trainees_questions_and_names_differ(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    draws = set()
    for who in ("amina", "luis", "nadia"):
        monkeypatch.setenv("COURSE_TRAINEE", who)
        for question in ("m10-e1", "m10-e2"):
            given = variant(question, a=range(10**6), b=range(10**6))
            draws |= {given.a, given.b}
    assert len(draws) == 12


def test_every_value_is_drawn(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    seen = set()
    for number in range(60):
        monkeypatch.setenv("COURSE_TRAINEE", f"t{number}")
        seen.add(variant("m10-e1", fee=[4, 5, 6]).fee)
    assert seen == {4, 5, 6}


def test_nothing_to_draw_from_is_an_error(home: Path) -> None:
    with pytest.raises(ValueError, match="fee"):
        variant("m10-e1", fee=[])


def test_the_book_is_nobody_and_writes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_STATIC", "1")
    monkeypatch.setenv("JUPYTERHUB_USER", "nadia")
    assert trainee.trainee() == "book"
    assert list(home.iterdir()) == []


def test_a_folder_that_cannot_be_written_gives_the_same_numbers_each_time(home: Path) -> None:
    answers.use_folder(home / "gone")
    assert trainee.trainee() == trainee.trainee() == "book"
