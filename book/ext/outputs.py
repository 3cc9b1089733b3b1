"""Before Sphinx parses a notebook, turn the outputs that only the course knows into plain HTML.

Sphinx offers the text of every page to ``source-read``. That is enough: no entry point, so an installed wheel of the
course never touches other people's books.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from book.ext import charts, views

_RENDERERS = (views.render, charts.render)


def converted(notebook: dict[str, Any], folder: Path | None = None) -> dict[str, Any]:
    """``notebook`` (changed in place) with our MIME bundles replaced by HTML; large ones get a file in ``folder``.

    Raises:
        LeakError: a marked question carries a key.
        StaticFigureMissing: a chart has no static figure.
    """
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data")
            if not isinstance(data, dict):
                continue
            for render in _RENDERERS:
                html = render(data, folder)
                if html is not None:
                    output["data"] = {"text/html": html}
                    output["metadata"] = {}
                    break
    return notebook


def _on_source_read(app: Sphinx, docname: str, source: list[str]) -> None:
    if not str(app.env.doc2path(docname)).endswith(".ipynb"):
        return
    # Beside the doctrees: a page that is written again without being read again still finds its files there.
    folder = Path(app.doctreedir) / "data"
    try:
        source[0] = json.dumps(converted(json.loads(source[0]), folder), ensure_ascii=False)
    except ValueError as problem:
        raise ExtensionError(f"{docname}: {problem}") from problem


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("source-read", _on_source_read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
