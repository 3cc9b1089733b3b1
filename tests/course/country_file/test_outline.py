"""The document: in the order of the plan, nothing left out, the same in Python and in the page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import jsonschema

from course import forms
from course.country_file import outline
from course.country_file.paper import paper
from course.forms import check
from course.forms import schema as form_schema

FORMS = outline.known_forms()


def test_the_example_fits_its_forms_and_is_labelled_as_invented() -> None:
    example = outline.example()
    for piece in example["pieces"].values():
        form = forms.get(piece["form"])
        assert check.clean(form, piece["value"]) == piece["value"]
        jsonschema.validate(piece["value"], form_schema.schema(form, complete=True))
    html = paper(outline.outline(example, FORMS, outline.plan()), invented=True)
    assert "does not exist" in html and "Payments department" in html


def test_the_order_is_that_of_the_plan_and_unknown_pieces_come_last() -> None:
    odd = {"form": "nobody", "value": {"note": "kept", "list": [1]}, "at": "2026-01-01", "from": "x"}
    content = outline.outline({"schema": 1, "pieces": {"CF-88": odd}}, FORMS, outline.plan())
    assert [part["id"] for part in content["parts"]] == [part["id"] for part in outline.plan()] + ["other"]
    assert content["parts"][-1]["pieces"][0]["blocks"] == [
        {"kind": "text", "label": "note", "text": "kept"},
        {"kind": "text", "label": "list", "text": "[1]"},
    ]
    assert (content["filled"], content["country_name"], content["date"]) == (1, "", "2026-01-01")


def test_an_empty_file_says_which_module_writes_each_piece() -> None:
    html = paper(outline.outline({"schema": 1, "pieces": {}}, FORMS, outline.plan()))
    assert "No country chosen yet" in html and "Still empty: module M04 writes this." in html


def test_numbers_keep_their_unit_and_years_have_no_comma() -> None:
    shown = {one["label"]: one["text"] for one in _target({"target": 3.0, "date": "2030-12-31", "baseline": 7.25})}
    assert shown["Average cost to reach"] == "3 %" and shown["Average cost today"] == "7.25 %"
    assert (
        outline._text({"kind": "number"}, 2030.0) == "2030" and outline._text({"kind": "number"}, 12345.5) == "12,345.5"
    )


def _target(value: dict[str, Any]) -> list[dict[str, Any]]:
    piece = {"form": "cost_target", "value": value, "at": "2026-01-01", "from": "x"}
    parts = outline.outline({"schema": 1, "pieces": {"CF-10": piece}}, FORMS, outline.plan())["parts"]
    blocks = next(part for part in parts if part["id"] == "CF-10")["pieces"][0]["blocks"]
    return [block for block in blocks if block["kind"] == "text"]


def test_markup_in_a_piece_stays_text() -> None:
    value = {"responsible": "<script>alert(1)</script>", "first_step": "one\n<b>two"}
    piece = {"form": "cost_target", "value": value, "at": "x", "from": "x"}
    html = paper(outline.outline({"schema": 1, "pieces": {"CF-10": piece}}, FORMS, outline.plan()))
    tags: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append(tag)  # type: ignore[method-assign]
    parser.feed(html)
    assert not {"script", "b"} & set(tags) and "one<br>&lt;b&gt;two" in html
