"""The service does what each role may do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from course.classroom.exchange import times
from tests.course.classroom.exchange.fake_hub import FakeHub, Service
from tests.course.classroom.exchange.packages import COURSE, opened, package, submissions, submit


def test_who_am_i(service: Service) -> None:
    said = service.ask("token-amina", "GET", "me").json()
    assert (said["name"], said["courses"]) == ("amina", {COURSE: "trainee"})
    assert service.ask("token-trainer", "GET", "me").json()["courses"] == {COURSE: "trainer"}
    assert service.ask("token-stranger", "GET", "me").json()["courses"] == {}


def test_the_formgrader_service_of_a_course_is_its_trainer(service: Service, assignment: str) -> None:
    assert service.ask("token-formgrader", "GET", f"courses/{COURSE}/submissions").status_code == 200
    assert service.ask("token-formgrader", "GET", "courses/other/submissions").status_code == 403
    for other in ("token-odd-service", "token-odd-user"):  # a user cannot become trainer by a name
        assert service.ask(other, "GET", f"courses/{COURSE}/submissions").status_code == 403


def test_release_fetch_withdraw_and_release_again(service: Service, assignment: str) -> None:
    place = f"courses/{COURSE}/assignments/{assignment}"
    assert opened(service.ask("token-amina", "GET", place).content) == {"exercises.ipynb": b"{}"}
    body = package({"exercises.ipynb": b"[]", "data/t.csv": b"a"})
    assert service.ask("token-trainer", "PUT", place, data=body).status_code == 409
    assert service.ask("token-trainer", "PUT", f"{place}?force=1", data=body).json()["version"] == 2
    assert opened(service.ask("token-amina", "GET", place).content)["data/t.csv"] == b"a"
    assert service.ask("token-trainer", "DELETE", place).status_code == 204
    assert service.ask("token-amina", "GET", place).status_code == 404
    assert submit(service, "token-amina", assignment, {"a": b"1"}).status_code == 404
    assert service.ask("token-trainer", "PUT", place, data=body).json()["version"] == 3


def test_a_receipt_names_owner_moment_and_files(service: Service, assignment: str) -> None:
    before = datetime.now(UTC)
    receipt = submit(service, "token-amina", assignment, {"exercises.ipynb": b"{1}", "answers.json": b"{}"}).json()
    assert receipt["trainee"] == "amina" and receipt["number"] == 1 and not receipt["late"]
    assert before <= times.parse(receipt["submitted_at"]) <= datetime.now(UTC)
    assert [file["path"] for file in receipt["files"]] == ["answers.json", "exercises.ipynb"]
    again = submit(service, "token-amina", assignment, {"exercises.ipynb": b"{2}"}).json()
    assert again["number"] == 2 and again["receipt"] != receipt["receipt"]
    mine = submissions(service, "token-amina", f"?assignment={assignment}")
    assert [one["receipt"] for one in mine] == [receipt["receipt"], again["receipt"]]  # history stays
    old = service.ask("token-amina", "GET", f"courses/{COURSE}/submissions/{receipt['receipt']}")
    assert opened(old.content)["exercises.ipynb"] == b"{1}"


def test_an_upload_that_is_sent_twice_counts_once(service: Service, assignment: str) -> None:
    first = submit(service, "token-amina", assignment, {"a": b"1"}, attempt="attempt-1")
    again = submit(service, "token-amina", assignment, {"a": b"1"}, attempt="attempt-1")
    assert first.json() == again.json()
    assert submit(service, "token-amina", assignment, {"a": b"2"}, attempt="attempt-1").status_code == 409
    other = submit(service, "token-bruno", assignment, {"a": b"2"}, attempt="attempt-1")
    assert other.json()["trainee"] == "bruno"


def test_feedback_reaches_its_owner_only(service: Service, assignment: str) -> None:
    receipt = submit(service, "token-amina", assignment, {"a.ipynb": b"1"}).json()["receipt"]
    place = f"courses/{COURSE}/submissions/{receipt}/feedback"
    body = package({"a.html": b"<p>well done</p>"})
    assert service.ask("token-amina", "GET", place).status_code == 404
    assert service.ask("token-trainer", "PUT", f"{place}?trainee=bruno", data=body).status_code == 404  # a mix-up
    assert service.ask("token-trainer", "PUT", f"{place}?trainee=amina", data=body).status_code == 200
    assert opened(service.ask("token-amina", "GET", place).content) == {"a.html": b"<p>well done</p>"}
    assert service.ask("token-bruno", "GET", place).status_code == 404
    assert service.ask("token-amina", "PUT", f"{place}?trainee=amina", data=body).status_code == 403


def test_the_server_decides_what_is_late(service: Service, assignment: str) -> None:
    place = f"courses/{COURSE}/assignments/{assignment}/deadline"
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    future = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    assert service.ask("token-trainer", "PUT", place, json={"due": past}).status_code == 200
    assert service.ask("token-trainer", "PUT", place, json={"due": future, "trainee": "bruno"}).status_code == 200
    late = submit(service, "token-amina", assignment, {"a": b"1"}).json()
    assert late["late"] and 3590 < late["late_seconds"] < 3700
    assert not submit(service, "token-bruno", assignment, {"a": b"1"}).json()["late"]
    assert service.ask("token-bruno", "GET", place).json() == {"due": future}
    assert service.ask("token-amina", "GET", place).json() == {"due": past}  # nothing about bruno
    seen = {"due": past, "told": True, "extensions": {"bruno": future}}
    assert service.ask("token-trainer", "GET", place).json() == seen
    everything = service.ask("token-trainer", "GET", f"courses/{COURSE}/deadlines").json()["deadlines"]
    assert everything[assignment] == seen
    service.ask(
        "token-trainer", "PUT", place, json={"due": future, "trainee": "amina"}
    )  # an extension given afterwards
    assert not submissions(service, "token-amina", f"?assignment={assignment}")[0]["late"]
    for less in (past, (datetime.now(UTC) - timedelta(hours=2)).isoformat()):  # an extension takes no time away
        answer = service.ask("token-trainer", "PUT", place, json={"due": less, "trainee": "amina"})
        assert answer.status_code == 409 and "after the deadline" in answer.text
    later = (datetime.now(UTC) + timedelta(hours=2)).isoformat()  # everybody gets more time than bruno had
    service.ask("token-trainer", "PUT", place, json={"due": later})
    assert service.ask("token-bruno", "GET", place).json() == {"due": later}
    service.ask("token-trainer", "PUT", place, json={"due": None})
    assert service.ask("token-bruno", "GET", place).json() == {"due": None}
    answer = service.ask("token-trainer", "PUT", place, json={"due": later, "trainee": "bruno"})
    assert answer.status_code == 409 and "no deadline" in answer.text
    for wrong in ({"due": "tomorrow"}, {"due": "2026-01-01T00:00:00"}, {"due": future, "trainee": "../x"}, {"due": 5}):
        assert service.ask("token-trainer", "PUT", place, json=wrong).status_code == 400


def test_events_show_states_and_never_answers(service: Service) -> None:
    place = f"courses/{COURSE}/events"
    start = service.ask("token-trainer", "GET", place).json()["after"]
    news = [{"question": "m10-p1", "state": "recorded"}, {"question": "m10-p2", "state": "wrong", "slip": "inverted"}]
    assert service.ask("token-amina", "POST", place, json={"events": news}).status_code == 204
    found = service.ask("token-trainer", "GET", f"{place}?after={start}").json()
    assert [(one["trainee"], one["question"], one["state"], one["slip"]) for one in found["events"]] == [
        ("amina", "m10-p1", "recorded", ""),
        ("amina", "m10-p2", "wrong", "inverted"),
    ]
    assert service.ask("token-trainer", "GET", f"{place}?after={found['after']}").json()["events"] == []
    for wrong in (
        {"question": "m10-p1", "state": "recorded", "value": 42},
        {"question": "m10-p1", "state": "my answer is 42"},
        {"question": "m10-p1", "state": "wrong", "slip": "a sentence with spaces"},
        {"question": "m10-p1", "state": "recorded", "trainee": "bruno"},
    ):
        assert service.ask("token-amina", "POST", place, json={"events": [wrong]}).status_code == 400
    many = [{"question": "m10-p1", "state": "recorded"}] * 49
    assert service.ask("token-amina", "POST", place, json={"events": many}).status_code == 429


def test_when_the_hub_is_away_nobody_is_let_in(service: Service, hub: FakeHub) -> None:
    hub.up = False
    try:
        assert service.ask("token-nobody-asked-for-yet", "GET", "me").status_code == 503
    finally:
        hub.up = True
