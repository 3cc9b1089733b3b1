"""Attacks on the exchange: each asks for what a trainee must not get, and the test says what happens instead."""

from __future__ import annotations

import io
import socket
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from fake_hub import Service
from packages import COURSE, opened, package, submissions, submit

from course.classroom.exchange import times


def _stored(service: Service) -> set[str]:
    """Every path below the classroom's folder except the store's own names."""
    return {
        str(path.relative_to(service.folder))
        for path in service.folder.rglob("*")
        if not str(path.relative_to(service.folder)).startswith(("exchange", "state"))
    }


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
    assert requests.get(f"{service.base}/api/me", headers=header, timeout=30).status_code == status
    assert requests.get(f"{service.base}/api/me?token=token-amina", headers=header, timeout=30).status_code == status


def test_a_page_of_another_site_cannot_act_for_a_trainee(service: Service, assignment: str) -> None:
    """A browser sends cookies along, but never our header; and no answer lets another site read or ask first."""
    place = f"{service.base}/api/courses/{COURSE}/assignments/{assignment}/submissions"
    forged = requests.post(
        place,
        data=package({"a": b"1"}),
        headers={"Origin": "https://evil.example", "Cookie": "jupyterhub-user-amina=1", "Idempotency-Key": "12345678"},
        timeout=30,
    )
    assert forged.status_code == 401
    asked = requests.options(
        place,
        headers={"Origin": "https://evil.example", "Access-Control-Request-Headers": "authorization"},
        timeout=30,
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


@pytest.mark.parametrize(
    "name",
    ["..", "%2e%2e", "..%2f..%2fetc", "a%2fb", "%00", ".hidden", "a%5cb", "-rf", "a b", "x" * 101, "%f0%9f%98%80"],
)
def test_names_in_addresses_that_lead_elsewhere(service: Service, name: str) -> None:
    before = _stored(service)
    for path in (f"courses/{COURSE}/assignments/{name}", f"courses/{name}/assignments/m00"):
        with requests.Session() as session:  # requests would tidy the dots away
            asked = requests.Request(
                "PUT",
                "http://x",
                data=package({"a": b"1"}),
                headers={"Authorization": "token token-trainer"},
            ).prepare()
            asked.url = f"{service.base}/api/{path}"
            answer = session.send(asked, timeout=30)
        assert answer.status_code in (400, 403, 404, 405), answer.text
    assert _stored(service) == before


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "a/../../evil.txt",
        "/etc/cron.d/evil",
        "a//b",
        "./../x",
        "a/./b",
        "..",
        "a\\..\\b",
        "a\x07b",
        "x" * 250,
        "/".join("abcdefghijk"),
        " leading",
        "a/" * 5 + "..",
    ],
)
def test_paths_in_packages_that_lead_elsewhere(service: Service, assignment: str, name: str) -> None:
    before = _stored(service)
    for token, method, place in (
        ("token-amina", "POST", f"assignments/{assignment}/submissions"),
        ("token-trainer", "PUT", f"assignments/{assignment}?force=1"),
    ):
        answer = service.ask(
            token,
            method,
            f"courses/{COURSE}/{place}",
            data=package({"good.txt": b"1", name: b"evil"}),
            headers={"Idempotency-Key": "12345678"},
        )
        assert answer.status_code == 400, answer.text
    assert _stored(service) == before
    assert submissions(service, "token-amina", f"?assignment={assignment}") == []  # nothing of it, not half


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_SPARSE],
)
def test_links_and_devices_in_packages(service: Service, assignment: str, kind: bytes) -> None:
    body = package({"link.txt": b""}, type=kind, linkname="/etc/passwd")
    assert submit(service, "token-amina", assignment, body).status_code == 400


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
def test_compressed_packages_are_never_opened(service: Service, assignment: str, mode: str) -> None:
    body = io.BytesIO()
    with tarfile.open(fileobj=body, mode=mode) as archive:  # type: ignore[call-overload]
        member = tarfile.TarInfo("bomb")
        member.size = 50_000_000
        archive.addfile(member, io.BytesIO(b"\0" * member.size))
    assert len(body.getvalue()) < 400_000
    assert submit(service, "token-amina", assignment, body.getvalue()).status_code == 400


