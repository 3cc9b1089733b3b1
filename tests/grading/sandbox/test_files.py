"""Which files of a submission its code may read."""

from __future__ import annotations

import os
from pathlib import Path

from grading.sandbox.files import copy_data_files


def test_only_regular_files_are_copied(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    (source / "inner").mkdir(parents=True)
    target.mkdir()
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (source / "data.csv").write_text("1", encoding="utf-8")
    (source / "inner" / "more.csv").write_text("2", encoding="utf-8")
    (source / "x.ipynb").write_text("{}", encoding="utf-8")
    (source / "link.csv").symlink_to(tmp_path / "secret")
    (source / "folder").symlink_to(tmp_path)
    os.mkfifo(source / "pipe")
    copy_data_files(str(source), str(target), 1000)
    assert sorted(str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()) == [
        "data.csv",
        "inner/more.csv",
    ]


def test_copying_stops_at_the_limit(tmp_path: Path) -> None:
    source, target = tmp_path / "a", tmp_path / "b"
    source.mkdir()
    target.mkdir()
    for name in "abc":
        (source / name).write_bytes(b"x" * 400)
    copy_data_files(str(source), str(target), 1000)
    assert len(list(target.iterdir())) == 2
