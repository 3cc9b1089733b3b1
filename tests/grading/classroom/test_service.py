"""The service answers at once, and leads to the pages when they are loaded; settings come from the environment."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from tornado.httpserver import HTTPServer
from tornado.simple_httpclient import SimpleAsyncHTTPClient
from tornado.testing import bind_unused_port
from tornado.web import Application, RequestHandler

from course.classroom.people import People
from course.classroom.settings import Course, Settings
from grading.classroom.members import other_courses
from grading.classroom.modules_page import read_moment
from grading.classroom.room import Room, module
from grading.classroom.service import Door


class _Ready(RequestHandler):
    def get(self) -> None:
        self.finish("ready")


def test_a_page_comes_at_once_and_the_real_one_later() -> None:
    async def run() -> list[tuple[int, str]]:
        door, (socket, port) = Door(), bind_unused_port()
        server = HTTPServer(door)
        server.add_sockets([socket])
        client, url = SimpleAsyncHTTPClient(force_instance=True), f"http://127.0.0.1:{port}/services/trainer-c/"
        seen = []
        for body in (None, "x"):
            found = await client.fetch(url, method="POST" if body else "GET", body=body, raise_error=False)
            seen.append((found.code, found.body.decode()))
        door.inside = Application([("/services/trainer-c/", _Ready)])
        found = await client.fetch(url, raise_error=False)
        seen.append((found.code, found.body.decode()))
        server.stop()
        return seen

    first, posted, then = asyncio.run(run())
    # the hub waits for an answer below 500 before it lets anybody in
    assert first[0] == 202 and 'http-equiv="refresh"' in first[1]
    assert posted[0] == 503, "what was sent is not taken for done"
    assert then == (200, "ready")


def test_the_room_is_what_the_hub_says(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    for name in ("m10_remittances", "m00_orientation", "not a module"):
        (folder / "release" / name).mkdir(parents=True)
    room = Room.from_environment({"COURSE_ID": "c", "COURSE_FOLDER": str(folder), "JUPYTERHUB_BASE_URL": "/hub-here/"})
    assert room.prefix == "/hub-here/services/trainer-c/" and room.hub == "/hub-here/hub/"
    assert [one.number for one in room.modules()] == ["M00", "M10"]
    assert room.module("m10_remittances").title.startswith("Remittances")
    assert room.module("../m10_remittances") is None and room.people() is None
    secret = room.cookie_secret()
    assert len(secret) == 32 and room.cookie_secret() == secret
    assert (folder / ".trainer" / "cookie_secret").stat().st_mode & 0o077 == 0
    with pytest.raises(KeyError):
        Room.from_environment({})


def test_a_module_without_a_description_has_a_name() -> None:
    assert module("m77_somewhere_else").title == "Somewhere else"


def test_moments_of_a_form() -> None:
    assert read_moment("") is None
    assert read_moment("2026-11-30T18:00").utcoffset() is not None
    assert read_moment("2026-11-30T18:00+05:30").isoformat() == "2026-11-30T18:00:00+05:30"
    for text in ("tomorrow", "2026-13-01T00:00", "0001-01-01T00:00", "=1+1"):
        with pytest.raises(ValueError, match="no date"):
            read_moment(text)


def test_a_trainer_of_several_courses_finds_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    people = People(f"sqlite:///{tmp_path / 'people.sqlite'}")
    for course, role in (("one", "trainer"), ("two", "trainer"), ("three", "trainee"), ("gone", "trainer")):
        people.add("uma", role, course)
    courses = tuple(Course(id=id, title=f"Course {id}") for id in ("one", "two", "three", "four"))
    monkeypatch.setattr(Room, "people", lambda _self: people)
    monkeypatch.setattr(Room, "settings", lambda _self: Settings(courses=courses))
    here = Room("one", "Course one", tmp_path, "/hub-here/services/trainer-one/")
    assert other_courses(here, "uma") == [("/hub-here/services/trainer-two/", "Course two")]
    assert other_courses(here, "nobody") == []
