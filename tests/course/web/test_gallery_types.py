"""Every question type of the gallery in a real browser, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import person
from tests.course.web import gallery
from tests.course.web.operate import press, question, record_by_keyboard, recorded, start_in, tab_to


def test_choice_by_keyboard(opened):
    place = start_in(opened, "m10-e-choice")
    tab_to(opened, place.get_by_role("radio").first)
    press(opened, "ArrowDown", "ArrowDown", "ArrowUp")
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-choice") == "b"
    assert "Recorded" in place.get_by_role("status").last.inner_text()


def test_several_choices_by_keyboard(opened):
    place = start_in(opened, "m10-e-several")
    press(opened, "Tab", "Space", "Tab", "Space")
    record_by_keyboard(opened, place, "Space")
    assert recorded(opened, "m10-e-several") == ["fee", "margin"]


def test_number_by_keyboard_shows_how_it_is_read(opened):
    place = start_in(opened, "m10-e-number")
    press(opened, "Tab")
    opened.keyboard.type("42 513,5")
    assert "Read as 42,513.5" in place.inner_text()
    press(opened, "Enter")
    assert recorded(opened, "m10-e-number") == 42513.5
    assert place.locator("input").input_value() == "42 513,5", "the form keeps what was typed"


def test_match_by_keyboard(opened):
    place = start_in(opened, "m10-e-match")
    press(opened, "Tab", "Space", "Tab", "Space", "ArrowRight")
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-match") == {"rem": "family", "oda": "state"}


def test_order_by_keyboard_keeps_the_focus_and_says_the_position(opened):
    place = start_in(opened, "m10-e-order")
    down = place.get_by_role("button", name="Move down: Check what is recorded")
    tab_to(opened, down)
    press(opened, "Enter")
    assert down.evaluate("node => node === document.activeElement")
    assert "moved to position 2 of 4" in place.locator("[aria-live]").last.inner_text()
    press(opened, "ArrowDown", "ArrowDown", "ArrowDown")
    assert "already the last" in place.locator("[aria-live]").last.inner_text()
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-order") == ["run", "submit", "record", "check"]


def test_matrix_by_keyboard_names_row_and_column(opened):
    place = start_in(opened, "m10-e-matrix")
    group = place.get_by_role("radiogroup", name="From Kuwait to Nepal, 3.4 % Not above 5 % (corridor)")
    assert group.count() == 1
    press(opened, "Tab", "ArrowDown", "Tab", "Space")
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-matrix") == {"k": {"three": "n", "five": "y"}}


def test_find_errors_by_keyboard(opened):
    place = start_in(opened, "m10-e-find-errors")
    flag = place.get_by_role("button", name="Wrong The ministry will decide")
    tab_to(opened, flag)
    press(opened, "Space")
    assert flag.get_attribute("aria-pressed") == "true"
    tab_to(opened, place.get_by_role("combobox"))
    press(opened, "ArrowDown")
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-find-errors") == {"b": "own"}


def test_simulate_by_keyboard(opened):
    place = start_in(opened, "m10-e-simulate")
    tab_to(opened, place.get_by_role("slider", name="Share spent on imports"))
    press(opened, "ArrowRight", "ArrowRight")
    press(opened, "Tab", "Control+a")
    opened.keyboard.type("0,95")
    assert "1.72" not in place.locator("dl").inner_text()
    assert "Goal reached" not in place.inner_text() and "Not there yet" not in place.inner_text()
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-simulate") == pytest.approx({"c": 0.8, "t": 0.1, "m": 0.95})


def test_simulate_practice_shows_whether_the_goal_is_reached(opened):
    place = question(opened, "m10-p-simulate")
    assert "Not there yet" in place.inner_text()
    place.get_by_role("textbox", name="Share spent on imports").fill("0.9")
    assert "Goal reached" in place.inner_text()


def test_dictionary_by_keyboard(opened):
    place = start_in(opened, "m10-e-dictionary")
    box = place.get_by_role("textbox", name="Migration and related words")
    tab_to(opened, box)
    press(opened, "Control+a")
    opened.keyboard.type("mi*")
    assert "at least 3 letters" in place.inner_text() and box.get_attribute("aria-invalid") == "true"
    press(opened, "Control+a")
    opened.keyboard.type("migrant, abroad")
    assert box.get_attribute("aria-invalid") is None
    tab_to(opened, place.get_by_role("textbox", name="Refugees and displacement"))
    press(opened, "Control+a")
    opened.keyboard.type("refugee*")
    assert "False alarms: 0" in place.inner_text() and "Missed: 0" in place.inner_text()
    record_by_keyboard(opened, place)
    value = {"migration": "migrant, abroad", "displacement": "refugee*", "ignore": "", "window": 0}
    assert recorded(opened, "m10-e-dictionary") == value


def test_table_by_keyboard_with_undo(opened):
    place = start_in(opened, "m10-e-table")
    count = place.get_by_role("textbox", name="How many rows")
    tab_to(opened, count)
    press(opened, "Control+a", "3", "Enter")
    assert len(recorded_table(place)) == 3
    undo = place.get_by_role("button", name="Undo last step")
    tab_to(opened, undo)
    press(opened, "Enter")
    heading = place.get_by_role("button", name="Share of GDP (%)")
    tab_to(opened, heading)
    press(opened, "Enter")
    assert heading.evaluate("node => node === document.activeElement"), "sorting must not lose the focus"
    assert recorded_table(place)[0].startswith("Tajikistan")
    place.get_by_label("Where").select_option(label="Region")
    place.get_by_label("Value").fill("africa")
    press(opened, "Enter")
    count.focus()
    press(opened, "Control+a", "2", "Enter")
    record_by_keyboard(opened, start_in(opened, "m10-e-table"))
    rows = recorded(opened, "m10-e-table")["rows"]
    assert [row[0] for row in rows] == ["Gambia", "Lesotho"]


def recorded_table(place: Any) -> list[str]:
    return [row.inner_text() for row in place.locator("tbody tr").all()]


def test_a_table_to_fill_in(opened):
    place = question(opened, "m10-e-fill")
    place.get_by_role("textbox", name="Bank: Cost (%)").fill("7,5")
    place.get_by_role("button", name="Record answer").click()
    assert recorded(opened, "m10-e-fill")["rows"] == [["Bank", 12, 7.5], ["Mobile money", 2.5, None]]


def test_help_fills_in_the_cells_of_a_worked_answer(opened):
    place = question(opened, "m10-p-fill")
    place.get_by_role("textbox", name="Bank: Cost (%)").fill("1")
    check = place.get_by_role("button", name="Check my answer")
    check.click()
    check.click()
    place.get_by_role("button", name="Show the answer").click()
    assert place.get_by_role("textbox", name="Mobile money: Cost (%)").input_value() == "2.75"
    check.click()
    assert "Fee and margin together." in place.inner_text()


def test_help_shows_a_number_as_a_person_would_write_it(opened):
    place = question(opened, "m10-p-number")
    place.get_by_role("textbox").fill("5")
    check = place.get_by_role("button", name="Check my answer")
    check.click()
    check.click()
    place.get_by_role("button", name="Show the answer").click()
    assert place.get_by_role("textbox").input_value() == "192.075"
    check.click()
    assert place.get_by_role("status").first.inner_text().startswith("Right")


def test_text_counts_words(opened):
    place = question(opened, "m10-e-text")
    place.get_by_role("textbox").fill("One two — three " + "more " * 60)
    assert "Words: 63" in place.inner_text() and "longer than asked" in place.inner_text()
    place.get_by_role("checkbox", name="names a place").check()
    place.get_by_role("button", name="Record answer").click()
    assert recorded(opened, "m10-e-text").startswith("One two")
    assert "You have changed the form" not in place.inner_text()


def test_a_document_by_keyboard_with_its_own_undo(opened):
    place = start_in(opened, "m10-e-document")
    action = place.get_by_role("textbox", name="Action")
    tab_to(opened, action)
    opened.keyboard.type("Train tax officers")
    press(opened, "Enter")  # Enter in one line must not send the whole form
    assert recorded(opened, "m10-e-document") is None
    first = place.get_by_role("textbox", name="What is done").first
    tab_to(opened, first)
    opened.keyboard.type("Teach")
    down = place.get_by_role("button", name="Move down: Step 1")
    press(opened, "Shift+Tab", "Shift+Tab")  # from the field back over “Remove”
    assert down.evaluate("node => node === document.activeElement")
    press(opened, "Enter")
    assert place.get_by_role("textbox", name="What is done").nth(1).input_value() == "Teach"
    moved = place.get_by_role("button", name="Move down: Step 2")
    assert moved.evaluate("node => node === document.activeElement"), "the focus follows the moved row"
    add = place.get_by_role("button", name="Add: Step")
    tab_to(opened, add)
    press(opened, "Enter")
    opened.keyboard.type("Report")  # the focus stands in the new row
    risk = place.get_by_role("combobox", name="Step at risk")
    tab_to(opened, risk)
    assert risk.evaluate("node => [...node.list.options].map(one => one.value)") == ["Teach", "Report"]
    remove = place.get_by_role("button", name="Remove: Step 3")
    remove.focus()
    press(opened, "Enter")
    assert place.get_by_role("textbox", name="What is done").count() == 2
    undo = place.get_by_role("button", name="Undo last change in the form")
    tab_to(opened, undo)
    press(opened, "Enter")
    assert place.get_by_role("textbox", name="What is done").count() == 3
    place.get_by_role("radio", name="District").check()
    place.get_by_role("button", name="No choice: Level").click()
    place.get_by_label("Start").fill("2027-02-01")
    undo.focus()  # the form is long: not every Tab once more
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-document") == {
        "action": "Train tax officers",
        "start": "2027-02-01",
        "steps": [{"what": "Teach"}, {"what": "Report"}],
    }


def test_a_document_says_where_a_number_is_odd(opened):
    place = question(opened, "m10-e-document-kept")
    assert "piece CF\u201104" in place.inner_text()
    place.get_by_role("textbox", name="Cost").fill("-3")
    place.get_by_role("button", name="Record answer").click()
    assert "Cost: enter a number of at least 0." in place.inner_text()
    assert recorded(opened, "m10-e-document-kept")["cost"] == 1200
    place.get_by_role("textbox", name="Cost").fill("1,500")
    place.get_by_role("button", name="Record answer").click()
    assert recorded(opened, "m10-e-document-kept")["cost"] == 1500


def test_practice_of_a_document_names_the_broken_rules(opened):
    place = question(opened, "m10-p-document")
    place.get_by_role("textbox", name="Action").fill("Train tax officers")
    place.get_by_role("button", name="Check my answer").click()
    assert "Give at least two steps." in place.inner_text()
    place.get_by_role("button", name="Check my answer").click()
    place.get_by_role("button", name="Show the answer").click()
    place.get_by_role("button", name="Check my answer").click()
    assert "A plan that somebody could carry out." in place.inner_text()
    place.get_by_role("button", name="Clear").click()
    whole = {
        **gallery.CONTENT["recorded"]["document"],
        "lead": "stat",
        "start": "2027-02-01",
        "why": "They meet returnees.",
        "risks": [{"step": "Teach it", "chance": "high"}],
    }
    person.answer(place, gallery.TYPES["document"], whole)
    place.get_by_role("button", name="Check my answer").click()
    assert "A plan that somebody could carry out." in place.inner_text()
    assert place.get_by_role("radio", name="high").is_checked() and place.get_by_label("Lead").input_value() == "stat"


def test_chart_by_keyboard_is_drawn_at_once(opened):
    place = start_in(opened, "m10-e-chart")
    drawing = place.locator("svg.ct-svg")
    bars = drawing.locator(".ct-bar").count()
    tab_to(opened, place.get_by_role("checkbox", name="2010"))
    press(opened, "Space")
    assert drawing.locator(".ct-bar").count() == bars / 2, "half of the bars are gone"
    tab_to(opened, place.get_by_label("Order of the bars"))
    press(opened, "ArrowDown", "ArrowDown")
    assert drawing.locator(".ct-text--label").first.text_content() == "Norland"
    cut = drawing.locator(".ct-bar").last.get_attribute("width")
    tab_to(opened, place.get_by_role("checkbox", name="The axis begins at zero"))
    press(opened, "Space")
    assert float(drawing.locator(".ct-bar").last.get_attribute("width")) > 3 * float(cut), (
        "a cut axis makes small bars tiny"
    )
    tab_to(opened, place.get_by_role("textbox", name="Title"))
    press(opened, "Control+a")
    opened.keyboard.type("Emigrants of Sandovia, 2024")
    press(opened, "Tab", "ArrowDown", "Tab")
    opened.keyboard.type("Invented data")
    assert "Emigrants of Sandovia, 2024" in drawing.locator("title").text_content()
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-chart") == {
        "kind": "bars", "x": "country", "y": "people", "series": "year", "show": ["2024"], "zero": True, "sort": "down",
        "title": "Emigrants of Sandovia, 2024", "unit": "thousand people", "source": "Invented data"}  # fmt: skip


def test_every_kind_of_chart_is_drawn(opened):
    place = question(opened, "m10-p-chart")
    for kind, shape in (
        ("line", ".ct-line"),
        ("stacked", ".ct-bar"),
        ("dots", "circle"),
        ("pie", "path.ct-bar"),
        ("bars", ".ct-bar"),
    ):
        place.get_by_label("Kind of chart").select_option(kind)
        assert place.locator(f".cq-chart-place {shape}").count() > 1, kind
    place.get_by_label("Colours for").select_option("")
    assert "several values" in place.inner_text()
    place.get_by_role("button", name="Check my answer").click()
    assert "Bars must begin at zero" in place.inner_text() and "1 of 7" in place.inner_text()


def test_allocate_by_keyboard_counts_the_money(opened):
    place = start_in(opened, "m10-e-allocate")
    tab_to(opened, place.get_by_role("slider", name="Care assistants"))
    press(opened, "ArrowRight", "ArrowRight", "Tab", "Control+a")
    opened.keyboard.type("60")
    tab_to(opened, place.get_by_role("checkbox", name="Take it as a whole: 20 places Repair shop"))
    press(opened, "Space")
    assert "Used: 110 of 120\xa0USD thousand." in place.inner_text() and "find work: 54" in place.inner_text()
    place.get_by_role("textbox", name="Bricklayers").fill("20")
    assert "14\xa0USD thousand more than there is." in place.inner_text()
    place.get_by_role("textbox", name="Bricklayers").fill("8")
    record_by_keyboard(opened, start_in(opened, "m10-e-allocate"))
    assert recorded(opened, "m10-e-allocate") == {"care": 60, "electric": 0, "brick": 8, "repair": 20}


def test_allocate_practice_names_the_broken_rule(opened):
    place = question(opened, "m10-p-allocate")
    place.get_by_role("textbox", name="Care assistants").fill("60")
    place.get_by_role("button", name="Check my answer").click()
    assert "cannot be carried out" in place.inner_text() and "bricklayers are promised" in place.inner_text()
    place.get_by_role("textbox", name="Bricklayers").fill("50")
    place.get_by_role("button", name="Check my answer").click()
    assert "Right" in place.get_by_role("status").last.inner_text()


def test_posts_by_keyboard(opened):
    place = start_in(opened, "m10-e-posts")
    for name, keys in (("Lina", 1), ("Omar", 1), ("Ines", 1)):
        tab_to(opened, place.get_by_role("combobox", name=name))
        press(opened, *["ArrowDown"] * keys)
    assert "3 of 2 filled" in place.inner_text()
    press(opened, "ArrowDown")
    assert "2 of 2 filled" in place.inner_text() and "Fit of all postings: 24" in place.inner_text()
    record_by_keyboard(opened, place)
    assert recorded(opened, "m10-e-posts") == {"lina": "clinic", "omar": "clinic", "ines": "school"}


@pytest.mark.parametrize("kind", [kind for kind in gallery.TYPES if kind != "table"])
def test_a_person_fills_in_every_type(opened, kind):
    """What the tests in JupyterLab rely on (for a table see `test_table_by_keyboard_with_undo`)."""
    name, wanted = f"m10-e-{kind.replace('_', '-')}", gallery.CONTENT["recorded"][kind]
    opened.reload()
    person.answer(person.question(opened, name), gallery.TYPES[kind], wanted)
    person.record(question(opened, name))
    assert recorded(opened, name) == (pytest.approx(wanted) if kind in ("number", "simulate", "allocate") else wanted)
