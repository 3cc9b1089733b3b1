"""The report as one HTML page that needs nothing else: no network, no library, one small script that sorts tables."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from course import look

_FOLDER = Path(__file__).parent
PARTS = (
    ("talk", "Whom to ask"),
    ("marks", "Marks"),
    ("time", "Handed in"),
    ("items", "Questions"),
    ("messages", "Mistakes"),
    ("alike", "Look at these two"),
    ("raters", "Two raters"),
    ("files", "Files"),
)


class Marked(str):
    """Points with a remark (``7.5 +2``) that sort by the points."""

    points: float

    @classmethod
    def of(cls, points: float, waits: int) -> Marked:
        """Points and how many items still wait."""
        made = cls(f"{points:g}" + (f" +{waits}" if waits else ""))
        made.points = points
        return made


def page(**about: Any) -> str:
    """The page; ``about`` fills the template ``page.html.j2``."""
    environment = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["written"] = written
    environment.filters["sortable"] = sortable
    script = (_FOLDER / "sort.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    text = environment.get_template("page.html.j2").render(
        css=look.css() + (_FOLDER / "page.css").read_text(encoding="utf-8"),
        script=script,
        # Markup: base64 has "+", which would be escaped, and the browser compares letter by letter
        script_hash=Markup(f"sha256-{digest}"),
        parts=PARTS,
        **about,
    )
    return text.lstrip()


def written(cell: Any) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, float):
        return f"{cell:.2f}".rstrip("0").rstrip(".")
    return str(cell)


def sortable(cell: Any) -> str:
    """A cell as the script sorts it; nothing sorts last."""
    if isinstance(cell, Marked):
        return repr(cell.points)
    return "" if cell is None else str(cell)