def test_upload_bombs(service: Service, assignment: str) -> None:
    def status(files: dict[str, bytes] | bytes) -> int:
        return submit(service, "token-amina", assignment, files).status_code

    assert status({"a": b"x" * 200_000}) == 201
    assert status({"a": b"x" * 200_001}) == 413
    assert status({str(number): b"x" * 150_000 for number in range(3)}) == 413
    assert status({f"f{number}": b"" for number in range(31)}) == 413
    assert status(b"") == 400
    assert status(b"no archive at all" * 100) == 400
    assert status(package({"a": b"x" * 5000})[:2000]) == 400  # cut off
    assert status({"a": b"1", "A/b": b"2"}) == 201
    assert status(package([("a", b"1"), ("a", b"2")])) == 400  # a name twice
    assert status(package([("a", b"1"), ("a/b", b"2")])) == 400  # a file as a folder


def test_a_huge_body_is_cut_while_it_arrives(service: Service, assignment: str) -> None:
    place = f"{service.base}/api/courses/{COURSE}/assignments/{assignment}/submissions"
    sent = 0

    def endless() -> object:
        nonlocal sent
        while sent < 500_000_000:
            sent += 100_000
            yield b"\0" * 100_000

    headers = {"Authorization": "token token-amina", "Idempotency-Key": "12345678"}
    with suppress(requests.ConnectionError):  # the service hangs up
        answer = requests.post(place, data=endless(), headers=headers, timeout=30)  # chunked: no size announced
        assert answer.status_code in (400, 413)
    assert sent < 50_000_000
    with socket.create_connection(("127.0.0.1", service.port), timeout=20) as line:  # announced, but never sent
        line.sendall(
            f"POST /services/exchange/api/courses/{COURSE}/assignments/{assignment}/submissions HTTP/1.1\r\n"
            "Host: x\r\nAuthorization: token token-amina\r\nContent-Length: 99999999999\r\n\r\n".encode()
        )
        assert line.recv(50).split(b" ")[1:2] in ([b"400"], [b"413"], [])
    assert service.ask("token-amina", "GET", "me").status_code == 200  # it still answers
    assert list((service.folder / "exchange" / "arriving").iterdir()) == []


def test_one_trainee_cannot_fill_the_disk(service: Service, assignment: str) -> None:
    for number in range(20):
        answer = submit(service, "token-bruno", assignment, {"a": bytes([number]) * 200_000, "b": b"y" * 190_000})
        if answer.status_code != 201:
            break
    assert answer.status_code == 413 and number < 10
    assert submit(service, "token-amina", assignment, {"a": b"1"}).status_code == 201  # others are not hurt


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


def test_numbers_that_are_none(service: Service, assignment: str) -> None:
    """NaN, endless and huge numbers, deep JSON: an answer in words, and the service goes on."""
    place = f"courses/{COURSE}"
    deep = "[" * 40_000 + "]" * 40_000
    bodies = [f'{{"events": {deep}}}', '{"events": NaN}', '{"events": [{"question": NaN, "state": []}]}', "9" * 5_000]
    for body in bodies:
        answer = service.ask("token-amina", "POST", f"{place}/events", data=body)
        assert answer.status_code == 400, answer.text
    for due in ("NaN", "1e999", "true", '"0001-01-01T00:00:00+23:59"', '"9999-12-31T23:59:59-23:59"'):
        answer = service.ask(
            "token-trainer", "PUT", f"{place}/assignments/{assignment}/deadline", data=f'{{"due": {due}}}'
        )
        assert answer.status_code == 400, (due, answer.text)
    for query in ("after=NaN", "after=0&wait=NaN", "after=0&wait=inf", f"after={'9' * 40}"):
        answer = service.ask("token-trainer", "GET", f"{place}/events?{query.replace('wait=inf', 'wait=-inf')}")
        assert answer.status_code in (200, 400), (query, answer.text)
    assert "Traceback" not in service.log()


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
