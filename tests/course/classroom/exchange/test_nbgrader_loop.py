"""The whole way of an assignment with nbgrader's own commands: trainer and trainees, in folders that share nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.abc import ExchangeError
from nbgrader.server_extensions.assignment_list.handlers import AssignmentList
from traitlets.config import Config

from course.classroom.exchange.client import ExchangeSubmit
from course.classroom.exchange.client.configure import use_http_exchange
from course.classroom.exchange.client.connection import Connection
from tests.course.classroom.exchange.desks import Desk, notebook
from tests.course.classroom.exchange.fake_hub import Service
from tests.course.classroom.exchange.packages import COURSE

NAME = "m90_loop"


@pytest.fixture(scope="module")
def trainer(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A trainer with one assignment whose release version is made."""
    desk = Desk(tmp_path_factory.mktemp("desks") / "trainer", service, "token-trainer")
    source = desk.folder / "source" / NAME
    source.mkdir(parents=True)
    (source / "exercises.ipynb").write_text(notebook("answer = 0"))
    (source / "table.csv").write_text("a,b\n1,2\n")
    desk.run("GenerateAssignmentApp", NAME)
    return desk


@pytest.fixture(scope="module")
def desk(service: Service, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Desk]:
    """A trainee's desk."""
    root = tmp_path_factory.mktemp("trainees")

    def make(name: str) -> Desk:
        return Desk(root / name, service, f"token-{name}")

    return make


@pytest.fixture(scope="module")
def amina(desk: Callable[[str], Desk]) -> Desk:
    return desk("amina")


@pytest.fixture(scope="module")
def bruno(desk: Callable[[str], Desk]) -> Desk:
    return desk("bruno")


def test_a_trainee_sees_nothing_before_the_release_and_cannot_release(trainer: Desk, amina: Desk) -> None:
    assert NAME not in amina.run("ListApp", "--course", COURSE)
    with pytest.raises(SystemExit, match="not released"):
        amina.run("FetchAssignmentApp", NAME, "--course", COURSE)
    (amina.folder / "release" / NAME).mkdir(parents=True)
    (amina.folder / "release" / NAME / "exercises.ipynb").write_text("{}")
    with pytest.raises(SystemExit, match="only trainers"):
        amina.run("ReleaseAssignmentApp", NAME, "--course", COURSE)


def test_release_and_fetch(trainer: Desk, amina: Desk, bruno: Desk) -> None:
    due = datetime.now(UTC) + timedelta(hours=2)
    with Gradebook(f"sqlite:///{trainer.folder / 'gradebook.db'}", COURSE) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate=due.replace(tzinfo=None))
    assert f"Released as: {COURSE} {NAME}" in trainer.run("ReleaseAssignmentApp", NAME)
    with pytest.raises(SystemExit, match="released already"):
        trainer.run("ReleaseAssignmentApp", NAME)
    trainer.run("ReleaseAssignmentApp", NAME, "--force")
    for person in (amina, bruno):
        person.run("FetchAssignmentApp", NAME, "--course", COURSE)
        assert (person.folder / NAME / "table.csv").read_text() == "a,b\n1,2\n"
    with pytest.raises(SystemExit, match="already have a copy"):
        amina.run("FetchAssignmentApp", NAME, "--course", COURSE)
    assert f"{COURSE} {NAME} (already downloaded)" in amina.run("ListApp", "--course", COURSE)
    (amina.folder / NAME / "exercises.ipynb").write_text(notebook("answer = 1"))
    (amina.folder / NAME / "table.csv").unlink()
    amina.run("FetchAssignmentApp", NAME, "--course", COURSE, "--ExchangeFetchAssignment.replace_missing_files=True")
    assert (amina.folder / NAME / "table.csv").exists()
    assert "answer = 1" in (amina.folder / NAME / "exercises.ipynb").read_text()  # work is never written over


