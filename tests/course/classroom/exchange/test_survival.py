"""What happens when many come at once, when the service is killed, and on the other database."""

from __future__ import annotations

import os
import statistics
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest
import requests
from sqlalchemy import inspect

from course.classroom import database
from course.classroom.exchange import events
from course.classroom.exchange.client.connection import Connection, Problem
from course.classroom.exchange.files import Files
from course.classroom.exchange.rows import Row
from course.classroom.exchange.store import Store
from tests.course.classroom.exchange.fake_hub import FakeHub, Service, person
from tests.course.classroom.exchange.packages import COURSE, opened, package, submissions, submit

PEOPLE = 40


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def room(request: pytest.FixtureRequest, hub: FakeHub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """An exchange for forty trainees, with each kind of database."""
    hub.people |= {f"token-t{number}": person(f"t{number}", f"nbgrader-{COURSE}") for number in range(PEOPLE)}
    more = {}
    if request.param == "postgresql":
        more["COURSE_EXCHANGE_DATABASE"] = request.getfixturevalue("postgresql")
    service = Service(hub, tmp_path_factory.mktemp(request.param), **more).start()
    yield service
    service.stop()


@pytest.fixture
def released(room: Service) -> str:
    name = f"m{uuid.uuid4().hex[:8]}"
    place = f"courses/{COURSE}/assignments/{name}"
    assert room.ask("token-trainer", "PUT", place, data=package({"a.ipynb": b"{}"})).status_code == 201
    return name


def test_forty_submit_at_once(room: Service, released: str, record_property: pytest.RecordProperty) -> None:
    """Everybody gets a receipt, and everything is there; a submission is 150 kB in three files."""
    together = threading.Barrier(PEOPLE)

    def one(number: int) -> float:
        files = {f"f{name}": os.urandom(50_000) for name in range(3)}
        together.wait(60)
        begin = time.perf_counter()
        answer = submit(room, f"token-t{number}", released, files)
        took = time.perf_counter() - begin
        assert answer.status_code == 201 and answer.json()["trainee"] == f"t{number}", answer.text
        stored = room.ask("token-trainer", "GET", f"courses/{COURSE}/submissions/{answer.json()['receipt']}")
        assert opened(stored.content) == files
        return took

    with ThreadPoolExecutor(PEOPLE) as people:
        seconds = list(people.map(one, range(PEOPLE)))
    p95 = statistics.quantiles(seconds, n=20)[-1]
    record_property("p95_s", p95)
    print(f"{PEOPLE} submissions at once: p95 {p95:.2f} s, median {statistics.median(seconds):.2f} s")
    assert len(submissions(room, "token-trainer", f"?assignment={released}")) == PEOPLE


def test_one_trainee_submits_from_many_windows(room: Service, released: str) -> None:
    def one(number: int) -> int:
        return submit(room, "token-t0", released, {"a": str(number).encode()}).status_code

    with ThreadPoolExecutor(12) as windows:
        assert set(windows.map(one, range(12))) == {201}
    found = submissions(room, "token-t0", f"?assignment={released}")
    assert [row["number"] for row in found] == list(range(1, 13))
    stamps = [row["submitted_at"] for row in found]
    assert stamps == sorted(set(stamps))


def test_the_same_upload_at_the_same_moment_counts_once(room: Service, released: str) -> None:
    with ThreadPoolExecutor(8) as windows:
        answers = list(
            windows.map(lambda _: submit(room, "token-t1", released, {"a": b"1"}, attempt="the-same-one"), range(8))
        )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["receipt"] for answer in answers}) == 1


def test_kill_9_loses_no_receipt(room: Service, released: str) -> None:
    """The service is killed while people submit. Every receipt that somebody got is true afterwards."""
    receipts: dict[str, bytes] = {}
    stop = threading.Event()

    def keep_on(number: int) -> None:
        while not stop.is_set():
            data = os.urandom(30_000)
            with suppress(requests.RequestException, ValueError, KeyError):
                receipts[submit(room, f"token-t{number}", released, {"a": data}).json()["receipt"]] = data

    people = [threading.Thread(target=keep_on, args=(number,)) for number in range(6)]
    for thread in people:
        thread.start()
    try:
        for _time in range(2):
            wait_for_more(receipts)
            room.kill()
            room.start()
        wait_for_more(receipts)
    finally:
        stop.set()
        for thread in people:
            thread.join(120)
    rows = submissions(room, "token-trainer", f"?assignment={released}")
    assert set(receipts) <= {row["receipt"] for row in rows}
    for row in rows:
        body = room.ask("token-trainer", "GET", f"courses/{COURSE}/submissions/{row['receipt']}")
        assert body.status_code == 200
        assert row["receipt"] not in receipts or opened(body.content) == {"a": receipts[row["receipt"]]}


def wait_for_more(receipts: dict[str, bytes]) -> None:
    """Wait until people have got some more receipts."""
    enough, end = len(receipts) + 20, time.monotonic() + 240
    while len(receipts) < enough:
        assert time.monotonic() < end, "nobody gets a receipt"
        time.sleep(0.05)


