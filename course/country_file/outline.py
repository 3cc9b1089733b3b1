"""The country file as a document: its parts with their headings, texts and tables, as plain data.

The twin is ``course/web/js/outline.js``: the page of the tool is made there, the page without JavaScript from here.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from course import forms
from course.country_file import store
from course.forms.text import shown
from course.i18n import _

_HERE = Path(__file__).parent
INVENTED_COUNTRY = "XSV"


@cache
def _plan() -> list[dict[str, Any]]:
    return tomllib.loads((_HERE / "plan.toml").read_text("utf-8"))["part"]


def plan() -> list[dict[str, Any]]:
    """The parts that the course knows: ``{"id", "module", "title", "pieces": [{"id", "title"}]}``."""
    return [
        {**part, "title": _(part["title"]), "pieces": [{"id": id, "title": _(t)} for id, t in part["pieces"].items()]}
        for part in _plan()
    ]


def known_forms() -> dict[str, dict[str, Any]]:
    """What the document needs of each form: names, labels, units, options."""
    keep = ("id", "label", "kind", "unit", "options", "columns", "fields", "title", "source", "sections")

    def brief(thing: Any) -> Any:
        if isinstance(thing, list):
            return [brief(one) for one in thing]
        return {key: brief(thing[key]) if isinstance(thing[key], list) and key != "options" else thing[key]
                for key in keep if key in thing}  # fmt: skip

    return {name: brief(forms.get(name)) for name in forms.names()}


def example() -> dict[str, Any]:
    """The invented country file that the book shows."""
    return json.loads((_HERE / "example.json").read_text("utf-8"))


def outline(document: Mapping[str, Any], known: Mapping[str, Any], parts: list[dict[str, Any]]) -> dict[str, Any]:
    """The document's content.

    Args:
        document: a country file, from ``store.document``.
        known: from ``known_forms``.
        parts: from ``plan``.

    Returns:
        ``{"country", "country_name", "language", "track", "date", "filled", "total", "parts": [{"id", "module",
        "title", "pieces": [{"id", "title", "filled", "at", "from", "source", "blocks"}]}]}``. A block is
        ``{"kind": "heading", "text"}``, ``{"kind": "text", "label", "text"}`` or
        ``{"kind": "table", "label", "columns": [[label, is number]], "rows"}``. Pieces that the plan does not name come
        last, in a part without module.
    """
    pieces = document["pieces"]
    named = {piece["id"] for part in parts for piece in part["pieces"]}
    others = [{"id": id, "title": id} for id in sorted(pieces) if id not in named]
    all_parts = [*parts, {"id": "other", "module": "", "title": "", "pieces": others}] if others else parts
    start = pieces["start"]["value"] if "start" in pieces else {}
    return {
        "country": document.get("country", ""),
        "country_name": _shown_choice(known, start, "country"),
        "language": _shown_choice(known, start, "language"),
        "track": _shown_choice(known, start, "track"),
        "date": max((piece["at"] for piece in pieces.values()), default=""),
        "filled": sum(piece["id"] in pieces for part in all_parts for piece in part["pieces"]),
        "total": sum(len(part["pieces"]) for part in all_parts),
        "parts": [
            {**{key: part[key] for key in ("id", "module", "title")},
             "pieces": [_piece(piece, pieces.get(piece["id"]), known) for piece in part["pieces"]]}
            for part in all_parts
        ],
    }  # fmt: skip


def _shown_choice(known: Mapping[str, Any], start: Mapping[str, Any], name: str) -> str:
    field = next((one for one in _fields(known.get("start")) if one["id"] == name), None)
    return _text(field, start.get(name)) if name in start else ""


def _fields(form: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    return forms.fields(form) if form else []  # type: ignore[arg-type]


def _piece(about: Mapping[str, Any], found: Mapping[str, Any] | None, known: Mapping[str, Any]) -> dict[str, Any]:
    if found is None:
        return {**about, "filled": False}
    form = known.get(found["form"])
    return {
        **about,
        "filled": True,
        "at": found["at"],
        "from": found["from"],
        "source": (form or {}).get("source", ""),
        "blocks": _blocks(form, found["value"]),
    }


def _blocks(form: Mapping[str, Any] | None, value: Mapping[str, Any]) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = []
    sections = form["sections"] if form else []
    for section in sections:
        made = [_block(field, value[field["id"]]) for field in section["fields"] if field["id"] in value]
        if made and len(sections) > 1:
            blocks.append({"kind": "heading", "text": section["title"]})
        blocks += made
    named = {field["id"] for field in _fields(form)}
    # an older or a newer form, or none: what a person wrote is shown in any case
    return blocks + [{"kind": "text", "label": id, "text": _text(None, value[id])} for id in value if id not in named]


def _block(field: Mapping[str, Any], value: Any) -> dict[str, Any]:
    if field["kind"] != "rows" or not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        return {"kind": "text", "label": field["label"], "text": _text(field, value)}
    columns = [column for column in field["columns"] if any(column["id"] in row for row in value)]
    return {
        "kind": "table",
        "label": field["label"],
        "columns": [[_heading(column), column["kind"] == "number"] for column in columns],
        "rows": [[_text({**column, "unit": ""}, row.get(column["id"])) for column in columns] for row in value],
    }


def _heading(column: Mapping[str, Any]) -> str:
    return f"{column['label']} ({column['unit']})" if column.get("unit") else column["label"]


def _text(field: Mapping[str, Any] | None, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return shown({"kind": "number", "unit": (field or {}).get("unit", "")}, value)
    texts = isinstance(value, list) and all(isinstance(one, str) for one in value)
    if isinstance(value, str) or (texts and field is not None and field["kind"] == "multi"):
        return shown(field or {"kind": "text"}, value)
    return json.dumps(value, ensure_ascii=False)  # changed by hand: show what is there


def stored_document(pieces: Mapping[str, store.Piece]) -> dict[str, Any]:
    """A country file as ``outline`` wants it: without older versions."""
    return store.document(pieces, history=False)
