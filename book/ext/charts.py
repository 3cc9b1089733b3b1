"""Charts in the book: the static figure first; the interactive one only when the reader asks for it.

Plotly's script has almost five megabytes. A page shows the SVG that the chart drew itself, and a button that loads the
script from the book's own folder (a classic script, so that it also works from ``file://``).
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from book.ext.data_files import placed
from book.ext.views import joined
from course.i18n import _

MIME = "application/vnd.plotly.v1+json"


class StaticFigureMissing(ValueError):
    """A chart without a static figure would be blank on paper and without JavaScript."""


def render(data: dict[str, Any], folder: Path | None = None) -> str | None:
    """The HTML for an output's MIME bundle, or None if it holds no plotly figure.

    Raises:
        StaticFigureMissing: the bundle has no ``text/html`` figure.
    """
    figure = data.get(MIME)
    if figure is None:
        return None
    if isinstance(figure, str):
        figure = json.loads(figure)
    static = joined(data.get("text/html", ""))
    if "<svg" not in static and "<table" not in static:
        raise StaticFigureMissing("a chart must carry a static figure: make it with course.charts")
    figure = {"data": figure.get("data", []), "layout": figure.get("layout", {})}
    words = {
        "loading": _("Loading the interactive chart …"),
        "failed": _("The interactive chart could not be loaded. The static chart stays."),
        "ready": _("The interactive chart is ready."),
    }
    attributes = "".join(f' data-{name}="{escape(text)}"' for name, text in words.items())
    source, script = placed(figure, folder)
    return (
        f'<div class="course-book-chart"{attributes}{source}>'
        f'<div class="course-book-chart-static">{static}</div>'
        f'<button type="button" class="course-book-chart-explore" hidden>{escape(_("Explore this chart"))}</button>'
        f'<span class="course-book-chart-status" role="status"></span>'
        f"{script}</div>"
    )
