"""Our copy of the theme's list of files must follow the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pydata_sphinx_theme

from book.places import TEMPLATES
from book.styles import without_icon_fonts

THEME = Path(pydata_sphinx_theme.__file__).parent / "theme" / "pydata_sphinx_theme"
FILE = re.compile(r"pathto\('(_static/[^']+)'")


def test_we_load_all_files_of_the_theme_but_the_icon_script() -> None:
    theirs = set(FILE.findall((THEME / "static" / "webpack-macros.html").read_text("utf-8")))
    ours = set(FILE.findall((TEMPLATES / "static" / "webpack-macros.html").read_text("utf-8")))
    assert theirs - ours == {"_static/scripts/fontawesome.js"}
    assert ours <= theirs


def test_each_sign_of_the_theme_is_drawn_by_us() -> None:
    drawn = set(re.findall(r"\.(fa-[a-z-]+)", (TEMPLATES.parent / "ext" / "static" / "icons.css").read_text("utf-8")))
    unused = {"fa-file-lines", "fa-pencil", "fa-solid", "fa-regular", "fa-brands"}
    for path in [*THEME.glob("components/*.html"), *THEME.glob("sections/*.html"), THEME / "layout.html"]:
        used = set(re.findall(r"fa-[a-z]+(?:-[a-z]+)*", path.read_text("utf-8"))) - unused
        assert used <= drawn | {"fa-lg"}, f"{path.name} uses {used - drawn}"


def test_the_style_sheet_loses_icons_and_keeps_the_rest() -> None:
    css = (
        "@font-face{font-family:Font Awesome\\ 6 Free;src:url(x.woff2)}"
        '.fa-a:before,.fa-b:before{content:"\\f1"}p{color:red}'
    )
    assert without_icon_fonts(css) == "p{color:red}"
