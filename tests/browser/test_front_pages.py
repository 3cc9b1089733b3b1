"""The pages that help people to find, cite, correct and copy: their content, and where their links lead."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from book.places import OUTLINE, PATHS, ROOT

MODULES = sorted(path.parent.name for path in (ROOT / "modules").glob("*/module.toml"))


@pytest.fixture
def page(context: BrowserContext, book: Path, watch: Any) -> Iterator[Page]:
    """A page that complains about errors and requests that leave the folder, at the end of each test."""
    opened = context.new_page()
    watch.follow(opened, (book.as_uri() + "/",))
    yield opened
    assert watch.errors == []
    assert watch.outside == []


def _opened(page: Page, link: Any) -> str:
    """Follow a link; the first heading of where it leads, which the reader sees."""
    link.click()
    page.wait_for_load_state()
    target = page.url.partition("#")[2]
    if target:
        expect(page.locator(f'[id="{target}"]').first).to_be_in_viewport()
    return str(page.locator("article h1").first.text_content())


def test_today_has_a_way_for_each_role(page: Page, book: Path) -> None:
    roles = tomllib.loads(PATHS.read_text("utf-8"))["role"]
    page.goto((book / "today.html").as_uri())
    assert [one.strip("#\n ") for one in page.locator("article h2").all_text_contents()] == [
        role["title"] for role in roles
    ]
    for role in roles:
        section = page.locator("article section").filter(has=page.get_by_role("heading", name=role["title"])).last
        expect(section.locator("li")).to_have_count(len(role["step"]))
        for step in role["step"]:
            expect(section.locator("li").filter(has_text=step["need"])).to_contain_text("about")


@pytest.mark.parametrize("role", ["planning-officer", "statistician", "local-authority", "facilitator"])
def test_a_way_of_today_ends_at_the_part_that_it_names(page: Page, book: Path, role: str) -> None:
    page.goto((book / "today.html").as_uri())
    # the section that holds the role's anchor
    link = page.locator(f"section#{role} li a, section:has(> span#{role}) li a").last
    name = str(link.text_content())
    _opened(page, link)
    part = name.partition(" · ")[2]
    heading = page.locator(f'[id="{page.url.partition("#")[2]}"] h2').first
    expect(heading).to_contain_text(part)


def test_the_map_shows_every_module_and_opens_those_that_stand(page: Page, book: Path) -> None:
    outline = tomllib.loads(OUTLINE.read_text("utf-8"))
    wanted = [code for course in outline["course"] for code in course["modules"]]
    page.goto((book / "module-map.html").as_uri())
    cards = page.locator(".course-map-card")
    assert [str(one).strip()[:3] for one in cards.all_text_contents()] == wanted
    links = cards.locator("a")
    standing = {name[:3].upper() for name in MODULES} & set(wanted)
    assert {str(one)[:3] for one in links.all_text_contents()} == standing
    title = str(links.nth(3).text_content()).partition(" · ")[2]
    assert title in _opened(page, links.nth(3))


def test_a_page_says_how_to_cite_it(page: Page, book: Path) -> None:
    page.goto((book / "modules/m10_remittances/lesson.html").as_uri())
    box = page.locator(".course-end-cite")
    expect(box.locator("pre")).to_be_hidden()
    box.locator("summary").click()
    expect(box).to_contain_text("Remittances and financial inclusion. In: Migration and Development")
    bibtex = str(box.locator("pre").text_content())
    assert bibtex.startswith("@incollection{modules-m10-remittances-lesson-2026,")
    assert bibtex.count("{") == bibtex.count("}") and "booktitle" in bibtex and "language = {en}" in bibtex


def test_an_error_report_is_a_small_file_and_nothing_is_sent(page: Page, book: Path) -> None:
    page.goto((book / "glossary.html").as_uri())
    box = page.locator(".course-end-report")
    box.locator("summary").click()
    expect(box).to_contain_text("Nothing is sent.")
    box.get_by_label("What is wrong, and what would be right?").fill("Line 3: “remitances”, write “remittances”. ✓ é ع")
    with page.expect_download() as waiting:
        box.get_by_role("button", name="Save the report").click()
    assert waiting.value.suggested_filename == "report-glossary.txt"
    text = Path(waiting.value.path()).read_text("utf-8")
    assert text.startswith("Glossary\nglossary.html · version ")
    assert "“remitances”, write “remittances”. ✓ é ع" in text
    expect(box.get_by_role("status")).to_contain_text("saved among your downloads")


def test_an_empty_report_is_not_saved(page: Page, book: Path) -> None:
    page.goto((book / "index.html").as_uri())
    box = page.locator(".course-end-report")
    box.locator("summary").click()
    box.get_by_role("button", name="Save the report").click()
    expect(box.get_by_role("status")).to_be_empty()
    assert box.locator("textarea").evaluate("one => one.validity.valueMissing")


def test_the_licence_page_names_each_licence_and_its_tables(page: Page, book: Path) -> None:
    page.goto((book / "language-and-licence.html").as_uri())
    rows = page.locator("section#licences tbody tr")
    assert rows.count() >= 4
    expect(page.locator("section#licences")).to_contain_text("The owner of the course has not yet chosen a licence")
    link = rows.first.locator("td").last.locator("a").first
    table = str(link.text_content())
    assert _opened(page, link).startswith("About the data")
    expect(page.locator(f'[id="{page.url.partition("#")[2]}"]').first).to_be_attached()
    assert table in str(page.locator("article").text_content())


def test_the_capstone_says_that_the_reviews_are_not_in_the_book(page: Page, book: Path) -> None:
    page.goto((book / "modules/m15_capstone/index.html").as_uri())
    facts = page.locator(".course-facts")
    expect(facts).to_contain_text("Two reviews · not in this book")
    expect(facts).to_contain_text("Do you learn alone? Give your plan to a colleague")
    assert not list(book.rglob("*reviews*.html")) and not list(book.rglob("*reviews*.ipynb"))


def test_the_lab_page_says_what_the_lab_cannot_do(page: Page, book: Path) -> None:
    page.goto((book / "browser-lab.html").as_uri())
    section = page.locator("section#what-the-lab-cannot-do")
    expect(section).to_contain_text("Word and PDF of the plan (M15)")
    expect(section).to_contain_text("open it in Word, or print it")


def test_search_of_the_whole_book_finds_terms_from_a_folder(page: Page, book: Path) -> None:
    for words in ("circular migration", "reintegration"):
        page.goto((book / "search.html").as_uri() + "?q=" + words.replace(" ", "+"))
        expect(page.locator("#search-results ul.search li").filter(has_text="Glossary").first).to_be_visible()
