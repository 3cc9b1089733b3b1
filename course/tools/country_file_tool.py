"""All modules: the country file as a document to read, print, save, import, with the way back for each piece."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course import country_file as own
from course import look
from course.country_file import exchange, outline, place, store
from course.country_file.paper import paper
from course.i18n import _
from course.tools.base import table_html, tool_view
from course.web import bundle
from course.web.view import widgets_off

Reply = dict[str, Any]


def state() -> Reply:
    """What the view shows: the file without older versions, and for which pieces there is a way back or forward."""
    found = own.load()
    return {
        "file": outline.stored_document(found.pieces),
        "back": [id for id, piece in found.pieces.items() if piece.before],
        "forward": [id for id, piece in found.pieces.items() if piece.after],
        "problem": found.problem,
        "path": str(place.path()),
    }


def _reply(tone: str, text: str, **more: Any) -> Reply:
    return {"ok": tone != "bad", "tone": tone, "text": text, **state(), **more}


def _look(_message: Mapping[str, Any]) -> Reply:
    return _reply("info", "")


def _undo(message: Mapping[str, Any]) -> Reply:
    return _step(own.undo, message, _("The change before is back: {piece}."))


def _redo(message: Mapping[str, Any]) -> Reply:
    return _step(own.redo, message, _("The change is made again: {piece}."))


def _step(step: Any, message: Mapping[str, Any], text: str) -> Reply:
    id = str(message.get("piece"))
    try:
        note = step(id)
    except own.NotSaved as problem:
        return _reply("bad", str(problem))
    return _reply("good", " ".join(filter(None, [text.format(piece=id), note])))


def _preview(message: Mapping[str, Any]) -> Reply:
    return {"ok": True, "tone": "info", "text": "", **exchange.preview(str(message.get("text", "")))}


def _import(message: Mapping[str, Any]) -> Reply:
    try:
        count, note = exchange.take(str(message.get("text", "")), [str(id) for id in message.get("ids", [])])
    except own.NotSaved as problem:
        return _reply("bad", str(problem))
    text = _("Pieces put in: {count}. What they replaced is kept.").format(count=count)
    return _reply("good" if count else "info", " ".join(filter(None, [text, note])))


def view_data(part: str | None) -> Reply:
    """Everything that the view needs to show a country file, its own or an opened one."""
    data = {
        "forms": outline.known_forms(),
        "plan": outline.plan(),
        "most": store.MAX_BYTES,
        "part": part,
        "css": _css(),
    }
    if widgets_off():
        return {
            **data,
            "example": True,
            "file": outline.example(),
            "back": [],
            "forward": [],
            "problem": None,
            "path": "",
        }
    place.renew_copy()
    return {**data, "example": False, **state()}


def _css() -> str:
    """The look of the saved page."""
    return look.css() + (bundle.CSS / "country_file.css").read_text("utf-8")


def country_file(part: str | None = None) -> Any:
    """The country file: everything that this trainee has put together so far.

    Args:
        part: id of the part that stands open, for example ``CF-04``; all others are folded. Without it all are open.

    Raises:
        ValueError: there is no such part (the author's mistake).
    """
    if part is not None and part not in [one["id"] for one in outline.plan()]:
        raise ValueError(f"the plan of the country file has no part {part!r}")
    data = view_data(part)
    content = outline.outline(data["file"], data["forms"], data["plan"])
    contents = [[str(n), one["title"] or _("Other pieces"), one["module"]] for n, one in enumerate(content["parts"], 1)]
    return tool_view(
        "country_file",
        title=_("My country file"),
        purpose=_(
            "The plan for your country that grows through the course: read it, print it, save it, take a change back."
        ),
        limits=[
            _("It does not judge what you wrote: your trainer and your colleagues do."),
            _("It is not a plan of any government, and nobody has approved it."),
            _("It keeps ten older versions of each piece, not more."),
        ],
        source=_("Your own entries. Each piece names the sources of its figures."),
        still=table_html(_("Contents"), [_("No."), _("Part"), _("Module")], contents) + paper(content, data["example"]),
        data=data,
        handlers={"look": _look, "undo": _undo, "redo": _redo, "preview": _preview, "import": _import},
    )
