"""Every form that the course ships opens, and a mistake in a form is named to its author."""

from __future__ import annotations

import tomllib
from typing import Any

import jsonschema
import pytest

from course import forms
from course.forms import check, schema, sources


def field(**more: Any) -> dict[str, Any]:
    return {"id": "a", "label": "A", "kind": "text", **more}


def form(*fields: dict[str, Any]) -> dict[str, Any]:
    return {"title": "T", "section": [{"id": "s", "title": "S", "field": list(fields)}]}


@pytest.mark.parametrize("name", forms.names())
def test_every_form_opens_and_gives_a_schema(name: str) -> None:
    made = forms.get(name)
    assert made["name"] == name and made["title"].strip()
    for complete in (False, True):
        jsonschema.Draft202012Validator.check_schema(schema.schema(made, complete))
    for section in made["sections"]:
        assert section["title"].strip() and section["fields"]
    for one in forms.fields(made):
        for part in [one, *one.get("columns", [])]:
            assert part["label"].strip() and not part["label"].endswith((":", ".")), part["id"]
            options = [option["text"] for option in part.get("options", [])]
            assert len(set(options)) == len(options), part["id"]


def test_options_and_rows_are_described() -> None:
    made = forms.read("x", form(
        field(kind="choice", options={"h": "High", "l": "Low"}),
        field(id="b", kind="rows", column=[field(), field(id="n", kind="number", unit="%", low=0)], min_rows=2),
        field(id="c", suggest="b.a"),
    ))  # fmt: skip
    assert made["sections"][0]["fields"][0]["options"] == [{"id": "h", "text": "High"}, {"id": "l", "text": "Low"}]
    assert (made["sections"][0]["fields"][1]["min_rows"], made["sections"][0]["fields"][1]["max_rows"]) == (2, 30)


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "section"),
        ({**form(field()), "colour": "red"}, "unknown keys: colour"),
        (form(field(kind="map")), "unknown kind"),
        (form(field(), field()), "two fields are called 'a'"),
        (form(field(id="A b")), "field id"),
        (form(field(options={"a": "A"})), "unknown keys: options"),
        (form(field(kind="choice", options=["a"])), "needs options"),
        (form(field(kind="choice", options_from="planets")), "no list of options"),
        (form(field(kind="rows", column=[field(kind="rows", column=[])])), "unknown kind 'rows'"),
        (form(field(kind="rows", column=[field(), field()])), "two columns"),
        (form(field(kind="rows", column=[field()], min_rows=9, max_rows=2)), "min_rows"),
        (form(field(suggest="b.c")), "no column of a list"),
    ],
)
def test_an_authors_mistake_is_named(tmp_path, given: dict[str, Any], complaint: str) -> None:
    with pytest.raises((ValueError, KeyError), match=complaint):
        forms.read("x", given)


def test_a_broken_file_names_itself_and_a_missing_form_the_others(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(forms, "FOLDER", tmp_path)
    (tmp_path / "broken.toml").write_text('title = "T"\n[[section]]\nid = 3', "utf-8")
    with pytest.raises(ValueError, match=r"broken\.toml"):
        forms.get("broken")
    for name in ("absent", "../forms/tor", "", None, "Broken"):
        with pytest.raises(LookupError, match="there are broken"):
            forms.get(name)


def test_words_of_a_form_can_be_translated(monkeypatch) -> None:
    monkeypatch.setattr(forms, "_", lambda text: f"[{text}]")
    made = forms.get("start")
    country, _language, track = forms.fields(made)
    assert (
        made["title"].startswith("[")
        and country["label"].startswith("[")
        and track["options"][0]["text"].startswith("[")
    )
    assert track["options"][0]["id"] == "explore" and made["name"] == "start"


def test_the_countries_start_with_those_that_have_a_pack() -> None:
    listed = sources.options("countries")
    ids = [one["id"] for one in listed]
    assert set(ids[:9]) == set(sources.PACK) and ids[9] == "XSV" and len(ids) == len(set(ids)) > 200
    assert "invented" in listed[9]["text"]
    names = [one["text"] for one in listed[10:]]
    assert names == sorted(names)


def test_a_form_is_plain_toml_that_other_programs_read() -> None:
    given = tomllib.loads((forms.FOLDER / "cost_target.toml").read_text("utf-8"))
    assert check.clean(forms.read("cost_target", given), {"target": "3"}) == {"target": 3.0}
