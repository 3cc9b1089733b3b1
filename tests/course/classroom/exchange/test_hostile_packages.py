"""Attacks on the exchange by what is sent: names that lead elsewhere, links, bombs, numbers that are none."""

from __future__ import annotations

import io
import socket
import tarfile
from contextlib import suppress

import pytest
import requests

from tests.course.classroom.exchange.fake_hub import Service
from tests.course.classroom.exchange.packages import COURSE, package, submissions, submit


def _stored(service: Service) -> set[str]:
    """Every path below the classroom's folder except the store's own names."""
    return {
        str(path.relative_to(service.folder))
        for path in service.folder.rglob("*")
        if not str(path.relative_to(service.folder)).startswith(("exchange", "state"))
    }


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
            answer = session.send(asked, timeout=120)
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
        answer = requests.post(place, data=endless(), headers=headers, timeout=120)  # chunked: no size announced
        assert answer.status_code in (400, 413)
    assert sent < 50_000_000
    with socket.create_connection(("127.0.0.1", service.port), timeout=120) as line:  # announced, but never sent
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
