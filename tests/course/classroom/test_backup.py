"""A backup fits together, is never half written, gives nothing away, and one is taken each night."""

from __future__ import annotations

import os
import sqlite3
import tarfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from course.classroom import backup, backup_files, keeper
from course.classroom.people import People
from course.classroom.place import Place
from course.classroom.restore import restore
from course.classroom.running import write_start
from course.classroom.settings import Settings
from tests.course.classroom.filled import COURSE, empty_room, fill, open_store, store_of


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A classroom that is down: people, a submission, a gradebook, work in homes."""
    return fill(tmp_path)


def test_rows_that_are_not_yet_in_the_main_file_are_in_the_backup(place: Place, tmp_path: Path) -> None:
    """SQLite keeps the newest rows in a second file (WAL) for a while: a plain copy would lose them."""
    store = store_of(place)
    row = store.submit(COURSE, "m00", "bruno", "attempt-2", store.keep([("a", b"new")]))
    assert (place.state / "exchange.sqlite-wal").stat().st_size > 0
    file = tmp_path / "copy.tar.gz"
    backup.backup(place, Settings(), file)  # the database is still open
    other = Place(tmp_path / "other")
    restore(other, Settings(), file)
    assert row.receipt in {one.receipt for one in store_of(other).submissions(COURSE)}


def test_a_backup_that_fails_leaves_the_old_one(place: Place, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "copy.tar.gz"
    file.write_text("the old one")
    monkeypatch.setattr(backup, "_files", lambda _top: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(SystemExit):
        backup.backup(place, Settings(), file)
    assert file.read_text() == "the old one" and file.is_file()
    assert not list(tmp_path.glob(".backup-*"))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_of_a_class_at_work_fits_together(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """People submit, join and are marked all the time; a restored backup has every file that its rows name."""
    with empty_room(kind, request, tmp_path) as (place, settings):
        with _at_work(place, settings) as (go_on, done):
            begun = done()
            for number in range(3):
                go_on(40)
                assert backup.backup(place, settings, tmp_path / f"{number}.tar.gz") == 0
            go_on(20)
            total = done()
        assert restore(place, settings, tmp_path / "1.tar.gz") == 0
        store = open_store(settings.database_url("exchange", place.state), place)
        rows = store.submissions(COURSE)
        assert begun <= len(rows) < total
        assert [dict(store.contents(row.files)) for row in rows] == [{"a": str(row.number).encode()} for row in rows]
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        store.submit(COURSE, "m00", "amina", "after", rows[0].files)
        store.engine.dispose()
        with closing(People(settings.database_url("people", place.state))) as people:
            names = [person.name for person in people.everybody()]
            assert names and all(people.get(name).roles for name in names)  # nobody without the course
        if not settings.database:
            for file in [*place.state.glob("*.sqlite"), *place.courses.rglob("*.db")]:
                with closing(sqlite3.connect(file)) as one:
                    assert one.execute("pragma integrity_check").fetchall() == [("ok",)]
            with closing(sqlite3.connect(place.course(COURSE) / "gradebook.db")) as one:  # always two at once
                assert one.execute("select count(*) % 2 from mark").fetchall() == [(0,)]


@contextmanager
def _at_work(place: Place, settings: Settings) -> Iterator[tuple[Callable[[int], None], Callable[[], int]]]:
    """Three people's programs, writing as fast as they can.

    Nobody may submit without end. So it gives a function that allows some more submissions, and one that waits for
    them and counts all.
    """
    store = open_store(settings.database_url("exchange", place.state), place)
    people = People(settings.database_url("people", place.state))
    store.release(COURSE, "m00", "tess", store.keep([("a", b"0")]))
    place.course(COURSE).mkdir(parents=True)
    marks = sqlite3.connect(place.course(COURSE) / "gradebook.db", timeout=60, check_same_thread=False)
    marks.execute("create table mark (points real)")
    stop, wrong, count, most = threading.Event(), [], 0, 5

    def submit() -> None:
        nonlocal count
        number = count + 1
        files = store.keep([("a", str(number).encode())])
        store.submit(COURSE, "m00", "amina", f"attempt-{number}", files)
        count = number

    def join() -> None:
        people.add(f"p{time.time_ns()}", "trainee", COURSE)

    def mark() -> None:
        with marks:
            marks.execute("insert into mark values (1)")
            marks.execute("insert into mark values (2)")

    def work(step: Callable[[], None]) -> None:
        try:
            while not stop.is_set():
                if count < most:
                    step()
                time.sleep(0.005)
        except Exception as problem:
            wrong.append(problem)

    def go_on(more: int) -> None:
        nonlocal most
        most += more

    def done() -> int:
        while count < most and not wrong:
            time.sleep(0.01)
        return count

    threads = [threading.Thread(target=work, args=(step,)) for step in (submit, join, mark)]
    for thread in threads:
        thread.start()
    try:
        yield go_on, done
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        store.engine.dispose()
        people.close()
        marks.close()
    assert not wrong, wrong


def test_a_home_gives_no_file_of_somebody_else(place: Place, tmp_path: Path) -> None:
    """Its owner can put links and pipes there; the backup of a classroom for Unix users is taken by root."""
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key").write_text("private")
    home = place.home("amina")
    (home / "folder").symlink_to(secret)
    (home / "answers.json").symlink_to(secret / "key")
    os.mkfifo(home / "pipe")
    file = tmp_path / "copy.tar.gz"
    backup.backup(place, Settings(), file)
    with tarfile.open(file) as archive:
        found = [member.name for member in archive]
        assert not [name for name in found if "folder" in name or "pipe" in name or "link" in name]
        assert "homes/amina/answers.json" not in found and "homes/amina/m00_orientation/answers.json" in found


def test_one_persons_huge_file_is_named_and_left_out(place: Place, tmp_path: Path, capsys) -> None:
    with (place.home("amina") / "film.mp4").open("wb") as film:
        film.truncate(backup_files.MOST_OF_A_FILE + 1)
    backup.backup(place, Settings(), tmp_path / "copy.tar.gz")
    assert "left out, because it is too large: 'amina/film.mp4'" in capsys.readouterr().out
    assert (tmp_path / "copy.tar.gz").stat().st_size < 1_000_000


def test_the_keeper_takes_one_each_night_and_makes_up_for_lost_ones(place: Place, monkeypatch) -> None:
    settings = Settings(backup={"hour": 3, "keep": 2})
    write_start(place, settings, {"proxy": 1, keeper.away.AWAY: 2})
    monkeypatch.setattr(keeper.away, "serve", lambda *_: None)
    monkeypatch.setattr(keeper, "proxy_program", lambda: "true")
    started = []
    monkeypatch.setattr(keeper.subprocess, "Popen", lambda command, **_: started.append(command))
    one = keeper.Keeper(place, "mark")
    now = datetime.now().astimezone()
    one._back_up(now)
    assert not started  # the room has just been opened
    one._back_up(now + timedelta(minutes=31))
    assert [words[-2:] for words in started] == [["backup", str(place.folder)]]
    one._back_up(now + timedelta(minutes=50))
    assert len(started) == 1  # it is at work
    one._back_up(now + timedelta(minutes=95))
    assert len(started) == 2  # nothing came of it: once more
    at = datetime.fromisoformat("2026-11-22 02:59").astimezone()
    _nightly(place, at - timedelta(days=1) + timedelta(minutes=2))
    assert not backup.is_due(place, 3, at)
    assert backup.is_due(place, 3, at + timedelta(minutes=1))
    assert backup.is_due(place, 3, at + timedelta(hours=9))  # the machine slept
    _nightly(place, at + timedelta(hours=9))
    assert not backup.is_due(place, 3, at + timedelta(hours=23))


def _nightly(place: Place, at: datetime) -> Path:
    folder = place.folder / "backups"
    folder.mkdir(exist_ok=True)
    file = folder / f"nightly-{at:%Y%m%d-%H%M%S}.tar.gz"
    file.touch()
    os.utime(file, (at.timestamp(), at.timestamp()))
    return file


def test_old_nights_are_thinned_out_when_the_new_one_is_complete(place: Place, monkeypatch, capsys) -> None:
    assert "No backup yet" in backup.in_words(place)[0]
    settings = Settings(backup={"keep": 2})
    start = datetime.now().astimezone() - timedelta(days=9)
    nights = [_nightly(place, start + timedelta(days=day)) for day in range(4)]
    by_hand = place.folder / "backups" / "classroom-20200101-000000.tar.gz"
    by_hand.touch()
    os.utime(by_hand, (1, 1))
    with monkeypatch.context() as patch:
        patch.setattr(backup, "_files", lambda _top: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(SystemExit):
            backup.nightly(place, settings)
        (place.logs / "backup.log").write_text(capsys.readouterr().out)
    assert all(night.exists() for night in nights)
    assert (
        "!! The last nightly backup did not work. Problem: the backup could not be written: No space"
        in (backup.in_words(place)[-1])
    )
    assert backup.nightly(place, settings) == 0
    assert [night.exists() for night in nights] == [False, False, False, True] and by_hand.exists()
    newest = backup.own_files(place)[-1]
    said = backup.in_words(place)
    assert said[0].startswith("3 backups in ") and f"restore {newest}" in said[1] and len(said) == 2
