"""Forms: structured documents that trainees fill in, as data. One file ``<form>.toml`` is one form.

    title = "Terms of reference"
    intro = "One page that says who does what."          # optional
    source = "Made for this course."                     # optional: stands under the finished document

    [[section]]
    id = "purpose"
    title = "Purpose"                                    # optional: help

    [[section.field]]
    id = "aim"                                           # unique in the whole form; never changed after a release
    label = "What the committee is for"
    kind = "long_text"
    required = true                                      # optional: help, min_words, max_words

    [[section.field]]
    id = "members"
    label = "Members"
    kind = "rows"
    row = "Member"                                       # what one row is called
    min_rows = 3                                         # rows shown at the start, and asked for
    max_rows = 12
      [[section.field.column]]                           # fields without rows of their own
      id = "role"
      label = "Role"
      kind = "choice"
      options = { chair = "Chair", member = "Member" }

Kinds: ``text`` (one line), ``long_text``, ``number`` (``unit``, ``low``, ``high``), ``date``, ``choice`` and ``multi``
(``options``, or ``options_from = "countries"``), ``rows``. ``suggest = "members.role"`` on a text offers what stands in
that column of another list. A value is ``{field: text | number | "2027-12-31" | option | [options] | [rows]}``; what
is empty is left out. ``clean`` reads a value, ``schema`` says the same as JSON Schema.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from course.i18n import _

FOLDER = Path(__file__).parent
KINDS = ("text", "long_text", "number", "date", "choice", "multi", "rows")
MOST_ROWS = 30  # unless the form says otherwise
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TOP = {"title", "intro", "source", "section"}
_SECTION = {"id", "title", "help", "field"}
_COMMON = {"id", "label", "kind", "help", "required"}
_OWN = {
    "text": {"suggest", "min_words", "max_words"},
    "long_text": {"min_words", "max_words"},
    "number": {"unit", "low", "high"},
    "date": set(),
    "choice": {"options", "options_from"},
    "multi": {"options", "options_from"},
    "rows": {"column", "row", "min_rows", "max_rows"},
}
_WORDS = ("title", "intro", "source", "label", "help", "unit", "row")


def names() -> list[str]:
    """The names of all forms."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def get(name: str) -> dict[str, Any]:
    """A form, as question descriptions carry it.

    Returns:
        ``{"name", "title", "intro", "source", "sections": [{"id", "title", "help", "fields": […]}]}``; options are
        ``[{"id", "text"}]``. Texts are in the language in use; what a form does not say is left out.

    Raises:
        LookupError: there is no such form.
        ValueError: the file has a mistake of its author's.
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name) or not (FOLDER / f"{name}.toml").is_file():
        raise LookupError(f"no form {name!r}; there are {', '.join(names())}")
    return _translated(_read(FOLDER / f"{name}.toml"))


@cache
def _read(path: Path) -> dict[str, Any]:
    try:
        made = read(path.stem, tomllib.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"form {path.name}: {error}") from None
    return made


def _translated(thing: Any) -> Any:
    """A copy of a form with its words in the language in use."""
    if isinstance(thing, list):
        return [_translated(one) for one in thing]
    if not isinstance(thing, dict):
        return thing
    words = {*_WORDS, "text"}
    return {key: _(value) if key in words and isinstance(value, str) else _translated(value)
            for key, value in thing.items()}  # fmt: skip


def read(name: str, given: dict[str, Any]) -> dict[str, Any]:
    """A form from the content of its file.

    Raises:
        ValueError, KeyError, TypeError: a key is missing, unknown or has a value of the wrong kind.
    """
    _only(given, _TOP, "the form")
    sections, seen = [], set()
    for section in given["section"]:
        _only(section, _SECTION, f"section {section.get('id')!r}")
        fields = [_field(field, nested=False) for field in section["field"]]
        for field in fields:
            if field["id"] in seen:
                raise ValueError(f"two fields are called {field['id']!r}")
            seen.add(field["id"])
        sections.append({**{key: section[key] for key in ("id", "title", "help") if key in section}, "fields": fields})
    form = {"name": name, **{key: given[key] for key in ("title", "intro", "source") if key in given}}
    form["title"] = str(given["title"])
    form["sections"] = sections
    _check_suggestions(form)
    return form


def _only(given: dict[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(given.keys() - known)
    if unknown:
        raise ValueError(f"{where} has unknown keys: {', '.join(unknown)}")


def _field(given: dict[str, Any], nested: bool) -> dict[str, Any]:
    id, kind = given["id"], given["kind"]
    if not _ID.fullmatch(id):
        raise ValueError(f"a field id is made of small letters, digits and _: {id!r}")
    if kind not in KINDS or (nested and kind == "rows"):
        raise ValueError(f"field {id!r} has the unknown kind {kind!r}")
    _only(given, _COMMON | _OWN[kind], f"field {id!r}")
    field = {key: value for key, value in given.items() if key not in ("options", "options_from", "column")}
    field["label"] = str(given["label"])
    if kind in ("choice", "multi"):
        field["options"] = _options(given)
    if kind == "rows":
        field["columns"] = [_field(column, nested=True) for column in given["column"]]
        ids = [column["id"] for column in field["columns"]]
        if len(set(ids)) < len(ids):
            raise ValueError(f"two columns of {id!r} have the same id")
        field["min_rows"] = int(given.get("min_rows", 1))
        field["max_rows"] = int(given.get("max_rows", MOST_ROWS))
        if not 0 <= field["min_rows"] <= field["max_rows"] <= 200:
            raise ValueError(f"{id!r}: 0 ≤ min_rows ≤ max_rows ≤ 200 does not hold")
    return field


def _options(given: dict[str, Any]) -> list[dict[str, str]]:
    if "options_from" in given:
        from course.forms import sources

        return sources.options(given["options_from"])
    options = given["options"]
    if not isinstance(options, dict) or not options:
        raise ValueError(f'{given["id"]!r} needs options = {{ id = "text", … }}')
    return [{"id": key, "text": str(text)} for key, text in options.items()]


def _check_suggestions(form: dict[str, Any]) -> None:
    lists = {field["id"]: {column["id"] for column in field["columns"]}
             for field in fields(form) if field["kind"] == "rows"}  # fmt: skip
    for field in fields(form):
        for one in [field, *field.get("columns", [])]:
            if "suggest" in one:
                rows, _dot, column = one["suggest"].partition(".")
                if column not in lists.get(rows, ()):
                    raise ValueError(f"{one['id']!r} suggests from {one['suggest']!r}, which is no column of a list")


def fields(form: dict[str, Any]) -> list[dict[str, Any]]:
    """All fields of a form, in their order."""
    return [field for section in form["sections"] for field in section["fields"]]
