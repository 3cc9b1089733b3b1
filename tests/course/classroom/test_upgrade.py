"""Databases that an older version has filled: brought to this version with every row, or left as they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
import sqlalchemy.orm
from alembic.script import ScriptDirectory
from jupyterhub import orm
from nbgrader.api import Base, Gradebook

from course.classroom import upgrade
from course.classroom.people import People
from course.classroom.place import Place
from course.classroom.restore import restore
from course.classroom.settings import Settings
from tests.course.classroom.filled import empty_room, open_store

COURSE, MODULE = "migration-development", "m00_orientation"
#: What newer versions of the hub have added: an older one (version be8ecf03ddac) does not have it.
_HUB = ("spawners.display_name", "users.user_info", "oauth_codes.code_challenge", "oauth_codes.code_challenge_method")


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Place, Settings]]:
    """A classroom that older versions of course, hub and nbgrader have filled."""
    with empty_room(request.param, request, tmp_path) as (place, settings):
        _old_hub(settings.database_url("hub", place.state))
        _old_people(settings.database_url("people", place.state))
        _old_exchange(settings.database_url("exchange", place.state), place)
        if not settings.database:
            _old_gradebook(_gradebook(place, settings))
        yield place, settings


def test_every_row_is_there_and_a_backup_before(old: tuple[Place, Settings], capsys: pytest.CaptureFixture) -> None:
    place, settings = old
    brought = upgrade.upgrade(place, settings)
    wanted = ["the hub", "the list of people", "the exchange"]
    assert brought == (wanted if settings.database else [*wanted, f"the gradebook of {COURSE}"])
    assert "First a backup" in capsys.readouterr().out
    engine = sa.create_engine(settings.database_url("hub", place.state))
    orm.check_db_revision(engine)  # raises for an older one
    with sa.orm.Session(engine) as session:
        amina = session.query(orm.User).one()
        assert (amina.name, [group.name for group in amina.groups]) == ("amina", [f"nbgrader-{COURSE}"])
    engine.dispose()
    with closing(People(settings.database_url("people", place.state))) as people:
        person = people.get("amina")
        assert person.password == "a hash" and person.roles == {COURSE: "trainee"}
        assert people.add("bruno", "trainee", COURSE)
    store = open_store(settings.database_url("exchange", place.state), place)
    [row] = store.submissions(COURSE)
    assert row.receipt == "r" * 32 and dict(store.contents(row.files)) == {"answers.json": b"{}"}
    assert store.submit(COURSE, MODULE, "amina", "attempt-2", row.files).number == 2
    store.engine.dispose()
    if not settings.database:
        with Gradebook(_gradebook(place, settings), COURSE) as gradebook:
            assert gradebook.find_submission(MODULE, "amina").score == 1.5
    [file] = (place.folder / "backups").glob("before-upgrade-*")
    assert upgrade.upgrade(place, settings) == []
    assert [*(place.folder / "backups").iterdir()] == [file]

    restore(place, settings, file)  # the way back
    assert [one.words for one in upgrade.databases(place, settings) if upgrade.is_old(one)] == brought


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_cannot_be_brought_up_stays_as_it_was(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """nbgrader's own migration to courses does not know how to fill its new column in PostgreSQL."""
    with empty_room(kind, request, tmp_path) as (place, settings):
        _cannot_be_brought_up(place, settings, capsys)


def _cannot_be_brought_up(place: Place, settings: Settings, capsys: pytest.CaptureFixture) -> None:
    url = _gradebook(place, settings)
    _old_gradebook(url)
    if not settings.database:  # there it does: something else must go wrong
        _fill(url, "create table _alembic_tmp_assignment (id integer)")
    before = _rows(url, "assignment")
    with pytest.raises(SystemExit):
        upgrade.upgrade(place, settings)
    said = capsys.readouterr().out
    [file] = (place.folder / "backups").glob("before-upgrade-*")
    assert f"the gradebook of {COURSE} could not be brought to this version" in said and f"restore {file}" in said
    assert _rows(url, "assignment") == before


def test_a_newer_and_a_damaged_database_are_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    place, settings = Place(tmp_path), Settings()
    place.make()
    assert upgrade.upgrade(place, settings) == []  # nothing there yet
    people = People(settings.database_url("people", place.state))
    people.close()
    assert upgrade.upgrade(place, settings) == []
    engine = sa.create_engine(settings.database_url("people", place.state))
    with engine.begin() as connection:
        connection.execute(sa.text("update people_version set version_num = '9999'"))
    engine.dispose()
    with pytest.raises(SystemExit):
        upgrade.upgrade(place, settings)
    assert "a newer version of the course has written the database of the list of people" in capsys.readouterr().out
    (place.state / "people.sqlite").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(SystemExit):
        upgrade.upgrade(place, settings)
    assert "the list of people is damaged" in capsys.readouterr().out
    assert not (place.folder / "backups").exists()


