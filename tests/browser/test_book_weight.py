"""What a slow line carries: the first view of every page within the budget, more only for a reader who comes near."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walk import Walk
from tests.browsing import PATIENCE as SLOW
from tests.page_weight import BUDGET, HEADING, compressed_server

LESSON = "modules/m10_remittances/lesson.html"


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """Addresses that the pages of this context ask for."""
    found: list[str] = []
    context.on("request", lambda request: found.append(request.url))
    return found


def test_the_first_view_of_every_page_is_within_the_budget(laptop: Walk) -> None:
    found = [visit.weight for visit in laptop.values() if visit.weight]
    print("\n" + "\n".join([HEADING, *map(str, found)]))
    assert len(found) == len(laptop) > 20
    # A page that loads nothing would also be light.
    assert all(weight.page > 2_000 and weight.styles > 10_000 and weight.scripts > 5_000 for weight in found)
    assert {weight.name: weight.total for weight in found if weight.total > BUDGET} == {}


def test_nothing_that_waits_for_the_reader_is_loaded_at_first(
    context: BrowserContext, book: Path, asked: list[str]
) -> None:
    page = context.new_page()
    with compressed_server(book) as address:
        page.goto(address + LESSON, wait_until="networkidle")
        assert not any("plotly" in url or "searchindex" in url or "multiplier_tool" in url for url in asked)
        tool = page.locator(".course-view[data-name=multiplier]").first
        expect(tool.locator("svg").first).to_be_attached(timeout=SLOW)  # the still picture
        tool.scroll_into_view_if_needed()
        expect(tool.get_by_role("slider").first).to_be_visible(timeout=SLOW)
        assert any("multiplier_tool" in url for url in asked)
        assert not any("plotly" in url or "searchindex" in url for url in asked)
        context.close()


def test_the_search_loads_its_index_with_the_first_question(
    context: BrowserContext, book: Path, asked: list[str]
) -> None:
    page = context.new_page()
    page.goto((book / "search.html").as_uri(), wait_until="load")
    assert not any("searchindex" in url for url in asked)
    page.goto((book / "search.html").as_uri() + "?q=multiplier", wait_until="load")
    expect(page.locator("#search-results ul.search li").first).to_be_visible(timeout=SLOW)
    assert any("searchindex" in url for url in asked)


def cut(page: Page, pattern: str) -> None:
    page.route(pattern, lambda route: route.abort())


@pytest.mark.parametrize("pattern", ["**/views/tools-multiplier_tool.js*", "**/data/*.js"])
def test_a_line_that_breaks_leaves_the_text_and_offers_to_try_again(
    context: BrowserContext, book: Path, pattern: str
) -> None:
    page = context.new_page()
    cut(page, pattern)
    name = "multiplier" if "multiplier" in pattern else "flows"
    with compressed_server(book) as address:
        page.goto(address + LESSON, wait_until="load")
        tool = page.locator(f".course-view[data-name={name}]").first
        tool.scroll_into_view_if_needed()
        expect(tool.get_by_role("status")).to_contain_text("could not be loaded", timeout=SLOW)
        expect(tool.locator("svg, table").first).to_be_visible(timeout=SLOW)
        page.unroute(pattern)
        tool.get_by_role("button", name="Try again").click()
        expect(tool.locator(".course-tool")).to_be_visible(timeout=SLOW)
        expect(tool.get_by_text("could not be loaded")).to_have_count(0, timeout=SLOW)
        context.close()


def test_the_tab_key_does_not_jump_over_a_view_that_is_still_far_away(context: BrowserContext, book: Path) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto((book / LESSON).as_uri())
    page.evaluate("document.querySelectorAll('article a, article summary').forEach((one) => { one.tabIndex = -1; })")
    page.locator("article h1").evaluate("one => { one.tabIndex = -1; one.focus({ preventScroll: true }); }")
    seen: list[str] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        page.wait_for_function("!document.activeElement.matches('.course-view')")  # it becomes a form
        id = page.evaluate("document.activeElement.closest('.course-view')?.dataset.view ?? ''")
        if id and id not in seen:
            seen.append(id)
        if len(seen) == 6:
            break
    order = page.locator(".course-view[data-kind]").evaluate_all("all => all.map((one) => one.dataset.view)")
    assert seen == order[:6]
