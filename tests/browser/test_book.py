"""The book as readers meet it: over http and from a folder, by keyboard, on a phone, on paper, without internet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.browser.walk import Walk
from tests.browsing import come_near
from tests.serving import serving_folder

LESSON = "modules/m10_remittances/lesson.html"
EXERCISES = "modules/m10_remittances/exercises.html"


@pytest.fixture(scope="module")
def addresses(book: Path) -> Iterator[dict[str, str]]:
    """The book's address over http and as files, each with its final slash."""
    with serving_folder(book) as address:
        yield {"http": address, "file": book.as_uri() + "/"}


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, addresses: dict[str, str]) -> str:
    """Each test that uses this runs twice: over http and from the folder."""
    return addresses[request.param]


def _keep_inside(context: BrowserContext, address: str) -> list[str]:
    """Block everything outside the book; the list fills with what was asked for."""
    outside: list[str] = []

    def decide(route: Route) -> None:
        if route.request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", decide)
    return outside


def faults(walk: Walk, what: str) -> dict[str, Any]:
    """What is wrong, by page."""
    return {name: getattr(visit, what) for name, visit in walk.items() if getattr(visit, what)}


@pytest.mark.parametrize("way", ["laptop", "phone"])
def test_every_page_opens_with_all_its_questions_and_tools(way: str, request: pytest.FixtureRequest) -> None:
    walk: Walk = request.getfixturevalue(way)
    assert len(walk) > 40 and sum(visit.views for visit in walk.values()) > 300
    assert {visit.theme for visit in walk.values()} == {"light" if way == "laptop" else "dark"}


@pytest.mark.parametrize("way", ["laptop", "phone"])
def test_no_page_asks_for_anything_outside_or_complains(way: str, request: pytest.FixtureRequest) -> None:
    """The laptop reads over http, the phone reads files."""
    walk: Walk = request.getfixturevalue(way)
    assert faults(walk, "outside") == {}
    assert faults(walk, "complaints") == {}


def test_practice_questions_answer_in_the_page(context: BrowserContext, address: str, watch: Any) -> None:
    page = context.new_page()
    watch.follow(page, (address,))
    page.goto(address + LESSON)
    come_near(page)
    question = page.locator(".course-question", has_text="m10-p1").first
    status = question.get_by_role("status")
    question.get_by_label("The number of rows in the table").check()
    question.get_by_role("button", name="Check my answer").click()
    expect(status).to_contain_text("A long table can still be an old table")
    question.get_by_label("Publisher, edition and date").check()
    question.get_by_role("button", name="Check my answer").click()
    expect(status).to_contain_text("Publishers correct their figures")
    assert watch.errors == []


def test_a_number_is_read_as_people_write_it(context: BrowserContext, addresses: dict[str, str]) -> None:
    page = context.new_page()
    page.goto(addresses["file"] + LESSON)
    come_near(page)
    question = page.locator(".course-question", has_text="m10-p2").first
    box = question.get_by_role("textbox").first
    status = question.get_by_role("status")
    for text, message in (("40,0", "Good"), ("0.4", "This is the share")):
        box.fill(text)
        question.get_by_role("button", name="Check my answer").click()
        expect(status).to_contain_text(message)


def test_tools_compute_in_the_page(context: BrowserContext, address: str, watch: Any) -> None:
    page = context.new_page()
    watch.follow(page, (address,))
    page.goto(address + LESSON)
    come_near(page)
    tool = page.locator(".course-tool", has_text="Cost comparer").first
    expect(tool).to_contain_text("You pay 200.00 USD")
    amount = tool.locator("input[type=number], input[inputmode]").first
    amount.fill("500")
    amount.press("Enter")
    expect(tool).to_contain_text("You pay 500.00 USD")
    assert watch.errors == []


def test_marked_questions_send_the_reader_to_the_classroom(context: BrowserContext, addresses: dict[str, str]) -> None:
    page = context.new_page()
    page.goto(addresses["file"] + EXERCISES)
    come_near(page)
    question = page.locator(".course-question", has_text="m10-e1a").first
    expect(question).to_contain_text("This exercise is marked")
    expect(question.get_by_role("textbox").first).to_be_disabled()
    expect(question.get_by_role("button", name="Record answer")).to_have_count(0)


