"""Every page for everyone: WCAG 2.2 AA, light and dark, all tools open; high contrast, no movement, tables as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.walk import OPEN_ALL, Walk
from tests.browsing import come_near

LESSON = "modules/m10_remittances/lesson.html"


def opened(page: Page, book: Path, name: str) -> Page:
    """A page with every question and tool started and every box open."""
    page.goto((book / name).as_uri())
    come_near(page)
    page.evaluate(OPEN_ALL)
    return page


def test_no_page_breaks_a_rule_of_wcag(laptop: Walk, phone: Walk) -> None:
    """Every page in light colours on a laptop; on a phone in dark colours those with questions, tools or progress."""
    for walk, least in ((laptop, len(laptop)), (phone, 25)):
        asked = {name: visit.wcag for name, visit in walk.items() if visit.wcag is not None}
        assert len(asked) >= least > 20
        assert {name: found for name, found in asked.items() if found} == {}


@pytest.mark.parametrize("way", ["laptop", "phone"])
def test_everything_can_be_seen_in_high_contrast(way: str, request: pytest.FixtureRequest) -> None:
    walk: Walk = request.getfixturevalue(way)
    looked = {name: visit.contrast for name, visit in walk.items() if visit.contrast is not None}
    assert len(looked) > 20
    assert {name: found for name, found in looked.items() if found} == {}


MOVING = """() => [...document.querySelectorAll("*")].filter((one) => {
  const style = getComputedStyle(one);
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0);
  return lasts(style.transitionDuration) || (style.animationName !== "none" && lasts(style.animationDuration))
    || style.scrollBehavior === "smooth";
}).map((one) => one.outerHTML.slice(0, 100))"""


def test_nothing_moves_for_a_reader_who_wants_no_movement(chromium: Browser, book: Path) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    for name in ("index.html", LESSON, "modules/m05_checklists/lesson.html"):
        assert opened(page, book, name).evaluate(MOVING) == [], name
    context.close()


@pytest.fixture
def saving(chromium: Browser) -> Iterator[Page]:
    """A page that may save files."""
    context = chromium.new_context(accept_downloads=True)
    yield context.new_page()
    context.close()


def rows_of(download: Any) -> list[list[str]]:
    text = Path(download.path()).read_text("utf-8-sig")
    return [row for row in csv.reader(io.StringIO(text)) if row]


def test_each_chart_of_a_lesson_saves_its_table_from_a_folder(saving: Page, book: Path) -> None:
    page = opened(saving, book, LESSON)
    still = page.locator("a[download$='.csv']")
    live = page.get_by_role("button", name="Save the data (CSV)")
    assert still.count() >= 1  # the others stand in tools, which have their own button
    assert live.count() >= 5
    for control in [*still.all(), *live.locator("visible=true").all()]:
        with page.expect_download() as waiting:
            control.click()
        assert waiting.value.suggested_filename.endswith(".csv")
        rows = rows_of(waiting.value)
        assert len(rows) > 1 and len({len(row) for row in rows}) == 1, rows[:3]
