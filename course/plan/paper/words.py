"""How values are written in the plan: options in words, dates in words, amounts with their unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from course import forms
from course.forms.text import shown
from course.i18n import _
from course.numbers import format_number
from course.plan import outline
from course.plan.facts import Facts, Row

NONE = "–"


@cache
def _fields(form: str) -> dict[str, dict[str, Any]]:
    return {field["id"]: field for field in forms.fields(forms.get(form))}


def field(piece: str, id: str, column: str = "") -> Mapping[str, Any]:
    """The field of a form, or a column of it."""
    found = _fields(outline.home(piece).form)[id]
    return next(one for one in found["columns"] if one["id"] == column) if column else found


def cell(piece: str, id: str, row: Row, column: str) -> str:
    """A cell of a list in words."""
    about, value = field(piece, id, column), row.get(column)
    if value is None:
        return NONE
    return day(value) if about["kind"] == "date" else shown(about, value)


def cells(piece: str, id: str, row: Row, columns: Sequence[str]) -> list[str]:
    return [cell(piece, id, row, column) for column in columns]


def one(facts: Facts, piece: str, id: str) -> str:
    """A field in words."""
    about, value = field(piece, id), facts.get(piece, id)
    if value is None:
        return NONE
    return day(value) if about["kind"] == "date" else shown(about, value)


def pairs(facts: Facts, piece: str, ids: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Label and text of several fields; empty ones are left out."""
    return tuple((field(piece, id)["label"], one(facts, piece, id)) for id in ids if facts.get(piece, id) is not None)


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(text: Any) -> str:
    """``31 December 2027``."""
    try:
        when = date.fromisoformat(str(text))
    except ValueError:
        return str(text)
    return f"{when.day} {_(_MONTHS[when.month - 1])} {when.year}"


def month(text: Any) -> str:
    """``Dec 2027``, for narrow cells."""
    try:
        when = date.fromisoformat(str(text))
    except ValueError:
        return str(text)
    return f"{_(_MONTHS[when.month - 1])[:3]} {when.year}"


def amount(value: Any) -> str:
    """A number for reading; a dash where there is none."""
    return format_number(float(value)) if isinstance(value, int | float) and not isinstance(value, bool) else NONE


def plain(value: Any) -> str:
    """A number without commas below ten thousand: 2026 is a year."""
    return shown({"kind": "number"}, value) if isinstance(value, int | float) else NONE


#: Beginnings of English names that take an article.
_WITH_ARTICLE = re.compile(
    r"\b(Republic of|United |Russian Federation|Syrian Arab|Democratic Republic|State of|Central African|"
    r"\bDominican Republic|Lao People|Netherlands|Philippines|Gambia|Bahamas|Comoros|Maldives|Marshall Islands|"
    r"\bSolomon Islands)"
)


def the(country: str) -> str:
    """The name of a country as it stands in a sentence: “the Republic of Moldova”, “Nepal”."""
    return _("the {country}").format(country=country) if _WITH_ARTICLE.match(country) else country


def join(parts: Iterable[str], by: str = ", ") -> str:
    return by.join(part for part in parts if part and part != NONE) or NONE
