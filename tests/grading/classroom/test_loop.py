"""The trainer's whole loop in Chromium, with a real hub: release, collect, grade, mark by hand, release feedback."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytest.importorskip("jupyterhub_traefik_proxy")

from course import answers
from course.classroom.exchange.client.connection import Connection
from course.hand_in import COURSE_ID
from tests.course.classroom import room
from tests.course.classroom.room import Classroom, open_classroom

MODULE = "m00_orientation"
SLOW = 180_000
TEXT = "Should our ministry open a second centre, because women from the north use the first one less than men?"


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """A classroom with one module and the trainer ``tess``."""
    with open_classroom(tmp_path_factory.mktemp("trainer"), modules=(MODULE,)) as one:
        yield one


@pytest.fixture
def page(classroom: Classroom, chromium: Browser) -> Iterator[Page]:
    """The trainer's browser; everything that goes wrong in it is a failure."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(SLOW)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if _inside(request.url, classroom.url) else wrong.append(request.url))
    classroom.sign_in(page, "tess", "trainer")
    expect(page.get_by_role("heading", name="Modules", exact=True)).to_be_visible(timeout=SLOW)
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert not wrong, wrong


def _inside(url: str, base: str) -> bool:
    return url.startswith((base, "data:", "blob:"))


def _submit(classroom: Classroom, name: str, folder: Path, text: str) -> str:
    """What a trainee's server sends; the receipt."""
    answers.use_folder(folder)
    try:
        answers.record("m00-e1", "number", 304)
        answers.record("m00-r1", "text", text)
    finally:
        answers.use_folder(None)
    release = classroom.place.course(COURSE_ID) / "release" / MODULE / "exercises.ipynb"
    files = [("exercises.ipynb", release.read_bytes()), ("answers.json", (folder / "answers.json").read_bytes())]
    line = Connection(f"{classroom.url}services/exchange", classroom.token(name))
    path = ("courses", COURSE_ID, "assignments", MODULE, "submissions")
    return line.upload("POST", *path, files=files, headers={"Idempotency-Key": str(uuid.uuid4())})["receipt"]


def _job(page: Page, button: str) -> str:
    """Press a button of the module, wait for its job, and put it away; what came of it."""
    page.get_by_role("button", name=f"{button} M00").first.click()
    expect(page.locator(".job:not([data-alive])")).to_be_visible(timeout=SLOW)
    words = page.locator(".job-now").inner_text()
    page.get_by_role("button", name="Close this").click()
    return words


def test_from_release_to_feedback(classroom: Classroom, page: Page, tmp_path: Path) -> None:
    page.get_by_role("button", name="Release M00").first.click()
    expect(page.get_by_role("status")).to_contain_text("M00 is released")
    receipts = {}
    for name in ("amina", "ben"):
        (tmp_path / name).mkdir()
        receipts[name] = _submit(classroom, name, tmp_path / name, f"{TEXT} <script>alert('{name}')</script>")

    page.reload()
    expect(page.get_by_role("heading", name="Next for you: M00, collect")).to_be_visible()
    assert "2 submissions collected." in _job(page, "Collect")
    assert "2 submissions graded. 2 answers to mark by hand." in _job(page, "Grade")

    # by keyboard alone: hide names, choose points, write a comment, save and go on
    page.get_by_role("link", name="Mark by hand M00").first.click()
    page.get_by_role("button", name="Hide names").click()
    page.get_by_role("link", name="Begin marking M00").click()
    for place in (1, 2):
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(rf"Submission {place}"))
        expect(page.locator(".answer")).to_contain_text("women from the north")
        assert "amina" not in page.locator("h1").inner_text()
        page.get_by_role("group", name="A decision").get_by_role("radio").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        page.get_by_label("Comment for the trainee").fill("Which office decides?")
        page.get_by_role("group", name="A decision").get_by_role("radio").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("R1 3 of 4")
    expect(page.get_by_role("status")).to_contain_text("Nothing waits in M00 any more")

    page.get_by_role("link", name="Modules").click()
    assert "2 feedback pages released." in _job(page, "Release feedback")
    expect(page.get_by_text("Nothing waits for you just now.")).to_be_visible()

    line = Connection(f"{classroom.url}services/exchange", classroom.token("amina"))
    with line.download("courses", COURSE_ID, "submissions", receipts["amina"], "feedback") as package:
        feedback = package.read().decode("utf-8", "replace")
    assert "Which office decides?" in feedback and "A decision: 2 of 2" in feedback and "<script>alert" not in feedback


def test_formgrader_shows_the_same_marks(classroom: Classroom, page: Page) -> None:
    page.get_by_role("link", name="Formgrader").click()
    expect(page.locator("#main-table")).to_contain_text(MODULE)
    page.goto(f"{page.url.split('/formgrader')[0]}/formgrader/gradebook/{MODULE}/exercises")
    expect(page.locator("#main-table")).to_contain_text("3 / 4")
    page.locator("#main-table a").first.click()
    points = page.locator("#m00-r1-task")
    expect(points).to_have_value("3")
    points.fill("4")
    with page.expect_response(re.compile("/formgrader/api/grade/")) as saved:
        points.blur()
    assert saved.value.status == 200 and saved.value.json()["manual_score"] == 4


def test_only_trainers_come_in_and_only_with_their_own_forms(classroom: Classroom) -> None:
    path = f"/services/trainer-{COURSE_ID}/"
    trainee = room.Browser(classroom.url).sign_in("amina")
    for below in (
        "",
        "marking",
        "people",
        "people/list.csv",
        "reports",
        "live",
        "job",
        "formgrader/manage_assignments",
    ):
        status, page, _url = trainee.get(path + below)
        assert status == 403 and "exercises" not in page.lower(), below
    nobody = room.Browser(classroom.url)
    assert "/hub/login" in nobody.get(path + "people")[2]
    trainer = room.Browser(classroom.url).sign_in("tess", "trainer")
    assert trainer.get(path)[0] == 200
    for below, fields in (
        ("release", "module=m00_orientation&withdraw=1"),
        ("people/add", "name=mallory&role=trainer"),
    ):
        status, _page, _url = trainer.send(_request(classroom, path + below, fields))
        assert status == 403, "a form of another page has no token"
    assert trainer.get(path + "reports/..%2fcookie_secret")[0] == 404
    assert "mallory" not in trainer.get(path + "people/list.csv")[1]


def _request(classroom: Classroom, path: str, fields: str):
    from urllib.request import Request

    return Request(classroom.url + path.lstrip("/"), data=fields.encode())
