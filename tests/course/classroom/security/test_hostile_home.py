"""What a trainee can put into a home against the nightly backup, and what a stranger can put into a backup.

Stock JupyterHub and nbgrader have no backup. What is shown first is what an ordinary walk through a home does.
"""

from __future__ import annotations

import os
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from course.classroom import backup_files


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[Path]:
    """Amina has an answer. Mallory has folders in folders without end, files without end, a pipe, and links."""
    secret = tmp_path / "state"
    secret.mkdir()
    (secret / "secrets.json").write_text("only for the classroom")
    homes = tmp_path / "homes"
    for name in ("amina", "mallory", "zoe"):
        (homes / name).mkdir(parents=True)
        (homes / name / "answers.json").write_text(name)
    mine = homes / "mallory"
    for number in range(2):
        with (mine / f"endless{number}.bin").open("wb") as file:
            file.truncate(10**13)
    os.mkfifo(mine / "pipe")
    (mine / "link.json").symlink_to(secret / "secrets.json")
    (mine / "folder").symlink_to(secret)
    handle = os.open(mine, os.O_RDONLY)
    for _level in range(1_500):
        os.mkdir("d", dir_fd=handle)
        deeper = os.open("d", os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = deeper
    os.close(handle)
    yield homes
    subprocess.run(["rm", "-rf", str(mine)], check=True)  # Python's own rmtree goes down by recursion


def test_an_ordinary_walk_ends_in_an_error(homes: Path) -> None:
    with pytest.raises((RecursionError, OSError)):
        for place, _folders, names in os.walk(homes):
            for name in names:
                assert (Path(place, name).stat().st_size < 10**12) or "endless" in name


def test_one_odd_home_costs_nobody_the_backup(homes: Path) -> None:
    left_out: list[str] = []
    found = {path: file.read() for path, file in backup_files.of_homes(homes, left_out.append)}
    assert found == {f"{name}/answers.json": name.encode() for name in ("amina", "mallory", "zoe")}
    assert left_out == ["mallory/endless0.bin", "mallory/endless1.bin"]


def test_a_folder_that_becomes_a_link_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where people have Unix users of their own the backup is root's: it must not be led to what only root can read."""
    home, secret = tmp_path / "mallory", tmp_path / "state"
    for folder, words in ((home / "m00", "mine"), (secret, "only for the classroom")):
        folder.mkdir(parents=True)
        (folder / "answers.json").write_text(words)

    def replace() -> None:
        if not (home / "m00").is_symlink():
            (home / "m00").rename(home / "m01")
            (home / "m00").symlink_to(secret)

    by_path = []
    for place, _folders, names in os.walk(home):
        for name in names:
            replace()
            by_path.append(Path(place, name).read_text())
    assert by_path == ["only for the classroom"], "who opens files by their path is led astray"

    (home / "m00").unlink()
    (home / "m01").rename(home / "m00")
    ordinary = os.open

    def opens(path: str, flags: int, *more: int, **named: int) -> int:
        if path == "answers.json":
            replace()
        return ordinary(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", opens)
    found = {path: file.read() for path, file in backup_files.opened(home)}
    assert (home / "m00").is_symlink() and found == {"m00/answers.json": b"mine"}


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_a_backup_with_a_link_is_refused(tmp_path: Path, kind: bytes) -> None:
    file, into = tmp_path / "bad.tar", tmp_path / "into"
    into.mkdir()
    with tarfile.open(file, "w") as archive:
        member = tarfile.TarInfo("homes/mallory/link")
        member.type, member.linkname = kind, "../../state/secrets.json"
        archive.addfile(member)
    with tarfile.open(file) as archive, pytest.raises(tarfile.TarError, match="no ordinary file"):
        backup_files.unpack(archive, into)
    assert list(into.rglob("*")) == []


def test_a_backup_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, into = tmp_path / "bomb.tar.gz", tmp_path / "into"
    into.mkdir()
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo("homes/mallory/bomb")
        member.size = 30_000_000
        archive.addfile(member, SimpleNamespace(read=bytes))
    assert file.stat().st_size < 100_000
    monkeypatch.setattr(backup_files.shutil, "disk_usage", lambda _path: SimpleNamespace(free=220_000_000))
    with tarfile.open(file) as archive, pytest.raises(OSError, match="No space"):
        backup_files.unpack(archive, into)
    assert list(into.rglob("*")) == []
