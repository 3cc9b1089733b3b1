"""kill -9 of hub, proxy, exchange, trainers' pages, a server, the keeper loses nothing; nor does a move by a backup."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import psutil
import pytest
import requests
from jupyter_client.blocking import BlockingKernelClient
from nbgrader.api import Gradebook

from course.classroom.place import Place
from course.classroom.running import kind, owned, read_record
from course.hand_in import COURSE_ID
from tests.course.classroom.room import Browser, Classroom, open_classroom

MODULE = "m00_orientation"
#: What the trainee has recorded last, by address of the classroom.
NEWEST: dict[str, int] = {}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """A classroom of its own, because these tests break it."""
    with open_classroom(tmp_path_factory.mktemp("survival"), modules=(MODULE,)) as room:
        room.nbgrader("release_assignment", MODULE)
        yield room


@pytest.fixture(scope="module")
def lina(room: Classroom) -> Browser:
    """A trainee at work, with a recorded answer and a submission."""
    browser = Browser(room.url).sign_in("lina")
    browser.open_server("lina")
    record(room, browser, 304)
    browser.api("/user/lina/assignments/fetch", "POST", {"assignment_id": MODULE, "course_id": COURSE_ID})
    browser.api("/user/lina/assignments/submit", "POST", {"assignment_id": MODULE, "course_id": COURSE_ID})
    assert len(submitted(room)) == 1
    return browser


def test_the_hub_is_killed(room: Classroom, lina: Browser) -> None:
    server = one(room, "server").pid
    there = submitted(room)
    kill(room, "hub")
    # who works notices nothing: the way to the server does not go through the hub
    assert lina.api("/user/lina/api/contents/m00_orientation?content=0")["name"] == MODULE
    wait(lambda: Browser(room.url).get("/hub/login")[0] == 200, "the sign-in page")
    assert lina.get("/hub/home")[2].endswith("/hub/home"), "still signed in"
    wait(lambda: submitted(room) == there, "the exchange, which the new hub starts")
    assert one(room, "server").pid == server
    record(room, lina, 305)
    everything_is_there(room)


def test_the_proxy_is_killed(room: Classroom, lina: Browser) -> None:
    kill(room, "proxy")
    wait(lambda: Browser(room.url).get("/hub/login")[0] == 200, "the sign-in page")
    wait(lambda: lina.get("/user/lina/api/status")[0] == 200, "the trainee's server")
    everything_is_there(room)


def test_the_exchange_is_killed(room: Classroom, lina: Browser) -> None:
    there = submitted(room)
    kill(room, "exchange")
    wait(lambda: submitted(room) == there, "the exchange")
    lina.api("/user/lina/assignments/submit", "POST", {"assignment_id": MODULE, "course_id": COURSE_ID})
    assert len(submitted(room)) == len(there) + 1
    everything_is_there(room)


def test_a_server_is_killed(room: Classroom, lina: Browser) -> None:
    kernels = [process for process in owned(mark(room)) if kind(process) == "kernel"]
    kill(room, "server")
    status, page, url = lina.get("/user/lina/my-course")
    # unless the hub, which looks every half minute, has noticed it in this very moment
    assert "/hub/" in url or (status == 502 and "Nothing recorded is lost" in page and 'url=/"' in page)
    everything_is_there(room)
    lina.open_server("lina")
    assert lina.api("/user/lina/api/contents/m00_orientation/answers.json?content=0")["name"] == "answers.json"
    record(room, lina, 306)
    everything_is_there(room)
    wait(lambda: not any(process.is_running() for process in kernels), "the end of kernels that nobody owns")


def test_the_trainers_pages_are_killed_while_they_grade(room: Classroom, lina: Browser) -> None:
    """The job goes on without them; a killed job is named, goes on where it was, and no mark is lost."""
    tess = Browser(room.url).sign_in("tess", "trainer")
    pages = f"/services/trainer-{COURSE_ID}/"

    def job() -> dict[str, Any]:
        return tess.api(f"{pages}job")["job"]

    def begin(kind: str, **more: str) -> None:
        wait(lambda: "Modules" in tess.get(pages)[1], "the trainers' pages")
        tess.post(pages, f"{pages}start/{kind}", module=MODULE, **more)

    def ended(state: str) -> None:
        wait(lambda: not job()["alive"], "the end of the job")
        assert job()["state"] == state, job()

    begin("collect")
    ended("done")
    begin("grade")
    kill(room, "trainers")
    wait(lambda: "Modules" in tess.get(pages)[1], "the trainers' pages")
    ended("done")
    points = score(room)
    assert points > 0

    begin("grade", force="1")
    wait(lambda: job()["now"] != "", "the work of the job", every=0.05)
    leader = next(one for one in of_the_job(room) if os.getsid(one.pid) == one.pid)
    leader.suspend()  # it must not be done before everything is looked at
    at_work = of_the_job(room)
    leader.kill()
    ended("died")
    wait(lambda: not {*at_work} & {*owned(mark(room))}, "the end of its workers")
    assert job()["again"] and "What is done stays done" in job()["now"]
    assert score(room) == points
    begin("grade", force="1")
    ended("done")
    assert score(room) == points


def test_the_keeper_is_killed_and_up_starts_again(room: Classroom, lina: Browser) -> None:
    before = owned(mark(room))
    kill(room, "keeper")
    assert "left" in room.command("status", check=False).stdout
    start(room)
    assert not [process for process in before if process.is_running()]
    lina.open_server("lina")
    everything_is_there(room)


def test_a_backup_taken_in_class_moves_the_classroom(room: Classroom, lina: Browser, tmp_path) -> None:
    file, there = tmp_path / "room.tar.gz", submitted(room)
    room.command("backup", str(file))
    refused = room.command("restore", str(file), check=False)
    assert refused.returncode == 1 and "the classroom runs" in refused.stdout
    ended = room.command("down")
    assert "processes ended" in ended.stdout and not read_record(room.place)
    settings = (room.place.folder / "classroom.toml").read_text()
    shutil.rmtree(room.place.folder)
    room.place.folder.mkdir()
    (room.place.folder / "classroom.toml").write_text(settings)
    room.command("restore", str(file))
    room.tokens.clear()
    start(room)
    again = Browser(room.url).sign_in("lina")  # with the own password
    again.open_server("lina")
    everything_is_there(room)
    assert submitted(room) == there


def test_down_leaves_nothing(room: Classroom) -> None:
    own = mark(room)
    assert owned(own)
    assert room.command("down").returncode == 0
    assert owned(own) == [] and not room.place.record.exists()
    assert "down" in room.command("status", check=False).stdout
    everything_is_there(room)


def mark(room: Classroom) -> str:
    """The mark of the running classroom."""
    return read_record(room.place).mark


def start(room: Classroom) -> None:
    """``up`` again."""
    room.command("up", *(["--allow-root"] if psutil.Process().uids().real == 0 else []))


def one(room: Classroom, name: str) -> psutil.Process:
    """The only process of a kind. What it has just forked looks like it for a moment."""
    found: list[psutil.Process] = []

    def only() -> bool:
        found[:] = [process for process in owned(mark(room)) if kind(process) == name]
        return len(found) == 1

    wait(only, f"the only process {name}")
    return found[0]


def kill(room: Classroom, name: str) -> None:
    """kill -9, and wait until it is dead."""
    process = one(room, name)
    process.kill()
    assert not psutil.wait_procs([process], 120)[1]


def of_the_job(room: Classroom) -> list[psutil.Process]:
    """The job of the trainers' pages and what it forked: workers have its command line, and go with it."""
    found = []
    for process in owned(mark(room)):
        with suppress(psutil.Error):
            if "grading.classroom.job" in process.cmdline():
                found.append(process)
    return found


