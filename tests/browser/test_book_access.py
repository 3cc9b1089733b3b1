"""Every page for everyone: WCAG 2.2 AA, light and dark, all tools open; high contrast, no movement, tables as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import accessibility_faults, come_near
from tests.page_weight import pages_in

LESSON = "modules/m10_remittances/lesson.html"
OPEN_ALL = "document.querySelectorAll('article details').forEach((one) => { one.open = true; })"


def opened(page: Page, book: Path, name: str) -> Page:
    """A page with every question and tool started and every box open."""
    page.goto((book / name).as_uri())
    come_near(page)
    page.evaluate(OPEN_ALL)
    return page


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 375)])
def test_no_page_breaks_a_rule_of_wcag(chromium: Browser, book: Path, scheme: Any, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = {}
    for name in pages_in(book):
        opened(page, book, name)
        assert page.evaluate("document.documentElement.dataset.theme") == scheme
        found[name] = accessibility_faults(page)
    context.close()
    assert len(found) > 20
    assert {name: faults for name, faults in found.items() if faults} == {}


# A control must show its edge or its focus in the reader's own colours; a text must not have the colour of its ground.
CONTRAST = """() => {
  const bad = [];
  const shown = (one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
  const ground = (one) => {
    for (let place = one; place; place = place.parentElement) {
      const colour = getComputedStyle(place).backgroundColor;
      if (!/, 0\\)$/.test(colour) && colour !== "transparent") return colour;
    }
    return "none";
  };
  for (const one of document.querySelectorAll("article :is(button, input, select, textarea)")) {
    if (!shown(one)) continue;
    const style = getComputedStyle(one);
    const places = [one, one.closest("label"), one.parentElement].filter(Boolean);
    const native = style.appearance !== "none" && ["radio", "checkbox", "range", "date"].includes(one.type);
    const edged = places.some((place) => parseFloat(getComputedStyle(place).borderTopWidth) > 0);
    if (!native && !edged) bad.push(["no edge", one.outerHTML.slice(0, 120)]);
  }
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || !shown(one) || one.closest("script, style, .cq-unseen")) continue;
    if (one.namespaceURI !== "http://www.w3.org/1999/xhtml") continue;
    if (getComputedStyle(one).color === ground(one)) bad.push(["unseen", one.outerHTML.slice(0, 120)]);
  }
  return bad;
}"""


@pytest.fixture(scope="module")
def lessons(book: Path) -> list[str]:
    """All pages with questions or tools."""
    return [name for name in pages_in(book) if 'class="course-view"' in (book / name).read_text("utf-8")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_seen_in_high_contrast(
    chromium: Browser, book: Path, lessons: list[str], scheme: Any
) -> None:
    context = chromium.new_context(forced_colors="active", color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    found = {name: opened(page, book, name).evaluate(CONTRAST) for name in lessons}
    context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


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
    assert still.count() >= 2
    assert live.count() >= 5
    for control in [*still.all(), *live.locator("visible=true").all()]:
        with page.expect_download() as waiting:
            control.click()
        assert waiting.value.suggested_filename.endswith(".csv")
        rows = rows_of(waiting.value)
        assert len(rows) > 1 and len({len(row) for row in rows}) == 1, rows[:3]
