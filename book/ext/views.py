"""Questions and tools in the book: from the description in a cell's output to an element that ``views.js`` starts.

The element holds the description as JSON and, for readers without JavaScript, the static text that the cell gave.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from book.ext.data_files import placed
from course.i18n import _
from course.web import bundle

MIME = "application/vnd.course.view+json"

# Words that only a hidden test or a practice question may use.
_SECRETS = frozenset({"key", "tolerance", "relative", "slips", "points", "solution", "right", "wrong"})


class LeakError(ValueError):
    """A description of a marked question carries something that gives the answer away."""


def secrets_in(value: Any, path: str = "") -> list[str]:
    """The places in ``value`` (a JSON value) whose names belong to a key, as ``a.b.c`` paths.

    Practice questions are formative and carry their own key in ``practice``, so that branch is left out.
    """
    found: list[str] = []
    if isinstance(value, dict):
        for name, inner in value.items():
            here = f"{path}.{name}" if path else str(name)
            if here == "practice" or here == "ui":
                continue
            if name in _SECRETS:
                found.append(here)
            found += secrets_in(inner, here)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += secrets_in(inner, f"{path}[{index}]")
    return found


def refuse_keys(description: dict[str, Any]) -> None:
    """Stop the build when a description of a question carries a key outside ``practice``.

    Raises:
        LeakError: names the question and the place.
    """
    if description.get("kind") != "question":
        return
    # The cells of a table are data and may have any name.
    found = [place for place in secrets_in(description) if not place.startswith("rows[")]
    if found:
        raise LeakError(f"question {description.get('id')!r} carries {', '.join(found)}: a key must never reach a page")


def _without_known_strings(description: dict[str, Any]) -> dict[str, Any]:
    """Leave out the strings that the scripts of this book have anyway: they would triple the page."""
    own = description.get("ui")
    if not isinstance(own, dict):
        return description
    known = {name: _(english) for name, english in bundle.strings().items()}
    return {**description, "ui": {name: text for name, text in own.items() if known.get(name) != text}}


def element(description: dict[str, Any], fallback: str, folder: Path | None = None) -> str:
    """The HTML of one question or tool.

    Args:
        description: the JSON description, schema 1.
        fallback: static HTML for readers without JavaScript, and until the view is loaded.
        folder: where large descriptions get a file of their own; without it they stay in the page.

    Raises:
        LeakError: the description of a marked question carries a key.
    """
    refuse_keys(description)
    # What the loader must know before it reads the description: which parts of the scripts the view needs.
    kind = str(description.get("kind", ""))
    marks = {
        "kind": kind,
        "name": str(description.get("tool" if kind == "tool" else "type", "")),
        "model": str(description.get("model") or ""),
        "view": str(description.get("id") or ""),
    }
    attributes = "".join(f' data-{name}="{escape(text)}"' for name, text in marks.items() if text)
    source, script = placed(_without_known_strings(description), folder)
    return f'<div class="course-view"{attributes}{source}>{script}{fallback}</div>'


def render(data: dict[str, Any], folder: Path | None = None) -> str | None:
    """The HTML for an output's MIME bundle, or None if it holds no question or tool."""
    description = data.get(MIME)
    if description is None:
        return None
    if isinstance(description, str):
        description = json.loads(description)
    return element(description, joined(data.get("text/html", "")), folder)


def joined(text: str | list[str]) -> str:
    """A notebook stores text as one string or as a list of lines."""
    return text if isinstance(text, str) else "".join(text)
