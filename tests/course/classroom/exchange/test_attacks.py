"""Attacks on the exchange by people: each asks for what they must not get, and the test says what happens instead."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from course.classroom.exchange import times
from tests.course.classroom.exchange.fake_hub import Service
from tests.course.classroom.exchange.packages import COURSE, opened, package, submissions, submit


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({}, 401),
        ({"Authorization": "token nobody-has-this-one"}, 401),
        ({"Authorization": "Basic YW1pbmE6cGFzcw=="}, 401),
        ({"Authorization": "token token-amina-no-scope"}, 403),
        ({"Cookie": "jupyterhub-session-id=1; token=token-amina; _xsrf=1"}, 401),
        ({"X-Forwarded-User": "tess", "Remote-User": "tess"}, 401),
    ],
)
def test_only_a_token_of_the_hub_with_the_scope_opens_the_door(
    service: Service, header: dict[str, str], status: int
) -> None:
    assert requests.get(f"{service.base}/api/me", headers=header, timeout=120).status_code == status
    assert requests.get(f"{service.base}/api/me?token=token-amina", headers=header, timeout=120).status_code == status


def test_a_page_of_another_site_cannot_act_for_a_trainee(service: Service, assignment: str) -> None:
    """A browser sends cookies along, but never our header; and no answer lets another site read or ask first."""
    place = f"{service.base}/api/courses/{COURSE}/assignments/{assignment}/submissions"
    forged = requests.post(
        place,
        data=package({"a": b"1"}),
        headers={"Origin": "https://evil.example", "Cookie": "jupyterhub-user-amina=1", "Idempotency-Key": "12345678"},
        timeout=120,
    )
    assert forged.status_code == 401
    asked = requests.options(
        place,
        headers={"Origin": "https://evil.example", "Access-Control-Request-Headers": "authorization"},
        timeout=120,
    )
    assert asked.status_code in (401, 405)
    assert not [name for name in {**forged.headers, **asked.headers} if name.lower().startswith("access-control")]


def test_forged_owner(service: Service, assignment: str) -> None:
    done = submit(
        service,
        "token-amina",
        assignment,
        {"exercises.ipynb": b"{}", "owner.txt": b"bruno"},
        query="?trainee=bruno&user=bruno&student_id=bruno",
    )
    assert done.json()["trainee"] == "amina"
    assert submissions(service, "token-bruno", f"?assignment={assignment}") == []


def test_back_dated(service: Service, assignment: str) -> None:
    old = b"2020-01-01 00:00:00.000000 UTC"
    files = {"exercises.ipynb": b"{}", "timestamp.txt": old, "submission_secret.txt": b"0" * 32}
    done = submit(service, "token-amina", assignment, files, query="?timestamp=2020-01-01&submitted_at=2020-01-01")
    receipt = done.json()
    assert times.parse(receipt["submitted_at"]).year > 2020
    body = service.ask("token-trainer", "GET", f"courses/{COURSE}/submissions/{receipt['receipt']}").content
    assert set(opened(body)) == {"exercises.ipynb"}


TRAINER_ONLY = [
    ("PUT", "assignments/{assignment}?force=1"),
    ("DELETE", "assignments/{assignment}"),
    ("PUT", "assignments/a-new-one"),
    ("PUT", "assignments/{assignment}/deadline"),
    ("PUT", "submissions/{receipt}/feedback?trainee=amina"),
    ("GET", "events"),
    ("GET", "deadlines"),
]


@pytest.mark.parametrize(("method", "path"), TRAINER_ONLY)
@pytest.mark.parametrize("token", ["token-amina", "token-bruno", "token-other-trainer", "token-stranger"])
def test_what_only_trainers_of_the_course_may_do(
    service: Service, assignment: str, method: str, path: str, token: str
) -> None:
    place = f"courses/{COURSE}/" + path.format(assignment=assignment, receipt="0" * 32)
    before = service.ask("token-trainer", "GET", f"courses/{COURSE}/assignments").json()
    answer = service.ask(token, method, place, data=None if method == "GET" else package({"a.html": b"x"}))
    assert answer.status_code == 403, answer.text
    assert service.ask("token-trainer", "GET", f"courses/{COURSE}/assignments").json() == before


@pytest.mark.parametrize("token", ["token-stranger", "token-other-trainer"])
@pytest.mark.parametrize("path", ["assignments", "submissions", "assignments/{assignment}", "events"])
def test_people_outside_the_course_see_nothing(service: Service, assignment: str, token: str, path: str) -> None:
    answer = service.ask(token, "GET", f"courses/{COURSE}/" + path.format(assignment=assignment))
    assert answer.status_code == 403
    assert submit(service, token, assignment, {"a": b"1"}).status_code == 403


def test_squatting_a_course(service: Service) -> None:
    """With the folder exchange, who first made a course's folder owned it. Here a course is a group of the hub."""
    body = package({"exercises.ipynb": b"{}"})
    for name in ("new-course", "other", COURSE + "x"):
        assert service.ask("token-amina", "PUT", f"courses/{name}/assignments/m00", data=body).status_code == 403
    assert service.ask("token-trainer", "PUT", "courses/new-course/assignments/m00", data=body).status_code == 403


