"""Questions and tools in a page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from book.ext import views
from course.web import bundle

GRADED: dict[str, Any] = {"schema": 1, "kind": "question", "type": "number", "id": "m10-e1a", "unit": "USD"}


def description(html: str) -> dict[str, Any]:
    return json.loads(html.split('<script type="application/json">')[1].split("</script>")[0])


@pytest.mark.parametrize(
    "more", [{"key": 4.0}, {"slips": []}, {"tolerance": 0.1}, {"options": [{"id": "a", "right": "Yes"}]}]
)
def test_a_marked_question_with_a_key_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(views.LeakError, match="m10-e1a"):
        views.element({**GRADED, **more}, "")


def test_a_practice_question_may_carry_its_own_key() -> None:
    html = views.element({**GRADED, "practice": {"key": 4.0, "right": "Yes.", "wrong": "No."}}, "")
    assert description(html)["practice"]["key"] == 4.0


def test_the_cells_of_a_table_are_data() -> None:
    """A column may be called “key”: only a key beside the question's own words is refused."""
    html = views.element({**GRADED, "type": "table", "rows": [{"key": "Ghana"}]}, "")
    assert description(html)["rows"] == [{"key": "Ghana"}]


def test_nothing_in_a_description_can_end_the_script() -> None:
    html = views.element({**GRADED, "text": "</script><b>&"}, "static")
    assert "</script><b>" not in html
    assert description(html)["text"] == "</script><b>&"
    assert html.endswith("static</div>")


def test_strings_that_the_scripts_have_are_left_out_and_others_stay() -> None:
    name, english = next(iter(bundle.strings().items()))
    html = views.element({**GRADED, "ui": {name: english, "own": "Propre"}}, "")
    assert description(html)["ui"] == {"own": "Propre"}


def test_other_outputs_are_left_alone() -> None:
    assert views.render({"text/html": "<p>x</p>"}) is None


def test_views_in_the_built_pages(descriptions: list[dict[str, Any]]) -> None:
    assert [one["id"] for one in descriptions] == ["m98-e1"]
    assert "practice" not in descriptions[0]
