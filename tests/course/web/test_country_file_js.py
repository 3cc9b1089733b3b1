"""The country file in the page: the same document as in Python, careful with files that a person opens."""

from __future__ import annotations

import random
from typing import Any

import pytest

from course import forms
from course.country_file import outline

FORMS = outline.known_forms()


def _value(chance: random.Random, field: dict[str, Any]) -> Any:
    if field["kind"] == "rows":
        some = [
            {column["id"]: _value(chance, column) for column in field["columns"] if chance.random() < 0.8}
            for _ in range(chance.randint(1, 3))
        ]
        return chance.choice([some, some, "odd", [1, 2]])
    options = [option["id"] for option in field.get("options", [])] + ["unknown"]
    values = {
        "number": [3, 2030, 12345.5, -1.25, 0.1, 1e7, "7"],
        "choice": options[-4:],
        "multi": [options[:2], options[-2:], []],
    }
    return chance.choice([*values.get(field["kind"], ["Text", "two\nlines", "2027-01-01", 5]), None, True, {"odd": 1}])


def test_the_page_makes_the_same_document(run_js) -> None:
    chance = random.Random("outline")
    cases = [outline.example(), {"schema": 1, "pieces": {}}]
    for _ in range(120):
        pieces = {}
        for id in chance.sample(["start", "CF-01", "CF-04-tor", "CF-10", "CF-88", "CF-90-x"], chance.randint(1, 4)):
            name = "start" if id == "start" else chance.choice([*FORMS, "form_of_2031"])
            fields = forms.fields(FORMS[name]) if name in FORMS else []
            value = {field["id"]: _value(chance, field) for field in fields if chance.random() < 0.7}
            if chance.random() < 0.3:
                value["extra"] = chance.choice(["x", 5, 2030.5])
            pieces[id] = {"form": name, "value": value, "at": chance.choice(["2026-01-01", "2026-02-01"]), "from": "x"}
        cases.append({"schema": 1, "country": "XSV", "pieces": pieces})
    found = run_js(
        'import { outlineOf } from "#js/outline.js";\n'
        "done(data.cases.map((one) => outlineOf(one, data.forms, data.plan)));",
        {"cases": cases, "forms": FORMS, "plan": outline.plan()},
    )
    for case, given in zip(cases, found, strict=True):
        assert _same(given) == _same(outline.outline(case, FORMS, outline.plan())), case


def _same(content: Any) -> Any:
    """JSON written by hand is shown as it is; the two languages put spaces differently."""
    if isinstance(content, dict):
        return {key: _same(one) for key, one in content.items()}
    if isinstance(content, list):
        return [_same(one) for one in content]
    return content.replace(" ", "") if isinstance(content, str) else content


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "cf.bad_json"),
        ("[]", "cf.bad_foreign"),
        ('{"schema": 9, "pieces": {}}', "cf.bad_newer"),
        (" " * 1_000_001, "cf.bad_large"),
        ('{"schema": 1, "pieces": {"CF-10": {"form": "x"}}}', "cf.bad_part"),
        ('\ufeff{"schema": 1, "pieces": {}}', ""),
    ],
)
def test_the_book_reads_a_file_with_care(run_js, text: str, problem: str) -> None:
    script = 'import { readCountryFile } from "#js/country_read.js";\ndone(readCountryFile(data, 1_000_000));'
    found = run_js(script, text)
    assert found["problem"] == problem
    assert (found["file"] is None) == (problem not in ("", "cf.bad_part"))
