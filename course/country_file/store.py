"""The format of ``country_file.json``: read it safely, write it whole.

``country_file.schema.json`` next to this module describes it; the check here is written by hand (a test proves that
both agree). ``country``, ``language`` and ``track`` at the top of the file are copies of the piece ``start``, for
programs that look for nothing else; they are written anew each time and never read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from course import safe_file
from course.i18n import _
from course.saving import NotSaved

FILE_NAME = "country_file.json"
SCHEMA = 1
MAX_BYTES = 1_000_000
KEPT_VERSIONS = 10  # of each piece
PIECE_ID = re.compile(r"start|CF-[0-9]{2}(-[a-z0-9]+){0,3}")
FORM_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MOST_SCHEMAS = 10_000  # more than there will ever be; 1e999 is no version
COPIES = ("country", "language", "track")

#: From schema n to n + 1, each a function of the whole document.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


class Version(NamedTuple):
    """One version of a piece.

    Attributes:
        form: name of the form that it fills in.
        value: the form's value, plain JSON.
        at: when it was put in, UTC, ISO 8601.
        by: id of the question or tool that it came from.
    """

    form: str
    value: dict[str, Any]
    at: str
    by: str


class Piece(NamedTuple):
    """One piece with its past.

    Attributes:
        now: what stands in the file; None when it was taken out.
        before: older versions, oldest first; None where the piece was empty.
        after: what *undo* has taken back, latest last.
    """

    now: Version | None
    before: tuple[Version | None, ...] = ()
    after: tuple[Version | None, ...] = ()


class CountryFile(NamedTuple):
    """What the file holds.

    Attributes:
        pieces: by id.
        problem: what is wrong with the file, in plain language, or None.
        newer: the file was made by a newer version of the course.
    """

    pieces: dict[str, Piece]
    problem: str | None = None
    newer: bool = False

    def value(self, id: str) -> dict[str, Any] | None:
        """The value of a piece, or None."""
        piece = self.pieces.get(id)
        return piece.now.value if piece and piece.now else None


def read(target: Path) -> CountryFile:
    """Read a country file; never raises. A missing file is an empty one without problem."""
    try:
        data = safe_file.read_bytes(target, MAX_BYTES)
    except safe_file.Unreadable as problem:
        return CountryFile({}, _UNREADABLE[problem.reason]())
    return CountryFile({}) if data is None else decode(data)


_UNREADABLE = {
    "link": lambda: _("The country file is a link, and links are not followed."),
    "closed": lambda: _("The country file cannot be opened."),
    "odd": lambda: _("The country file is not an ordinary file."),
    "broken": lambda: _("The country file cannot be read."),
    "large": lambda: _("The country file is too large."),
}


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def decode(data: bytes | str) -> CountryFile:
    """The good pieces of a file's content, and in ``problem`` what is wrong with it; never raises."""
    if len(data) > MAX_BYTES:
        return CountryFile({}, _UNREADABLE["large"]())
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        document = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return CountryFile({}, _("The country file is damaged: it cannot be read."))
    if not isinstance(document, dict) or "pieces" not in document:
        return CountryFile({}, _("This is not a country file of this course."))
    schema = document.get("schema")
    if isinstance(schema, bool) or schema not in range(1, _MOST_SCHEMAS):
        return CountryFile({}, _("This is not a country file of this course."))
    if schema > SCHEMA:
        return CountryFile({}, _("The country file comes from a newer version of the course."), newer=True)
    try:
        for step in range(int(schema), SCHEMA):
            document = MIGRATIONS[step](document)
    except (KeyError, TypeError, ValueError, AttributeError):
        return CountryFile({}, _("The country file is damaged: it cannot be read."))
    return _document(document)


def _document(document: Mapping[str, Any]) -> CountryFile:
    damaged = _("The country file was changed by hand: some of it cannot be used.")
    pieces, history = document.get("pieces"), document.get("history", {})
    good = document.keys() <= {"schema", *COPIES, "pieces", "history"}
    if not isinstance(pieces, dict) or not isinstance(history, dict):
        return CountryFile({}, damaged)
    found: dict[str, Piece] = {}
    for id in [*pieces, *(id for id in history if id not in pieces)]:
        now = _version(pieces[id]) if id in pieces else None
        past = history.get(id, {})
        before, after = (_versions(past, part) for part in ("before", "after"))
        if not PIECE_ID.fullmatch(id) or (id in pieces and now is None) or before is None or after is None:
            good = False
        if PIECE_ID.fullmatch(id) and (now or before or after):
            found[id] = Piece(now, before or (), after or ())
    return CountryFile(found, None if good else damaged)


def _versions(past: Any, part: str) -> tuple[Version | None, ...] | None:
    """The versions of one piece, or None if one of them is not good."""
    given = past.get(part, []) if isinstance(past, dict) and past.keys() <= {"before", "after"} else None
    if not isinstance(given, list):
        return None
    versions = tuple(None if one is None else _version(one) for one in given)
    if any(made is None and one is not None for made, one in zip(versions, given, strict=True)):
        return None
    return versions


def _version(entry: Any) -> Version | None:
    """The entry as a Version, or None if it breaks the schema."""
    if not isinstance(entry, dict) or entry.keys() != {"form", "value", "at", "from"}:
        return None
    texts = [entry["form"], entry["at"], entry["from"]]
    if not all(isinstance(text, str) and len(text) <= 80 for text in texts) or not FORM_NAME.fullmatch(entry["form"]):
        return None
    return (
        Version(entry["form"], entry["value"], entry["at"], entry["from"]) if isinstance(entry["value"], dict) else None
    )


def _plain(version: Version | None) -> dict[str, Any] | None:
    if version is None:
        return None
    return {"form": version.form, "value": version.value, "at": version.at, "from": version.by}


def document(pieces: Mapping[str, Piece], history: bool = True) -> dict[str, Any]:
    """The file's content as plain JSON.

    Args:
        pieces: by id.
        history: with older versions; without them the file is what one hands on.
    """
    made: dict[str, Any] = {"schema": SCHEMA}
    start = pieces.get("start")
    for name in COPIES:
        if start and start.now and isinstance(start.now.value.get(name), str):
            made[name] = start.now.value[name]
    made["pieces"] = {id: _plain(piece.now) for id, piece in sorted(pieces.items()) if piece.now}
    past = {
        id: {part: [_plain(one) for one in versions] for part, versions in
             (("before", piece.before), ("after", piece.after)) if versions}
        for id, piece in sorted(pieces.items()) if piece.before or piece.after
    }  # fmt: skip
    return {**made, "history": past} if history and past else made


def encode(pieces: Mapping[str, Piece]) -> bytes:
    """The content of a file with these pieces; when there is too much, the oldest versions go first.

    Raises:
        NotSaved: there is too much to store, even without older versions.
        TypeError, ValueError, RecursionError: a value is no plain JSON.
    """
    kept = {id: Piece(one.now, one.before[-KEPT_VERSIONS:], one.after[-KEPT_VERSIONS:]) for id, one in pieces.items()}
    while True:
        data = _bytes(document(kept))
        if len(data) <= MAX_BYTES:
            return data
        longest = max(kept, key=lambda id: len(_bytes([_plain(one) for one in kept[id].before + kept[id].after])))
        piece = kept[longest]
        if not piece.before and not piece.after:
            raise NotSaved(_("NOT saved: the country file would become too large."))
        kept[longest] = (
            piece._replace(before=piece.before[1:]) if piece.before else piece._replace(after=piece.after[1:])
        )


def _bytes(content: Any) -> bytes:
    text = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    return text.encode("utf-8", "backslashreplace")
