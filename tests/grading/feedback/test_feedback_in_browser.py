"""The feedback page in a real browser: on a phone, in the dark, by axe-core's rules, and with nothing that runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    assert path, "Chromium is missing: run the tests with `make test`, which installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("trainee", ["coder", "wrong"])
def test_on_a_phone(chromium: Browser, course: Path, feedback: Callable[[str], str], trainee: str, scheme: str) -> None:
    assert feedback(trainee)
    page = chromium.new_context(
        viewport={"width": 360, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,  # for axe-core's own script
    ).new_page()
    requests, alerts = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    url = (course / "feedback" / trainee / "m90_fixture" / "exercises.html").as_uri()
    page.goto(url)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert requests == [url] and alerts == []
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()


def test_the_message_stands_before_answer_and_question(
    chromium: Browser, course: Path, feedback: Callable[[str], str]
) -> None:
    assert feedback("wrong")
    page = chromium.new_page()
    page.goto((course / "feedback" / "wrong" / "m90_fixture" / "exercises.html").as_uri())
    item = page.locator("#m90-e1-mark")
    places = [item.locator(one).bounding_box()["y"] for one in (".outcome", ".message", ".answer", "details")]
    assert places == sorted(places)
    page.locator("a[href='#m90-e2-mark']").click()
    assert page.url.endswith("#m90-e2-mark")
