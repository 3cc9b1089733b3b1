"""One address puts hub, people, exchange and gradebook into PostgreSQL; marks are those that SQLite gives."""

from __future__ import annotations

import hashlib
import io
import tarfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from nbgrader.api import Gradebook

from course.answers_file import Answer, Stored, encode
from course.classroom import backup, database
from course.classroom.exchange.client.connection import Connection
from course.classroom.exchange.files import Files
from course.classroom.exchange.store import Store
from course.classroom.exchange.times import parse
from course.classroom.lti.claims import Launch
from course.classroom.lti.keys import ToolKey
from course.classroom.lti.records import Records
from course.hand_in import COURSE_ID
from grading.bench.compare import rows
from grading.classroom import passback, work
from grading.classroom.room import Room
from grading.classroom.scores import Scores
from grading.release import release
from grading.report.gather import gather
from tests.course.classroom.lti.mock_lms import MockLms
from tests.course.classroom.postgres import own_database
from tests.course.classroom.room import Browser, Classroom, open_classroom

MODULE = "m00_orientation"
PLACE = ("courses", COURSE_ID, "assignments", MODULE)
#: What trainees answer: ids and values as ``answers.json`` holds them.
ANSWERS = {
    "amina": {"m00-e1": ("number", 304), "m00-e2": ("choice", "b"), "m00-r1": ("text", "Who uses the centres?")},
    "bruno": {"m00-e1": ("number", 275), "m00-r1": ("text", "É 中文 🙂")},
    "chen": {"m00-e1": ("number", 304)},
}


@pytest.fixture(scope="module")
def postgresql(postgresql: str) -> Iterator[str]:
    """A database in which no other test has left anything."""
    with own_database(postgresql) as address:
        yield address