def test_submit_gives_a_receipt_and_follows_no_link(amina: Desk, bruno: Desk) -> None:
    secret = amina.folder / "private.txt"
    secret.write_text("private")
    (amina.folder / NAME / "link.txt").symlink_to(secret)
    (amina.folder / NAME / "folder").symlink_to(amina.folder)
    (amina.folder / NAME / "timestamp.txt").write_text("2020-01-01 00:00:00.000000 UTC")
    said = amina.run("SubmitApp", NAME, "--course", COURSE)
    assert "Receipt: " in said and "link.txt" in said
    (kept,) = (amina.folder / ".data").rglob("receipt.json")
    receipt = json.loads(kept.read_text())
    assert receipt["trainee"] == "amina" and receipt["receipt"] in said
    assert [file["path"] for file in receipt["files"]] == ["exercises.ipynb", "table.csv"]
    bruno.run("SubmitApp", NAME, "--course", COURSE)


def test_nobody_submits_for_another_one(bruno: Desk) -> None:
    with pytest.raises(SystemExit, match="You are signed in as bruno, so you cannot submit for amina"):
        bruno.run("SubmitApp", NAME, "--course", COURSE, "--student", "amina")


def test_strict_submission_asks_for_everynotebook(bruno: Desk) -> None:
    page = bruno.folder / NAME / "exercises.ipynb"
    page.rename(page.with_name("mine.ipynb"))
    with pytest.raises(SystemExit, match=r"exercises\.ipynb.*Nothing was submitted"):
        bruno.run("SubmitApp", NAME, "--course", COURSE, "--strict")
    page.with_name("mine.ipynb").rename(page)


def test_collect_brings_the_last_submission_with_the_time_of_the_server(trainer: Desk, amina: Desk) -> None:
    trainer.run("CollectApp", NAME)
    first = trainer.folder / "submitted" / "amina" / NAME
    assert "answer = 1" in (first / "exercises.ipynb").read_text()
    assert not (first / "link.txt").exists()
    (amina.folder / NAME / "exercises.ipynb").write_text(notebook("answer = 2"))
    amina.run("SubmitApp", NAME, "--course", COURSE)
    assert "Use --update" in trainer.run("CollectApp", NAME)
    assert "Updating submission: amina" in trainer.run("CollectApp", NAME, "--update")
    assert "answer = 2" in (first / "exercises.ipynb").read_text()
    assert "No newer submission to collect: bruno" in trainer.run("CollectApp", NAME, "--update")
    stamp = datetime.strptime((first / "timestamp.txt").read_text(), "%Y-%m-%d %H:%M:%S.%f UTC").replace(tzinfo=UTC)
    assert abs((datetime.now(UTC) - stamp).total_seconds()) < 300
    assert sorted(path.name for path in first.parent.iterdir()) == [NAME]  # nothing half written is left


def test_before_the_due_date_knows_extensions(trainer: Desk, amina: Desk, bruno: Desk, service: Service) -> None:
    place = f"courses/{COURSE}/assignments/{NAME}/deadline"
    mine = service.ask("token-amina", "GET", f"courses/{COURSE}/submissions?assignment={NAME}").json()["submissions"]
    first = datetime.strptime(mine[0]["submitted_at"], "%Y-%m-%d %H:%M:%S.%f UTC").replace(tzinfo=UTC)
    between = (first + timedelta(milliseconds=1)).isoformat()
    old = service.ask("token-trainer", "GET", place).json()["due"]
    assert old is not None  # it came along with the release
    service.ask("token-trainer", "PUT", place, json={"due": between})
    trainer.run("CollectApp", NAME, "--before-duedate")
    page = trainer.folder / "submitted" / "amina" / NAME / "exercises.ipynb"
    assert "answer = 1" in page.read_text()
    service.ask("token-trainer", "PUT", place, json={"due": old, "trainee": "amina"})
    trainer.run("CollectApp", NAME, "--before-duedate")
    assert "answer = 2" in page.read_text()
    with Gradebook(f"sqlite:///{trainer.folder / 'gradebook.db'}", COURSE) as gradebook:  # nbgrader counts late seconds
        wanted = datetime.fromisoformat(between).replace(tzinfo=None)
        assert gradebook.find_assignment(NAME).duedate == wanted
        extension = datetime.fromisoformat(old).replace(tzinfo=None) - wanted
        assert gradebook.find_submission(NAME, "amina").extension == extension
        assert "bruno" not in [row.student_id for row in gradebook.assignment_submissions(NAME)]
        assert gradebook.find_submission(NAME, "amina").total_seconds_late == 0
    service.ask("token-trainer", "PUT", place, json={"due": old})
    assert f"counts: {old}" in trainer.run("CollectApp", NAME, "--update")
    with Gradebook(f"sqlite:///{trainer.folder / 'gradebook.db'}", COURSE) as gradebook:
        assert gradebook.find_submission(NAME, "amina").extension is None  # what everybody has is no extension


