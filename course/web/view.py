"""A question or tool as something that a notebook can display.

In JupyterLab it is one anywidget; its cell output also carries the description under our own MIME type (the
book mounts the same view from it, without a kernel) and plain HTML (for readers without JavaScript). While
nbgrader executes a notebook or the book is built, no widget is made and neither anywidget nor ipywidgets is
imported.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from course.i18n import _

MIME = "application/vnd.course.view+json"
Handler = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def widgets_off() -> bool:
    """True while nbgrader executes the notebook or the book is built."""
    return bool(os.environ.get("NBGRADER_EXECUTION") or os.environ.get("COURSE_STATIC"))


def plain(part: Any) -> Any:
    """A description as JSON knows it: whole numbers of pandas become Python's.

    The engine of the browser lab cannot send others, and drops the widget without a word.
    """
    if isinstance(part, Mapping):
        return {key: plain(value) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [plain(value) for value in part]
    return part.item() if hasattr(part, "item") else part


def bundle_for(desc: Mapping[str, Any], fallback_html: str, text: str) -> dict[str, Any]:
    """The MIME bundle that needs no kernel."""
    return {MIME: dict(desc), "text/html": fallback_html, "text/plain": text}


class StaticView:
    """A view without a widget: its description, its HTML and its text."""

    def __init__(self, desc: Mapping[str, Any], fallback_html: str, text: str) -> None:
        self.desc, self._html, self._text = desc, fallback_html, text

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return bundle_for(self.desc, self._html, self._text)

    def __repr__(self) -> str:
        return self._text


@cache
def _loader() -> str:
    """The small script of each widget, with a version, so that two kernels of different age do not share code."""
    from course.web import bundle

    version = hashlib.sha256((bundle.esm() + bundle.css()).encode()).hexdigest()[:12]
    return (Path(__file__).parent / "loader.js").read_text("utf-8").replace("__VERSION__", version)


@cache
def _view_class() -> type:
    """The widget class; made on first use, because importing anywidget takes a third of a second."""
    import anywidget
    import traitlets

    from course.web import bundle

    class View(anywidget.AnyWidget):
        """One question or tool.

        Attributes:
            desc: the description that the JavaScript view is made from.
            value: the recorded answer, or None.
            at: when it was recorded, UTC, ISO 8601.
            status: what is odd at the start, or nothing.
            code, sheet: script and style sheet of all views; only the first widget of a kernel carries them.
                (A trait called ``style`` would be taken for a model by the widget manager.)
        """

        _esm = _loader()
        desc = traitlets.Dict().tag(sync=True)
        value = traitlets.Any(None, allow_none=True).tag(sync=True)
        at = traitlets.Unicode(None, allow_none=True).tag(sync=True)
        status = traitlets.Unicode("").tag(sync=True)
        code = traitlets.Unicode("").tag(sync=True)
        sheet = traitlets.Unicode("").tag(sync=True)
        _first = True

        def __init__(self, fallback: tuple[str, str], handlers: Mapping[str, Handler], **traits: Any) -> None:
            if View._first:
                traits, View._first = {**traits, "code": bundle.esm(), "sheet": bundle.css()}, False
            super().__init__(**traits)
            self._fallback, self._handlers = fallback, dict(handlers)
            self.on_msg(lambda _widget, message, _buffers: self.send(self.answer(message)))

        def answer(self, message: Any) -> dict[str, Any]:
            """The reply to one message of the JavaScript view; there always is one."""
            message = message if isinstance(message, Mapping) else {}
            if message.get("kind") == "code":
                return {"kind": "code", "code": bundle.esm(), "sheet": bundle.css()}
            return {"kind": "reply", "n": message.get("n"), **reply_to(self, self._handlers, message)}

        def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
            shown = super()._repr_mimebundle_(**options)
            data, metadata = shown if isinstance(shown, tuple) else (shown or {}, {})
            return {**data, **bundle_for(self.desc, *self._fallback)}, metadata

    return View


def reply_to(view: Any, handlers: Mapping[str, Handler], message: Mapping[str, Any]) -> dict[str, Any]:
    """Let the handler of a message work, and report whatever happens.

    Args:
        view: gets the new ``value`` and ``at`` where the handler gives them.
        handlers: by message kind; each returns at least ``ok``, ``text`` and ``tone``.
        message: as JavaScript sent it.
    """
    handler = handlers.get(str(message.get("kind")))
    if handler is None:
        return {"ok": False, "tone": "bad", "text": _("This page and the engine do not match. Please reload the page.")}
    try:
        reply = dict(handler(message))
    except Exception as error:  # a silent handler would look like a lost answer
        reason = type(error).__name__
        return {
            "ok": False,
            "tone": "bad",
            "text": _("NOT saved: something went wrong ({reason}).").format(reason=reason),
        }
    for name in ("value", "at"):
        if name in reply:
            setattr(view, name, reply[name])
    return reply


def open_view(
    desc: Mapping[str, Any],
    handlers: Mapping[str, Handler] | None = None,
    fallback_html: str = "",
    *,
    text: str = "",
    value: Any = None,
    at: str | None = None,
    status: str = "",
) -> Any:
    """A displayable view of a question or tool.

    Args:
        desc: the description (schema 1).
        handlers: what Python does for each message kind; a tool needs none.
        fallback_html: what a reader without JavaScript sees; already escaped.
        text: what a reader without HTML sees.
        value: the recorded answer.
        at: when it was recorded.
        status: one sentence about the recorded answer.

    Returns:
        A widget in the lab; a ``StaticView`` while nbgrader executes the notebook or the book is built.
    """
    desc = plain(desc)
    text = text or str(desc.get("title") or desc.get("id") or "")
    if widgets_off():
        return StaticView(desc, fallback_html, text)
    return _view_class()((fallback_html, text), handlers or {}, desc=desc, value=value, at=at, status=status)
