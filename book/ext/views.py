"""Questions and tools in the book: from the description in a cell's output to an element that ``boot.js`` starts.

The element holds the description as JSON and, for readers without JavaScript, the static text that the cell gave.
"""

from __future__ import annotations

import json
from typing import Any

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


def _without_default_strings(description: dict[str, Any]) -> dict[str, Any]:
    """Leave out the English strings, which the script has anyway: they would triple the page."""
    own = description.get("ui")
    if not isinstance(own, dict):
        return description
    defaults = bundle.strings()
    return {**description, "ui": {name: text for name, text in own.items() if defaults.get(name) != text}}


def json_script(value: Any, css_class: str = "") -> str:
    """``value`` as a ``<script type="application/json">`` element; ``<`` is escaped, so nothing can end it early."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    attribute = f' class="{css_class}"' if css_class else ""
    return f'<script type="application/json"{attribute}>{text}</script>'


def element(description: dict[str, Any], fallback: str) -> str:
    """The HTML of one question or tool.

    Args:
        description: the JSON description, schema 1.
        fallback: static HTML for readers without JavaScript.

    Raises:
        LeakError: the description of a marked question carries a key.
    """
    refuse_keys(description)
    return f'<div class="course-view">{json_script(_without_default_strings(description))}{fallback}</div>'


def render(data: dict[str, Any]) -> str | None:
    """The HTML for an output's MIME bundle, or None if it holds no question or tool."""
    description = data.get(MIME)
    if description is None:
        return None
    if isinstance(description, str):
        description = json.loads(description)
    return element(description, _joined(data.get("text/html", "")))


def _joined(text: str | list[str]) -> str:
    """A notebook stores text as one string or as a list of lines."""
    return text if isinstance(text, str) else "".join(text)
