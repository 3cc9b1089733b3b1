"""Lists to tick off: each box has its text as label and can be ticked. MyST makes boxes that nobody can use or name."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

_BOX = re.compile(
    r'(<input class="task-list-item-checkbox" )disabled="disabled" (type="checkbox">)(.*?)(?=</p>|</li>|<ul|\n)'
)


def labelled(html: str) -> str:
    """The HTML of a page with boxes that can be ticked."""
    return _BOX.sub(r'<label class="course-tick">\1\2\3</label>', html)


def _mend(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    if context.get("body"):
        context["body"] = labelled(context["body"])


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("html-page-context", _mend)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
