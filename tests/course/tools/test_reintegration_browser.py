"""The tools of M12 in a real browser: by hand, undone, narrow, with the keyboard, and into the country file."""

from __future__ import annotations

import json

from tests.course.tools.test_tools_browser import shared, show, words  # noqa: F401

REPLY = 'window.replies = { piece: { ok: true, tone: "good", text: "It is in your country file now." } };'


def place(page, card: str, dimension: str, level: str) -> None:
    page.locator(f'[data-key="{card}-dimension"]').select_option(dimension)
    page.locator(f'[data-key="{card}-level"]').select_option(level)


def test_cards_are_placed_checked_and_undone(show):  # noqa: F811
    page = show("need_matrix")
    assert "0 of 12 cards have a dimension and a level" in words(page)
    place(page, "m01", "economic", "individual")
    place(page, "m02", "economic", "individual")
    assert page.locator(".ct-cell-card .ct-note").count() == 0, "nothing is told before it is asked"
    page.get_by_role("button", name="Check my cards").click()
    assert "1 of 12 cards stand in the right cell" in words(page)
    assert page.get_by_text("Right. It goes to one person and is about income.").is_visible()
    assert page.get_by_text("The dimension fits. Look at the level again").is_visible()
    assert "a whole place uses it" not in page.locator("main").inner_text(), "a wrong card does not tell the answer"
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".ct-cell-card .ct-note").count() == 0
    page.get_by_role("button", name="Start again").click()
    assert page.locator('[data-key="m01-dimension"]').input_value() == ""


def test_a_card_with_the_keyboard_alone_on_a_phone(show):  # noqa: F811
    page = show("need_matrix", width=360)
    first = page.locator('[data-key="m01-dimension"]')
    first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.key") == "m01-dimension", "the focus stays in its list"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert "1 of 12 cards" in words(page)


def test_the_draft_is_uneven_and_an_own_measure_fills_a_cell(show):  # noqa: F811
    page = show("need_matrix")
    page.get_by_text("Look at a programme", exact=True).click()
    assert "10 measures fill 5 of 9 cells" in words(page) and "60 %" in words(page)
    page.get_by_role("button", name="Add a measure").click()
    page.get_by_label("Measure 11: Measure").fill("Law on <skills> & certificates")
    page.get_by_label("Measure 11: Measure").press("Tab")
    assert "1 measures have no dimension" in words(page)
    page.get_by_label("Measure 11: Dimension").select_option("economic")
    page.get_by_label("Measure 11: Level").select_option("structural")
    assert "11 measures fill 6 of 9 cells" in words(page)
    page.get_by_role("button", name="Empty table for my own measures").click()
    assert "Give at least one measure a name" in words(page)
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_label("Measure 11: Measure").input_value() == "Law on <skills> & certificates"


def test_measures_go_into_the_country_file(show):  # noqa: F811
    page = show("need_matrix", engine=REPLY)
    page.get_by_text("Look at a programme", exact=True).click()
    page.get_by_role("button", name="country file").click()
    page.get_by_text("It is in your country file now.").wait_for()
    assert page.evaluate("window.sent") == ["piece"]


def test_in_the_book_the_measures_are_a_file_that_fits_the_form(show):  # noqa: F811
    from course import forms
    from course.forms.check import clean

    page = show("need_matrix")
    page.get_by_text("Look at a programme", exact=True).click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="country file").click()
    piece = json.loads(waiting.value.path().read_text(encoding="utf-8"))["pieces"]["CF-12"]
    assert piece["form"] == "reintegration_measures" and len(piece["value"]["measures"]) == 10
    assert clean(forms.get("reintegration_measures"), piece["value"])["measures"][0]["target"] == "8.5"


def test_one_person_is_scored_and_too_few_answers_give_no_score(show):  # noqa: F811
    page = show("reintegration_score")
    assert "Composite 0.57, from 12 of 12 answers" in words(page) and "economic (0.31)" in words(page)
    for question in ("Can you see a doctor", "How good and how safe", "Do you have the papers"):
        page.get_by_label(question).select_option("")
    assert "No composite: too few answers (social)" in words(page)
    page.get_by_role("button", name="Undo").click()
    assert "from 10 of 12 answers" in words(page)
    box = page.get_by_role("textbox", name="Weight: economic", exact=True)
    for name in ("economic", "social", "psychosocial"):
        box = page.get_by_role("textbox", name=f"Weight: {name}", exact=True)
        box.fill("0")
        box.press("Enter")
    assert "at least one must be above 0" in words(page)
    page.get_by_role("button", name="Start again").click()
    assert "Composite 0.57" in words(page)


def test_groups_turn_round_when_like_is_compared_with_like(show):  # noqa: F811
    page = show("reintegration_score")
    page.get_by_text("200 people, two interviews", exact=True).click()
    page.get_by_label("Compare").select_option("case_management")
    assert "With case management 0.53, Without case management 0.59" in words(page)
    assert "these groups were not alike from the start" in words(page)
    page.get_by_label("Only these people").select_option("vulnerability 0")
    assert "With case management 0.44, Without case management 0.35" in words(page)
    assert "not alike" not in words(page) and "The smallest group has 13 people" in words(page)
    page.get_by_text("Show the data as a table").locator("visible=true").first.click()
    assert "0.510" in page.locator(".ct-data table").locator("visible=true").inner_text()


def test_groups_that_hold_nobody_are_said(show):  # noqa: F811
    page = show("reintegration_score", width=360)
    page.get_by_text("200 people, two interviews", exact=True).click()
    page.get_by_label("Compare").select_option("sex")
    page.get_by_label("Only these people").select_option("sex 0")
    assert "Women" in words(page) and "Men" not in words(page)


def test_a_plan_is_made_and_each_case_keeps_its_own(show):  # noqa: F811
    page = show("case_planner")
    assert "0 of 15 rules are kept" in words(page)
    page.get_by_label("Code of the case").fill("K-07")
    page.get_by_label("What the person wants").fill("He wants the lender to stop calling and a paper for his trade.")
    page.get_by_label("What the person wants").press("Tab")
    assert "2 of 15 rules are kept" in words(page)
    finder = page.locator(".ct-finder")
    assert "not in this region" in finder.inner_text() and "Yes" in finder.inner_text()
    page.get_by_label("Choose a case").select_option("K-12")
    assert "0 of 15 rules are kept" in words(page)
    assert page.get_by_label("Code of the case").input_value() == ""
    page.get_by_label("Services for this need").select_option("housing")
    assert "asks for papers" in finder.inner_text(), "K-12 has no papers"
    page.get_by_label("Choose a case").select_option("K-07")
    assert page.get_by_label("Code of the case").input_value() == "K-07"
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the plan as text").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert text.startswith("Invented person") and "K-07" in text


def test_no_plan_of_a_person_can_go_into_the_country_file(show):  # noqa: F811
    page = show("case_planner")
    assert page.get_by_role("button", name="country file").count() == 0
