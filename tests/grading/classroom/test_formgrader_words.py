"""Formgrader in the trainers' pages: people without a name, and what it does while the exchange is silent."""

from __future__ import annotations

import re
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import requests
from nbgrader.api import Gradebook
from playwright.sync_api import Browser

from grading.classroom.formgrader_scripts import SCRIPTS
from tests.grading.classroom.security import hostile, served
from tests.grading.classroom.security.hostile import MODULE

NAMES = {"mallory0": (None, None), "mallory1": ("Lena", None), "mallory2": ("Amina", "Haddad")}


@pytest.fixture(scope="module")
def pages(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Trainers' pages of a class of three: without a name, with half of one, with a whole one."""
    mine = tmp_path_factory.mktemp("words") / "nbgrader"
    shutil.copytree(course, mine)
    hostile.hand_in(mine, [[] for _name in NAMES])
    for who in NAMES:
        shutil.copytree(mine / "autograded" / who / MODULE, mine / "submitted" / who / MODULE, symlinks=True)
    with Gradebook(f"sqlite:///{mine / 'gradebook.db'}") as gradebook:
        for who, (first, last) in NAMES.items():
            gradebook.update_or_create_student(who, first_name=first, last_name=last, email=None)
        gradebook.update_or_create_assignment(MODULE, duedate=None)
    with served.trainers_pages(mine) as found:
        yield found


@pytest.fixture
def ask(pages: tuple[str, str]) -> Callable[[str], requests.Response]:
    """Ask for a page as the trainer."""
    url, cookie = pages
    return lambda path: requests.get(url + path, headers={"Cookie": cookie}, timeout=120)


@pytest.mark.parametrize(("name", "old"), [(name, old) for name, changes in SCRIPTS.items() for old, _new in changes])
def test_nbgraders_scripts_still_have_the_places_that_are_changed(name: str, old: str) -> None:
    from nbgrader.server_extensions.formgrader import handlers

    assert old in (Path(handlers.static_path) / name).read_text(encoding="utf-8")


def test_people_are_called_by_their_name_or_by_their_id(chromium: Browser, pages: tuple[str, str]) -> None:
    url, cookie = pages
    context = chromium.new_context()
    name, _is, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page, problems = context.new_page(), []
    page.on("pageerror", lambda problem: problems.append(str(problem)))
    for path, called in (
        ("manage_students", ["Haddad, Amina", "Lena", "mallory0"]),
        (f"manage_submissions/{MODULE}", ["Haddad, Amina", "Lena", "mallory0"]),
        (f"gradebook/{MODULE}/exercises", ["Haddad, Amina", "Lena", "mallory0"]),
    ):
        page.goto(f"{url}formgrader/{path}")
        cells = page.locator("#main-table tr td:nth-child(1), #main-table .name .name-shown")
        page.get_by_text("Haddad, Amina").first.wait_for(state="attached")
        found = {text.strip() for text in cells.all_text_contents()}
        assert set(called) <= {text for one in found for text in (one, re.sub(r"^Submission #\d", "", one))}, found
        assert "None" not in page.locator("body").inner_text()
    page.goto(f"{url}formgrader/manage_assignments")
    page.get_by_text("no deadline").wait_for()
    assert problems == []
    context.close()


class Silent:
    """An exchange that takes requests and says nothing, until it goes away."""

    def __init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self._lines: list[socket.socket] = []
        self.asked = threading.Event()
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}/services/exchange"
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                self._lines.append(self._door.accept()[0])
                self.asked.set()

    def go(self) -> None:
        """Hang up."""
        self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for line in self._lines:
            line.close()


@pytest.mark.parametrize("path", ["formgrader/manage_assignments", "formgrader/api/assignments"])
def test_a_page_that_waits_for_the_exchange_holds_up_nobody(
    ask: Callable[[str], requests.Response], monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    silent = Silent()
    monkeypatch.setenv("COURSE_EXCHANGE_URL", silent.address)
    answers: list[requests.Response] = []
    asking = threading.Thread(target=lambda: answers.append(ask(path)), daemon=True)
    asking.start()
    assert silent.asked.wait(60)
    for other in ("live", "formgrader/manage_students", "formgrader/static/js/manage_students.js"):
        assert ask(other).status_code == 200
    assert asking.is_alive() and not answers, "it waited all the time"
    silent.go()
    asking.join(60)
    assert answers[0].status_code == 200
    if path.endswith("manage_assignments"):
        assert "The classroom's exchange does not answer just now" in answers[0].text.replace("&#39;", "'")
        assert "nbgrader.readthedocs" not in answers[0].text.split('id="warning-exchange"')[1].split("</div>")[0]
    else:
        assert [one["status"] for one in answers[0].json()] == ["not known"]
