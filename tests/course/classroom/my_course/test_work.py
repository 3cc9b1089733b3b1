"""The buttons of "My course" when the exchange is away, and when a button is pressed twice."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Any

import pytest

from course.classroom.exchange.client import connection
from course.classroom.exchange.client.connection import Problem
from course.classroom.my_course import work
from course.classroom.my_course.work import Work

OPEN = [{"assignment": "m00_orientation", "due": None}]
HANDED = [{"assignment": "m00_orientation", "trainee": "lena"}]


class Line:
    """Stands in for the line to the exchange."""

    away = False

    def __init__(self, **_settings: Any) -> None: ...

    def json(self, _method: str, *path: str) -> dict[str, Any]:
        """The answer, or that nobody answers."""
        if self.away:
            raise Problem("The classroom's exchange does not answer just now.")
        assert path[-1] == "mine"
        return {"assignments": OPEN, "submissions": HANDED}


def test_while_the_exchange_is_away_the_page_shows_what_it_said_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "Connection", Line)
    mine = Work(tmp_path, "c")
    monkeypatch.setattr(Line, "away", True)
    assert mine.lists() == ([], [], "The classroom's exchange does not answer just now.", False)
    monkeypatch.setattr(Line, "away", False)
    assert mine.lists() == (OPEN, HANDED, "", True)
    monkeypatch.setattr(Line, "away", True)
    assert mine.lists() == (OPEN, HANDED, "The classroom's exchange does not answer just now.", True)


def test_an_exchange_that_hangs_is_asked_once_and_not_for_long() -> None:
    """A reader in front of an empty page cannot know that it tries again and again."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"http://127.0.0.1:{door.getsockname()[1]}/services/exchange"
        with pytest.raises(Problem, match="does not answer just now"):
            connection.Connection(address, "token", answer_s=0.3).json("GET", "courses", "c", "mine")
        door.settimeout(0.5)
        door.accept()[0].close()
        with pytest.raises(TimeoutError):
            door.accept()


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def __init__(self, **_settings: Any) -> None: ...

        def start(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(work, "ExchangeFetchAssignment", Full)
    with pytest.raises(Problem, match=r"The disk is full.* Tell your trainer\."):
        Work(tmp_path, "c").fetch("m00_orientation")


def test_the_same_button_and_files_are_the_same_submission() -> None:
    def key(attempt: str, *files: tuple[str, bytes]) -> str:
        return work.ExchangeSubmit(attempt=attempt)._key(files)

    page, other = ("exercises.ipynb", b"{}"), ("exercises.ipynb", b"{ }")
    assert key("a", page) == key("a", page)
    assert (
        len({key("a", page), key("a", other), key("b", page), key("a", page, page), key("", page), key("", page)}) == 6
    )
