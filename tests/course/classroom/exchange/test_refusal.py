"""Refusals in the language of the classroom."""

from __future__ import annotations

import re
from pathlib import Path

from tests.course.classroom.exchange.conftest import COURSE
from tests.course.classroom.exchange.fake_hub import FakeHub, Service


def test_words_for_people_are_in_the_body(hub: FakeHub, tmp_path: Path) -> None:
    """The first line of an HTTP answer cannot hold Arabic."""
    service = Service(hub, tmp_path, COURSE_LANG="ar").start()
    try:
        answer = service.ask("token-amina", "GET", f"courses/{COURSE}/assignments/m99_nowhere")
    finally:
        service.stop()
    assert answer.status_code == 404 and answer.reason == "Not Found"
    assert "m99_nowhere" in answer.json()["error"] and re.search("[\u0600-\u06ff]", answer.json()["error"])
