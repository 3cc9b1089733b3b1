"""Everything of ours that a page may load, beside the pages: scripts, the parts of the views, styles, fonts, plotly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import plotly
from sphinx.application import Sphinx

from book.places import THEME
from course import look
from course.i18n import _
from course.web import bundle, parts

_STATIC = Path(__file__).parent / "static"
_OUR_STYLES = ("icons.css", "book.css", "languages.css", "finding.css")
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def _write(path: Path, content: bytes) -> None:
    """Write only what changed, so that the time stamps of untouched files stay."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def styles() -> str:
    """One style sheet: questions and tools, then the book's own, then the theme's."""
    # The bundle brings the tokens; the book also needs the fonts, as files beside the style sheet.
    ours = bundle.css().replace(look.css(), "", 1)
    parts = [look.css(fonts="files"), ours, *((_STATIC / name).read_text("utf-8") for name in _OUR_STYLES)]
    custom = THEME / "custom.css"
    if custom.is_file():
        parts.append(custom.read_text("utf-8"))
    return "\n".join(parts)


def script() -> str:
    """What every page loads: the loader of the views with its index and words, then the small things of the book."""
    words = {
        "waiting": _("An interactive part is being loaded."),
        "failed": _("The interactive part could not be loaded. The text below is complete without it."),
        "again": _("Try again"),
    }
    parts_of_script = [
        f"const {name} = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};"
        for name, value in (("courseIndex", parts.index()), ("courseWords", words))
    ]
    parts_of_script += [
        (_STATIC / name).read_text("utf-8") for name in ("views.js", "book.js", "languages.js", "report.js")
    ]
    return "\n".join(parts_of_script)


def files() -> dict[str, bytes]:
    """Name under ``_static/course`` and content of every file that pages load."""
    return {
        "course.css": styles().encode(),
        "book.js": script().encode(),
        "progress.js": (_STATIC / "progress.js").read_bytes(),
        **{f"views/{part.name}.js": part.code.encode() for part in parts.parts().values()},
        **{f"fonts/{path.name}": path.read_bytes() for path in look.font_files()},
    }


def _copy(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / "course"
    for name, content in files().items():
        _write(target / name, content)
    _write(target / "plotly.min.js", PLOTLY.read_bytes())


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_css_file("course/course.css", priority=900)
    app.add_js_file("course/book.js", loading_method="defer", priority=900)
    # Before the pages are written: Sphinx adds a checksum to the address of a file that is already there.
    app.connect("builder-inited", _copy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
