"""The book in three languages side by side: what works in English works in French, and from right to left in Arabic."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from book import build
from book.places import ROOT, Places
from tests.book.sample import write_module
from tests.browsing import accessibility_faults, come_near

LANGUAGES = ("en", "fr", "ar")
M00 = "modules/m00_orientation/lesson.html"
ENGLISH = "modules/m98_sample/lesson.html"  # an invented module that nobody has translated


@pytest.fixture(scope="module")
def books(release: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A small book in each language, side by side: M00 and one page that is English in all of them."""
    folder = tmp_path_factory.mktemp("languages")
    modules = folder / "modules"
    copytree(ROOT / "modules" / "m00_orientation", modules / "m00_orientation")
    copytree(release / "m00_orientation", folder / "release" / "m00_orientation")
    (modules / "m00_orientation" / "selfcheck.ipynb").unlink(missing_ok=True)
    write_module(modules, folder / "release", "m98_sample", "A sample")
    manifest = ROOT / "datasets" / "datapackage.json"
    made = {}
    for language in LANGUAGES:
        places = Places(modules, folder / "release", manifest, folder / "pages", folder / "work").in_language(language)
        assert build.build(places, make_release=False)
        made[language] = places.output
    return made


@pytest.fixture
def page(context: BrowserContext, books: dict[str, Path], watch: Any) -> Iterator[Page]:
    """A page that complains about errors and requests that leave the folder, at the end of each test."""
    opened = context.new_page()
    watch.follow(opened, (books["en"].as_uri() + "/",))
    yield opened
    assert watch.errors == []
    assert watch.outside == []


def _names(book: Path) -> list[str]:
    """Its pages, without those of the books that stand inside the English one."""
    found = (path.relative_to(book) for path in sorted(book.rglob("*.html")))
    return [name.as_posix() for name in found if name.parts[0] not in LANGUAGES]


def _try(page: Page, id: str, raw: str) -> str:
    """Answer a practice question; its message."""
    box = page.locator(f'[data-question="{id}"]')
    if box.locator(f'input[value="{raw}"]').count():
        box.locator(f'input[value="{raw}"]').check()
    else:
        box.locator("input").first.fill(raw)
    box.locator("button[type=submit]").click()
    expect(box.get_by_role("status")).not_to_be_empty()
    return str(box.get_by_role("status").text_content())


def test_an_answer_counts_the_same_in_each_language(books: dict[str, Path], chromium: Browser) -> None:
    tries = [("m00-p1", "0"), ("m00-p1", "4"), ("m00-p2", "a"), ("m00-p2", "b"), ("m00-p3", "c"), ("m00-p4", "b")]
    said, kept = {}, {}
    for language, book in books.items():
        context = chromium.new_context()
        page = context.new_page()
        page.goto((book / M00).as_uri())
        come_near(page)
        said[language] = [_try(page, *one) for one in tries]
        items = json.loads(page.evaluate("localStorage['migration-development-course.progress']"))["items"]
        kept[language] = {id: (one["best"], one["tries"], one["points"]) for id, one in items.items()}
        context.close()
    assert kept["en"] == kept["fr"] == kept["ar"]
    assert kept["en"]["m00-p1"] == (0.5, 2, None) and kept["en"]["m00-p2"] == (1, 2, None)
    assert "Which control has no ✔ yet?" in said["en"][1]
    assert "Quelle commande n’a pas encore de ✔" in said["fr"][1]
    assert "أي أداة لا تحمل ✔ بعد؟" in said["ar"][1]


def test_the_switch_leads_to_the_same_page_and_back(page: Page, books: dict[str, Path]) -> None:
    page.goto((books["en"] / M00).as_uri())
    for language, own_name in (("fr", "Français"), ("ar", "العربية"), ("en", "English")):
        page.locator(".course-languages").get_by_role("link", name=own_name).click()
        assert page.url == (books[language] / M00).as_uri()
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator(".course-languages [aria-current]")).to_have_text(own_name)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Cette page n’est pas encore traduite"), ("ar", "لم تُترجم هذه الصفحة بعد")]
)
def test_a_page_without_translation_says_so_and_is_marked(
    page: Page, books: dict[str, Path], language: str, said: str
) -> None:
    page.goto((books[language] / ENGLISH).as_uri())
    note = page.locator(".course-language-note")
    expect(note).to_be_visible()
    expect(note).to_contain_text(said)
    title = page.locator("article h1")
    assert title.evaluate("one => one.closest('[lang]').lang") == "en"
    assert title.evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert note.evaluate("one => one.closest('[lang]').lang") == language
    page.goto((books[language] / M00).as_uri())
    expect(note).to_have_count(0)


