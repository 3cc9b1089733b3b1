"""What all question views share, in a real browser: accessible, no error, clear words about what is saved."""

from __future__ import annotations

import pytest

from tests.browsing import accessibility_faults
from tests.course.web import gallery
from tests.course.web.operate import press, question, recorded, start_in

SMALLEST_TARGET = 24  # px, WCAG 2.2 AA 2.5.8


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
        place.get_by_text(told).wait_for()
    assert recorded(opened, "m10-p-lab") == 192.08


def test_without_an_engine_nothing_counts_as_saved(opened):
    place = question(opened, "m10-e-dead-number")
    place.get_by_role("textbox").fill("192,08")
    place.get_by_role("textbox").press("Enter")
    place.get_by_text("NOT saved: the engine is not running").wait_for()
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
        assert (controls or kind == "plan") and all(control.is_disabled() for control in controls)


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
