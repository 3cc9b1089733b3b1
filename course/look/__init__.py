"""The look of the course: one file of tokens (colours, type, spacing) and the CSS made from it.

The book, the questions and tools, the charts, the feedback pages and the classroom pages all read
``tokens.json``; nothing else in the project names a colour.
"""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent
PREFIX = "--mdt-"

__all__ = ["PREFIX", "colour", "css", "font_files", "tokens"]


@cache
def _read() -> dict[str, Any]:
    return json.loads((FOLDER / "tokens.json").read_text(encoding="utf-8"))


def tokens() -> dict[str, Any]:
    """The design tokens: ``colour`` (each ``light`` and ``dark``), ``type``, ``space`` and ``fonts``."""
    return deepcopy(_read())


def colour(name: str, mode: Literal["light", "dark"] = "light") -> str:
    """The hexadecimal colour of one token, for example ``colour("series-1")``.

    Args:
        name: A key of the ``colour`` group of ``tokens.json``, without the prefix.
        mode: ``light`` or ``dark``.

    Raises:
        KeyError: When there is no such token.
    """
    return _read()["colour"][name][mode]


def font_files() -> list[Path]:
    """The font files (woff2) and their licence, to be copied next to a style sheet."""
    return [*(FOLDER / "fonts" / font["file"] for font in _read()["fonts"]), FOLDER / "fonts" / "OFL.txt"]


def css(fonts: Literal["files", "none"] = "none", font_url: str = "fonts/") -> str:
    """The style sheet of the tokens: custom properties ``--mdt-*`` for light, dark, print and high contrast.

    Args:
        fonts: ``files`` adds ``@font-face`` rules; ``none`` trusts the fonts of the reader's machine.
        font_url: Where the page finds the font files, relative to the style sheet, with its final ``/``.

    Returns:
        CSS text: the tokens, then the rules for charts. Dark values apply inside JupyterLab's dark theme
        (``[data-jp-theme-light="false"]``), in the book (``html[data-theme="dark"]``) and, on our own plain pages
        (``html.course-page``), when the reader's system is dark.
    """
    from course.look import sheet

    charts = (FOLDER / "charts.css").read_text(encoding="utf-8")
    return sheet.build(_read(), faces=fonts == "files", font_url=font_url) + charts
