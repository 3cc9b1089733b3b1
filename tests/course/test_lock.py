"""The lock between processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from course import lock


def test_a_second_holder_waits_and_then_hears_busy(tmp_path: Path) -> None:
    target = tmp_path / "answers.json"
    with lock.locked(target) as held:
        assert held
        with pytest.raises(lock.Busy), lock.locked(target, seconds=0.05):
            pass
    with lock.locked(target, seconds=0.05) as held:
        assert held


def test_the_lock_file_lies_outside_the_folder(tmp_path: Path) -> None:
    path = lock.lock_path(tmp_path / "answers.json")
    assert tmp_path not in path.parents
    assert path != lock.lock_path(tmp_path / "other" / "answers.json")


def test_no_lock_where_the_machine_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_flock", None)  # as in Pyodide
    with lock.locked(tmp_path / "answers.json") as held:
        assert held is False


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert lock._own_folder(tmp_path / "real")
    assert not lock._own_folder(tmp_path / "link")
