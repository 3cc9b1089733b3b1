"""The tools of M02 operated by hand: claim cards, the pad, editions, the mirror, 100 people, names, profiles."""

from __future__ import annotations

import json

from tests.course.tools.test_tools_browser import box, fill, shared, show, words

__all__ = ["shared", "show"]  # fixtures


def card(page, id: str) -> None:
    page.get_by_label("Card", exact=True).select_option(id)


def test_a_verdict_comes_before_the_reasons(show):
    page = show("statistics_detective")
    card(page, "F22")
    assert "788" not in page.locator(".ct-results").inner_text(), "the reasons wait for a verdict"
    page.get_by_role("button", name="Compare with the course").click()
    assert "Choose a verdict first" in page.locator(".ct-reasons").inner_text()
    page.get_by_label("DIFF: the document contradicts itself").check()
    page.get_by_label("Your reason, in one line").fill("34 are missing")
    page.get_by_label("Your reason, in one line").press("Enter")
    page.get_by_role("button", name="Compare with the course").press("Enter")
    told = page.locator(".ct-reasons").inner_text()
    assert "Yours can be defended" in told and "788" in told
    page.get_by_text("Show the data as a table").click()
    assert "34 are missing" in page.locator(".ct-figure table").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    assert "788" not in page.locator(".ct-reasons").inner_text()
    page.get_by_role("button", name="Start again").click()
    assert page.get_by_label("Card", exact=True).input_value() == "F05"


def test_a_card_of_an_exercise_keeps_its_verdict_to_itself(show):
    page = show("statistics_detective")
    page.get_by_label("Cards of the exercises (18)").check()
    card(page, "F01")
    page.get_by_label("OK: it fits").check()
    page.get_by_role("button", name="Compare with the course").click()
    assert "part of exercise E1, E2" in page.locator(".ct-reasons").inner_text()
    page.get_by_role("button", name="Next card without a verdict").click()
    assert page.get_by_label("Card", exact=True).input_value() == "F02"
    page.get_by_role("button", name="Card before").click()
    assert page.get_by_label("OK: it fits").is_checked(), "the notebook keeps the verdict"


def test_the_pad_computes_what_it_is_given(show):
    page = show("statistics_detective")
    out = page.locator(".ct-pad-out")
    card(page, "F22")
    assert "788" not in out.inner_text()
    page.get_by_role("button", name="Put the numbers of the card on the pad").click()
    assert "788" in out.inner_text() and "−34" in out.inner_text()
    mode = page.get_by_label("What do you want to compute?")
    mode.select_option("share")
    page.get_by_label("Numbers, with a semicolon").fill("13 945; 42.513")
    page.get_by_label("Numbers, with a semicolon").blur()
    assert "32.80 %" in out.inner_text(), "42.513 is 42 thousand here"
    mode.select_option("inverse")
    assert "16" in out.inner_text()
    fill(page, "Printed percentage", "91")
    fill(page, "Total", "119")
    assert "108" in out.inner_text() and "Only one whole number" in out.inner_text()
    mode.select_option("overlap")
    assert "At least 8 and at most 18" in out.inner_text()
    mode.select_option("concentration")
    page.get_by_label("Numbers, with a semicolon").fill("50; 30; seven")
    page.get_by_label("Numbers, with a semicolon").blur()
    assert "I cannot read “seven”" in out.inner_text()


def test_an_edition_changes_the_past(show):
    page = show("vintage_explorer")
    assert "275.3 million" in words(page) and "280.6 million" in words(page)
    page.get_by_label("Year that the number describes").select_option("2010")
    assert "213.9 million" in words(page), "the projection of 2009"
    page.get_by_label("Place").select_option("MDA")
    page.get_by_label("People from there who live abroad").check()
    page.get_by_label("Year that the number describes").select_option("2020")
    assert "29.9 % less" in words(page)
    page.get_by_label("Year that the number describes").select_option("2024")
    assert "only the edition of 2024" in words(page)


def test_both_sides_of_the_mirror_can_meet(show):
    page = show("mirror_statistics")
    assert "687,000" in words(page) and "643,000" in words(page)
    fill(page, "The own estimate missed", "6")
    assert "agree within 1 %" in words(page)
    page.get_by_label("People born in").select_option("Velland")
    assert "Velland" in page.locator(".ct-figure").first.inner_text() + words(page)


def test_the_question_turned_round_has_another_answer(show):
    page = show("hundred_people")
    assert "25.0 %" in words(page) and "83.3 %" in words(page)
    page.get_by_label("How many are poor in the country, and how many of the poor live there").check()
    assert "90.0 %" in words(page)
    fill(page, "Rural, of the poor people (s)", "5")
    assert "No 100 people can be like this" in words(page)
    page.get_by_role("button", name="Undo").click()
    assert "22.2 of 100" in words(page)


def test_a_list_is_cleaned(show):
    page = show("name_harmoniser")
    assert "8 entries, 7 different words, 5 different countries" in words(page)
    box(page, "Your list").fill("Ivory Coast\nCôte d'Ivoire\nNorth Atlantis")
    box(page, "Your list").blur()
    assert "Named more than once: Ivory Coast = Côte d'Ivoire" in words(page)
    assert "Not found: North Atlantis" in words(page)
    page.get_by_role("button", name="Show the example again").click()
    assert "8 entries" in words(page)


def test_own_numbers_are_concentrated(show):
    page = show("concentration")
    assert "43.31 %" in words(page)
    page.get_by_label("Numbers of").select_option("own")
    assert "at least one number" in words(page)
    page.get_by_label("Numbers, largest first").fill("50; 30; 20")
    page.get_by_label("Numbers, largest first").blur()
    assert "The largest place has 50.00 %" in words(page)
    page.get_by_label("Total of all places").fill("80")
    page.get_by_label("Total of all places").blur()
    assert "not smaller than the sum" in words(page)


def test_a_profile_goes_into_the_country_file(show):
    page = show("migration_profile", engine='window.replies = { piece: { ok: true, tone: "good", text: "Put in." } };')
    page.get_by_label("Country or area", exact=True).select_option("MDA")
    page_text = page.locator(".ct-results").inner_text()
    assert "864,257 persons" in page_text and "Two populations are in use" in page_text
    page.get_by_label("Population", exact=True).uncheck()
    assert "Chosen now: 11" in words(page)
    page.get_by_role("button", name="Put into my country file").click()
    assert page.evaluate("window.sent") == [], "eleven indicators are no profile"
    page.get_by_label("GDP per person", exact=True).check()
    page.get_by_role("button", name="Put into my country file").click()
    page.get_by_text("Put in.").wait_for()
    assert page.evaluate("window.sent") == ["piece"]


def test_what_a_profile_puts_in_fits_the_form(show):
    from course import forms, tools
    from course.forms.check import clean, findings

    desc = tools.migration_profile("TUN").desc
    assert desc["piece"] == {"id": "CF-02-profile", "form": "migration_profile"}
    keep = "window.replies = {}; const keep = io.send; "
    keep += "io.send = (kind, more) => { window.value = more.value; return keep(kind); };"
    page = show("migration_profile", "TUN", engine=keep)
    page.get_by_role("button", name="Put into my country file").click()
    value = json.loads(page.evaluate("JSON.stringify(window.value)"))
    form = forms.get("migration_profile")
    assert findings(form, clean(form, value)) == []
    assert len(value["indicators"]) == 12 and value["country"] == "Tunisia"
