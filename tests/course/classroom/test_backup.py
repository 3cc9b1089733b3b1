"""A backup brings everything back, is never half written, and a damaged one changes nothing."""

from __future__ import annotations

import sqlite3
import tarfile
from datetime import datetime
from pathlib import Path

import pytest

from course.classroom import backup, database, keeper
from course.classroom.exchange.files import Files
from course.classroom.exchange.store import Store
from course.classroom.people import People
from course.classroom.place import Place
from course.classroom.running import write_start
from course.classroom.settings import Settings

COURSE = "one"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A classroom that is down: people, a submission, a gradebook, work in homes."""
    place = Place(tmp_path / "room")
    place.make()
    people = People(f"sqlite:///{place.state / 'people.sqlite'}")
    people.add("amina", "trainee", COURSE)
    people.choose_password("amina", "a hash")
    people.close()
    store = _store(place)
    files = store.keep([("exercises.ipynb", b"{}"), ("answers.json", b'{"m00-e1": 304}')])
    store.release(COURSE, "m00", "tess", files)
    store.submit(COURSE, "m00", "amina", "attempt-1", files)
    store.engine.dispose()
    course = place.course(COURSE)
    course.mkdir(parents=True)
    with sqlite3.connect(course / "gradebook.db") as gradebook:
        gradebook.execute("create table mark (points real)")
        gradebook.execute("insert into mark values (1.5)")
    home = place.home("amina") / "m00_orientation"
    home.mkdir(parents=True)
    (home / "answers.json").write_text('{"m00-e1": 304}')
    (home / ".ipynb_checkpoints").mkdir()
    (home / ".ipynb_checkpoints" / "lesson.ipynb").write_text("old")
    (home / "link").symlink_to("/etc/passwd")
    place.secret("cookie")
    return place


def _store(place: Place) -> Store:
    engine = database.connect(f"sqlite:///{place.state / 'exchange.sqlite'}")
    database.migrate(engine, "exchange")
    return Store(engine, Files(place.folder / "exchange"))


def _content(place: Place) -> dict[str, object]:
    store = _store(place)
    [row] = store.submissions(COURSE)
    people = People(f"sqlite:///{place.state / 'people.sqlite'}")
    with sqlite3.connect(place.course(COURSE) / "gradebook.db") as gradebook:
        marks = gradebook.execute("select * from mark").fetchall()
    found = {
        "receipt": row.receipt,
        "files": dict(store.contents(row.files)),
        "password": people.get("amina").password,
        "marks": marks,
        "answers": (place.home("amina") / "m00_orientation" / "answers.json").read_text(),
        "secret": place.secret("cookie"),
    }
    store.engine.dispose()
    people.close()
    return found


def test_everything_comes_back_in_another_folder(place: Place, tmp_path: Path) -> None:
    before = _content(place)
    file = tmp_path / "copy.tar.gz"
    assert backup.backup(place, Settings(), file) == 0
    assert file.stat().st_mode & 0o077 == 0
    other = Place(tmp_path / "other")
    assert backup.restore(other, Settings(), file) == 0
    assert _content(other) == before
    assert not (other.home("amina") / "m00_orientation" / "link").exists()
    assert not (other.home("amina") / "m00_orientation" / ".ipynb_checkpoints").exists()


def test_what_was_there_goes_aside(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "copy.tar.gz"
    backup.backup(place, Settings(), file)
    answers = place.home("amina") / "m00_orientation" / "answers.json"
    answers.write_text("spoiled")
    backup.restore(place, Settings(), file)
    assert answers.read_text() == '{"m00-e1": 304}'
    [aside] = place.folder.glob("before-restore-*")
    assert (aside / "homes" / "amina" / "m00_orientation" / "answers.json").read_text() == "spoiled"


def test_rows_that_are_not_yet_in_the_main_file_are_in_the_backup(place: Place, tmp_path: Path) -> None:
    """SQLite keeps the newest rows in a second file (WAL) for a while: a plain copy would lose them."""
    store = _store(place)
    row = store.submit(COURSE, "m00", "bruno", "attempt-2", store.keep([("a", b"new")]))
    assert (place.state / "exchange.sqlite-wal").stat().st_size > 0
    file = tmp_path / "copy.tar.gz"
    backup.backup(place, Settings(), file)  # the database is still open
    other = Place(tmp_path / "other")
    backup.restore(other, Settings(), file)
    assert row.receipt in {one.receipt for one in _store(other).submissions(COURSE)}


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
            new.addfile(member, __import__("io").BytesIO(data))


@pytest.mark.parametrize("spoil", [_cut, _text, _without_list, _without_a_file, Path.unlink])
def test_a_damaged_backup_changes_nothing(place: Place, tmp_path: Path, spoil, capsys) -> None:
    file = tmp_path / "copy.tar.gz"
    backup.backup(place, Settings(), file)
    spoil(file)
    before = _content(place)
    with pytest.raises(SystemExit):
        backup.restore(place, Settings(), file)
    assert "Problem:" in (said := capsys.readouterr().out) and "Nothing was changed" in said
    assert _content(place) == before and not list(place.folder.glob("before-*")) and not list(place.folder.glob(".re*"))


def test_a_way_out_of_the_folder_is_refused(place: Place, tmp_path: Path, capsys) -> None:
    file = tmp_path / "bad.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        archive.add(place.state / "secrets.json", "../evil.json")
    with pytest.raises(SystemExit):
        backup.restore(place, Settings(), file)
    assert not (place.folder.parent / "evil.json").exists() and "Nothing was changed" in capsys.readouterr().out


def test_a_backup_that_fails_leaves_the_old_one(place: Place, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "copy.tar.gz"
    file.write_text("the old one")
    monkeypatch.setattr(backup, "_files", lambda _top: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(SystemExit):
        backup.backup(place, Settings(), file)
    assert file.read_text() == "the old one" and file.is_file()
    assert not list(tmp_path.glob(".backup-*"))


def test_the_keeper_takes_one_each_night_and_keeps_some(place: Place, monkeypatch) -> None:
    settings = Settings(backup={"hour": 3, "keep": 2})
    write_start(place, settings, {"proxy": 1})
    monkeypatch.setattr(keeper, "proxy_program", lambda: "true")
    started = []
    monkeypatch.setattr(keeper.subprocess, "Popen", lambda command, **_: started.append(command))
    folder = place.folder / "backups"
    folder.mkdir()
    for night in range(4):
        (folder / f"classroom-2026010{night}-030000.tar.gz").touch()
    one = keeper.Keeper(place, "mark")
    for moment in ("2026-11-22 02:59", "2026-11-22 03:00", "2026-11-22 03:30", "2026-11-23 03:10"):
        one._back_up(datetime.fromisoformat(moment))
    assert len(started) == 2 and started[0][-2:] == ["backup", str(place.folder)]
    assert [file.name for file in folder.iterdir()] == ["classroom-20260103-030000.tar.gz"]