def test_a_chart_stands_still_until_the_reader_explores_it(context: BrowserContext, address: str, watch: Any) -> None:
    outside = _keep_inside(context, address)
    page = context.new_page()
    watch.follow(page, (address,))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + LESSON)
    chart = page.locator(".course-book-chart").first
    expect(chart.locator("svg.course-chart__svg")).to_be_visible()
    assert not any("plotly" in url for url in asked)
    chart.get_by_role("button", name="Explore this chart").click()
    expect(chart.locator(".js-plotly-plot svg.main-svg").first).to_be_visible(timeout=180_000)
    expect(chart.locator("svg.course-chart__svg")).to_have_count(0)
    expect(chart.locator("figcaption")).to_be_visible()
    expect(chart.get_by_role("status")).to_contain_text("ready")
    assert any("plotly.min.js" in url for url in asked)
    assert outside == [] and watch.errors == []


def test_search_finds_a_word(context: BrowserContext, address: str, watch: Any) -> None:
    page = context.new_page()
    watch.follow(page, (address,))
    page.goto(address + "index.html")
    page.locator("button.search-button-field").first.click()
    field = page.locator("dialog input[type=search]")
    field.fill("remittances")
    field.press("Enter")
    results = page.locator("#search-results ul.search li")
    expect(results.filter(has_text="Remittances and financial inclusion").first).to_be_visible()
    expect(results.filter(has_text="Glossary").first).to_be_visible()
    results.filter(has_text="Glossary").first.locator("a").click()
    expect(page.locator("h1")).to_contain_text("Glossary")
    assert watch.errors == []
    assert watch.outside == []


def test_the_glossary_shows_both_wordings(context: BrowserContext, addresses: dict[str, str]) -> None:
    page = context.new_page()
    page.goto(addresses["file"] + "glossary.html#term-remittances")
    section = page.locator("section#term-remittances, section:has(> span#term-remittances)").last
    expect(section.locator(".course-entry-then")).to_contain_text("Monies earned or acquired by non-nationals")
    expect(section.locator(".course-entry-now")).to_contain_text("They are private money")
    assert page.locator(".course-entry-then").count() == 44


def test_nothing_is_wider_than_the_screen(laptop: Walk, phone: Walk) -> None:
    found = {(name, width): over for seen in (laptop, phone) for name, one in seen.items()
             for width, over in one.too_wide.items()}  # fmt: skip
    assert {width for _, width in found} == {320, 375, 1280}
    assert {place: over for place, over in found.items() if over > 0} == {}


def test_the_first_tab_leads_past_the_menu(context: BrowserContext, addresses: dict[str, str]) -> None:
    page = context.new_page()
    page.goto(addresses["file"] + "index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main-content"


def test_the_arrows_in_the_list_of_pages_have_names(context: BrowserContext, addresses: dict[str, str]) -> None:
    page = context.new_page()
    page.goto(addresses["file"] + LESSON)
    labels = page.locator("nav.bd-links summary").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert labels and all(re.match(r"Pages of (M\d\d|Test, form) ", label) for label in labels)


def test_every_chart_has_words_a_table_and_a_source(laptop: Walk) -> None:
    assert sum(visit.charts for visit in laptop.values()) >= 2
    assert faults(laptop, "chart_faults") == {}


def test_a_reader_without_javascript_still_reads_everything(chromium: Browser, book: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((book / LESSON).as_uri())
    expect(page.locator("body")).to_contain_text("Publisher, edition and date")
    expect(page.locator(".course-book-chart svg.course-chart__svg").first).to_be_visible()
    assert page.locator(".course-book-chart-explore:visible").count() == 0
    context.close()


def test_paper_shows_the_text_alone_and_opens_the_tables(context: BrowserContext, addresses: dict[str, str]) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 680, "height": 960})  # A4 within its margins
    page.goto(addresses["file"] + LESSON)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("article details:not([open])").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    expect(page.locator("article h1")).to_be_visible()
    for hidden in (".bd-sidebar-primary", ".prev-next-footer", ".course-book-chart-explore"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("article [data-opened-for-print]").count() == 0
