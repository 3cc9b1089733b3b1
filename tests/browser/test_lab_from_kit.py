"""A self-learner with the kit and no network: reads, uses a tool, answers, sees marks, leaves, comes back, goes on."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect, sync_playwright

from course.classroom.line import free_port
from grading.autograde import interface
from grading.bank import load
from grading.marks import read_marks
from grading.nbgrader_config import course_config
from grading.release import release
from tests.browser import person
from tests.browser.test_modules_without_code import described, texts
from tests.browsing import SWITCHES, chromium_path

ROOT = Path(__file__).parents[2]
MODULE = "m10_remittances"
START = 300_000  # ms: JupyterLite, Pyodide and pandas on two busy cores
#: No name leads anywhere but to this machine: what a pulled cable does, for page, worker and service worker alike.
CABLE_PULLED = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"


@pytest.fixture(scope="module")
def kit(book: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit as a learner has it: unpacked, without the PDF files."""
    made = subprocess.run(
        [sys.executable, "-m", "book.kit", "--without-paper"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-2000:]
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(ROOT / "build" / "kit" / "migration-development-kit.zip") as packed:
        packed.extractall(folder)
    return folder / "migration-development-kit"


@pytest.fixture(scope="module")
def address(kit: Path) -> Iterator[str]:
    """What the launcher shows; started as the double-clicked file does, but on a free port."""
    port = free_port()
    command = [sys.executable, "-I", str(kit / "start.py"), "--no-browser", "--port", str(port)]
    launcher = subprocess.Popen(command, cwd=kit, stdout=subprocess.PIPE, text=True)
    try:
        assert launcher.stdout is not None
        said = launcher.stdout.readline()
        assert "The book is at http://127.0.0.1" in said
        yield said.split(" at ")[1].strip().removesuffix("/index.html")
    finally:
        launcher.terminate()
        launcher.wait(60)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The browser's memory between two evenings."""
    return tmp_path_factory.mktemp("profile")


def open_browser(playwright: Playwright, profile: Path, outside: list[str], address: str) -> BrowserContext:
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=chromium_path(),
        args=[*SWITCHES, CABLE_PULLED],
        viewport={"width": 1280, "height": 900},
        accept_downloads=True,
    )
    inside = (address, "data:", "blob:", "about:", "chrome")
    context.on("request", lambda request: None if request.url.startswith(inside) else outside.append(request.url))
    context.set_default_timeout(START)
    return context


def ready(page: Page) -> None:
    """Wait until the tools and questions of a lab page are there."""
    expect(page.locator("[data-course-ready]")).to_be_attached(timeout=START)
    expect(page.get_by_text("Loading widget")).to_have_count(0)


#: Pixels by which the text of a page is wider than its place.
TOO_WIDE = """() => {
  const place = document.querySelector(".jp-Notebook") || document.documentElement;
  return place.scrollWidth - place.clientWidth;
}"""


def shot(page: Page, name: str, what: Locator | None = None) -> None:
    """Pictures for people, in ``build/screenshots``: on a laptop and on a phone, where nothing may be too wide."""
    folder = ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"lab-{name}.png")
    page.set_viewport_size({"width": 375, "height": 800})
    if what:
        what.scroll_into_view_if_needed()
    page.wait_for_timeout(500)  # ms: JupyterLab notices a new size after a while
    page.screenshot(path=folder / f"lab-{name}-phone.png")
    assert page.evaluate(TOO_WIDE) <= 0, name
    page.set_viewport_size({"width": 1280, "height": 900})


def own_answer(id: str, text: str) -> str | None:
    """The answer to a question whose numbers differ between learners, worked out from what stands on the screen."""
    numbers = [float(number) for number in re.findall(r"(?:USD|margin|=|is) (\d+(?:\.\d+)?)(?= %|[ .,])", text)]
    if id == "m10-e1a":
        fee, margin = numbers[:2]
        return f"{100 * fee / 200 + margin:.2f}"
    if id == "m10-e1b":
        _, fee, margin = numbers[:3]
        return f"{(200 - fee) * (1 - margin / 100):.2f}"
    if id == "m10-e3a":
        c, t, m = numbers[:3]
        return f"{1 / (1 - c * (1 - t) + m):.3f}"
    return None


def marks_in_a_classroom(work: Path, folder: Path) -> dict[str, float]:
    """What a trainer's nbgrader gives for work that was handed in from the lab: the items with points."""
    course = folder / "course"
    release([MODULE], folder / "release", course, say=False)
    submitted = course / "submitted" / "learner" / MODULE
    submitted.mkdir(parents=True)
    with zipfile.ZipFile(work) as packed:
        for name in ("exercises.ipynb", "answers.json"):
            submitted.joinpath(name).write_bytes(packed.read(name))
    result = interface(str(course)).autograde(MODULE, "learner")
    assert result["success"], result
    found = read_marks(course_config(course).CourseDirectory.db_url)
    return {mark.item: mark.points for mark in found if mark.points}


