"""How a course page looks and behaves in JupyterLab for someone who only reads and answers."""

from __future__ import annotations

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browsing import PATIENCE as SLOW

LESSON = "m00_orientation/lesson.ipynb"
EXERCISES = "m10_remittances/exercises.ipynb"
LEFT = """[...document.querySelectorAll(
      '.jp-RenderedMarkdown > :first-child, .course-question, .course-tool, .course-chart')]
    .map((one) => Math.round(one.getBoundingClientRect().left))"""

ON_TOP = """(one) => {
  const box = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}"""


def open_page(page: Page, lab, path: str) -> None:
    page.goto(lab.page_url(path))
    expect(page.locator("[data-course-ready]")).to_be_attached(timeout=SLOW)


def test_texts_questions_and_tools_share_one_left_edge(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, LESSON)
    edges = page.evaluate(LEFT)
    assert len(edges) > 10 and len(set(edges)) == 1, edges


def test_no_frame_around_a_cell_until_the_keyboard_is_used(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, LESSON)
    frame = "getComputedStyle(document.querySelector('.jp-Cell.jp-mod-active')).outlineStyle"
    assert page.evaluate(frame) == "none"
    page.locator(".jp-MarkdownCell").first.click()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(frame) == "solid"


def test_neither_a_double_click_nor_enter_opens_the_source_of_a_text(lab, context: BrowserContext):
    page = context.new_page()
    open_page(page, lab, LESSON)
    text = page.locator(".jp-MarkdownCell").first
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    source = page.locator(".jp-MarkdownCell .jp-InputArea-editor:visible")
    text.dblclick()
    expect(source).to_have_count(0)
    page.keyboard.press("Enter")
    expect(source).to_have_count(0)
    for _ in "dd":
        page.keyboard.press("d")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_the_console_stays_clean_however_often_a_page_is_opened(lab, chromium: Browser, watch):
    """The widget manager must be ready before the first cell makes a widget."""
    for path in (LESSON, EXERCISES) * 3:
        context = chromium.new_context()
        page = context.new_page()
        watch.follow(page, (lab.url, lab.url.replace("http", "ws")))
        open_page(page, lab, path)
        expect(page.locator(".course-question").first).to_be_attached(timeout=SLOW)
        context.close()
    assert watch.errors == []


def test_a_page_with_a_chart_alone_has_the_look_of_the_course(lab, context: BrowserContext):
    whole = nbformat.read(lab.folder / EXERCISES.replace("m10_remittances", "m00_orientation"), as_version=4)
    whole.cells = [cell for cell in whole.cells if cell.id in ("m00-e1-text", "m00-e1-chart")]
    nbformat.write(whole, lab.folder / "m00_orientation" / "chart.ipynb")
    page = context.new_page()
    open_page(page, lab, "m00_orientation/chart.ipynb")
    page.locator(".course-chart__more > summary").first.click()
    name = page.locator("table.course-chart__table tbody th").first
    expect(name).to_be_visible()
    assert page.locator(".course-view").count() == 0
    assert name.evaluate("(cell) => getComputedStyle(cell).textAlign") == "start"
    assert page.evaluate("document.fonts.check('16px \"Noto Sans\"')")


@pytest.mark.parametrize("width", [1280, 1000, 360])
def test_results_of_a_simulator_have_room_and_stay_in_sight(lab, chromium: Browser, width):
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    open_page(page, lab, EXERCISES)
    box = page.locator('[data-question="m10-e3b"]')
    expect(box).to_be_attached(timeout=SLOW)
    box.scroll_into_view_if_needed()
    results = box.locator(".cq-results").bounding_box()
    assert results["width"] >= min(14 * 16, 0.85 * box.locator(".cq-form").bounding_box()["width"])
    if width == 1280:
        box.locator(".cq-setting-value").last.focus()
        expect(box.locator(".cq-results")).to_be_in_viewport(ratio=0.9)
    context.close()


def test_no_question_is_wider_than_a_phone(lab, chromium: Browser):
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    open_page(page, lab, LESSON)
    wide = """[...document.querySelectorAll('.course-question, .course-tool')].flatMap((card) => {
      const edge = card.getBoundingClientRect().right + 1;
      const scrolls = '.cq-unseen, .ct-table-scroll, .cq-table-scroll';
      return [...card.querySelectorAll('p, label, input, button, select, span')]
        .filter((one) => one.offsetParent && !one.closest(scrolls) && one.getBoundingClientRect().right > edge)
        .map((one) => `${one.className}: ${one.textContent.slice(0, 40)}`);
    })"""
    assert page.evaluate(wide) == []
    context.close()


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)])
def test_no_button_of_a_tool_is_covered(lab, chromium: Browser, size):
    """Use the first control, then press the last buttons: what lies over them must let the finger through."""
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    open_page(page, lab, LESSON)
    tool = page.locator(".course-tool--cockpit_tour")
    tool.locator(".ct-range").focus()
    page.keyboard.press("ArrowRight")
    expect(tool.locator(".ct-number")).to_have_value("1995")  # the keys go from dot to dot
    for name in ("Press me", "Undo", "Start again"):
        button = tool.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        assert button.evaluate(ON_TOP), name
        button.click()
    context.close()
