"""Take pieces from another country file, after a look at what would change."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from course import country_file, forms
from course.country_file import outline, store
from course.forms.check import clean
from course.i18n import _
from course.questions.base import Refused


def preview(text: str) -> dict[str, Any]:
    """What importing a file would change; nothing is written.

    Args:
        text: the file's content, a whole country file or one piece.

    Returns:
        ``{"problem": sentence or None, "changes": [{"id", "title", "kind", "at", "note"}]}``, in the document's order.
        ``kind`` is ``new``, ``changed``, ``same`` or ``refused``; ``note`` says why a piece is refused or what is odd.
    """
    found = store.decode(text)
    mine = country_file.load()
    titles = {piece["id"]: piece["title"] for part in outline.plan() for piece in part["pieces"]}
    order = [*titles, *sorted(id for id in found.pieces if id not in titles)]
    given = {id: found.pieces[id].now for id in order if id in found.pieces and found.pieces[id].now}
    changes = []
    for id, version in given.items():
        refused, note = _fits(version)
        here = mine.pieces.get(id)
        here_now = here.now if here else None
        kind = (
            "refused"
            if refused
            else "new"
            if here_now is None
            else "same"
            if here_now[:2] == version[:2]
            else "changed"
        )
        changes.append({"id": id, "title": titles.get(id, id), "kind": kind, "at": version.at, "note": note})
    problem = found.problem or (None if changes else _("There is no piece in this file."))
    return {"problem": problem, "changes": changes}


def _fits(version: store.Version) -> tuple[bool, str]:
    """Whether a piece must be refused, and a sentence about it."""
    try:
        form = forms.get(version.form)
    except LookupError:
        return False, _(
            "This piece was made with a form that is not in this course. It can be read, but not changed here."
        )
    try:
        return (False, "") if clean(form, version.value) else (True, _("This piece is empty."))
    except Refused as problem:
        return True, str(problem)


def take(text: str, ids: Collection[str]) -> tuple[int, str | None]:
    """Put the chosen pieces of another file into this one; what they replace is kept as an older version.

    Args:
        text: the file's content.
        ids: the chosen pieces; those that ``preview`` refuses are left out.

    Returns:
        How many pieces were put in, and a sentence if a damaged file was kept aside.

    Raises:
        NotSaved: with the reason in plain language; nothing was changed.
    """
    found = store.decode(text)
    good = {change["id"] for change in preview(text)["changes"] if change["kind"] in ("new", "changed")} & set(ids)
    if not good:
        return 0, None

    def edit(pieces: country_file.Pieces) -> country_file.Pieces:
        for id in sorted(good):
            pieces = country_file.changed(pieces, id, found.pieces[id].now)
        return pieces

    return len(good), country_file.change(edit)