def test_arabic_is_mirrored(page: Page, books: dict[str, Path]) -> None:
    page.goto((books["ar"] / M00).as_uri())
    assert page.locator("html").get_attribute("dir") == "rtl"
    left = {name: page.locator(name).first.bounding_box()["x"] for name in
            (".bd-sidebar-primary", "article h1", ".bd-sidebar-secondary", "a.left-prev", "a.right-next")}  # fmt: skip
    assert left[".bd-sidebar-secondary"] < left["article h1"] < left[".bd-sidebar-primary"]
    assert left["a.right-next"] < left["a.left-prev"], "forward is to the left"
    arrow = page.locator("a.right-next .fa-angle-right").evaluate("one => getComputedStyle(one).transform")
    assert arrow.startswith("matrix(-1"), "its sign points to the left"
    for code in page.locator("article pre, article code").all():
        assert code.evaluate("one => getComputedStyle(one).direction") == "ltr"
    edge = page.locator("a.current").first.evaluate("one => getComputedStyle(one).borderRightWidth")
    assert edge != "0px", "the mark of the current page stands at its beginning"
    page.goto((books["fr"] / M00).as_uri())
    assert page.locator("html").get_attribute("dir") == "ltr"
    assert page.locator(".bd-sidebar-primary").bounding_box()["x"] == 0


def test_arabic_fits_a_phone(page: Page, books: dict[str, Path]) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    names = _names(books["ar"])
    assert len(names) > 18
    for name in names:
        page.goto((books["ar"] / name).as_uri())
        come_near(page)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{name} is {over} px too wide"
    page.locator(".primary-toggle").click()
    menu = page.locator("dialog[open], .bd-sidebar-primary[open]").first
    expect(menu).to_be_visible()
    # it slides in from the right
    there = "(one) => Math.abs(one.getBoundingClientRect().right - 375) <= 1"
    page.wait_for_function(there, arg=menu.element_handle())


@pytest.mark.parametrize("name", ["index.html", M00, ENGLISH])
def test_axe_finds_nothing_in_arabic(context: BrowserContext, books: dict[str, Path], name: str) -> None:
    page = context.new_page()  # not the one that complains: axe tries to read the style sheet, which a folder forbids
    page.goto((books["ar"] / name).as_uri())
    come_near(page)
    assert accessibility_faults(page) == []


def test_the_arabic_font_is_in_the_book(page: Page, books: dict[str, Path]) -> None:
    page.goto((books["ar"] / "index.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Noto Sans Arabic\"', 'الهجرة')")
    fonts = list(books["ar"].rglob("noto-sans-arabic*.woff2"))
    assert fonts and sum(font.stat().st_size for font in fonts) < 40_000, "with the letters in use only"


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "remittances", "Glossary"),
        ("en", "reintegration", "Glossary"),
        ("fr", "envois de fonds", "Les mots en quatre langues"),
        ("fr", "remittances", "Glossaire"),
        ("ar", "التحويلات", "كلمات بأربع لغات"),
        ("ar", "تحويلات", "كلمات بأربع لغات"),
    ],
)
def test_search_from_a_folder_finds_a_term(
    page: Page, books: dict[str, Path], language: str, words: str, found: str
) -> None:
    page.goto((books[language] / "index.html").as_uri())
    page.locator("button.search-button-field").first.click()
    field = page.locator("dialog input[type=search]")
    field.fill(words)
    field.press("Enter")
    result = page.locator("#search-results ul.search li").filter(has_text=found).first
    expect(result).to_be_visible()
    result.locator("a").first.click()
    expect(page.locator("article h1").first).to_contain_text(found)


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Votre recherche ne correspond à aucun document"), ("ar", "لم يُعثر على أي صفحة")]
)
def test_search_says_when_it_finds_nothing(page: Page, books: dict[str, Path], language: str, said: str) -> None:
    page.goto((books[language] / "search.html").as_uri() + "?q=qqqzzz")
    expect(page.locator("#search-results")).to_contain_text(said)