def test_reading_the_work_of_others(service: Service, assignment: str) -> None:
    receipt = submit(service, "token-amina", assignment, {"secret.ipynb": b"amina's own"}).json()["receipt"]
    place = f"courses/{COURSE}/submissions/{receipt}"
    absent = f"courses/{COURSE}/submissions/{'0' * 32}"
    theirs, nothing = service.ask("token-bruno", "GET", place), service.ask("token-bruno", "GET", absent)
    assert (theirs.status_code, theirs.text) == (nothing.status_code, nothing.text) and theirs.status_code == 404
    assert submissions(service, "token-bruno", f"?trainee=amina&assignment={assignment}") == []
    assert "amina" not in service.ask("token-bruno", "GET", f"courses/{COURSE}/submissions?trainee=amina").text
    assert service.ask("token-other-trainer", "GET", place).status_code == 403
    assert service.ask("token-other-trainer", "GET", f"courses/other/submissions/{receipt}").status_code == 404


def test_replaced_course_folder(service: Service, assignment: str) -> None:
    """Another trainee's exercises, another release: nothing that a trainee sends changes what others fetch."""
    place = f"courses/{COURSE}/assignments/{assignment}"
    before = service.ask("token-bruno", "GET", place).content
    evil = package({"exercises.ipynb": b"other exercises"})
    for method, path in (
        ("PUT", f"{place}?force=1"),
        ("DELETE", place),
        ("POST", place),
        ("PUT", f"courses/{COURSE}/assignments/{assignment}%2f..%2f{assignment}"),
        ("POST", f"{place}/submissions/../"),
    ):
        assert service.ask("token-amina", method, path, data=evil).status_code in (400, 403, 404, 405)
    submit(service, "token-amina", assignment, {"outbound/exercises.ipynb": b"other exercises"})
    assert service.ask("token-bruno", "GET", place).content == before


def test_the_folder_belongs_to_the_service_alone(service: Service) -> None:
    """No folder of the store is open to others: the replaced course folder of the folder exchange has no place here."""
    for path in (service.folder / "exchange").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert (service.folder / "state").stat().st_mode & 0o077 == 0


def test_errors_tell_nothing_about_the_inside(service: Service, assignment: str) -> None:
    body = submit(service, "token-amina", assignment, {"../x": b""})
    for answer in (body, service.ask("token-amina", "GET", "courses/x/assignments")):
        assert set(answer.json()) == {"error", "status"}
        assert "Traceback" not in answer.text and str(Path(service.folder)) not in answer.text
    assert "Traceback" not in service.log()
    assert "token-amina" not in service.log()
