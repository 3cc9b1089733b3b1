"""The capstone assembler in a real browser, with Python behind it: state, messages, links, files, the readable plan."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest

from course import answers, country_file, tools
from course.plan import examples
from tests.browsing import accessibility_faults
from tests.course.plan.broken import BROKEN
from tests.course.tools.test_country_file_tool import open_view  # noqa: F401


@pytest.fixture
def workspace(home: Path) -> Path:
    """A folder with the capstone's folder in it; the lesson of M15 runs."""
    (home / "m15_capstone").mkdir()
    answers.use_folder(home / "m15_capstone")
    return home


def fill_in(country: str, *broken: str) -> None:
    pieces = copy.deepcopy(examples.pieces(country))
    values = {id: piece["value"] for id, piece in pieces.items()}
    for rule in broken:
        BROKEN[rule](values)
    for id, value in values.items():
        country_file.put(id, pieces[id]["form"], value, "test")


def test_a_broken_plan_shows_its_messages_at_their_sections(workspace: Path, open_view: Callable) -> None:  # noqa: F811
    fill_in("NPL", "by_sex", "local")
    page = open_view(tools.capstone_assembler())
    assert "10 of 12 sections are complete. 28 of 30 rules hold: 14 of 15 points." in page.inner_text(".ct-words")
    sections = page.locator(".pl-section")
    assert sections.count() == 12 and sections.nth(7).get_attribute("open") is not None, "the first one that needs work"
    assert "does not show women and men separately" in sections.nth(7).inner_text()
    assert "Mend it in M14: piece CF‑14‑logframe" in sections.nth(7).inner_text()
    sections.nth(9).locator("summary").focus()
    page.keyboard.press("Enter")
    assert "must name one province, district or town" in sections.nth(9).inner_text()
    assert page.locator(".pl-tool > div .pl-rules").last.locator(".pl-rule").count() == 2
    assert accessibility_faults(page) == []


def test_files_are_written_with_a_click_and_a_change_is_seen(workspace: Path, open_view: Callable) -> None:  # noqa: F811
    fill_in("XSV")
    page = open_view(tools.capstone_assembler())
    assert "No rule is broken." in page.inner_text(".ct-words")
    page.get_by_role("button", name="Page (.html)").click()
    page.get_by_text("Written beside your country file: plan_XSV.html.").wait_for()
    assert (workspace / "plan_XSV.html").is_file() and not (workspace / "plan_XSV.docx").exists()
    page.get_by_role("button", name="Word (.docx)").click()
    page.get_by_text("plan_XSV.docx").wait_for(timeout=180_000)
    assert (workspace / "plan_XSV.docx").read_bytes().startswith(b"PK")
    country_file.remove("CF-15-local")
    page.get_by_role("button", name="Look again").click()
    page.get_by_text("11 of 12 sections are complete").wait_for()


def test_the_plan_can_be_read_in_place(workspace: Path, open_view: Callable) -> None:  # noqa: F811
    fill_in("NPL")
    page = open_view(tools.capstone_assembler("9"), width=375)
    assert page.locator(".pl-section[open]").get_attribute("data-section") == "9"
    page.get_by_text("Read the plan", exact=True).click()
    frame = page.frame_locator(".pl-frame")
    frame.get_by_role("heading", name="12. Budget, risks and safeguards").wait_for()
    assert frame.locator("svg[role=img]").count() == 4
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out on a phone"


def test_an_empty_country_file_says_where_to_begin(workspace: Path, open_view: Callable) -> None:  # noqa: F811
    page = open_view(tools.capstone_assembler())
    assert "0 of 12 sections are complete. 0 of 30 rules hold: 0 of 15 points." in page.inner_text(".ct-words")
    page.get_by_role("button", name="All three").click()
    page.get_by_text("Your country file is still empty").wait_for()
    assert not list(workspace.glob("plan_*"))


def test_the_book_shows_an_example_to_read_and_keep(open_view: Callable, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setenv("COURSE_STATIC", "1")
    page = open_view(tools.capstone_assembler(), lab=False)
    assert "This is an invented example." in page.inner_text(".pl-tool")
    assert page.get_by_role("button", name="Word (.docx)").count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a page (HTML)").click()
    saved = Path(download.value.path()).read_text("utf-8")
    assert "Synthetic: the Republic of Sandovia" in saved and saved.startswith("<!doctype html>")
    with pytest.raises(ValueError, match="no section '13'"):
        tools.capstone_assembler("13")
