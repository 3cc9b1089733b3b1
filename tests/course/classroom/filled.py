"""A classroom that is down, with work of every kind in it, for tests of backup, restore and upgrade."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from course.classroom import database, prepare
from course.classroom.exchange.files import Files
from course.classroom.exchange.store import Store
from course.classroom.people import People
from course.classroom.place import Place
from course.classroom.settings import Settings
from tests.course.classroom.postgres import own_database

COURSE = "one"


@contextmanager
def empty_room(kind: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[tuple[Place, Settings]]:
    """The folder of a classroom, with empty databases of the kind, ``sqlite`` or ``postgresql``."""
    with ExitStack() as stack:
        url = ""
        if kind == "postgresql":
            url = stack.enter_context(own_database(request.getfixturevalue("postgresql")))
        place, settings = Place(folder / "room"), Settings(database=url)
        place.make()
        prepare.databases(settings)
        yield place, settings


def fill(folder: Path) -> Place:
    """A classroom that is down: people, a submission, a gradebook, work in homes."""
    place = Place(folder / "room")
    place.make()
    people = People(f"sqlite:///{place.state / 'people.sqlite'}")
    people.add("amina", "trainee", COURSE)
    people.choose_password("amina", "a hash")
    people.close()
    store = store_of(place)
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
    place.lti_key.write_text("the LMS knows its other half")
    return place


def store_of(place: Place) -> Store:
    """Its exchange."""
    return open_store(f"sqlite:///{place.state / 'exchange.sqlite'}", place)


def open_store(url: str, place: Place) -> Store:
    """The exchange with this database."""
    return Store(database.ready(url, "exchange"), Files(place.folder / "exchange"))


def content(place: Place) -> dict[str, object]:
    """What a restore must bring back."""
    store = store_of(place)
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
        "key": place.lti_key.read_text(),
    }
    store.engine.dispose()
    people.close()
    return found
