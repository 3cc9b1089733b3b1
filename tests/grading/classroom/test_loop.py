"""The trainer's whole loop in Chromium, with a real hub: release, collect, grade, mark by hand, release feedback.

It happens in the second course of the classroom that all tests share; what is here stays in this course.
"""

from __future__ import annotations

import csv
import io
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request

import pytest
from playwright.sync_api import Browser, Page, expect

pytest.importorskip("jupyterhub_traefik_proxy")

from course import answers
from course.classroom.exchange.client.connection import Connection, Problem
from course.hand_in import COURSE_ID
from tests.browsing import PATIENCE as SLOW
from tests.browsing import accessibility_faults
from tests.course.classroom import room
from tests.course.classroom.room import Classroom

COURSE = "second"
MODULE = "m00_orientation"
HOME = f"/services/trainer-{COURSE}/"
TEXT = "Should our ministry open a second centre, because women from the north use the first one less than men?"


@pytest.fixture(scope="module", autouse=True)
def people(classroom: Classroom) -> None:
    """The trainees of the second course."""
    classroom.add("ada", "bo", "cyr", course=COURSE)


@pytest.fixture
def page(classroom: Classroom, chromium: Browser) -> Iterator[Page]:
    """The trainer's browser; everything that goes wrong in it is a failure."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(SLOW)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if _inside(request.url, classroom.url) else wrong.append(request.url))
    classroom.sign_in(page, "rosa", "trainer")
    expect(page.get_by_role("heading", name="Modules", exact=True)).to_be_visible()
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
        if text:
            answers.record("m00-r1", "text", text)
    finally:
        answers.use_folder(None)
    release = classroom.place.course(COURSE) / "release" / MODULE / "exercises.ipynb"
    files = [("exercises.ipynb", release.read_bytes()), ("answers.json", (folder / "answers.json").read_bytes())]
    line = Connection(f"{classroom.url}services/exchange", classroom.token(name))
    path = ("courses", COURSE, "assignments", MODULE, "submissions")
    return line.upload("POST", *path, files=files, headers={"Idempotency-Key": str(uuid.uuid4())})["receipt"]


def _job(page: Page, button: str) -> str:
    """Press a button of the module, wait for its job, and put it away; what came of it."""
    page.get_by_role("button", name=f"{button} M00").first.click()
    return _done(page)


def _done(page: Page) -> str:
    expect(page.locator(".job:not([data-alive])")).to_be_visible()
    words = page.locator(".job-now").inner_text()
    page.get_by_role("button", name="Close this").click()
    return words


def _calm(page: Page) -> None:
    """Nothing against WCAG 2.2 AA, and nothing wider than a phone."""
    assert accessibility_faults(page) == []
    page.set_viewport_size({"width": 375, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375, page.url
    page.set_viewport_size({"width": 1280, "height": 900})


def test_from_release_to_feedback(classroom: Classroom, page: Page, tmp_path: Path) -> None:
    page.get_by_role("button", name="Release M00").first.click()
    expect(page.get_by_role("status")).to_contain_text("M00 is released")
    for again in (True, False):
        page.get_by_label("Due M00").fill("2026-01-05T10:00")
        page.get_by_role("button", name="Set the deadline of M00").click()
        expect(page.get_by_role("status")).to_contain_text("This moment has passed")
        if again:
            page.get_by_role("button", name="Undo").click()
            expect(page.get_by_role("status")).to_contain_text("M00 has no deadline now")
    receipts = {}
    for name, text in (("ada", f"{TEXT} <script>alert(1)</script>"), ("bo", "")):
        (tmp_path / name).mkdir()
        receipts[name] = _submit(classroom, name, tmp_path / name, text)

    # person by person: who is missing, and more time for some
    page.reload()
    page.get_by_role("link", name="Person by person M00").click()
    expect(page.locator(".lead")).to_contain_text("2 people have submitted, 1 not yet. Due 5 January 2026")
    expect(page.get_by_role("row", name="ada")).to_contain_text("late")
    page.get_by_role("link", name="Tick everybody who has not submitted").click()
    expect(page.get_by_label("More time for cyr")).to_be_checked()
    page.get_by_label("More time for ada").check()
    page.get_by_label("Until").fill("2099-01-05T10:00")
    page.get_by_role("button", name="Give more time").click()
    expect(page.get_by_role("status")).to_contain_text("for ada, cyr")
    expect(page.get_by_role("row", name="ada")).not_to_contain_text("late")
    expect(page.get_by_role("row", name="bo ")).to_contain_text("late")
    _calm(page)

    page.get_by_role("link", name="Modules").first.click()
    expect(page.get_by_role("heading", name="Next for you: M00, collect")).to_be_visible()
    _calm(page)
    said = _job(page, "Collect and grade")
    assert "2 submissions collected. 2 submissions graded. 2 answers to mark by hand." in said

    # nobody's feedback goes out before all is marked, unless the trainer wants it
    page.get_by_role("button", name="Release feedback M00").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("2 answers still wait for your mark"))
    _calm(page)
    page.get_by_role("link", name="Leave it").click()

    # by keyboard alone: hide names, choose points, write a comment, save and go on
    page.get_by_role("button", name="Hide names").press("Enter")
    _calm(page)
    page.get_by_role("link", name="Begin marking M00").press("Enter")
    for _place in (1, 2):
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Submission \d"))
        assert "ada" not in page.locator("h1").inner_text()
        if "women from the north" in page.locator(".answer").inner_text():
            _calm(page)
            page.keyboard.press("2")
            page.keyboard.press("1")
            page.keyboard.type("Which office decides?")
            page.keyboard.press("Control+Enter")
            expect(page.get_by_role("status")).to_contain_text("R1 3/4")
        else:
            expect(page.get_by_text("No answer was recorded, so 0 is chosen.")).to_be_visible()
            page.keyboard.press("Control+Enter")
            expect(page.get_by_role("status")).to_contain_text("R1 0/4")
    expect(page.get_by_role("status")).to_contain_text("Nothing waits in M00 any more")
    page.get_by_role("button", name="Show names").click()

    # the last mark is taken back, and given again; who did what is kept
    page.get_by_role("link", name="ada").click()
    page.get_by_label("Comment for the trainee").fill("Which office decides, and when?")
    page.get_by_role("button", name="Save and stay").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Undone for ada")
    expect(page.get_by_label("Comment for the trainee")).to_have_value("Which office decides?")
    page.get_by_text("Marked so far (3)").click()
    expect(page.locator(".past")).to_contain_text("rosa")

    page.get_by_role("link", name="Modules").click()
    assert "2 feedback pages released." in _job(page, "Release feedback")
    expect(page.get_by_text("Nothing waits for you just now.")).to_be_visible()
    line = Connection(f"{classroom.url}services/exchange", classroom.token("ada"))
    with line.download("courses", COURSE, "submissions", receipts["ada"], "feedback") as package:
        feedback = package.read().decode("utf-8", "replace")
    assert "Which office decides?" in feedback and "A decision: 2 of 2" in feedback and "<script>alert" not in feedback


def test_the_other_pages_are_calm_and_the_report_is_made(page: Page) -> None:
    for tab, heading in (("Live", "In the room now"), ("People", "People"), ("Reports", "Reports")):
        page.get_by_role("link", name=tab, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        _calm(page)
    page.get_by_role("button", name="Make the report").click()
    assert "The report is ready" in _done(page)
    _calm(page)
    page.get_by_role("link", name="People").click()
    page.locator("summary", has_text="Change ada").click()
    page.get_by_role("button", name="Take out of the course ada").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take ada out of the course?")
    page.get_by_role("link", name="Leave it").click()
    expect(page.get_by_role("rowheader", name="ada")).to_be_visible()


def test_formgrader_shows_the_same_marks(page: Page) -> None:
    page.get_by_role("link", name="Formgrader").click()
    expect(page.locator("#main-table")).to_contain_text(MODULE)
    expect(page.get_by_role("link", name=f"Collect {MODULE}")).to_be_visible()
    _calm(page)
    base = page.url.split("/formgrader")[0] + "/formgrader"
    for path, words in (
        ("gradebook", MODULE),
        (f"gradebook/{MODULE}", "exercises"),
        (f"manage_submissions/{MODULE}", "ada"),
        ("manage_students", "ada"),
        ("manage_students/ada", MODULE),
        (f"manage_students/ada/{MODULE}", "exercises"),
    ):
        page.goto(f"{base}/{path}")
        expect(page.locator("#main-table")).to_contain_text(words)
        _calm(page)
    page.locator("#main-table a").first.click()
    expect(page.get_by_text("[m00-e1] Recorded answer: 304")).to_be_visible()
    points = page.get_by_label("Points", exact=True).last
    expect(points).to_have_value("3")
    _calm(page)
    points.fill("4")
    with page.expect_response(re.compile("/formgrader/api/grade/")) as saved:
        points.blur()
    assert saved.value.status == 200 and saved.value.json()["manual_score"] == 4
    page.goto(f"{base.removesuffix('/formgrader')}/module/{MODULE}")
    expect(page.get_by_role("row", name="ada")).to_contain_text("older marks are out")


def test_only_trainers_of_this_course_come_in_and_only_with_their_own_forms(classroom: Classroom) -> None:
    trainee, elsewhere = (
        room.Browser(classroom.url).sign_in("ada"),
        room.Browser(classroom.url).sign_in("tess", "trainer"),
    )
    below = (
        "", "marking", "people", "people/list.csv", "reports", "live", "live/news", "job", f"module/{MODULE}",
        f"module/{MODULE}/marks.csv", "marks.csv", "formgrader/manage_assignments", "formgrader/api/assignments",
    )  # fmt: skip
    for who in (trainee, elsewhere):
        for path in below:
            status, page, _url = who.get(HOME + path)
            assert status == 403 and "exercises" not in page.lower(), path
    nobody = room.Browser(classroom.url)
    assert "/hub/login" in nobody.get(HOME + "people")[2]
    # and at the exchange: a trainer of one course is nobody in another one
    for name, role, course in (
        ("rosa", "trainer", COURSE_ID),
        ("tess", "trainer", COURSE),
        ("ada", "trainee", COURSE_ID),
    ):
        line = Connection(f"{classroom.url}services/exchange", classroom.token(name, role))
        with pytest.raises(Problem) as refused:
            line.json("GET", "courses", course, "submissions")
        assert refused.value.status == 403, (name, course)
    trainer = room.Browser(classroom.url).sign_in("rosa", "trainer")
    assert trainer.get(HOME)[0] == 200
    assert trainer.get(f"/services/trainer-{COURSE_ID}/people")[0] == 403
    for path, fields in (("release", "module=m00_orientation&withdraw=1"), ("people/add", "name=mallory&role=trainer")):
        status, _page, _url = trainer.send(Request(classroom.url + (HOME + path).lstrip("/"), data=fields.encode()))
        assert status == 403, "a form of another page has no token"
    assert trainer.get(HOME + "reports/..%2fcookie_secret")[0] == 404
    assert "mallory" not in trainer.get(HOME + "people/list.csv")[1]


def _form(trainer: room.Browser, path: str, **fields: str) -> tuple[int, str]:
    """Send a form of the trainers' pages, as a script would that passes over the browser's own checks."""
    token = re.search(r'name="_xsrf" value="([^"]+)"', trainer.get(HOME)[1]).group(1)
    data = urlencode({"_xsrf": token, **fields}).encode()
    status, page, _url = trainer.send(Request(trainer.base + (HOME + path).lstrip("/"), data=data))
    return status, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_wrong_input_is_a_sentence_and_changes_nothing(classroom: Classroom) -> None:
    trainer = room.Browser(classroom.url).sign_in("rosa", "trainer")
    before = trainer.get(HOME + "people/list.csv")[1]
    assert "This is no date and time" in _form(trainer, "deadline", module=MODULE, due="tomorrow")[1]
    assert "no trainee “zed”" in _form(trainer, f"module/{MODULE}/time", name="zed", due="2099-01-01T10:00")[1]
    assert "does not work as a name" in _form(trainer, "people/add", name="Bad Name")[1]
    assert "You cannot take your own role away" in _form(trainer, "people/role", name="rosa", sure="1")[1]
    assert _form(trainer, "release", module="../m00")[0] == 400 and _form(trainer, "start/rm", module="")[0] == 404
    assert trainer.get(HOME + "people/list.csv")[1] == before
    # a mark above the maximum, then one that somebody else has overtaken
    listed = trainer.get(HOME + f"marking/{MODULE}")[1]
    path = re.search(rf'{re.escape(HOME)}(marking/{MODULE}/\w+)">ada<', listed).group(1)
    page = trainer.get(HOME + path)[1]
    seen = re.search(r'name="seen" value="(\w+)"', page).group(1)
    first, second = re.findall(r'<input type="radio" name="([^"]+\.c\d)" value="0"', page)
    status, said = _form(trainer, path, seen=seen, **{first: "9", second: "0"})
    assert status == 400 and "give 0 to 2 points. Nothing was saved yet." in said
    assert "Saved for ada: R1 1/4." in _form(trainer, path, seen=seen, **{first: "1", second: "0"}, go="stay")[1]
    mine = {first: "2", second: "2", first.rpartition(".")[0] + ".comment": "My own long text"}
    status, said = _form(trainer, path, seen=seen, **mine)
    assert status == 409 and "rosa has changed the marks" in said and "My own long text" in said
    rows = list(csv.DictReader(io.StringIO(trainer.get(HOME + f"module/{MODULE}/marks.csv")[1].removeprefix("\ufeff"))))
    assert {row["name"] for row in rows} == {"ada", "bo", "cyr"}
    assert next(row for row in rows if row["name"] == "ada")["to_mark"] == "0"
