"""A list to tick off."""

from book.ext.checkboxes import labelled

BOX = '<input class="task-list-item-checkbox" disabled="disabled" type="checkbox">'


def test_each_box_has_its_text_as_label_and_can_be_ticked() -> None:
    html = f"<ul><li><p>{BOX} One <b>date</b>?</p></li><li>{BOX} Two</li></ul>"
    usable = '<label class="course-tick"><input class="task-list-item-checkbox" type="checkbox">'
    assert labelled(html) == f"<ul><li><p>{usable} One <b>date</b>?</label></p></li><li>{usable} Two</label></li></ul>"


def test_other_text_stays_as_it_is() -> None:
    assert labelled("<p><input type='checkbox'> x</p>") == "<p><input type='checkbox'> x</p>"