@pytest.fixture(scope="module")
def room(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """A classroom on PostgreSQL."""
    folder = tmp_path_factory.mktemp("postgresql")
    with open_classroom(folder, modules=(MODULE,), COURSE_DATABASE=postgresql) as room:
        yield room


def test_a_whole_cycle_gives_the_marks_of_sqlite(
    room: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Release, fetch, submit, collect, grade, feedback; the same submissions into a gradebook of each kind."""
    room.nbgrader("release_assignment", MODULE)
    amina = Browser(room.url).sign_in("amina")
    amina.open_server("amina")
    job = {"assignment_id": MODULE, "course_id": COURSE_ID}
    assert amina.api("/user/amina/assignments/fetch", "POST", job)["success"]
    home = room.place.home("amina") / MODULE
    (home / "answers.json").write_bytes(answers("amina"))
    listed = amina.api("/user/amina/assignments/submit", "POST", job)
    assert listed["success"], listed
    submit(room, "bruno")
    submit(room, "chen")
    late_since_amina(room)

    other = tmp_path / "sqlite"
    release([MODULE], to=tmp_path / "release", course=other, say=False)
    on_sqlite = rows(grade(room, other, f"sqlite:///{other / 'gradebook.db'}", monkeypatch))
    assert rows(grade(room, room.place.course(COURSE_ID), gradebook(room), monkeypatch)) == on_sqlite
    cells = {row[3] for row in on_sqlite if len(row) == 9}
    assert {"m00-e1-mark", "m00-e2-mark", "m00-r1-task"} <= cells, cells
    assert sum(row[5] == "1 day, 0:00:00" for row in on_sqlite if row[2] == "") == 1  # chen's extension
    assert [row[0] for row in on_sqlite if row[2] == "" and row[6] > 0] == ["bruno"]

    assert amina.api("/user/amina/assignments/fetch_feedback", "POST", job)["success"]
    [page] = [file for file in (home / "feedback").rglob("exercises.html")]
    assert "A question that a ministry can answer." in page.read_text(encoding="utf-8")


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


def test_marks_go_to_the_lms_once_for_each_change(room: Classroom, tmp_path: Path) -> None:
    """From a gradebook in PostgreSQL, for learners only; what was sent is remembered there, too."""
    people = room.settings().database_url("people", room.place.state)
    key = ToolKey(tmp_path / "key.pem")
    with MockLms() as lms, closing(Records(people)) as records, closing(Scores(lms.platform, key)) as scores:
        lms.tool_keys = key.public()
        amina = Launch("s-1", "trainee", True, MODULE, f"{lms.url}/items", "", ("Amina", ""), "d", None)
        bruno = replace(amina, subject="s-2", role="trainer", learns=False, names=("Bruno", ""))
        for launch in (amina, bruno):
            records.keep_person(launch, set())
            records.keep_place(launch)

        def send() -> tuple[int, int]:
            sent = passback.send(gather(gradebook(room)), {}, records, scores)
            assert not sent.failed, sent.failed
            return sent.sent, sent.same

        assert [send(), send()] == [(1, 0), (0, 1)]
        by_hand(gradebook(room), points=0.75)
        assert [send(), send()] == [(1, 0), (0, 1)]
        assert {one["userId"] for one in lms.scores} == {"s-1"}
        assert lms.scores[0]["scoreGiven"] - lms.scores[1]["scoreGiven"] == pytest.approx(0.5)


def test_a_backup_brings_everything_back(room: Classroom, postgresql: str, tmp_path: Path) -> None:
    file = tmp_path / "room.tar.gz"
    room.command("backup", str(file))  # while the class works
    room.command("down")
    before = everything(postgresql)
    assert len(before["classroom_exchange.exchange_submissions"]) == len(ANSWERS)
    engine = sa.create_engine(postgresql)
    with engine.begin() as connection:
        connection.execute(sa.text("truncate classroom_exchange.exchange_submissions cascade"))
        connection.execute(sa.text("update classroom_gradebook_migration_development.grade set auto_score = 99"))
        connection.execute(sa.text("create table classroom_exchange.later (number integer)"))
    spoiled = everything(postgresql)
    files = sorted(room.place.folder.rglob("*"))
    for broken, says in ((file.read_bytes()[:-500], "Nothing was changed"), (odd_dump(), "pg_restore could not")):
        (tmp_path / "broken.tar.gz").write_bytes(broken)
        refused = room.command("restore", str(tmp_path / "broken.tar.gz"), check=False)
        assert refused.returncode == 1 and says in refused.stdout, refused.stdout
        assert everything(postgresql) == spoiled and sorted(room.place.folder.rglob("*")) == files

    room.command("restore", str(file))
    after = everything(postgresql)
    for found in (before, after):  # the hub notes its own end
        for name in [name for name in found if name.startswith("classroom_hub.") and "group" not in name]:
            del found[name]
    assert after == before
    engine.dispose()
    goes_on(room)

    with engine.begin() as connection:  # a new database server: there is nothing yet that could be put aside
        for name in sa.inspect(connection).get_schema_names():
            if name.startswith("classroom_"):
                connection.execute(sa.text(f'drop schema "{name}" cascade'))
    engine.dispose()
    room.command("restore", str(file))
    assert everything(postgresql).keys() == spoiled.keys() - {"classroom_exchange.later"}


def odd_dump() -> bytes:
    """A backup that is whole, but PostgreSQL cannot read what it holds."""
    stream, dump = io.BytesIO(), b"no dump"
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        backup._note(archive, backup.ABOUT, {"form": backup.FORM, "postgresql": True})
        member = tarfile.TarInfo(backup.DUMP)
        member.size = len(dump)
        archive.addfile(member, io.BytesIO(dump))
        backup._note(archive, backup.LIST, {backup.DUMP: hashlib.sha256(dump).hexdigest()})
    return stream.getvalue()


def gradebook(room: Classroom) -> str:
    """Address of the gradebook in PostgreSQL."""
    return room.settings().database_url(f"gradebook-{COURSE_ID}", room.place.state)


def grade(room: Classroom, folder: Path, url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What the trainers' page does in a course folder: collect, grade, mark by hand, give feedback; the gradebook."""
    monkeypatch.setenv("COURSE_GRADEBOOK", url)
    monkeypatch.setenv("COURSE_EXCHANGE_URL", f"{room.url}services/exchange")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", room.token("tess", "trainer"))
    desk = Room(COURSE_ID, "", folder, "/")
    for step in (*work.collect(desk, work.Wanted(MODULE)), *work.grade(desk, work.Wanted(MODULE))):
        assert not step.problem, step
    by_hand(url)
    for step in work.feedback(desk, work.Wanted(MODULE)):
        assert not step.problem, step
    return url


def answers(name: str) -> bytes:
    """A trainee's ``answers.json``."""
    entries = {id: Answer(kind, value, "2026-11-22T09:00:00Z") for id, (kind, value) in ANSWERS[name].items()}
    return encode(Stored(None, entries))


def line(room: Classroom, name: str, role: str = "trainee") -> Connection:
    """Somebody's line to the exchange."""
    return Connection(f"{room.url}services/exchange", room.token(name, role))


def submit(room: Classroom, name: str) -> None:
    """What a trainee's server sends."""
    page = room.place.course(COURSE_ID) / "release" / MODULE / "exercises.ipynb"
    files = [("exercises.ipynb", page.read_bytes()), ("answers.json", answers(name))]
    line(room, name).upload("POST", *PLACE, "submissions", files=files, headers={"Idempotency-Key": str(uuid.uuid4())})


def late_since_amina(room: Classroom) -> None:
    """The deadline was just after amina's submission; chen has a day more."""
    trainer = line(room, "tess", "trainer")
    found = trainer.json("GET", "courses", COURSE_ID, "submissions")["submissions"]
    [moment] = [parse(one["submitted_at"]) for one in found if one["trainee"] == "amina"]
    due = moment + timedelta(milliseconds=1)
    trainer.json("PUT", *PLACE, "deadline", json={"due": due.isoformat()})
    more = {"due": (due + timedelta(days=1)).isoformat(), "trainee": "chen"}
    trainer.json("PUT", *PLACE, "deadline", json=more)


def by_hand(url: str, points: float = 1.25) -> None:
    """What a trainer marks: points, a comment, extra points."""
    with Gradebook(url, COURSE_ID) as book:
        grade = book.find_grade("m00-r1-task", "exercises", MODULE, "amina")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = points, 0.5, False
        comment = book.find_comment("m00-r1-task", "exercises", MODULE, "amina")
        comment.manual_comment = "A question that a ministry can answer."
        book.db.commit()


def everything(url: str) -> dict[str, list[Any]]:
    """All rows of all tables of the classroom's schemas."""
    engine = sa.create_engine(url)
    found: dict[str, list[Any]] = {}
    with engine.connect() as connection:
        seen = sa.inspect(connection)
        for schema in (name for name in seen.get_schema_names() if name.startswith("classroom_")):
            for table in seen.get_table_names(schema):
                query = sa.text(f'select to_jsonb(t)::text from "{schema}"."{table}" t')
                found[f"{schema}.{table}"] = sorted(connection.execute(query).scalars())
    engine.dispose()
    return found


def goes_on(room: Classroom) -> None:
    """What is restored can be worked with: numbers go on after those that are there."""
    engine = database.connect(room.settings().database_url("exchange", room.place.state))
    store = Store(engine, Files(room.place.folder / "exchange"))
    rows = store.submissions(COURSE_ID)
    assert all(dict(store.contents(row.files))["answers.json"] for row in rows)
    new = store.submit(COURSE_ID, MODULE, "dora", "attempt-1", store.keep([("a", b"1")]))
    assert new.id > max(row.id for row in rows)
    engine.dispose()