def test_feedback_goes_back(trainer: Desk, amina: Desk, bruno: Desk) -> None:
    submitted = trainer.folder / "submitted"
    for who in ("amina", "bruno"):  # what autograde and generate_feedback carry along; tests/grading runs them
        folder = trainer.folder / "feedback" / who / NAME
        folder.mkdir(parents=True)
        for name in ("timestamp.txt", "submission_secret.txt"):
            (folder / name).write_text((submitted / who / NAME / name).read_text())
        (folder / "exercises.html").write_text(f"<p>for {who}</p>")
    trainer.run("ReleaseFeedbackApp", NAME)
    amina.run("FetchFeedbackApp", NAME, "--course", COURSE)
    pages = [*(amina.folder / NAME / "feedback").rglob("*.html")]
    assert [page.read_text() for page in pages] == ["<p>for amina</p>"]
    said = amina.run("ListApp", "--course", COURSE, "--cached")
    assert said.count("feedback already fetched") == 1 and said.count("no feedback available") == 1
    (trainer.folder / "feedback" / "amina" / NAME / "exercises.html").write_text("<p>new</p>")
    trainer.run("ReleaseFeedbackApp", NAME)
    assert "feedback ready to be fetched" in amina.run("ListApp", "--course", COURSE, "--cached")
    amina.run("FetchFeedbackApp", NAME, "--course", COURSE)
    assert pages[0].read_text() == "<p>new</p>"
    before = amina.run("ListApp", "--course", COURSE, "--cached")
    amina.run("SubmitApp", NAME, "--course", COURSE)
    assert amina.run("ListApp", "--course", COURSE, "--cached").count(NAME) == before.count(NAME) + 1


def test_feedback_of_a_strange_folder_goes_nowhere(trainer: Desk, bruno: Desk) -> None:
    """A page in the wrong trainee's folder does not reach the other one."""
    folder = trainer.folder / "feedback" / "bruno" / NAME
    of_amina = (trainer.folder / "submitted" / "amina" / NAME / "submission_secret.txt").read_text()
    kept = (folder / "submission_secret.txt").read_text()
    (folder / "submission_secret.txt").write_text(of_amina)
    with pytest.raises(SystemExit, match="Feedback was not released for: bruno"):
        trainer.run("ReleaseFeedbackApp", NAME)
    (folder / "submission_secret.txt").write_text(kept)


def test_the_assignment_list_shows_it(amina: Desk) -> None:
    with amina.sits():
        page = AssignmentList()
        page._root_dir = os.fspath(amina.folder)  # as its server extension sets it
        found = page.list_assignments(course_id=COURSE)
        submit = page.submit_assignment(COURSE, NAME)
    assert found["success"], found["value"]
    assert [one["status"] for one in found["value"] if one["assignment_id"] == NAME] == ["fetched", "submitted"]
    assert submit["success"], submit


