"""Read a value of a form: refuse what does not fit, in plain words; say what is still missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from course.forms import fields
from course.i18n import _
from course.numbers import format_number, parse_number
from course.questions.base import Refused, is_number, require
from course.questions.text import count_words

LONGEST = {"text": 300, "long_text": 6000}  # characters
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def clean(form: Mapping[str, Any], raw: Any) -> dict[str, Any]:
    """A value of the form in plain JSON: only known fields, nothing empty, in the order of the form.

    Args:
        form: from ``forms.get``.
        raw: what was typed or sent: numbers may be text, options may be given by their text, a list may be a DataFrame.

    Raises:
        Refused: something does not fit; the text says what, and where.
    """
    require(isinstance(raw, Mapping), _("This form needs one entry for each field."))
    known = {field["id"]: field for field in fields(form)}
    for id in raw:
        require(id in known, _("This form has no field “{field}”. Its fields: {fields}.").format(
            field=id, fields=", ".join(known)))  # fmt: skip
    found = {id: _cell(field, raw.get(id), field["label"]) for id, field in known.items()}
    return {id: value for id, value in found.items() if value is not None}


def is_empty(value: Any) -> bool:
    """True for nothing, blank text, an empty list, and a list or row in which everything is empty."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if isinstance(value, Mapping):
        return all(is_empty(one) for one in value.values())
    return isinstance(value, list | tuple) and all(is_empty(one) for one in value)


def _cell(field: Mapping[str, Any], raw: Any, where: str) -> Any:
    if hasattr(raw, "to_dict") and hasattr(raw, "columns"):  # a DataFrame, from the code track
        raw = raw.astype(object).where(raw.notna(), None).to_dict("records")
    if hasattr(raw, "item") and not isinstance(raw, str | bytes | list | dict):
        raw = raw.item()
    if is_empty(raw):
        return None
    return _READERS[field["kind"]](field, raw, where)


def _text(field: Mapping[str, Any], raw: Any, where: str) -> str:
    require(isinstance(raw, str), _("{where}: please write text.").format(where=where))
    text = raw.replace("\r\n", "\n").strip()
    if field["kind"] == "text":
        text = " ".join(text.split())
    most = LONGEST[field["kind"]]
    require(len(text) <= most, _("{where}: this is too long (at most {most} characters).").format(
        where=where, most=most))  # fmt: skip
    return text


def _number(field: Mapping[str, Any], raw: Any, where: str) -> float:
    low, high = field.get("low"), field.get("high")
    number = parse_number(raw, low, high) if isinstance(raw, str) else raw
    require(is_number(number), _("{where}: “{text}” is not a number.").format(where=where, text=str(raw)[:40]))
    if (low is not None and number < low) or (high is not None and number > high):
        if low is None or high is None:
            limits = _("at most {high}") if low is None else _("at least {low}")
        else:
            limits = _("from {low} to {high}")
        shown = limits.format(low=format_number(low or 0), high=format_number(high or 0))
        raise Refused(_("{where}: please enter a number {limits}.").format(where=where, limits=shown))
    return float(number)


def is_date(text: Any) -> bool:
    """True for a date that exists, written as 2027-12-31."""
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _date(field: Mapping[str, Any], raw: Any, where: str) -> str:
    text = raw.isoformat()[:10] if hasattr(raw, "isoformat") else str(raw).strip()
    require(is_date(text), _("{where}: please write the date as 2027-12-31.").format(where=where))
    return text


def _option(field: Mapping[str, Any], raw: Any, where: str) -> str:
    for option in field["options"]:
        if raw == option["id"]:
            return raw
    for option in field["options"]:  # the text will do, too
        if isinstance(raw, str) and raw.strip().casefold() == option["text"].casefold():
            return option["id"]
    some = ", ".join(option["id"] for option in field["options"][:12])
    raise Refused(_("{where}: please choose from these: {options}.").format(where=where, options=some))


def _options(field: Mapping[str, Any], raw: Any, where: str) -> list[str]:
    given = [raw] if isinstance(raw, str) else raw
    require(isinstance(given, list | tuple), _("{where}: please give a list.").format(where=where))
    chosen = {_option(field, one, where) for one in given}
    return [option["id"] for option in field["options"] if option["id"] in chosen]


def _rows(field: Mapping[str, Any], raw: Any, where: str) -> list[dict[str, Any]] | None:
    require(isinstance(raw, list | tuple) and all(isinstance(row, Mapping) for row in raw),
            _("{where}: please give a list of rows.").format(where=where))  # fmt: skip
    known = {column["id"]: column for column in field["columns"]}
    rows = []
    for number, row in enumerate((row for row in raw if not is_empty(row)), start=1):
        for id in row:
            require(id in known, _("{where} has no column “{column}”. Its columns: {columns}.").format(
                where=where, column=id, columns=", ".join(known)))  # fmt: skip
        name = _("{where}, row {number}").format(where=where, number=number)
        cells = {id: _cell(column, row.get(id), f"{name}: {column['label']}") for id, column in known.items()}
        rows.append({id: cell for id, cell in cells.items() if cell is not None})
    most = field["max_rows"]
    require(len(rows) <= most, _("{where}: at most {most} rows, please.").format(where=where, most=most))
    return rows


_READERS = {
    "text": _text,
    "long_text": _text,
    "number": _number,
    "date": _date,
    "choice": _option,
    "multi": _options,
    "rows": _rows,
}


def findings(form: Mapping[str, Any], value: Mapping[str, Any]) -> list[str]:
    """What is still missing or out of length, one sentence each; an unfinished document may be recorded."""
    empty = [field["label"] for field in fields(form) if field.get("required") and is_empty(value.get(field["id"]))]
    found = [_("Still empty: {fields}.").format(fields="; ".join(empty))] if empty else []
    for field in fields(form):
        given = value.get(field["id"])
        if field["kind"] == "rows":
            found += _row_findings(field, given or [])
        else:
            found += _length(field, given, field["label"])
    return found


def _row_findings(field: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> list[str]:
    found = []
    if len(rows) < field["min_rows"] and (rows or field.get("required")):
        message = _("{label}: rows filled in: {count}; at least {least} are asked for.")
        found.append(message.format(label=field["label"], count=len(rows), least=field["min_rows"]))
    for column in field["columns"]:
        gaps = [str(i) for i, row in enumerate(rows, start=1) if is_empty(row.get(column["id"]))]
        if column.get("required") and gaps:
            message = _("{label}: “{column}” is still empty in row {rows}.")
            found.append(message.format(label=field["label"], column=column["label"], rows=", ".join(gaps)))
        for i, row in enumerate(rows, start=1):
            found += _length(column, row.get(column["id"]), f"{field['label']} {i}: {column['label']}")
    return found


def _length(field: Mapping[str, Any], text: Any, where: str) -> list[str]:
    low, high = field.get("min_words", 0), field.get("max_words", 0)
    if not isinstance(text, str) or not (low or high):
        return []
    count = count_words(text)
    if count < low:
        return [_("{where}: {count} words; at least {low} are asked for.").format(where=where, count=count, low=low)]
    if high and count > high:
        return [_("{where}: {count} words; at most {high} are asked for.").format(where=where, count=count, high=high)]
    return []
