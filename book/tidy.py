"""After Sphinx: remove what no page loads, so that the book is small on a slow line and on a USB stick."""

from __future__ import annotations

import re
from pathlib import Path

from book.places import Places

# Copies of the theme's own sources, icon fonts and scripts that our templates do not load.
_UNUSED = (
    "_static/**/*.map",
    "_static/**/*.LICENSE.txt",
    "_static/*webpack-macros.html",
    "_static/vendor/**/*",
    "_static/scripts/fontawesome*",
    "_static/images/logo_*",
    "objects.inv",
    ".buildinfo",
)
_THEME_STYLE = "_static/styles/pydata-sphinx-theme.css"
_ICON_RULES = (
    re.compile(r"@font-face\{[^}]*Font ?Awesome[^}]*\}"),
    re.compile(r"(?:\.fa-[\w-]+:?:before,?)+\{content:[^}]*\}"),
)
# Pages that Sphinx makes itself.
_OWN_PAGES = {"search"}


def without_icon_fonts(css: str) -> str:
    """The theme's style sheet without its 2,000 icons: ``icons.css`` draws the dozen that pages use."""
    for rule in _ICON_RULES:
        css = rule.sub("", css)
    return css


def tidy(places: Places) -> None:
    """Remove pages of modules that are gone, and files and rules that no page uses."""
    for page in places.output.rglob("*.html"):
        name = page.relative_to(places.output).with_suffix("")
        if name.as_posix() in _OWN_PAGES or name.parts[0].startswith("_"):
            continue
        if not any((places.source / name).with_suffix(suffix).is_file() for suffix in (".md", ".ipynb")):
            page.unlink()
    for pattern in _UNUSED:
        for path in places.output.glob(pattern):
            if path.is_file():
                path.unlink()
    style = places.output / _THEME_STYLE
    style.write_text(without_icon_fonts(style.read_text("utf-8")), "utf-8")
    _remove_empty(places.output)


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
