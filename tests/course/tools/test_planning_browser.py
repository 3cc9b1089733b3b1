"""The planning tools in a real browser: filled in by hand, undone, narrow, and put into the country file."""

from __future__ import annotations

import json

from tests.course.tools.test_tools_browser import fill, shared, show, words  # noqa: F401

REPLY = 'window.replies = { piece: { ok: true, tone: "good", text: "It is in your country file now." } };'


def answer(page, question: int, option: str) -> None:
    page.locator(".ct-check-item").nth(question).get_by_text(option, exact=True).click()


def test_a_checklist_is_answered_with_evidence_and_undone(show):  # noqa: F811
    page = show("checklist_scorer", "KGZ", "C9")
    assert "none answered yet" in words(page)
    for question, option in enumerate(["Yes", "No evidence", "Partly", "No"]):
        answer(page, question, option)
    assert "4 of 11 questions answered" in words(page)
    assert "3 answers name no evidence yet" in words(page)
    page.get_by_role("button", name="Use this figure as evidence").first.click()
    assert "2 answers name no evidence yet" in words(page)
    note = page.locator(".ct-check-item .ct-text-box").nth(2)
    assert note.input_value().startswith("Change of consumer prices over the year:")
    page.get_by_role("button", name="Undo").click()
    assert note.input_value() == ""
    page.get_by_label("Sector", exact=True).select_option("C5")
    assert "Health: 7 questions, none answered yet" in words(page)
    page.get_by_label("Sector", exact=True).select_option("C9")
    assert "4 of 11" in words(page), "answers stay when another sector is opened"
    page.get_by_role("button", name="Start again").click()
    assert "none answered yet" in words(page) and page.locator("input[type=radio]:checked").count() == 0


def test_a_checklist_with_the_keyboard_alone(show):  # noqa: F811
    page = show("checklist_scorer", width=360)
    first = page.locator(".ct-check-item").first.locator("input[type=radio]").first
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    assert "1 of 6 questions answered" in words(page)
    assert page.locator(".ct-check-item").first.locator("input:checked").input_value() == "partly"


def test_ratings_belong_to_their_sector(show):  # noqa: F811
    page = show("checklist_scorer")
    answer(page, 0, "Yes")
    fill(page, "Relevance", "9")
    assert "9 × 5 × coverage factor" in words(page)
    page.get_by_label("Sector", exact=True).select_option("C1")
    answer(page, 0, "Yes")
    assert "5 × 5 × coverage factor" in words(page)


def test_the_matrix_goes_into_the_country_file(show):  # noqa: F811
    page = show("checklist_scorer", engine=REPLY)
    page.get_by_role("button", name="country file").click()
    assert page.evaluate("window.sent") == [], "nothing is scored yet"
    answer(page, 0, "Yes")
    page.get_by_role("button", name="country file").click()
    page.get_by_text("It is in your country file now.").wait_for()
    assert page.evaluate("window.sent") == ["piece"]


def test_in_the_book_the_matrix_is_a_file_to_keep(show):  # noqa: F811
    page = show("checklist_scorer")
    answer(page, 0, "No evidence")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="country file").click()
    kept = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert kept["pieces"]["CF-05-matrix"]["form"] == "sector_matrix"


def test_the_hunt(show):  # noqa: F811
    page = show("coherence_matrix")
    assert "found 0 of 9 contradictions in this plan of 40 measures" in words(page)
    assert page.locator(".ct-pair-card").count() == 0, "nothing is shown before it is found"
    page.get_by_role("button", name="Check this pair").click()
    assert page.get_by_text("Choose two different measures first.").is_visible()
    page.get_by_label("This measure …").select_option("P26")
    page.get_by_label("… contradicts this one").select_option("P01")
    page.get_by_role("button", name="Check this pair").click()
    assert page.get_by_text("No contradiction found").is_visible()
    page.get_by_label("… contradicts this one").select_option("P30")
    page.get_by_role("button", name="Check this pair").click()
    assert "found 1 of 9" in words(page)
    card = page.locator(".ct-pair-card")
    assert "women's rights to land" in card.inner_text()
    card.get_by_role("button", name="Take P30 out of the plan").click()
    assert "found 0 of 8 contradictions in this plan of 39 measures" in words(page)
    page.get_by_role("button", name="Undo").click()
    assert "found 1 of 9" in words(page)
    page.get_by_role("button", name="Show all contradictions").click()
    assert page.locator(".ct-pair-card").count() == 9


def test_a_measure_is_unticked_with_the_keyboard_and_keeps_the_focus(show):  # noqa: F811
    page = show("coherence_matrix")
    box = page.locator("[data-measure=P36]")
    box.focus()
    page.keyboard.press("Space")
    assert "of 39 measures" in words(page)
    assert page.evaluate("document.activeElement.dataset.measure") == "P36"
    page.get_by_label("Sector").select_option("C9")
    assert 1 <= page.locator(".ct-effects tbody tr:has([data-measure])").count() < 10


def test_weights_change_the_order_and_ratings_can_be_written_over(show):  # noqa: F811
    page = show("priority_tuner")
    assert "Rank 1: Accounts at the post office" in words(page)
    assert "only 37 % of 500 random weightings" in words(page)
    for weight in ("Need", "Feasible", "Evidence", "Low cost"):
        fill(page, weight, "0")
    assert "Rank 1: Clinic days without papers" in words(page)
    fill(page, "Fair", "0")
    assert "one weight a value above 0" in words(page)
    page.get_by_role("button", name="Start again").click()
    fill(page, "Language helpers in schools: Need", "10")
    fill(page, "Language helpers in schools: Evidence", "10")
    assert "Rank 1: Language helpers in schools" in words(page)
    fill(page, "Language helpers in schools: Evidence", "12")
    assert page.get_by_text("Please choose a number from 0 to 10.").is_visible()


def test_own_options_go_into_the_country_file(show):  # noqa: F811
    page = show("priority_tuner", width=360, engine=REPLY)
    page.get_by_role("button", name="Empty table for my own options").click()
    assert "Give at least one option a name" in words(page)
    fill(page, "Name of option 1", "Wells")
    fill(page, "Name of option 2", "Roads")
    assert "Rank 1: Wells" in words(page)
    assert "nothing to choose" in words(page)
    page.get_by_role("button", name="country file").click()
    page.get_by_text("It is in your country file now.").wait_for()
