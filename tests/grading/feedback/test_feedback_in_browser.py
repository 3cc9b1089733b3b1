"""The feedback page in a real browser: on a phone, in the dark, by axe-core's rules, and with nothing that runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browsing import accessibility_faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("trainee", ["coder", "wrong"])
def test_on_a_phone(chromium: Browser, course: Path, feedback: Callable[[str], str], trainee: str, scheme: str) -> None:
    assert feedback(trainee)
    page = chromium.new_context(
        viewport={"width": 360, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,  # for the test's own script
    ).new_page()
    requests, alerts = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    url = (course / "feedback" / trainee / "m90_fixture" / "exercises.html").as_uri()
    page.goto(url)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert requests == [url] and alerts == []
    assert accessibility_faults(page) == []


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