def test_kill_9_in_the_middle_of_an_upload(room: Service, released: str) -> None:
    """Half a package has arrived: no submission, no file. The sentence is clear, and the second try works."""
    body = package({"a": os.urandom(300_000)})
    line = HTTPConnection("127.0.0.1", room.port, timeout=120)
    place = f"/services/exchange/api/courses/{COURSE}/assignments/{released}/submissions"
    line.putrequest("POST", place)
    for name, value in {
        "Authorization": "token token-t4",
        "Idempotency-Key": str(uuid.uuid4()),
        "Content-Type": "application/x-tar",
        "Content-Length": str(len(body)),
    }.items():
        line.putheader(name, value)
    line.endheaders()
    before = files_of(room)
    line.send(body[: len(body) // 2])
    # a request after it is answered: the service has the half in its hands
    assert submissions(room, "token-t4", f"?assignment={released}") == []
    room.kill()
    line.close()
    connection = Connection(room.base, "token-t4", pauses=())
    path = ("courses", COURSE, "assignments", released, "submissions")
    with pytest.raises(Problem, match=r"does not answer just now\. Nothing is lost"):
        connection.upload("POST", *path, files=[("a", b"1")], headers={"Idempotency-Key": str(uuid.uuid4())})
    room.start()
    assert submissions(room, "token-t4", f"?assignment={released}") == [] and files_of(room) == before
    receipt = connection.upload("POST", *path, files=[("a", b"1")], headers={"Idempotency-Key": str(uuid.uuid4())})
    found = submissions(room, "token-t4", f"?assignment={released}")
    assert [(row["receipt"], row["number"]) for row in found] == [(receipt["receipt"], 1)]


def files_of(room: Service) -> set[Path]:
    """All content that the exchange holds."""
    return {path for path in (room.folder / "exchange").rglob("*") if path.is_file()}


def test_a_client_waits_for_the_restart(room: Service, released: str) -> None:
    """The service is away when somebody presses Submit, and back a moment later: one submission, no error."""
    room.kill()
    back = threading.Timer(1.0, room.start)
    back.start()
    connection = Connection(room.base, "token-t2", pauses=[0.5] * 400)
    receipt = connection.upload(
        "POST",
        *("courses", COURSE, "assignments", released, "submissions"),
        files=[("a", b"1")],
        headers={"Idempotency-Key": str(uuid.uuid4())},
    )
    back.join(240)
    assert [row["receipt"] for row in submissions(room, "token-t2", f"?assignment={released}")] == [receipt["receipt"]]


def test_a_damaged_file_is_noticed(room: Service, released: str) -> None:
    receipt = submit(room, "token-t3", released, {"a": b"true"}).json()
    digest = receipt["files"][0]["sha256"]
    stored = room.folder / "exchange" / digest[:2] / digest
    stored.chmod(0o600)
    stored.write_bytes(b"fals")
    answer = room.ask("token-t3", "GET", f"courses/{COURSE}/submissions/{receipt['receipt']}")
    assert answer.status_code == 500 and "damaged" in answer.text and "fals" not in answer.text


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_who_reads_events_by_number_misses_none(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A number that is given out first and stored last would be behind the place where the reader already is."""
    url = f"sqlite:///{tmp_path / 'x.sqlite'}" if kind == "sqlite" else request.getfixturevalue("postgresql")
    engine = database.ready(url, "exchange")
    store = Store(engine, Files(tmp_path / "files"))
    writers, each, course = 8, 30, uuid.uuid4().hex
    seen: list[int] = []

    def write(number: int) -> None:
        for _ in range(each):
            events.note(
                store, course, f"t{number}", [events.News("m10-p1", "recorded"), events.News("m10-p2", "right")]
            )

    with ThreadPoolExecutor(writers) as pool:
        work = [pool.submit(write, number) for number in range(writers)]
        after = 0
        while True:
            done = all(one.done() for one in work)
            rows = events.after(store, course, after)
            seen += [row.id for row in rows]
            after = seen[-1] if seen else 0
            if done and not rows:
                break
    for one in work:
        one.result()
    engine.dispose()
    assert len(seen) == len(set(seen)) == writers * each * 2


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_migrations_make_the_tables_that_the_rows_need(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite'}" if kind == "sqlite" else request.getfixturevalue("postgresql")
    engine = database.connect(url)
    for _again in range(2):
        database.migrate(engine, "exchange")
    seen = inspect(engine)
    for table in Row.metadata.sorted_tables:
        assert {column["name"]: column["nullable"] for column in seen.get_columns(table.name)} == {
            column.name: column.nullable for column in table.columns
        }
        assert len(seen.get_unique_constraints(table.name)) == sum(
            type(constraint).__name__ == "UniqueConstraint" for constraint in table.constraints
        )
    engine.dispose()
