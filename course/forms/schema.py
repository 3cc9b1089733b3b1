"""A form as JSON Schema (draft 2020-12): for other programs, and for the test that ``check`` says the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.forms import fields
from course.forms.check import LONGEST


def schema(form: Mapping[str, Any], complete: bool = False) -> dict[str, Any]:
    """The JSON Schema of the form's values.

    Args:
        form: from ``forms.get``.
        complete: what a finished document holds: required fields and the fewest rows, too. Without it what may be
            recorded. (Numbers of words cannot be said in JSON Schema.)
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form["title"],
        **_object(fields(form), complete),
    }


def _object(described: list[dict[str, Any]], complete: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "object",
        "properties": {field["id"]: _value(field, complete) for field in described},
        "additionalProperties": False,
    }
    required = [field["id"] for field in described if field.get("required")]
    return {**made, "required": required} if complete and required else made


def _value(field: Mapping[str, Any], complete: bool) -> dict[str, Any]:
    kind, about = field["kind"], {"title": field["label"]}
    if kind in LONGEST:
        return {**about, "type": "string", "pattern": r"\S", "maxLength": LONGEST[kind]}
    if kind == "number":
        limits = {"minimum": field.get("low"), "maximum": field.get("high")}
        return {**about, "type": "number", **{key: limit for key, limit in limits.items() if limit is not None}}
    if kind == "date":
        return {**about, "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    options = {"enum": [option["id"] for option in field.get("options", [])]}
    if kind == "choice":
        return {**about, **options}
    if kind == "multi":
        return {**about, "type": "array", "items": options, "minItems": 1, "uniqueItems": True}
    least = field["min_rows"] if complete and field.get("required") else 1
    row = {**_object(field["columns"], complete), "minProperties": 1}
    return {**about, "type": "array", "items": row, "minItems": max(1, least), "maxItems": field["max_rows"]}
