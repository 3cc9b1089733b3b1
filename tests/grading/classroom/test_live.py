"""Live progress: who stands where, which mistakes are common, and words found by their print."""

from __future__ import annotations

import asyncio
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from course import ask
from course.classroom.live import slip_id
from course.questions.base import slip_list
from course.recorder import mistake, practice_outcome
from grading.classroom import questions
from grading.classroom.live import Live
from grading.classroom.live_page import SIGNS, view, words
from grading.classroom.room import Room, module
from grading.release import MODULES

_AT = "2026-11-22T10:00:00+00:00"
_SAID = "Nearly. Which control has no ✔ yet? Often it is the button at the end."


@pytest.fixture
def live(tmp_path: Path) -> Live:
    (tmp_path / "release" / "m00_orientation").mkdir(parents=True)
    return Live(Room("c", "Course", tmp_path, "/services/trainer-c/"))


def _news(number: int, who: str, question: str, state: str, slip: str = "") -> dict[str, object]:
    return {"number": number, "trainee": who, "question": question, "state": state, "slip": slip, "at": _AT}


def test_the_newest_state_counts_and_every_mistake_is_counted(live: Live) -> None:
    slip = slip_id(_SAID)
    live.take([_news(1, "amina", "m00-p1", "wrong", slip), _news(2, "amina", "m00-p1", "wrong", slip)], 2)
    live.take([_news(3, "amina", "m00-p1", "right"), _news(4, "ben", "m00-p1", "wrong", slip)], 4)
    live.take([_news(5, "cleo", "m00-e1", "cleared"), _news(6, "ben", "other-p9", "right")], 6)
    found = view(live, module("m00_orientation"))
    first = next(one for one in found.columns if one.id == "m00-p1")
    assert (first.answered, first.right, first.wrong, first.practice) == (2, 1, 1, True)
    assert [one["name"] for one in found.people] == ["amina", "ben", "cleo"]
    count = "People now: 1. Times in all: 3."
    assert [asdict(one) for one in found.slips] == [
        {"question": "P1", "words": _SAID, "now": 1, "ever": 3, "count": count}
    ]
    assert live.working() == {"m00_orientation": {"amina", "ben"}}, "what was taken back is no work"
    assert set(SIGNS) == set(words())


def test_invented_mistakes_push_no_real_one_off_the_page(live: Live) -> None:
    """A trainee's program can send any short print of a mistake; a page shows the eight most frequent ones."""
    invented = [_news(number, "mallory", "m00-p1", "wrong", f"x{number // 50}") for number in range(1, 1001)]
    live.take([*invented, _news(1001, "amina", "m00-p1", "wrong", slip_id(_SAID))], 1001)
    live.take([_news(1002, "amina", "m00-p1", "right")], 1002)
    found = view(live, module("m00_orientation")).slips
    assert [(one.now, one.ever) for one in found] == [(1, 1000), (0, 1)]
    assert found[1].words == _SAID


def test_the_page_waits_until_something_happens(live: Live) -> None:
    async def run() -> float:
        loop = asyncio.get_running_loop()
        waiting = asyncio.create_task(live.wait(0, 30))
        await asyncio.sleep(0.05)
        started = loop.time()
        live.take([_news(1, "amina", "m00-p1", "right")], 1)
        await waiting
        await live.wait(0, 30)  # something newer is there already
        await live.wait(1, 0.05)  # nothing newer comes
        return loop.time() - started

    assert asyncio.run(run()) < 5


def test_every_message_of_every_lesson_is_found_by_its_print() -> None:
    for path in sorted(MODULES.glob("*/lesson.ipynb")):
        found = questions.of_module(path.parent.name, MODULES)
        assert found.practice and found.exercises, path
    assert questions.of_module("m00_orientation", MODULES).messages[slip_id(_SAID)] == _SAID
    assert questions.of_module("m99_none", MODULES).practice == ()


def _practice(module: str, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The questions of a lesson as its cells build them."""
    found: list[dict[str, Any]] = []

    class Built:
        def __getattr__(self, name: str) -> Callable[..., None]:
            return lambda *parts, **more: found.append(ask.build(name, *parts, **more))

    with monkeypatch.context() as patch:
        patch.setattr("course.ask", Built())
        for cell in json.loads((MODULES / module / "lesson.ipynb").read_text("utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and re.search(r"^ask\.\w+\(", source, re.MULTILINE):
                exec(source, {})
    return [one for one in found if "practice" in one]


def _wrong(question: dict[str, Any]) -> list[tuple[Any, str]]:
    """Answers with a typical mistake, and its words."""
    practice = question["practice"]
    slips = [(value, words) for value, words, _share in slip_list(practice.get("slips"))]
    if question["type"] == "match":
        return [(practice["key"] | {item: bin}, words) for (item, bin), words in slips]
    if question["type"] == "choice":
        several = isinstance(practice["key"], list)
        return [([id] if several else id, words) for id, words in practice.get("options", {}).items()]
    return slips if question["type"] == "number" else []


def test_a_wrong_answer_is_told_in_the_words_of_the_lesson(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the reply says more: "3 of 4 fit." comes before the words for the pair that does not."""
    for folder in ("m00_orientation", "m10_remittances"):
        messages, tried = questions.of_module(folder, MODULES).messages, Counter()
        for question in _practice(folder, monkeypatch):
            for value, wanted in _wrong(question):
                outcome = practice_outcome(question, value)
                said = mistake(question["practice"], outcome)
                assert said == wanted or said in outcome.message, (question["id"], value)
                assert messages[slip_id(said)] == said, (question["id"], value)
                tried[question["type"]] += said == wanted
        assert {"match", "choice", "number"} <= set(tried) and sum(tried.values()) > 10, tried
    too_large = practice_outcome(ask.build("number", "m00-p9", practice={"key": 4, "tolerance": 0}), 400)
    assert "100" in messages[slip_id(mistake({"key": 4}, too_large))], "the course's own hints have words, too"


def test_the_exchange_is_followed_and_missed_in_plain_words(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    from tornado.httpserver import HTTPServer
    from tornado.testing import bind_unused_port
    from tornado.web import Application, RequestHandler

    asked: list[tuple[str, str]] = []

    class Events(RequestHandler):
        async def get(self) -> None:
            asked.append((self.get_query_argument("after"), self.request.headers["Authorization"]))
            if len(asked) > 1:
                await asyncio.sleep(60)  # nothing new
            self.finish({"events": [_news(7, "amina", "m00-p1", "right")], "after": 7})

    async def run() -> str:
        monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "of-the-service")
        monkeypatch.setenv("COURSE_EXCHANGE_URL", "http://127.0.0.1:9/services/exchange")
        following = asyncio.create_task(live.follow())
        while not live.problem:
            await asyncio.sleep(0.02)
        following.cancel()
        said = live.problem
        socket, port = bind_unused_port()
        server = HTTPServer(Application([("/services/exchange/api/courses/c/events", Events)]))
        server.add_sockets([socket])
        monkeypatch.setenv("COURSE_EXCHANGE_URL", f"http://127.0.0.1:{port}/services/exchange")
        following = asyncio.create_task(live.follow())
        await live.wait(0, 20)
        while len(asked) < 2:
            await asyncio.sleep(0.02)
        following.cancel()  # at once, although an answer is on its way
        server.stop()
        return said

    assert "goes on by itself" in asyncio.run(run())
    assert asked == [("0", "token of-the-service"), ("7", "token of-the-service")]
    assert live.entries("m00-p1")["amina"].state == "right" and not live.problem
