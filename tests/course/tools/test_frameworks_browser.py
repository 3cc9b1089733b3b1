"""The tools of M03 in a real browser: with mouse and keyboard, undone, and put into the country file."""

from __future__ import annotations

import json

from tests.course.tools.test_tools_browser import shared, show, words  # noqa: F401

REPLY = 'window.replies = { piece: { ok: true, tone: "good", text: "It is in your country file now." } };'


def test_the_timeline_filters_opens_and_undoes(show):  # noqa: F811
    page = show("timeline")
    assert "All 31 events" in words(page)
    assert "outside of formal institutional structures" in page.locator(".tl-card").inner_text()
    page.get_by_text("Binding", exact=True).first.click()
    assert "6 of 31 events" in words(page) and "binds the States that have joined it" in words(page)
    assert page.locator(".tl-item:visible").count() == 6
    button = page.get_by_role("button", name="Trafficking Protocol")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert "25 December 2003" in page.locator(".tl-card").inner_text()
    page.keyboard.press("Enter")
    assert page.locator(".tl-card").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".tl-card").count() == 1
    page.get_by_label("Theme").select_option("data")
    assert "No event is left" in page.locator("main").inner_text()


def test_a_process_is_looked_up(show):  # noqa: F811
    page = show("process_explorer", "JAM")
    assert "Jamaica: in none of the 9" in words(page)
    page.get_by_label("Country to look up").select_option("NPL")
    assert "Colombo Process; Abu Dhabi Dialogue" in words(page)
    page.get_by_label("Process", exact=True).select_option("ecowas")
    page.get_by_text("Show the data as a table").click()
    assert "63.7" in page.locator(".ct-figure table").inner_text()
    page.get_by_label("Process", exact=True).select_option("midwa")
    assert "have not confirmed its members" in page.locator(".pe-card").inner_text()
    assert not page.locator(".ct-figure").is_visible()


def test_word_lists_are_typed_and_undone(show):  # noqa: F811
    page = show("text_analyser", width=360)
    assert "7 of 30 texts" in words(page)
    box = page.get_by_role("textbox", name="Migration and related words")
    box.fill("migra*, remittance*, diaspora, returnee*")
    page.get_by_role("textbox", name="Refugees and displacement").fill("refugee*, displaced, asylum")
    page.keyboard.press("Tab")
    assert "16 of 30 texts (53.3 %). Coder A found 17" in words(page) and "Precision 0.50" in words(page)
    assert "8 false alarms" in page.locator("main").inner_text()
    box.fill("mi*")
    assert "at least 3 letters" in page.locator("main").inner_text() and "16 of 30" in words(page)
    page.get_by_role("button", name="Start again").click()
    assert "7 of 30 texts" in words(page) and box.input_value() == "migrant, migrants, migration"
    page.get_by_label("Texts to read").select_option("open")
    assert page.locator(".wl-text").count() == 4
    page.locator(".wl-text summary").first.click()
    assert "refugee" in page.locator(".wl-text mark").first.inner_text()


def test_a_commitments_table_goes_into_the_country_file(show):  # noqa: F811
    page = show("gcm_picker", "SRB", engine=REPLY)
    assert "Serbia: in August 2022 party to 3 of the 4" in words(page)
    page.get_by_role("button", name="country file").click()
    assert page.evaluate("window.sent") == [], "nothing is ticked yet"
    row = page.locator(".gp-row").filter(has_text="ICRMW")
    assert "signed, not a party" in row.inner_text()
    row.get_by_role("checkbox").check()
    assert row.get_by_label("Gap: what is missing?").input_value() == "Not ratified"
    row.get_by_label("Owner: which institution can close it?").fill("Ministry of Labour")
    page.keyboard.press("Tab")
    assert "Ticked: 1. Complete: 1." in page.locator(".gp-count").inner_text()
    page.get_by_role("button", name="country file").click()
    page.get_by_text("It is in your country file now.").wait_for()
    assert page.evaluate("window.sent") == ["piece"]
    page.get_by_role("button", name="Undo").click()
    assert row.get_by_label("Owner: which institution can close it?").input_value() == ""


def test_priorities_reach_objectives_and_targets(show):  # noqa: F811
    page = show("gcm_picker")
    for name in ("Decent jobs for young people at home", "School for every child, whatever the papers"):
        page.get_by_role("checkbox", name=name).uncheck()
    for name in ("Cheaper transfers and bank accounts for families", "Diaspora investment and knowledge"):
        page.get_by_role("checkbox", name=name).check()
    assert "serve 2 of 23 objectives" in words(page) and "and 5 of 30 SDG targets" in words(page)
    tile = page.locator(".gp-tile").nth(19)
    tile.click()
    assert (
        "Cheaper transfers" in page.locator(".gp-detail").inner_text()
        and "10.c" in page.locator(".gp-detail").inner_text()
    )


def test_in_the_book_the_table_is_a_file_to_keep(show):  # noqa: F811
    page = show("gcm_picker", "MDA")
    page.locator(".gp-row .ct-check").first.check()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="country file").click()
    piece = json.loads(waiting.value.path().read_text(encoding="utf-8"))["pieces"]["CF-03"]
    assert piece["form"] == "commitments" and piece["value"]["country"] == "Republic of Moldova"
    assert piece["value"]["commitments"][0]["status"] == "neither"
