"""Values of forms: what fits is kept in plain JSON, what does not is refused with the place and the reason."""

from __future__ import annotations

import datetime
import json
from typing import Any

import jsonschema
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course import forms
from course.forms import check, schema, text
from course.questions.base import Refused

FORM = forms.read(
    "all_kinds",
    {
        "title": "All kinds",
        "section": [
            {
                "id": "s",
                "title": "S",
                "field": [
                    {"id": "aim", "label": "Aim", "kind": "text", "required": True, "max_words": 4},
                    {"id": "why", "label": "Why", "kind": "long_text", "min_words": 2},
                    {"id": "cost", "label": "Cost", "kind": "number", "unit": "USD", "low": 0, "high": 1e6},
                    {"id": "by", "label": "By", "kind": "date"},
                    {"id": "level", "label": "Level", "kind": "choice", "options": {"n": "National", "d": "District"}},
                    {"id": "who", "label": "Who", "kind": "multi", "options": {"w": "Women", "m": "Men"}},
                    {"id": "steps", "label": "Steps", "kind": "rows", "required": True, "min_rows": 2, "max_rows": 3,
                     "column": [{"id": "what", "label": "What", "kind": "text", "required": True},
                                {"id": "share", "label": "Share", "kind": "number", "unit": "%"}]},
                ],
            }
        ],
    },
)  # fmt: skip
FULL = {
    "aim": "Train officers",
    "why": "They meet returnees.",
    "cost": 1200.0,
    "by": "2027-12-31",
    "level": "d",
    "who": ["w", "m"],
    "steps": [{"what": "Write", "share": 40.0}, {"what": "Teach"}],
}


def test_a_full_value_stays_as_it_is_in_the_order_of_the_form() -> None:
    backwards = dict(reversed(FULL.items()))
    assert list(check.clean(FORM, backwards).items()) == list(FULL.items())
    assert check.findings(FORM, FULL) == []
    jsonschema.validate(FULL, schema.schema(FORM, complete=True))


def test_what_people_type_is_understood() -> None:
    typed = {
        "aim": "  Train \t officers ",
        "cost": "1 200,50",
        "by": datetime.date(2027, 12, 31),
        "level": "district",
        "who": ("Men", "w"),
        "steps": pd.DataFrame({"what": ["Write", None], "share": [40, float("nan")]}),
        "why": "",
    }
    assert check.clean(FORM, typed) == {"aim": "Train officers", "cost": 1200.5, "by": "2027-12-31", "level": "d",
                                        "who": ["w", "m"], "steps": [{"what": "Write", "share": 40.0}]}  # fmt: skip
    assert check.clean(FORM, {"who": "Women"}) == {"who": ["w"]}
    assert check.clean(FORM, {"steps": [{}, {"what": " "}], "aim": None}) == {}


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ([], "one entry for each field"),
        ({"goal": 1}, "no field “goal”. Its fields: aim"),
        ({"aim": 5}, "Aim: please write text"),
        ({"aim": "x" * 301}, "Aim: this is too long"),
        ({"cost": "much"}, "Cost: “much” is not a number"),
        ({"cost": True}, "not a number"),
        ({"cost": -1}, "Cost: please enter a number from 0 to 1,000,000"),
        ({"by": "31.12.2027"}, "By: please write the date as"),
        ({"by": "2027-02-30"}, "By: please write the date as"),
        ({"level": "world"}, "Level: please choose from these: n, d"),
        ({"who": 5}, "Who: please give a list"),
        ({"who": ["x"]}, "Who: please choose"),
        ({"steps": "one"}, "Steps: please give a list of rows"),
        ({"steps": [5]}, "list of rows"),
        ({"steps": [{"wat": 1}]}, "Steps has no column “wat”. Its columns: what, share"),
        ({"steps": [{"what": "a"}, {"share": "x"}]}, "Steps, row 2: Share: “x” is not a number"),
        ({"steps": [{"what": str(i)} for i in range(4)]}, "at most 3 rows"),
    ],
)
def test_what_does_not_fit_is_refused_with_place_and_reason(raw: Any, says: str) -> None:
    with pytest.raises(Refused) as refusal:
        check.clean(FORM, raw)
    assert says in str(refusal.value) and str(refusal.value).endswith(".")


def test_an_unfinished_value_may_be_recorded_and_hears_what_is_missing() -> None:
    value = {"why": "one", "steps": [{"share": 4.0}], "aim": "one two three four five"}
    assert check.clean(FORM, value) == {"aim": value["aim"], "why": "one", "steps": [{"share": 4.0}]}
    assert check.findings(FORM, value) == [
        "Aim: 5 words; at most 4 are asked for.",
        "Why: 1 words; at least 2 are asked for.",
        "Steps: rows filled in: 1; at least 2 are asked for.",
        "Steps: “What” is still empty in row 1.",
    ]
    assert check.findings(FORM, {})[0] == "Still empty: Aim; Steps."


def test_a_value_in_words_for_print() -> None:
    assert text.lines(FORM, FULL) == [
        "Aim: Train officers",
        "Why: They meet returnees.",
        "Cost: 1200 USD",
        "By: 2027-12-31",
        "Level: District",
        "Who: Women, Men",
        "Steps:",
        "  1. What: Write | Share: 40 %",
        "  2. What: Teach",
    ]


_TEXT = st.sampled_from(["", " ", "a", "n", "w", "District", "2027-01-01", "2027-13-01", "5 %", "x" * 301, "é\n\u2028"])
_NUMBER = st.integers(-5, 2000) | st.floats(allow_nan=False, allow_infinity=False)
_CELL = st.none() | st.booleans() | _NUMBER | _TEXT
_ROW = st.dictionaries(st.sampled_from(["what", "share", "odd"]), _CELL, max_size=2)
_ANY = st.one_of(_CELL, st.lists(_CELL, max_size=3), st.lists(_ROW, max_size=4))
_RAW = st.dictionaries(st.sampled_from([*FULL, "odd"]), _ANY, max_size=4)


@given(raw=_RAW)
@settings(max_examples=500, deadline=None)
def test_what_is_accepted_fits_the_schema_and_is_stable(raw: dict[str, Any]) -> None:
    try:
        value = check.clean(FORM, raw)
    except Refused:
        return
    json.dumps(value, allow_nan=False)
    assert check.clean(FORM, json.loads(json.dumps(value))) == value
    if value:
        jsonschema.validate(value, schema.schema(FORM))


@given(raw=_RAW)
@settings(max_examples=500, deadline=None)
def test_what_fits_the_schema_is_accepted(raw: dict[str, Any]) -> None:
    if jsonschema.Draft202012Validator(schema.schema(FORM)).is_valid(raw):
        try:
            check.clean(FORM, raw)
        except Refused as refusal:  # a pattern knows no calendar
            assert "write the date" in str(refusal)
