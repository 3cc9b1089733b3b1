"""A restore brings everything back, or changes nothing and says why."""

from __future__ import annotations

import io
import os
import pwd
import re
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from course.classroom import backup
from course.classroom.place import Place
from course.classroom.restore import restore
from course.classroom.settings import Settings
from tests.course.classroom.filled import content, fill


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A classroom that is down: people, a submission, a gradebook, work in homes."""
    return fill(tmp_path)


def test_everything_comes_back_in_another_folder(place: Place, tmp_path: Path) -> None:
    before = content(place)
    file = tmp_path / "copy.tar.gz"
    assert backup.backup(place, Settings(), file) == 0
    assert file.stat().st_mode & 0o077 == 0
    other = Place(tmp_path / "other")
    assert restore(other, Settings(), file) == 0
    assert content(other) == before
    assert not (other.home("amina") / "m00_orientation" / "link").exists()
    assert not (other.home("amina") / "m00_orientation" / ".ipynb_checkpoints").exists()


def test_what_was_there_goes_aside(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copy.tar.gz"
    backup.backup(place, Settings(), file)
    answers = place.home("amina") / "m00_orientation" / "answers.json"
    answers.write_text("spoiled")
    restore(place, Settings(), file)
    assert answers.read_text() == '{"m00-e1": 304}'
    [aside] = place.folder.glob("before-restore-*")
    assert (aside / "homes" / "amina" / "m00_orientation" / "answers.json").read_text() == "spoiled"


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def _text(file: Path) -> None:
    file.write_text("no backup")


def _without_list(file: Path) -> None:
    _again(file, lambda name: name != backup.LIST)


def _without_a_file(file: Path) -> None:
    _again(file, lambda name: "answers.json" not in name)


def _again(file: Path, wanted) -> None:
    with tarfile.open(file) as old:
        members = [(member, old.extractfile(member).read()) for member in old if wanted(member.name)]
    with tarfile.open(file, "w:gz") as new:
        for member, data in members:
            new.addfile(member, io.BytesIO(data))


def _foreign(file: Path) -> None:
    """Somebody's photographs."""
    with tarfile.open(file, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("holiday.jpg"), io.BytesIO())


def _of_postgresql(file: Path) -> None:
    with tarfile.open(file, "w:gz") as archive:
        backup._note(archive, backup.ABOUT, {"form": backup.FORM, "postgresql": True})
        backup._note(archive, backup.LIST, {})


def _of_another_version(file: Path) -> None:
    with tarfile.open(file, "w:gz") as archive:
        backup._note(archive, backup.ABOUT, {"form": backup.FORM + 1})


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (_cut, "damaged"),
        (_text, "cannot be read|no backup of a classroom"),
        (_without_list, "cut off"),
        (_without_a_file, r"answers\.json is not what was backed up|is damaged"),
        (Path.unlink, "there is no such file"),
        (_foreign, "no backup of a classroom"),
        (_of_postgresql, "a classroom with PostgreSQL; these settings say SQLite"),
        (_of_another_version, "made by another version"),
    ],
)
def test_a_broken_or_foreign_file_changes_nothing(
    place: Place, tmp_path: Path, spoil: Callable[[Path], None], says: str, capsys: pytest.CaptureFixture
) -> None:
    file = tmp_path / "copy.tar.gz"
    backup.backup(place, Settings(), file)
    spoil(file)
    before = content(place)
    with pytest.raises(SystemExit):
        restore(place, Settings(), file)
    said = capsys.readouterr().out
    assert re.search(f"Problem: .*({says}).*Nothing was changed", said), said
    assert content(place) == before and not list(place.folder.glob("before-*")) and not list(place.folder.glob(".re*"))


def test_a_way_out_of_the_folder_is_refused(place: Place, tmp_path: Path, capsys) -> None:
    file = tmp_path / "bad.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        archive.add(place.state / "secrets.json", "../evil.json")
    with pytest.raises(SystemExit):
        restore(place, Settings(), file)
    assert not (place.folder.parent / "evil.json").exists() and "Nothing was changed" in capsys.readouterr().out


def test_what_cannot_be_put_in_place_is_taken_back(place: Place, tmp_path: Path, monkeypatch, capsys) -> None:
    file = tmp_path / "copy.tar.gz"
    backup.backup(place, Settings(), file)
    (place.home("amina") / "new.txt").write_text("since then")
    before, move, count = content(place), shutil.move, iter(range(100))

    def until_the_sixth(source: Path, target: Path) -> None:
        if next(count) == 5:
            raise OSError(5, "Input/output error")
        move(source, target)

    monkeypatch.setattr(shutil, "move", until_the_sixth)
    with pytest.raises(SystemExit):
        restore(place, Settings(), file)
    assert "could not be put in place: Input/output error. Nothing was changed" in capsys.readouterr().out
    assert content(place) == before and (place.home("amina") / "new.txt").exists()
    assert not list(place.folder.glob("before-*"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_homes_belong_to_their_people_again(place: Place, tmp_path: Path, capsys) -> None:
    (place.homes / "nobody").mkdir()
    (place.homes / "nobody" / "answers.json").write_text("{}")
    file = tmp_path / "copy.tar.gz"
    settings = Settings(variant="system_users", sign_in={"open": False})
    backup.backup(place, settings, file)
    restore(place, settings, file)
    user = pwd.getpwnam("nobody")
    assert (place.homes / "nobody" / "answers.json").stat().st_uid == user.pw_uid
    assert "No account on this machine yet: amina" in capsys.readouterr().out