def test_the_launcher_answers_and_nothing_else_is_needed(address: str) -> None:
    with urllib.request.urlopen(f"{address}/index.html") as answer:
        assert answer.headers["X-Course"] == "migration-development-kit"
    with urllib.request.urlopen(f"{address}/lab/pyodide/pyodide.asm.wasm") as answer:
        assert answer.headers["Content-Type"] == "application/wasm"


def test_a_self_learner_completes_m10_without_network(
    playwright: Playwright,
    profile: Path,
    address: str,
    kit: Path,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    outside: list[str] = []
    context = open_browser(playwright, profile, outside, address)
    page = context.pages[0]

    # reads: from the book's lesson page to the same page in the lab
    page.goto(f"{address}/modules/{MODULE}/lesson.html")
    page.get_by_role("link", name="Open in the browser lab").click()
    started = time.monotonic()
    expect(page.get_by_role("heading", name="Remittances and financial inclusion")).to_be_visible(timeout=START)
    record_property("seconds until the text", round(time.monotonic() - started, 1))
    expect(page.locator("[data-question]").first).to_be_visible(timeout=START)
    record_property("seconds until the first question", round(time.monotonic() - started, 1))
    ready(page)
    record_property("seconds until all is ready", round(time.monotonic() - started, 1))

    # uses a tool
    tool = page.locator(".course-tool", has_text="multiplier").first
    tool.scroll_into_view_if_needed()
    before = tool.inner_text()
    slider = tool.get_by_role("slider").first
    slider.focus()
    slider.press("Home")
    expect(tool).not_to_have_text(before)
    shot(page, "1-tool", slider)

    # answers a practice question of the lesson: first wrong, then right
    box = person.question(page, "m10-p5")
    person.answer(box, {"type": "number"}, "5.5")
    box.get_by_role("button", name="Check").first.click()
    expect(box).to_contain_text("This is the cost in per cent")
    person.answer(box, {"type": "number"}, "11")
    box.get_by_role("button", name="Check").first.click()
    expect(box).to_contain_text("Right")
    expect(box).to_contain_text("This try is saved")  # the engine is slower than the page
    shot(page, "2-practice", box)

    # does the exercises: each automatic question is answered and kept
    page.get_by_role("button", name="Back to the book").click()
    page.wait_for_url(f"{address}/modules/{MODULE}/lesson.html")
    page.locator("a.right-next").click()
    page.get_by_role("link", name="Open in the browser lab").click()
    ready(page)
    bank = load(MODULE)
    questions = described(kit / "book" / "lab" / "files" / MODULE / "exercises.ipynb")
    answers = {id: entry.model for id, entry in bank.entries.items()} | texts(MODULE)
    for id, desc in questions.items():
        box = person.question(page, id)
        person.answer(box, desc, own_answer(id, box.inner_text()) or answers[id])
        person.record(box)
    shot(page, "3-exercises", box)
    context.close()

    # comes back another evening: the answers are there; sees marks on the page to check oneself
    context = open_browser(playwright, profile, outside, address)
    page = context.pages[0]
    page.goto(f"{address}/lab/notebooks/index.html?path={MODULE}/exercises.ipynb")
    ready(page)
    for id in questions:
        expect(person.question(page, id).locator(".cq-record")).to_contain_text("Recorded", timeout=START)
    shot(page, "4-came-back")

    # takes the work out of the browser
    page.get_by_role("button", name="My work").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my work").click()
    work = tmp_path / "work.zip"
    download.value.save_as(work)
    page.get_by_role("button", name="Close").last.click()
    with zipfile.ZipFile(work) as packed:
        assert {"answers.json", "exercises.ipynb", "lesson.ipynb"} <= set(packed.namelist())
        kept = json.loads(packed.read("answers.json"))["answers"]
    assert kept["m10-e4b"]["value"] == bank.entries["m10-e4b"].model
    assert kept["m10-p5"]["value"] == 11
    # in a thread of its own: Playwright's loop and that of nbgrader's notebooks do not go together
    with ThreadPoolExecutor(1) as other:
        marked = other.submit(marks_in_a_classroom, work, tmp_path).result()
    assert marked == {f"{id}-mark": entry.points for id, entry in bank.entries.items()}
    assert sum(marked.values()) == 14

    # checks oneself: marks at once
    page.goto(f"{address}/modules/{MODULE}/selfcheck.html")
    page.get_by_role("link", name="Open in the browser lab").click()
    ready(page)
    box = person.question(page, "m10-s8")
    person.answer(box, {"type": "choice"}, "a")
    box.get_by_role("button", name="Check").first.click()
    expect(box).to_contain_text("0 of 1 points")
    person.answer(box, {"type": "choice"}, "b")
    box.get_by_role("button", name="Check").first.click()
    expect(box).to_contain_text("Right: 1 of 1 points")
    shot(page, "5-marks", box)

    # sees the progress of both places in the book
    page.goto(f"{address}/my-progress.html")
    row = page.locator(".course-progress tbody tr", has_text="M10")
    expect(row).to_contain_text("1 of 14")
    shot(page, "6-progress")
    assert outside == []
    context.close()