def wait(there: Callable[[], bool], what: str, seconds: float = 240, every: float = 0.5) -> None:
    """Wait until something is there again; errors on the way are what the test is about."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if there():
                return
        except (OSError, AssertionError, ValueError):
            pass
        time.sleep(every)
    raise AssertionError(f"{what} did not come back within {seconds} s")


def score(room: Classroom) -> float:
    """The trainee's points in the gradebook."""
    with Gradebook(f"sqlite:///{room.place.course(COURSE_ID) / 'gradebook.db'}", COURSE_ID) as gradebook:
        return gradebook.find_submission(MODULE, "lina").score


def submitted(room: Classroom) -> list[dict[str, str]]:
    """What the exchange has from the trainee."""
    answer = requests.get(
        f"{room.url}services/exchange/api/courses/{COURSE_ID}/submissions",
        headers={"Authorization": f"token {room.token('tess', 'trainer')}"},
        timeout=120,
    )
    assert answer.status_code == 200, answer.text
    return answer.json()["submissions"]


def everything_is_there(room: Classroom) -> None:
    """The trainee's newest answer is in the file."""
    file = room.place.home("lina") / MODULE / "answers.json"
    assert json.loads(file.read_text())["answers"]["m00-e1"]["value"] == NEWEST[room.url]


def record(room: Classroom, browser: Browser, value: int) -> None:
    """Record an answer in a fresh kernel of the trainee's server, as the button does."""
    # a session's kernel starts in the notebook's folder
    session = browser.api(
        "/user/lina/api/sessions",
        "POST",
        {
            "path": f"{MODULE}/lesson.ipynb",
            "name": "lesson.ipynb",
            "type": "notebook",
            "kernel": {"name": "python3"},
        },
    )
    run(
        room.place,
        "lina",
        session["kernel"]["id"],
        f"from course import answers; answers.record('m00-e1', 'number', {value})",
    )
    NEWEST[room.url] = value


def run(place: Place, name: str, kernel: str, code: str) -> None:
    """Run ``code`` in a running kernel, which listens on files, not on ports."""
    [file] = (place.run / name).glob(f"kernel-{kernel}.json")
    assert json.loads(file.read_text())["transport"] == "ipc"
    client = BlockingKernelClient(connection_file=str(file))
    client.load_connection_file()
    client.start_channels(hb=False)  # on a busy machine a beat comes late
    try:
        client.wait_for_ready(timeout=120)
        reply = client.execute_interactive(code, timeout=120)
        assert reply["content"]["status"] == "ok", reply["content"]
    finally:
        client.stop_channels()