def test_what_was_known_a_moment_ago_saves_a_question_and_never_decides(
    trainer: Desk, amina: Desk, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = Connection._ask

    def noted(line: Connection, method: str, path: tuple[str, ...], **more: Any) -> Any:
        asked.append(f"{method} {path[-1]}")
        return ask(line, method, path, **more)

    monkeypatch.setattr(Connection, "_ask", noted)
    known = service.ask("token-amina", "GET", f"courses/{COURSE}/mine").json()
    config = use_http_exchange(Config())
    config.CourseDirectory.course_id, config.CourseDirectory.assignment_id = COURSE, NAME

    def submit(known: dict[str, Any]) -> ExchangeSubmit:
        with amina.sits():
            step = ExchangeSubmit(coursedir=CourseDirectory(config=config), config=config, known=known)
            step.start()
        return step

    assert submit(known).receipt["trainee"] == "amina" and asked == ["POST submissions"]
    asked.clear()
    submit(known | {"assignments": []})  # it may be open by now: so it is asked
    assert asked == ["GET mine", "POST submissions"]
    place = f"courses/{COURSE}/assignments/{NAME}"
    service.ask("token-trainer", "DELETE", place)
    with pytest.raises(ExchangeError, match=f"{NAME} is not open in this course"):
        submit(known)  # withdrawn since
    trainer.run("ReleaseAssignmentApp", NAME)


def test_formgrader_knows_what_is_released(trainer: Desk) -> None:
    with trainer.sits():
        config = use_http_exchange(Config())
        config.CourseDirectory.root = str(trainer.folder)
        config.CourseDirectory.course_id = COURSE
        api = NbGraderAPI(CourseDirectory(config=config), config=config)
        assert not api.exchange_missing and NAME in api.get_released_assignments()
        assert api.collect(NAME)["success"]
        assert api.unrelease(NAME)["success"]
        assert NAME not in api.get_released_assignments()


def test_a_date_of_the_gradebook_reaches_the_exchange(trainer: Desk, amina: Desk, service: Service) -> None:
    """A trainer who only uses stock commands sets dates with ``nbgrader db assignment add``."""
    name = "m91_stock"
    (trainer.folder / "source" / name).mkdir()
    (trainer.folder / "source" / name / "exercises.ipynb").write_text(notebook("answer = 0"))
    trainer.run("GenerateAssignmentApp", name)
    trainer.run("ReleaseAssignmentApp", name)
    amina.run("FetchAssignmentApp", name, "--course", COURSE)
    amina.run("SubmitApp", name, "--course", COURSE)
    due = datetime(2026, 1, 2, 3, 4, 5)
    with Gradebook(f"sqlite:///{trainer.folder / 'gradebook.db'}", COURSE) as gradebook:
        gradebook.update_or_create_assignment(name, duedate=due)
    trainer.run("CollectApp", name)
    with Gradebook(f"sqlite:///{trainer.folder / 'gradebook.db'}", COURSE) as gradebook:
        assert gradebook.find_assignment(name).duedate == due
    [mine] = service.ask("token-amina", "GET", f"courses/{COURSE}/submissions?assignment={name}").json()["submissions"]
    assert mine["late"] and mine["due"] == "2026-01-02T03:04:05+00:00"
    service.ask("token-trainer", "PUT", f"courses/{COURSE}/assignments/{name}/deadline", json={"due": None})
    trainer.run("CollectApp", name)  # taken away at the exchange: it stays away
    with Gradebook(f"sqlite:///{trainer.folder / 'gradebook.db'}", COURSE) as gradebook:
        assert gradebook.find_assignment(name).duedate is None


def test_when_the_service_is_away_the_message_is_plain_and_nothing_is_lost(
    amina: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("course.classroom.exchange.client.connection._PAUSES_S", (0.01,))
    before = {path: path.read_bytes() for path in (amina.folder / NAME).rglob("*") if path.is_file()}
    base, amina.service.base = amina.service.base, "http://127.0.0.1:9/services/exchange"
    try:
        for command in ("SubmitApp", "FetchFeedbackApp"):
            with pytest.raises(SystemExit, match=r"does not answer just now\. Nothing is lost"):
                amina.run(command, NAME, "--course", COURSE)
    finally:
        amina.service.base = base
    assert {path: path.read_bytes() for path in (amina.folder / NAME).rglob("*") if path.is_file()} == before
