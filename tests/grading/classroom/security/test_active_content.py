"""Script, frames, forms and requests that a trainee puts into a submission: the whole corpus in Chromium.

First nbgrader's own Formgrader and feedback, where it acts: that shows that each entry is live ammunition. Then the
trainers' pages (our Formgrader, marking) and our feedback, where nothing acts. The submissions are the same, and hold
everything uncleaned, as nbgrader's own autograder leaves it: the pages must not rely on the cleaning while grading.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from playwright.sync_api import Browser, BrowserContext, Error, Request
from traitlets.config import Config

from grading.nbgrader_config import course_config
from tests.grading.classroom.security import served
from tests.grading.classroom.security.conftest import Class
from tests.grading.classroom.security.hostile import MODULE, SECRET

_PRESS = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  for (const one of document.querySelectorAll("a, button, b, text"))
    if (one.textContent.includes("press")) one.dispatchEvent(new MouseEvent("click", {cancelable: true}));
}"""
#: What was going to start has started: two frames, and some turns of the event loop.
_SETTLE = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150))))"
#: A name in an address that somebody sends to a trainer; one with a slash would be refused before.
_LINK = quote('";ran(`link`);"', safe="")


@dataclass
class Seen:
    """What happened while pages were looked at.

    Attributes:
        ran: Keys whose script ran.
        asked: Addresses of other hosts that were asked.
        went: Where the page went by itself.
        wrong: Errors of the pages' own scripts, and everything else that must not be.
    """

    ran: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def did(self, key: str) -> str:
        """``runs``, ``asks`` or ``rests``."""
        return "runs" if key in self.ran else "asks" if any(f"/{key}" in one for one in self.asked) else "rests"


class Viewer:
    """A trainer's browser, with a cookie that every script of its page can read. Other hosts cannot be reached.

    Args:
        chromium: The browser.
        url: The pages' scheme, host and port.
        cookie: ``name=value`` of the sign-in, if the pages need one.
    """

    def __init__(self, chromium: Browser, url: str, cookie: str = "") -> None:
        self.seen, self.base = Seen(), url
        # no routes of Playwright's: they switch the cache off, and each page has a dozen scripts
        nowhere = {"server": "http://127.0.0.1:9", "bypass": "127.0.0.1"}
        self.context: BrowserContext = chromium.new_context(viewport={"width": 1280, "height": 900}, proxy=nowhere)
        self.context.set_default_timeout(180_000)
        cookies = dict([cookie.split("=", 1)] if cookie else [], canary=SECRET)
        self.context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
        self.context.expose_function("ran", lambda key: self.seen.ran.add(key))
        self.context.on("request", self._note)

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:", "file:")):
            self.seen.asked.append(request.url)

    def look(self, address: str) -> None:
        """Open a page, let it do what it wants, press what can be pressed."""
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.seen.wrong.append(f"{address}: {error}"))
        page.on("dialog", lambda dialog: dialog.dismiss())
        try:
            found = page.goto(address, wait_until="load")
            if found and found.status >= 400:
                self.seen.wrong.append(f"{address}: {found.status}")
            page.evaluate(_PRESS)
            page.evaluate(_SETTLE)
        except Error as problem:  # the page went somewhere else meanwhile
            self.seen.went.append(f"away from {address}: {problem.message[:200]}")
        if page.url.partition("?")[0].rstrip("/#") != address.rstrip("/"):  # Formgrader itself adds ?index=
            self.seen.went.append(page.url)
        page.close()

    def close(self) -> Seen:
        """End it; what was seen."""
        self.context.close()
        return self.seen


def _feedback(config: Config, course: Path, folder: str) -> list[str]:
    """Addresses of the pages that ``nbgrader generate_feedback`` writes with these settings, of the first three."""
    config.CourseDirectory.root, config.CourseDirectory.feedback_directory = str(course), folder
    config.CourseDirectory.assignment_id, config.CourseDirectory.student_id = MODULE, "mallory[012]"
    with suppress(NbGraderException):  # a cell that the gradebook does not know costs this one trainee the page
        GenerateFeedback(coursedir=CourseDirectory(config=config), config=config).start()
    return [page.as_uri() for page in sorted((course / folder).glob(f"*/{MODULE}/exercises.html"))]


@pytest.fixture(scope="module")
def stock(room: Class, chromium: Browser) -> tuple[Seen, Seen]:
    """What the corpus does in nbgrader's own Formgrader, and in its feedback."""
    with served.stock_formgrader(room.course) as url:
        viewer, feedback = Viewer(chromium, url), Viewer(chromium, url)
        for id in (*room.ids[:2], *room.ids[3:]):
            viewer.look(f"{url}/formgrader/submissions/{id}/")
        viewer.look(f"{url}/formgrader/submissions/{room.ids[0]}/evil.html")
        viewer.look(f"{url}/formgrader/manage_students/{_LINK}")
        for page in _feedback(Config(), room.course, "feedback-stock"):
            feedback.look(page)
        return viewer.close(), feedback.close()


def test_in_stock_nbgrader_it_acts(room: Class, stock: tuple[Seen, Seen]) -> None:
    """Each entry does what the corpus says it does: who adds one that does nothing is told."""
    formgrader, feedback = stock
    other = {one.name: (one.stock, formgrader.did(one.key)) for one in room.tries if one.stock}
    assert {name: both for name, both in other.items() if both[0] != both[1]} == {}
    assert f"canary={SECRET}" in " ".join(formgrader.asked), "the trainer's cookie is on its way to another host"
    assert "name" in formgrader.ran, "a name in the list of people runs"
    assert "file" in formgrader.ran, "a page that was handed in runs"
    assert "link" in formgrader.ran, "an address that somebody sends to a trainer runs"
    assert formgrader.went, "the page leads the trainer away"
    assert len(feedback.ran) > 20 and "name" in feedback.ran, "feedback runs, a comment too"
    assert any("cdnjs" in one for one in formgrader.asked), "each page asks another host for its formulas"


@pytest.fixture(scope="module")
def ours(room: Class, chromium: Browser) -> Seen:
    """What the corpus does on the trainers' pages and in our feedback."""
    with served.trainers_pages(room.course) as (url, cookie):
        viewer = Viewer(chromium, url.split("/services")[0], cookie)
        for id in room.ids[:3]:
            viewer.look(f"{url}formgrader/submissions/{id}/")
            viewer.look(f"{url}marking/{MODULE}/{id}")
        for address in (f"manage_students/{_LINK}", "manage_students", f"gradebook/{MODULE}/exercises"):
            viewer.look(f"{url}formgrader/{address}")
        for address in (f"marking/{MODULE}", "people"):
            viewer.look(url + address)
        for page in _feedback(course_config(room.course), room.course, "feedback-ours"):
            viewer.look(page)
        return viewer.close()


def test_on_our_pages_nothing_acts(room: Class, ours: Seen) -> None:
    """No script runs, no request leaves, no page goes anywhere; and the pages themselves still work."""
    names = {one.key: one.name for one in room.tries}
    assert [names.get(key, key) for key in sorted(ours.ran)] == []
    assert ours.asked == []
    assert ours.went == []
    assert ours.wrong == []
