"""What only root can read is found before a submission misses it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grading.execution import process
from grading.sandbox import Layers, hidden_from_others


@pytest.fixture
def module(tmp_path: Path) -> Path:
    file = tmp_path / "shown" / "package" / "module.py"
    file.parent.mkdir(parents=True)
    file.write_text("")
    for place in (file.parent.parent, file.parent):
        place.chmod(0o755)
    file.chmod(0o644)
    return file


def test_what_everybody_can_read_is_fine(module: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)  # above what is shown: does not matter
    assert hidden_from_others([module], [tmp_path / "shown"]) is None


@pytest.mark.parametrize(("place", "mode"), [(".", 0o600), ("..", 0o700), ("../..", 0o750)])
def test_a_closed_file_or_folder_is_named(module: Path, tmp_path: Path, place: str, mode: int) -> None:
    closed = {".": module, "..": module.parent, "../..": module.parent.parent}[place]
    closed.chmod(mode)
    assert hidden_from_others([module], [tmp_path / "shown"]) == closed
    closed.chmod(0o755)


def test_the_grader_refuses_instead_of_taking_points(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(process.sandbox, "hidden_from_others", lambda files, roots: tmp_path)
    monkeypatch.setattr(process.sandbox, "probe", lambda: Layers(True, 5, True))
    with pytest.raises(process.CannotRun, match=f"chmod -R go\\+rX {tmp_path}"):
        process.Warm()
