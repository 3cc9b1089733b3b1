"""The tools of module M14 in a real browser: used by hand, read by axe, narrow, put into the country file."""

from __future__ import annotations

import json

import pytest

from tests.browsing import accessibility_faults
from tests.course.tools.test_tools_browser import fill, shared, show, words  # noqa: F401

REPLY = 'window.replies = { piece: { ok: true, tone: "good", text: "It is in your country file now." } };'
NAMES = ["mmicd_wizard", "smart_checker", "logframe_builder", "results_tracker"]


@pytest.mark.parametrize("name", NAMES)
def test_accessible_and_not_wider_than_a_phone(show, name):  # noqa: F811
    page = show(name, width=375)
    if name == "logframe_builder":
        page.get_by_role("button", name="Load the invented example").click()
    if name == "smart_checker":
        page.get_by_label("Or begin with an example").select_option("3")
    for fold in page.locator("details").all():
        fold.evaluate("(node) => { node.open = true; }")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_the_wizard_says_which_step_decides(show):  # noqa: F811
    page = show("mmicd_wizard")
    assert "Answer the eight questions" in words(page)
    fields = page.locator(".ct-controls select").all()
    for field, answer in zip(fields, ["yes", "partly", "no", "no", "no", "no", "yes", "yes"], strict=True):
        field.select_option(answer)
    assert "Use the entry points" in words(page)
    fields[3].select_option("yes")
    assert "Repair the project" in words(page)
    page.get_by_role("button", name="Undo").click()
    assert "Use the entry points" in words(page)
    fields[6].select_option("no")
    assert "Prepare the change for the next review" in words(page)
    for field in fields[:3]:
        field.select_option("unknown")
    assert "only 5 of 8 answers are known" in words(page)
    page.get_by_label("Fiche B: water for villages").check()
    assert "Answer the eight questions" in words(page), "each project has answers of its own"
    page.get_by_label("Fiche A: courses in a trade").check()
    assert "only 5 of 8" in words(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save as a text file").click()
    assert "Find out first" in waiting.value.path().read_text(encoding="utf-8")


def test_a_wish_becomes_a_target(show):  # noqa: F811
    page = show("smart_checker")
    page.get_by_label("Your target, in one sentence").fill("Women will know their rights.")
    assert "1 of 6 signs" in words(page)
    page.get_by_label("Or begin with an example").select_option("3")
    assert "All 6 signs found" in words(page)
    assert "half of them women" in page.locator(".cr-sentence").inner_text()
    assert "you decide" in page.locator(".cr-letter").nth(2).inner_text()
    page.get_by_label("Achievable:").select_option("no")
    assert "you say no" in page.locator(".cr-letter").nth(2).inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "you decide" in page.locator(".cr-letter").nth(2).inner_text()
    page.get_by_label("Your target, in one sentence").fill("<b>600</b> people by 2028")
    assert page.locator(".cr-sentence b").count() == 0, "what is typed is text, never a page"


def test_a_logframe_says_which_row_does_not_fit(show):  # noqa: F811
    page = show("logframe_builder", engine=REPLY)
    assert "0 of 14 rules" in words(page)
    page.get_by_role("button", name="Load the invented example").click()
    assert "Logframe: all 14 rules are kept." in words(page) and "Implementation plan: 14 of 14" in words(page)
    under = page.get_by_label("Leads to (an output: its outcome)").nth(1)
    under.fill("OC7")
    under.press("Tab")
    assert "12 of 14 rules" not in words(page) and "13 of 14 rules" in words(page)
    assert "Look at: OP1.1." in page.locator(".cp-broken").inner_text()
    assert "OP1.1" in page.locator(".cr-node--loose").first.inner_text()
    page.locator(".ct-controls").get_by_role("button", name="Undo").last.click()
    assert "all 14 rules are kept" in words(page)
    page.get_by_text("Take an indicator from the bank").click()
    page.get_by_label("Field", exact=True).select_option("Remittances and finance")
    page.get_by_role("button", name="Take: Mean cost of sending USD 200 to the country").click()
    assert "I7" in page.locator(".cr-bank").inner_text()
    assert "10 of 14" in words(page) or "9 of 14" in words(page), "baseline, target and date are still open"
    page.get_by_role("button", name="country file").click()
    page.get_by_text("It is in your country file now.").wait_for()
    assert page.evaluate("window.sent") == ["piece"]


def test_the_plan_finds_a_circle_and_an_orphan(show):  # noqa: F811
    page = show("logframe_builder")
    page.get_by_role("button", name="Load the invented example").click()
    page.get_by_label("Implementation plan", exact=True).check()
    assert page.get_by_role("img", name="Activities over time").is_visible()
    waits = page.get_by_label("Waits for").first
    waits.fill("A3")
    waits.press("Tab")
    broken = page.locator(".cp-broken").all_inner_texts()
    assert any("circle" in text and "A1, A3" in text for text in broken)
    page.get_by_label("Budget line (needed)").last.fill("B3")
    page.get_by_label("Budget line (needed)").last.press("Tab")
    broken = page.locator(".cp-broken").all_inner_texts()
    assert any("orphan" in text and "B4" in text for text in broken)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="country file").click()
    kept = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert list(kept["pieces"]) == ["CF-14-implementation"]
    page.get_by_role("button", name="Start again").click()
    assert "0 of 14" in words(page)


def test_months_change_the_lights_and_the_highlands_ask_a_question(show):  # noqa: F811
    page = show("results_tracker")
    before = words(page)
    fill(page, "Months since the plan began", "12")
    assert "After 12 of 24 months: 2 green, 2 yellow, 2 red." in words(page) != before
    page.get_by_label("Show the Highlands").check()
    assert "without the plan" in words(page) and "other causes" in words(page)
    page.get_by_label("Look closer at").select_option("I5")
    assert "no figures from the Highlands" in words(page)
    fill(page, "Months since the plan began", "8")
    assert "The figure is of month 7" in words(page), "August is missing and is not a zero"
    fill(page, "Baseline", "100")
    assert "Baseline and target are the same" in page.locator(".ct-controls").inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "80.0 % of the linear path: yellow" in page.locator(".ct-controls").inner_text()
