"""One person at the exchange cannot fill its disk, hold others up, or spoil what the trainer collects."""

from __future__ import annotations

import os
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.abc import ExchangeError
from traitlets.config import Config

from course.classroom.exchange.client import ExchangeCollect
from tests.course.classroom.exchange.fake_hub import Service
from tests.course.classroom.exchange.packages import COURSE, opened, submit


def _kept(service: Service) -> int:
    """Bytes that the exchange has on its disk."""
    return sum(path.stat().st_size for path in (service.folder / "exchange").rglob("*") if path.is_file())


def test_what_is_refused_fills_no_disk(service: Service, assignment: str) -> None:
    """An upload that is refused leaves nothing, or somebody would send others without end; at once, too."""
    key = "k" * 20
    assert submit(service, "token-kwame", assignment, {"a": os.urandom(1000)}, attempt=key).status_code == 201
    before = _kept(service)

    def again(_number: int) -> int:
        return submit(service, "token-kwame", assignment, {"a": os.urandom(150_000)}, attempt=key).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(again, range(8))) <= {409, 429}
    assert _kept(service) == before
    answers = [submit(service, "token-kwame", assignment, {"a": os.urandom(190_000)}).status_code for _ in range(18)]
    assert answers[0] == 201 and answers[-1] == 413
    full = _kept(service)
    with ThreadPoolExecutor(4) as pool:
        left = list(
            pool.map(lambda _: submit(service, "token-kwame", assignment, {"a": os.urandom(190_000)}), range(8))
        )
    assert {one.status_code for one in left} <= {413, 429} and _kept(service) == full
    assert submit(service, "token-kwame", assignment, {"a": b"small"}).status_code == 201


def test_one_person_has_few_uploads_at_the_same_time(service: Service, assignment: str) -> None:
    """They lie on the disk while they arrive, before anybody can count them."""
    head = (
        f"POST /services/exchange/api/courses/{COURSE}/assignments/{assignment}/submissions HTTP/1.1\r\n"
        "Host: x\r\nAuthorization: token token-kwame\r\nContent-Length: 300000\r\nIdempotency-Key: 12345678\r\n\r\n"
    ).encode()
    lines = [socket.create_connection(("127.0.0.1", service.port), timeout=30) for _ in range(4)]
    for line in lines:
        line.sendall(head + b"x" * 1000)

    def hand_in(token: str) -> int:
        return submit(service, token, assignment, {"a": b"1"}).status_code

    with ThreadPoolExecutor(1) as pool:
        for _try in range(20):  # until the four have begun
            fifth = pool.submit(hand_in, "token-kwame")
            assert {hand_in("token-amina") for _ in range(10)} == {201}, "others are not held up"
            if not fifth.done():
                break
        assert not fifth.done()
        for line in lines:  # the line breaks
            line.close()
        assert fifth.result(60) == 201


def test_no_folder_takes_the_place_of_the_exchanges_own_files(
    service: Service, assignment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``timestamp.txt`` as a folder would stop ``nbgrader collect`` for everybody who comes later in the alphabet."""
    odd = {
        "exercises.ipynb": b"{}",
        "timestamp.txt/x": b"1",
        "submission_secret.txt/y/z": b"1",
        "sub/timestamp.txt": b"1",
    }
    receipt = submit(service, "token-amina", assignment, odd).json()["receipt"]
    body = service.ask("token-trainer", "GET", f"courses/{COURSE}/submissions/{receipt}").content
    assert set(opened(body)) == {"exercises.ipynb", "sub/timestamp.txt"}
    submit(service, "token-bruno", assignment, {"exercises.ipynb": b"{}"})

    # whatever else is odd in one submission, the others are collected, and the trainer is told whose is missing
    (tmp_path / "submitted").mkdir()
    (tmp_path / "submitted" / "amina").write_text("a file where the folder must be")
    monkeypatch.setenv("COURSE_EXCHANGE_URL", service.base)
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "token-trainer")
    monkeypatch.setattr(ExchangeCollect, "keep_deadlines", lambda _self: None)  # needs a gradebook
    c = Config()
    c.CourseDirectory.root, c.CourseDirectory.course_id = str(tmp_path), COURSE
    c.CourseDirectory.assignment_id = assignment
    with pytest.raises(ExchangeError, match="amina: "):
        ExchangeCollect(coursedir=CourseDirectory(config=c), config=c).start()
    assert (tmp_path / "submitted" / "bruno" / assignment / "timestamp.txt").is_file()
