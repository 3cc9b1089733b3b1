"""The commands around a running classroom: lists, and clear words when something cannot be."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

pytest.importorskip("pydantic")

from sqlalchemy.exc import OperationalError

from course.classroom.__main__ import main
from course.classroom.people import People


def test_people_are_put_on_the_list_before_the_first_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room = ["--folder", str(tmp_path / "Schulung Ñandú 2026")]
    assert main(["add-trainer", "mara", *room]) == 0
    assert main(["add-trainee", "amina", "noor", *room]) == 0
    assert main(["add-trainer", "mara", *room]) == 0
    assert "mara: trainer of migration-development already" in capsys.readouterr().out
    assert main(["people", *room]) == 0
    said = capsys.readouterr().out
    assert "noor" in said and "has not signed in yet" in said


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["add-trainer", "Mara"], "small letters"),
        (["add-trainee", "x1", "--course", "other"], "Its courses: migration-development"),
        (["forget-password", "nobody"], "There is nobody called nobody"),
        (["backup"], "there is no classroom"),
        (["restore", "nothing.tar.gz"], "there is no such file"),
        (["people", "--settings", "nothing.toml"], "cannot be read"),
    ],
)
def test_what_cannot_be_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as end:
        main([*command, "--folder", str(tmp_path / "room")])
    assert end.value.code == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    ("problem", "advice"),
    [
        (OSError(28, "No space left on device", "/somewhere"), "Make room on the disk"),
        (PermissionError(13, "Permission denied", "/somewhere"), "Run it as the user to whom"),
        (OperationalError("INSERT hash", {}, sqlite3.OperationalError("database or disk is full")), "Make room"),
        (OperationalError("INSERT hash", {}, sqlite3.OperationalError("disk I/O error")), "Run the command again"),
    ],
)
def test_what_nobody_foresaw_ends_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], problem: Exception, advice: str
) -> None:
    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr(People, "add", fail)
    with pytest.raises(SystemExit):
        main(["add-trainer", "mara", "--folder", str(tmp_path)])
    said = capsys.readouterr().out
    assert f"What to do: {advice}" in said and "hash" not in said
