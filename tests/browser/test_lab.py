"""What a trainee meets in JupyterLab: questions that come back, cells that run by themselves, code to look at."""

from __future__ import annotations

import json

import nbformat
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import person
from tests.browsing import PATIENCE as SLOW


def open_page(page: Page, lab, path: str) -> int:
    """Open a notebook and wait until its tools and questions stand there; returns how many cells ran."""
    page.goto(lab.page_url(path))
    ready = page.locator("[data-course-ready]")
    expect(ready).to_be_attached(timeout=SLOW)
    return int(ready.get_attribute("data-course-ready"))


def test_answers_are_there_after_a_reload(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, "m00_orientation/exercises.ipynb")
    box = person.question(page, "m00-e1")
    person.answer(box, {"type": "number"}, "1.234,5")
    person.record(box)
    page.keyboard.press("Control+s")
    page.reload()
    expect(person.question(page, "m00-e1").locator(".cq-record")).to_contain_text("1,234.5", timeout=SLOW)


def test_saved_pages_carry_no_outputs_of_questions(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, "m00_orientation/lesson.ipynb")
    page.locator(".jp-Notebook .jp-MarkdownCell").first.click()
    page.keyboard.press("Control+s")
    saved = lab.folder / "m00_orientation" / "lesson.ipynb"
    expect(page.locator(".jp-DirListing")).to_be_visible()
    page.wait_for_timeout(1500)
    cells = json.loads(saved.read_text(encoding="utf-8"))["cells"]
    built = [cell for cell in cells if "course-run" in cell["metadata"].get("tags", [])]
    assert built and not any(cell["outputs"] for cell in built)


def test_only_shipped_cells_run_by_themselves(lab, context: BrowserContext):
    """A page that was changed on its way runs what the course shipped and nothing else."""
    page_file = lab.folder / "m00_orientation" / "changed.ipynb"
    pages = nbformat.read(lab.folder / "m00_orientation" / "lesson.ipynb", as_version=4)
    strange = nbformat.v4.new_code_cell("open('ran.txt', 'w').close()", metadata={"tags": ["course-run"]})
    pages.cells.insert(1, strange)
    nbformat.write(pages, page_file)
    page = context.new_page()
    open_page(page, lab, "m00_orientation/changed.ipynb")
    assert not page_file.with_name("ran.txt").exists()


def test_questions_come_back_after_a_restart_of_the_engine(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, "m00_orientation/exercises.ipynb")
    page.evaluate("document.querySelector('[data-course-ready]').removeAttribute('data-course-ready')")
    page.get_by_role("menuitem", name="Kernel").click()
    page.get_by_text("Restart Kernel…", exact=True).click()
    page.locator(".jp-Dialog button.jp-mod-warn").click()
    expect(page.locator("[data-course-ready]")).to_be_attached(timeout=SLOW)
    box = person.question(page, "m00-e1")
    person.answer(box, {"type": "number"}, "12")
    person.record(box)


def test_the_code_can_be_shown_and_hidden(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, "m00_orientation/lesson.ipynb")
    code = page.locator(".mdt-run .jp-Cell-inputWrapper").first
    expect(code).to_be_hidden()
    page.get_by_role("button", name="Code", exact=True).click()
    expect(code).to_be_visible()
    page.get_by_role("button", name="Code", exact=True).click()
    expect(code).to_be_hidden()
