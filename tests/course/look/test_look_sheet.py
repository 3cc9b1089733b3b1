"""The style sheet: complete in both modes, true to the tokens, and nobody uses a name that it lacks."""

import re
from pathlib import Path

import pytest

from course import look

ROOT = Path(__file__).parents[3]
SHEETS = [
    *ROOT.glob("course/look/*.css"),
    *ROOT.glob("course/web/css/**/*.css"),
    *ROOT.glob("book/theme/*.css"),
    *ROOT.glob("book/ext/static/*.css"),
]
OWN = {"--mdt-icon"}  # set and used inside book/ext/static/icons.css


def declared(css: str) -> set[str]:
    return set(re.findall(r"(--mdt-[\w-]+)\s*:", css))


def block(css: str, selector: str) -> dict[str, str]:
    """The custom properties of the first rule whose selector list contains ``selector``."""
    for names, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        if selector in [name.strip() for name in names.split(",")]:
            return dict(re.findall(r"--mdt-([\w-]+):\s*([^;]+);", body))
    raise AssertionError(selector)


@pytest.mark.parametrize(
    ("selector", "mode"),
    [
        (":root", "light"),
        (".course-view", "light"),
        ('[data-jp-theme-light="false"]', "dark"),
        ('[data-jp-theme-light="false"] .course-view', "dark"),
        ('html[data-theme="dark"]', "dark"),
        ('html.course-page:not([data-theme="light"])', "dark"),
    ],
)
def test_every_colour_in_both_modes(selector, mode):
    found = block(look.css(), selector)
    for name, pair in look.tokens()["colour"].items():
        assert found[name] == pair[mode]


def test_dark_values_are_for_screens_only():
    css = look.css()
    for match in re.finditer(re.escape('html[data-theme="dark"]'), css):
        opening = css.rfind("@media", 0, match.start())
        assert re.match(r"@media (screen|\(forced-colors)", css[opening:])


def test_braces_balance():
    assert look.css("files").count("{") == look.css("files").count("}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_sheet_uses_an_unknown_name(sheet):
    used = set(re.findall(r"var\((--mdt-[\w-]+)", sheet.read_text(encoding="utf-8")))
    assert used - declared(look.css()) - OWN == set()


@pytest.mark.parametrize("sheet", [p for p in SHEETS if "look" in p.parts or "theme" in p.parts], ids=lambda p: p.name)
def test_colours_are_named_by_tokens_only(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
    assert re.findall(r"(?<![&\w-])#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", text) == []


def test_fonts_are_there_with_their_licence():
    css = look.css(fonts="files", font_url="type/")
    named = set(re.findall(r'url\("type/([^"]+)"\)', css))
    files = {path.name: path for path in look.font_files()}
    assert named == {name for name in files if name.endswith(".woff2")}
    assert all(files[name].read_bytes()[:4] == b"wOF2" for name in named)
    assert "SIL OPEN FONT LICENSE" in files["OFL.txt"].read_text(encoding="utf-8").upper()


def test_without_files_nothing_is_fetched():
    assert "url(" not in look.css()


def test_movement_stops_on_request():
    assert "prefers-reduced-motion: reduce" in look.css()
