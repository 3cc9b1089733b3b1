"""One address puts hub, people, exchange and gradebook into PostgreSQL; marks are those that SQLite gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from nbgrader.api import Gradebook

from course.answers_file import Answer, Stored, encode
from course.hand_in import COURSE_ID
from tests.course.classroom.room import Browser, Classroom, open_classroom

MODULE = "m00_orientation"
#: What two trainees answer: ids and values as ``answers.json`` holds them.
ANSWERS = {"amina": {"m00-e1": ("number", 304), "m00-e2": ("choice", "b")}, "bruno": {"m00-e1": ("number", 275)}}


@pytest.fixture(scope="module")
def room(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """A classroom on PostgreSQL."""
    folder = tmp_path_factory.mktemp("postgresql")
    with open_classroom(folder, modules=(MODULE,), COURSE_DATABASE=postgresql) as room:
        yield room


def marks(room: Classroom) -> dict[str, float]:
    """Release, work, submit, collect and grade with stock commands; the marks in the gradebook."""
    room.nbgrader("release_assignment", MODULE)
    for name, given in ANSWERS.items():
        home = room.place.home(name)
        browser = Browser(room.url).sign_in(name)
        browser.open_server(name)
        job = {"assignment_id": MODULE, "course_id": COURSE_ID}
        browser.api(f"/user/{name}/assignments/fetch", "POST", job)
        entries = {id: Answer(kind, value, "2026-11-22T09:00:00Z") for id, (kind, value) in given.items()}
        (home / MODULE / "answers.json").write_bytes(encode(Stored(None, entries)))
        listed = browser.api(f"/user/{name}/assignments/submit", "POST", job)
        assert listed["success"], listed
    room.nbgrader("collect", MODULE)
    room.nbgrader("autograde", MODULE)
    settings = room.settings()
    address = (
        settings.database_url(f"gradebook-{COURSE_ID}", room.place.state)
        if settings.database
        else f"sqlite:///{room.place.course(COURSE_ID) / 'gradebook.db'}"
    )
    with Gradebook(address, COURSE_ID) as gradebook:
        return {name: gradebook.find_submission(MODULE, name).score for name in ANSWERS}


def test_the_same_marks_as_on_sqlite(room: Classroom, classroom: Classroom) -> None:
    found = marks(room)
    assert found["amina"] > found["bruno"] > 0
    assert found == marks(classroom)


def test_each_room_has_its_tables_in_its_own_schema(room: Classroom, postgresql: str) -> None:
    engine = sa.create_engine(postgresql)
    seen = sa.inspect(engine)
    wanted = {
        "classroom_hub": "users",
        "classroom_people": "people",
        "classroom_exchange": "exchange_submissions",
        "classroom_gradebook_migration_development": "submitted_assignment",
    }
    assert {name: table for name, table in wanted.items() if table in seen.get_table_names(name)} == wanted
    assert seen.get_table_names("public") == []
    engine.dispose()
    assert not list(room.place.folder.rglob("*.sqlite")) and not list(room.place.folder.rglob("gradebook.db"))


def test_a_backup_brings_everything_back(room: Classroom, postgresql: str, tmp_path) -> None:
    file = tmp_path / "room.tar.gz"
    room.command("backup", str(file))
    room.command("down")
    engine = sa.create_engine(postgresql)
    count = sa.text("select count(*) from classroom_exchange.exchange_submissions")
    with engine.begin() as connection:
        assert connection.execute(count).scalar() == len(ANSWERS)
        connection.execute(sa.text("delete from classroom_exchange.exchange_submissions"))
        connection.execute(sa.text("create table classroom_exchange.later (number integer)"))
    room.command("restore", str(file))
    with engine.connect() as connection:
        assert connection.execute(count).scalar() == len(ANSWERS)
        assert "later" not in sa.inspect(connection).get_table_names("classroom_exchange")
        assert connection.execute(
            sa.text("select count(*) from classroom_people.people where password is not null")
        ).scalar()
    engine.dispose()
