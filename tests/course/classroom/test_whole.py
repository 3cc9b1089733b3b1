"""One classroom for real: a trainer releases, a trainee works and submits in Chromium, the trainer collects."""

from __future__ import annotations

import json
import time

import pytest
import requests
from playwright.sync_api import Browser, Locator, Page, expect

from course.classroom.place import Place
from course.hand_in import COURSE_ID
from tests.browser.person import answer, question, record
from tests.browsing import PATIENCE as SLOW
from tests.course.classroom import room
from tests.course.classroom.room import OWN, SHARED, Classroom

MODULE = "m00_orientation"


@pytest.fixture(scope="module")
def released(classroom: Classroom) -> str:
    """M00, handed out by the trainer with a stock command."""
    said = classroom.nbgrader("release_assignment", MODULE, "--force")
    assert "Released as" in said, said
    return MODULE


def test_up_says_where_and_warns(classroom: Classroom) -> None:
    assert f"ready: {classroom.url}" in classroom.said and "isolates nobody" in classroom.said


def test_the_shared_password_opens_the_door_once(classroom: Classroom) -> None:
    browser = room.Browser(classroom.url)
    status, page, _ = browser.post("/hub/login", username="doro", password="something-wrong")
    assert status == 403 and "do not belong together" in page
    status, page, url = browser.post("/hub/login", username="doro", password=SHARED["trainee"])
    assert status == 200 and "/choose-password?" in url and "Welcome, doro" in page
    # the shared password alone is no session
    assert "/hub/login" in browser.get("/hub/home")[2]
    again = SHARED["trainee"]
    assert "Everybody in the room" in browser.post("/hub/choose-password", password=again, again=again)[1]
    assert browser.post("/hub/choose-password", password=OWN, again=OWN)[0] == 200
    # from now on the shared password is nothing for this name
    assert room.Browser(classroom.url).post("/hub/login", username="doro", password=SHARED["trainee"])[0] == 403
    # and a trainee's password is nothing for a trainer's name
    assert room.Browser(classroom.url).post("/hub/login", username="tess", password=SHARED["trainee"])[0] == 403


def test_a_trainee_works_and_submits_and_the_trainer_collects(
    classroom: Classroom, released: str, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(SLOW)
    outside: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: None if _inside(request.url, classroom.url) else outside.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    classroom.sign_in(page, "petra")

    fetch(page, classroom, "petra")
    page.goto(f"{classroom.url}user/petra/lab/tree/{MODULE}/exercises.ipynb?reset")
    box = question(page, "m00-e1")
    answer(box, {"type": "number"}, "304")
    record(box)
    kept = classroom.place.home("petra") / MODULE / "answers.json"
    assert json.loads(kept.read_text())["answers"]["m00-e1"]["value"] == 304
    _the_network_fails(page, box, "305")
    assert json.loads(kept.read_text())["answers"]["m00-e1"]["value"] == 305
    _through_files(classroom.place, "petra")
    events = wait_for_events(classroom, "petra")
    assert {"trainee": "petra", "question": "m00-e1", "state": "recorded", "slip": ""} in events

    submit(page, classroom, "petra")
    receipts = list(classroom.place.home("petra").rglob("receipt.json"))
    assert len(receipts) == 1 and json.loads(receipts[0].read_text())["trainee"] == "petra"
    context.close()
    assert not outside and not faults, (outside, faults)

    said = classroom.nbgrader("collect", MODULE)
    assert "Collecting submission: petra" in said, said
    collected = classroom.place.course(COURSE_ID) / "submitted" / "petra" / MODULE
    assert json.loads((collected / "answers.json").read_text())["answers"]["m00-e1"]["value"] == 305


def test_no_password_is_in_a_log(classroom: Classroom) -> None:
    logs = classroom.logs()
    assert not [word for word in (OWN, *SHARED.values()) if word in logs]


def test_status_names_what_runs(classroom: Classroom) -> None:
    said = classroom.command("status").stdout
    assert all(word in said for word in ("keeper", "hub", "proxy", "exchange", "culler")), said


def _the_network_fails(page: Page, box: Locator, number: str) -> None:
    """One line and the question say what is wrong; the answer goes out by itself when the network is back."""
    page.context.set_offline(True)
    line = page.locator(".mdt-reach")
    expect(line).to_contain_text("Keep this page open", timeout=SLOW)
    answer(box, {"type": "number"}, number)
    box.get_by_role("button", name="Record answer").click()
    expect(box.locator(".cq-message")).to_contain_text("NOT saved yet: no connection", timeout=SLOW)
    expect(page.locator(".jp-Dialog")).to_have_count(0)
    page.context.set_offline(False)
    expect(line).to_contain_text("The connection is back", timeout=SLOW)
    expect(box.locator(".cq-record")).to_contain_text(f"{number} million", timeout=SLOW)
    expect(box.locator(".cq-message")).to_be_empty()


def fetch(page: Page, classroom: Classroom, name: str) -> None:
    """Fetch M00 in the Assignment List."""
    released = _assignments(page, classroom, name).locator("#released_assignments_list .list_item")
    released.filter(has_text=MODULE).get_by_role("button", name="Fetch").click()
    expect(page.locator("#fetched_assignments_list")).to_contain_text(MODULE, timeout=SLOW)


def submit(page: Page, classroom: Classroom, name: str) -> None:
    """Submit M00 in the Assignment List."""
    row = _assignments(page, classroom, name).locator("#fetched_assignments_list")
    row.get_by_role("button", name="Submit").first.click()
    expect(page.locator("#submitted_assignments_list")).to_contain_text(MODULE, timeout=SLOW)


def _assignments(page: Page, classroom: Classroom, name: str) -> Page:
    page.goto(f"{classroom.url}user/{name}/lab?reset")
    page.get_by_role("menuitem", name="Nbgrader").click()
    page.get_by_role("menuitem", name="Assignment List").click()
    return page


def _inside(url: str, base: str) -> bool:
    return url.startswith((base, base.replace("http", "ws"), "data:", "blob:"))


def _through_files(place: Place, name: str) -> None:
    """The kernel listens on files in a private folder, not on ports."""
    files = list((place.run / name).glob("kernel-*.json"))
    assert files and all(json.loads(file.read_text())["transport"] == "ipc" for file in files)
    assert place.run.stat().st_mode & 0o077 == 0


def wait_for_events(classroom: Classroom, trainee: str) -> list[dict[str, str]]:
    """What the exchange tells the trainer about a trainee's recorded answers, without numbers and times."""
    deadline = time.monotonic() + 240
    found: list[dict[str, str]] = []
    while not found and time.monotonic() < deadline:
        answer = requests.get(
            f"{classroom.url}services/exchange/api/courses/{COURSE_ID}/events",
            headers={"Authorization": f"token {classroom.token('tess', 'trainer')}"},
            timeout=120,
        )
        found = [one for one in answer.json()["events"] if one["trainee"] == trainee]
        time.sleep(0.5)
    return [{key: one[key] for key in ("trainee", "question", "state", "slip")} for one in found]
