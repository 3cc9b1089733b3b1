"""The tools of M01 in a real browser: cards by keyboard, a map drawn and put away, the two looks of the hump."""

from __future__ import annotations

import json

from tests.course.tools.test_tools_browser import shared, show, words  # noqa: F401

REPLY = 'window.replies = { piece: { ok: true, tone: "good", text: "It is in your country file now." } };'
ARROW = {
    "From (cause)": "Savings from abroad",
    "To (effect)": "Repaired roofs",
    "Source": "own observation, valley, 2024",
}


def draw(page, parts: dict[str, str], *picks: str) -> None:
    for label, text in parts.items():
        page.get_by_label(label, exact=True).fill(text)
        page.get_by_label(label, exact=True).press("Tab")
    for pick in picks:
        page.locator(f'input[value="{pick}"]').check()
    page.get_by_role("button", name="Add this arrow").click()


def test_cards_are_turned_with_the_keyboard_alone(show):  # noqa: F811
    page = show("glossary_trainer", width=360)
    card = page.locator(".ct-flash")
    first = card.locator(".ct-flash-word").inner_text()
    assert card.locator(".ct-flash-now").count() == 0, "the wording is on the back"
    card.get_by_role("button", name="Turn the card").focus()
    page.keyboard.press("Enter")
    assert "Today, in our words" in card.inner_text()
    card.get_by_role("button", name="I knew it").focus()
    page.keyboard.press("Enter")
    assert "known once: 1" in words(page)
    assert card.locator(".ct-flash-word").inner_text() != first
    assert page.evaluate("document.activeElement.textContent") == "Turn the card"
    page.get_by_role("button", name="Undo").click()
    assert "known once: 0" in words(page) and card.locator(".ct-flash-word").inner_text() == first


def test_the_old_wording_stands_beside_that_of_today(show):  # noqa: F811
    page = show("glossary_trainer", "old")
    page.locator('input[value="compare"]').check()
    page.get_by_label("Word", exact=True).select_option("irregular migration")
    text = page.locator(".ct-flash").inner_text()
    assert "003:2906-2907" in text and "Movement that takes place outside the regulatory norms" in text
    assert "a person is never “illegal”" in text


def test_a_missing_word_is_found(show):  # noqa: F811
    page = show("glossary_trainer")
    page.locator('input[value="gaps"]').check()
    options = page.locator(".ct-options button")
    assert options.count() == 4
    said = []
    for place in range(4):
        options.nth(place).click()
        said.append("Yes, this is the word." in page.locator(".ct-flash").inner_text())
    assert sum(said) == 1


def test_a_map_is_drawn_changed_and_undone(show):  # noqa: F811
    page = show("causal_loops")
    assert "The example is invented" in words(page) and "no arrows" not in words(page)
    page.get_by_role("button", name="Empty the map").click()
    page.get_by_role("button", name="Add this arrow").click()
    assert "Still missing: the cause, the effect" in page.locator(".ct-error[role=alert]").inner_text()
    draw(page, ARROW, "md", "plus", "own")
    assert "Your map has one arrow of your own." in words(page)
    assert page.locator(".ct-map-box").count() == 2
    draw(
        page,
        {"From (cause)": "Repaired roofs", "To (effect)": "savings from abroad", "Source": "R26"},
        "dm",
        "minus",
        "thin",
    )
    assert "balancing" in words(page)
    page.get_by_role("button", name="Change arrow 2").click()
    page.locator('input[value="plus"]').check()
    page.get_by_role("button", name="Change this arrow").click()
    assert "reinforcing" in words(page) and page.locator(".ct-arrows > li").count() == 2
    page.get_by_role("button", name="Remove arrow 2").click()
    assert page.locator(".ct-arrows > li").count() == 1
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".ct-arrows > li").count() == 2


def test_a_card_gives_cause_effect_and_source_but_no_judgement(show):  # noqa: F811
    page = show("causal_loops")
    page.get_by_label("Start from an evidence card").select_option("k07")
    assert page.get_by_label("From (cause)").input_value() == "Income per person"
    assert page.get_by_label("Source", exact=True).input_value() == "R26; R27"
    assert page.locator(".ct-controls input[type=radio]:checked").count() == 0


def test_only_own_arrows_go_into_the_country_file(show):  # noqa: F811
    page = show("causal_loops", engine=REPLY)
    put = page.get_by_role("button", name="country file")
    put.click()
    assert page.evaluate("window.sent") == [], "the example stays here"
    draw(page, ARROW, "md", "plus", "own")
    put.click()
    page.get_by_text("It is in your country file now.").wait_for()
    assert page.evaluate("window.sent") == ["piece"]


def test_the_map_fits_its_form(show, tmp_path):  # noqa: F811
    """Without an engine the button saves a file; its value is what the form of CF-01 takes."""
    from course import forms
    from course.forms.check import clean

    page = show("causal_loops")
    page.get_by_label("Country or region of the map").fill("Republic of Sandovia")
    draw(page, ARROW, "md", "plus", "own")
    with page.expect_download() as saved:
        page.get_by_role("button", name="country file").click()
    piece = json.loads(saved.value.path().read_text("utf-8"))["pieces"]["CF-01"]
    assert piece["form"] == "causal_map" and clean(forms.get("causal_map"), piece["value"]) == piece["value"]
    assert piece["value"]["place"] == "Republic of Sandovia" and len(piece["value"]["arrows"]) == 1


def test_one_picture_of_many_countries_and_one_film(show):  # noqa: F811
    page = show("migration_hump")
    assert page.locator(".ct-band").count() == 0, "nothing is drawn through the dots at the start"
    page.get_by_label("Draw the middle line").check()
    page.get_by_label("Draw the middle half").check()
    assert page.locator(".ct-band").count() >= 1
    page.get_by_label("With countries of fewer than 1 million people").uncheck()
    page.get_by_label("Year", exact=True).select_option("2020")
    page.get_by_label("Rank correlation for").select_option("high")
    assert "90 with an income of 10,000 and more: rank correlation of income and emigrants −0.20" in words(page)
    page.locator('input[value="over"]').check()
    assert words(page).startswith("Nepal, 1990 to 2020: income per person rose from 1,808 to 4,413")
    assert not page.get_by_label("Year", exact=True).is_visible()
    page.get_by_role("button", name="Undo").click()
    assert page.get_by_label("Year", exact=True).input_value() == "2020"


def test_the_place_of_the_top_is_never_written_out(show):  # noqa: F811
    """E4 asks to read it from the picture or the table; no sentence may say it."""
    page = show("migration_hump")
    page.get_by_label("Draw the middle line").check()
    page.get_by_label("Year", exact=True).select_option("2020")
    for number in ("25,000", "24,", "highest", "top of the line"):
        assert number not in words(page)
