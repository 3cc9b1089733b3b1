"""The question views in a real browser: no accessibility fault, no error, usable by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browsing import accessibility_faults
from tests.course.web import gallery

SMALLEST_TARGET = 24  # px, WCAG 2.2 AA 2.5.8


@pytest.fixture(scope="module")
def page_file(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("gallery")
    for theme in ("light", "dark"):
        (folder / f"{theme}.html").write_text(gallery.page(theme), "utf-8")
    return {theme: (folder / f"{theme}.html").as_uri() for theme in ("light", "dark")}


@pytest.fixture(scope="module")
def opened(chromium, page_file):
    """One page for all tests that each use their own question of it; it must never report an error."""
    page = chromium.new_page(viewport={"width": 1000, "height": 900})
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else errors.append(request.url)
    )
    page.goto(page_file["light"])
    yield page
    assert errors == []
    page.close()


def question(page: Any, id: str) -> Any:
    return page.locator(f'[data-question="{id}"]')


def recorded(page: Any, id: str) -> Any:
    page.wait_for_timeout(60)  # the engine of the gallery answers after 5 ms
    return page.evaluate("id => window.engines[id].state.value", id)


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Any, target: Any) -> None:
    """Press Tab until ``target`` has the focus: it must be in the tab order."""
    for _ in range(40):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never reached the control")


def start_in(page: Any, id: str) -> Any:
    """Put the focus just before a question."""
    place = question(page, id)
    place.evaluate("node => { node.tabIndex = -1; node.focus(); }")
    return place


def record_by_keyboard(page: Any, place: Any, key: str = "Enter") -> None:
    tab_to(page, place.get_by_role("button", name="Record answer"))
    page.keyboard.press(key)


@pytest.mark.parametrize(("theme", "width"), [("light", 1000), ("dark", 360)])
def test_no_accessibility_fault(chromium, page_file, theme, width):
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto(page_file[theme])
    for id in ("m10-p-number", "m10-p-choice"):  # wrong answers and errors must be as readable as the empty form
        question(page, id).get_by_role("button", name="Check my answer").click()
    place = question(page, "m10-p-match")
    place.get_by_role("radio").first.check()
    place.get_by_role("button", name="Check my answer").click()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "the page scrolls sideways"
    page.close()


def test_every_target_is_large_enough(opened):
    small = opened.evaluate(
        """least => [...document.querySelectorAll('.course-question :is(button, select, textarea, input)')]
          .filter(node => node.offsetParent).map(node => node.closest('label') || node)
          .filter(node => { const box = node.getBoundingClientRect(); return box.width < least || box.height < least; })
          .map(node => node.outerHTML.slice(0, 120))""",
        SMALLEST_TARGET,
    )
    assert small == []


def test_the_focus_can_be_seen(opened):
    place = start_in(opened, "m10-e-table")
    seen = []
    for _ in range(12):
        opened.keyboard.press("Tab")
        seen.append(
            opened.evaluate(
                """() => { const node = document.activeElement; const style = getComputedStyle(node);
                  return [node.tagName, style.outlineStyle, parseFloat(style.outlineWidth)]; }"""
            )
        )
    assert all(style == "solid" and width >= 2 for _tag, style, width in seen), seen
    assert place.is_visible()


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


def test_an_error_is_linked_to_its_field_and_goes_away(opened):
    place = question(opened, "m10-e-match-long")
    place.get_by_role("button", name="Record answer").click()
    field = place.get_by_role("combobox").first
    assert field.evaluate("node => node === document.activeElement")
    assert field.get_attribute("aria-invalid") == "true"
    ids = field.get_attribute("aria-describedby").split()
    assert "Please make at least one choice" in " ".join(opened.locator(f"#{id}").inner_text() for id in ids)
    field.select_option("goods")
    assert field.get_attribute("aria-invalid") is None and place.locator(".cq-error").is_hidden()


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


def test_text_counts_words(opened):
    place = question(opened, "m10-e-text")
    place.get_by_role("textbox").fill("One two — three " + "more " * 60)
    assert "Words: 63" in place.inner_text() and "longer than asked" in place.inner_text()
    place.get_by_role("checkbox", name="names a place").check()
    place.get_by_role("button", name="Record answer").click()
    assert recorded(opened, "m10-e-text").startswith("One two")
    assert "You have changed the form" not in place.inner_text()


def test_practice_helps_after_two_wrong_tries(opened):
    place = question(opened, "m10-p-find-errors")
    help_button = place.get_by_role("button", name="Show the answer")
    place.get_by_role("button", name="Wrong Remittances").click()
    check = place.get_by_role("button", name="Check my answer")
    check.click()
    assert "Not yet" in place.get_by_role("status").first.inner_text() and help_button.is_hidden()
    check.click()
    help_button.click()
    assert "The money is private." in place.get_by_role("status").first.inner_text()
    check.click()
    assert place.get_by_role("status").first.inner_text().startswith("Right")


def test_practice_names_the_slip(opened):
    place = question(opened, "m10-p-number")
    place.get_by_role("textbox").fill("197")
    place.get_by_role("textbox").press("Enter")
    assert "the fee was forgotten" in place.inner_text()


def test_practice_in_the_lab_is_kept_and_works_without_an_engine(opened):
    for id, told in (("m10-p-lab", "This try is saved, too."), ("m10-p-lab-dead", "This try is not saved")):
        place = question(opened, id)
        place.get_by_role("textbox").fill("192,08")
        place.get_by_role("textbox").press("Enter")
        assert "Right" in place.inner_text()
        place.get_by_text(told).wait_for(timeout=7000)
    assert recorded(opened, "m10-p-lab") == 192.08


def test_without_an_engine_nothing_counts_as_saved(opened):
    place = question(opened, "m10-e-dead-number")
    place.get_by_role("textbox").fill("192,08")
    place.get_by_role("textbox").press("Enter")
    place.get_by_text("NOT saved: the engine is not running").wait_for(timeout=7000)
    assert place.locator("code").inner_text() == 'from course import ask; ask.number("m10-e-dead-number", value=192.08)'
    assert "Nothing is recorded yet." in place.inner_text()


def test_changes_are_told_from_what_is_recorded(opened):
    place = question(opened, "m10-e-number-kept")
    assert (
        "192.08" in place.get_by_role("status").last.inner_text()
        and "Nov" in place.get_by_role("status").last.inner_text()
    )
    place.get_by_role("textbox").fill("5")
    assert "You have changed the form" in place.inner_text()
    place.get_by_role("textbox").fill("192.08")
    assert "You have changed the form" not in place.inner_text()
    place.get_by_role("button", name="Clear").click()
    place.get_by_text("Nothing is recorded yet.").wait_for()
    assert place.get_by_role("textbox").input_value() == ""
    place.get_by_role("button", name="Undo").click()
    opened.wait_for_function(
        "() => document.querySelector('[data-question=m10-e-number-kept] input').value === '192.08'"
    )


def test_an_answer_from_another_page_appears_when_the_window_is_looked_at(opened):
    place = question(opened, "m10-e-choice-kept")
    opened.evaluate(
        "() => { window.engines['m10-e-choice-kept'].state.value = 'a'; window.dispatchEvent(new Event('focus')); }"
    )
    place.get_by_text("changed in another place").wait_for()
    assert place.get_by_role("radio").first.is_checked()


def test_what_is_being_typed_survives_a_change_elsewhere(opened):
    place = question(opened, "m10-e-text-kept")
    place.get_by_role("textbox").fill("My own new sentence.")
    opened.evaluate("() => window.engines['m10-e-text-kept'].sentElsewhere('Theirs.')")
    place.get_by_text("changed in another place").wait_for()
    assert place.get_by_role("textbox").input_value() == "My own new sentence."


def test_marked_questions_of_the_book_are_shown_but_closed(opened):
    for kind in gallery.TYPES:
        place = question(opened, f"m10-e-book-{kind}")
        assert "This exercise is marked" in place.inner_text()
        controls = place.locator("input, select, textarea, button").all()
        assert controls and all(control.is_disabled() for control in controls)


def test_bare_keys_do_not_reach_the_notebook(opened):
    opened.evaluate("() => { window.heard = []; document.addEventListener('keydown', e => window.heard.push(e.key)); }")
    question(opened, "m10-e-choice").get_by_role("radio").first.focus()
    press(opened, "ArrowDown", "b", "Control+s")
    assert "ArrowDown" not in (heard := opened.evaluate("window.heard")) and "b" not in heard
    assert "s" in heard


def test_a_damaged_description_leaves_the_static_text(opened):
    assert opened.get_by_text("Static text stays.").is_visible()
    assert opened.get_by_text("Static text.").count() == 0


def test_text_never_becomes_markup(opened):
    place = question(opened, "m10-e-hostile")
    assert "<b>5 < 6 & 7 > 6</b>" in place.inner_text() and "</script><img" in place.inner_text()
    assert place.locator("img, b").count() == 0


def test_nothing_is_wider_than_a_small_phone(chromium, page_file):
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto(page_file["light"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_right_to_left(opened):
    place = question(opened, "m10-e-arabic")
    assert place.evaluate("node => getComputedStyle(node).direction") == "rtl"
    boxes = [place.get_by_role("button", name=name).bounding_box()["x"] for name in ("سجّل الإجابة", "تحقّق")]
    assert boxes[0] > boxes[1]


def test_two_bundles_in_one_page_share_no_ids(opened):
    ids = opened.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")
    assert len(ids) == len(set(ids))


def test_the_gallery_shows_every_type():
    from course import questions

    assert sorted(gallery.TYPES) == questions.names(), "a new type needs an entry in gallery.json, under types"
