"""A filled-in form in words: for print, for the trainer, for the country file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.forms import fields
from course.i18n import _
from course.numbers import format_number, ungrouped
from course.questions.base import is_number, text_of

_GROUPED_FROM = 10_000  # 2030 is more often a year than an amount


def shown(field: Mapping[str, Any], value: Any) -> str:
    """One value of a field as people read it; nothing for an empty one. Rows are not for this function."""
    if value is None:
        return ""
    if field["kind"] == "number" and is_number(value):
        text = format_number(value)
        if abs(value) < _GROUPED_FROM:  # years, too
            text = ungrouped(text)
        return f"{text} {field.get('unit', '')}".strip()
    if field["kind"] in ("choice", "multi"):
        known = {option["id"]: option["text"] for option in field.get("options", [])}
        return ", ".join(text_of(known, one) for one in (value if isinstance(value, list) else [value]))
    return str(value)


def lines(form: Mapping[str, Any], value: Mapping[str, Any]) -> list[str]:
    """One line per filled-in field; a list gives one line per row."""
    found = []
    for field in fields(form):
        given = value.get(field["id"])
        if given is None:
            continue
        if field["kind"] != "rows":
            found.append(_("{label}: {text}").format(label=field["label"], text=shown(field, given)))
            continue
        found.append(_("{label}:").format(label=field["label"]))
        for number, row in enumerate(given, start=1):
            cells = [(column["label"], shown(column, row.get(column["id"]))) for column in field["columns"]]
            found.append(f"  {number}. " + " | ".join(f"{label}: {text}" for label, text in cells if text))
    return found
