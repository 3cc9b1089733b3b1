"""The country file: the plan for one country that a trainee builds through all modules.

    from course import country_file

    country_file.country()          # "MDA", or None
    country_file.piece("CF-01")     # the value of that form, or None

One ``country_file.json`` for each trainee lies above the module folders; each module adds its pieces with
``ask.document(…, piece="CF-01")`` or with a tool's button. A copy beside each notebook travels with the submission.
Nothing is written while nbgrader executes a notebook or the book is built. A file that cannot be read is never
overwritten: it is kept under another name.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from course import answers, safe_file
from course.country_file import place, store
from course.country_file.store import CountryFile, Piece, Version
from course.i18n import _
from course.saving import NotSaved, saving

__all__ = ["NotSaved", "country", "language", "piece", "put", "redo", "remove", "track", "undo"]

Pieces = dict[str, Piece]


def check_piece_id(id: str) -> None:
    """Complain about an author's mistake.

    Raises:
        ValueError: no id of a piece.
    """
    if not isinstance(id, str) or not store.PIECE_ID.fullmatch(id):
        raise ValueError(f"a piece of the country file is called CF-01 or CF-02-profile, not {id!r}")


def load() -> CountryFile:
    """What is in the country file; never raises."""
    return store.read(place.readable())


def piece(id: str) -> dict[str, Any] | None:
    """The value of a piece: ``{field: …}`` as its form has it, or None if the piece is still empty.

    Args:
        id: for example ``CF-01`` or ``CF-02-profile``.
    """
    check_piece_id(id)
    return load().value(id)


def form_value(id: str, form: str) -> dict[str, Any] | None:
    """The value of a piece if it was made with this form and still fits it, else None (also in the static book)."""
    from course import forms
    from course.forms.check import clean
    from course.questions.base import Refused
    from course.web.view import widgets_off

    if widgets_off():
        return None
    found = load().pieces.get(id)
    if found is None or found.now is None or found.now.form != form:
        return None
    try:
        return clean(forms.get(form), found.now.value) or None
    except Refused:
        return None


def _choice(name: str) -> str | None:
    value = (load().value("start") or {}).get(name)
    return value if isinstance(value, str) else None


def country() -> str | None:
    """The code of the country that this trainee follows (``MDA``; ``XSV`` is the invented Sandovia), or None."""
    return _choice("country")


def language() -> str | None:
    """The language that the trainee chose for the country file, in the trainee's own words, or None."""
    return _choice("language")


def track() -> str | None:
    """``explore`` (no code) or ``analyse``, or None if nothing was chosen yet."""
    return _choice("track")


def put(id: str, form: str, value: Mapping[str, Any], by: str) -> str | None:
    """Put a piece into the country file; the version before it is kept.

    Args:
        id: for example ``CF-04-tor``.
        form: the form that ``value`` fills in.
        value: plain JSON.
        by: id of the question or tool that it comes from.

    Returns:
        A sentence for the trainee if a damaged file was kept aside, else None.

    Raises:
        NotSaved: with the reason in plain language; the file is as it was.
    """
    check_piece_id(id)
    return change(lambda pieces: changed(pieces, id, Version(form, dict(value), now(), by)))


def remove(id: str) -> str | None:
    """Take a piece out; ``undo`` brings it back."""
    check_piece_id(id)
    if load().value(id) is None:
        return None
    return change(lambda pieces: changed(pieces, id, None))


def changed(pieces: Pieces, id: str, version: Version | None) -> Pieces:
    """The pieces with another version of one of them; the version before it is kept."""
    old = pieces.get(id, Piece(None))
    if old.now == version or (old.now and version and old.now[:2] == version[:2]):
        return {**pieces, id: old._replace(now=version)}  # the same once more is no new version
    return {**pieces, id: Piece(version, (*old.before, old.now))}


def undo(id: str) -> str | None:
    """Go back to the version of a piece before its last change.

    Raises:
        NotSaved: there is nothing to undo, or the file cannot be written.
    """
    return change(lambda pieces: _stepped(pieces, id, back=True))


def redo(id: str) -> str | None:
    """Take back the last ``undo`` of a piece.

    Raises:
        NotSaved: there is nothing to redo, or the file cannot be written.
    """
    return change(lambda pieces: _stepped(pieces, id, back=False))


def _stepped(pieces: Pieces, id: str, back: bool) -> Pieces:
    old = pieces.get(id, Piece(None))
    if back:
        if not old.before:
            raise NotSaved(_("There is nothing to undo."))
        return {**pieces, id: Piece(old.before[-1], old.before[:-1], (*old.after, old.now))}
    if not old.after:
        raise NotSaved(_("There is nothing to redo."))
    return {**pieces, id: Piece(old.after[-1], (*old.before, old.now), old.after[:-1])}


def now() -> str:
    """This moment, UTC, ISO 8601."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def change(edit: Callable[[Pieces], Pieces]) -> str | None:
    """Read, edit and write the country file while no other process can, then renew the copy beside the notebook.

    Raises:
        NotSaved: with the reason in plain language; the file is as it was.
    """
    if answers.frozen():
        return None
    target = place.path()
    with saving(target, _("NOT saved: this piece has a form that cannot be stored.")) as held:
        found = store.read(place.readable())
        if found.newer:
            raise NotSaved(_("NOT saved: {problem}").format(problem=found.problem))
        data = store.encode(edit(found.pieces))
        note = _keep_aside(found) if found.problem else None
        safe_file.write(target, data, held)
    place.renew_copy()
    return note


def _keep_aside(found: CountryFile) -> str:
    aside = safe_file.keep_aside(place.readable())
    if aside is None:
        raise NotSaved(_("NOT saved: too many damaged country files in this folder."))
    return _("{problem} It was kept as {name}.").format(problem=found.problem, name=aside.name)