def _gradebook(place: Place, settings: Settings) -> str:
    return [one.url for one in upgrade.databases(place, settings)][-1]


def _rows(url: str, table: str) -> list[Any]:
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        found = connection.execute(sa.text(f"select * from {table}")).all()
    engine.dispose()
    return found


def _fill(url: str, *statements: str) -> None:
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def _old_hub(url: str) -> None:
    orm.new_session_factory(url)().close()  # makes the tables
    _fill(
        url,
        *(f"alter table {place.partition('.')[0]} drop column {place.partition('.')[2]}" for place in _HUB),
        "update alembic_version set version_num = 'be8ecf03ddac'",
        "insert into users (id, name, admin, cookie_id) values (1, 'amina', false, 'c')",
        f"insert into groups (id, name) values (1, 'nbgrader-{COURSE}')",
        "insert into user_group_map (user_id, group_id) values (1, 1)",
    )


def _old_people(url: str) -> None:
    """As the first classrooms made them: without a version, without an LMS."""
    _fill(
        url,
        "create table people (name varchar(32) primary key, password varchar(200), joined float not null)",
        "create table members (name varchar(32) references people (name), course varchar(32), "
        "role varchar(10) not null, primary key (name, course))",
        "create table shared_passwords (role varchar(10) primary key, password varchar(200) not null)",
        "insert into people values ('amina', 'a hash', 1)",
        f"insert into members values ('amina', '{COURSE}', 'trainee')",
    )


def _old_exchange(url: str, place: Place) -> None:
    """Version 0001, with a release and a submission."""
    store = open_store(url, place)
    kept = store.keep([("answers.json", b"{}")])
    store.engine.dispose()
    files = f'[{{"path": "answers.json", "sha256": "{kept[0]["sha256"]}", "bytes": 2}}]'
    now = "2026-01-02 03:04:05.000006"
    _fill(
        url,
        "drop index exchange_submissions_trainee",
        "update exchange_version set version_num = '0001'",
        "insert into exchange_releases (course, assignment, version, released_at, released_by, files) "
        f"values ('{COURSE}', '{MODULE}', 1, '{now}', 'tess', '{files}')",
        "insert into exchange_submissions (receipt, course, assignment, trainee, number, submitted_at, attempt, "
        f"release_version, total_bytes, digest, files) values ('{'r' * 32}', '{COURSE}', '{MODULE}', 'amina', 1, "
        f"'{now}', 'attempt-1', 1, 2, 'd', '{files}')",
    )


def _old_gradebook(url: str) -> None:
    """nbgrader before it knew courses (version 282d30a0218e), with a mark."""
    tables = sa.MetaData()
    for table in Base.metadata.sorted_tables:
        if table.name not in ("course", "assignment"):
            table.to_metadata(tables)
    now = [column for column in Base.metadata.tables["assignment"].columns if column.name != "course_id"]
    sa.Table("assignment", tables, *(sa.Column(c.name, c.type, primary_key=c.primary_key) for c in now))
    path = sa.make_url(url).database
    if url.startswith("sqlite"):
        Path(path).parent.mkdir(parents=True)
    engine = sa.create_engine(url)
    tables.create_all(engine)
    engine.dispose()
    _fill(
        url,
        "create table alembic_version (version_num varchar(32) not null)",
        "insert into alembic_version values ('282d30a0218e')",
        f"insert into assignment (id, name) values ('a', '{MODULE}')",
        "insert into notebook (id, name, assignment_id, kernelspec) values ('n', 'exercises', 'a', '{}')",
        "insert into base_cell (id, name, type, notebook_id) values ('c', 'm00-e1-mark', 'GradeCell', 'n')",
        "insert into grade_cells (id, max_score, cell_type) values ('c', 2, 'code')",
        "insert into student (id) values ('amina')",
        "insert into submitted_assignment (id, assignment_id, student_id) values ('s', 'a', 'amina')",
        "insert into submitted_notebook (id, assignment_id, notebook_id, late_submission_penalty) "
        "values ('sn', 's', 'n', null)",
        "insert into grade (id, cell_id, notebook_id, auto_score, needs_manual_grade) "
        "values ('g', 'c', 'sn', 1.5, false)",
    )


def test_the_versions_that_are_read_are_alembics_own() -> None:
    """They are read from the files without running them; nbgrader's would load all of nbgrader."""
    for one in upgrade.databases(Place(Path("/nowhere")), Settings()):
        if one.version_table == "alembic_version":
            wanted = ScriptDirectory(str(one.scripts.parent)).walk_revisions()
            assert upgrade._versions(one.scripts) == {found.revision: found.down_revision for found in wanted}
