"""Writes the tokens as CSS custom properties."""

from __future__ import annotations

from typing import Any

_PREFIX = "--mdt-"

# `.course-view` repeats the variables, so that a question or tool has them inside a page that sets its own.
_LIGHT = ":root, .course-view"
_DARK = (
    '[data-jp-theme-light="false"], [data-jp-theme-light="false"] .course-view, '
    'html[data-theme="dark"], html[data-theme="dark"] .course-view'
)
_PLAIN_DARK = 'html.course-page:not([data-theme="light"]), html.course-page:not([data-theme="light"]) .course-view'

# With forced colours the reader's own palette wins. Charts keep their series: every line has a direct label.
_FORCED = {
    "ink": "CanvasText",
    "ink-soft": "CanvasText",
    "paper": "Canvas",
    "raised": "Canvas",
    "sunken": "Canvas",
    "line": "CanvasText",
    "line-strong": "CanvasText",
    "accent": "LinkText",
    "accent-ink": "Canvas",
    "accent-paper": "Canvas",
    "focus": "Highlight",
    **{name: "CanvasText" for name in ("good", "warn", "bad", "info")},
    **{f"{name}-paper": "Canvas" for name in ("good", "warn", "bad", "info")},
}

_BASE = """\
.course-view { color: var(--mdt-ink); font-family: var(--mdt-font); font-size: var(--mdt-size-m);
  line-height: var(--mdt-line-height); }
.course-view :focus-visible { outline: 3px solid var(--mdt-focus); outline-offset: 2px; }
@media (prefers-reduced-motion: reduce) {
  .course-view, .course-view *, .course-chart * { animation: none !important; transition: none !important;
    scroll-behavior: auto !important; }
}
"""


def _rule(selector: str, values: dict[str, str], indent: str = "") -> str:
    body = "".join(f"{indent}  {_PREFIX}{name}: {value};\n" for name, value in values.items())
    return f"{indent}{selector} {{\n{body}{indent}}}\n"


def _faces(fonts: list[dict[str, Any]], font_url: str) -> str:
    return "".join(
        f'@font-face {{ font-family: "{font["family"]}"; font-style: normal; font-weight: {font["weight"]}; '
        f'font-display: swap; src: url("{font_url}{font["file"]}") format("woff2"); '
        f"unicode-range: {font['range']}; }}\n"
        for font in fonts
    )


def build(tokens: dict[str, Any], faces: bool, font_url: str) -> str:
    """CSS text for the given tokens; see :func:`course.look.css`."""
    light = {name: pair["light"] for name, pair in tokens["colour"].items()}
    dark = {name: pair["dark"] for name, pair in tokens["colour"].items()}
    series = {name: value for name, value in dark.items() if name.startswith("series-")}
    parts = [
        _faces(tokens["fonts"], font_url) if faces else "",
        _rule(_LIGHT, light | tokens["type"] | tokens["space"]),
        # Paper is always light: dark rules apply to screens only.
        f"@media screen {{\n{_rule(_DARK, dark, '  ')}}}\n",
        f"@media screen and (prefers-color-scheme: dark) {{\n{_rule(_PLAIN_DARK, dark, '  ')}}}\n",
        "@media (forced-colors: active) {\n" + _rule(f"{_LIGHT}, {_DARK}, {_PLAIN_DARK}", _FORCED, "  ") + "}\n",
        "@media (forced-colors: active) and (prefers-color-scheme: dark) {\n" + _rule(_LIGHT, series, "  ") + "}\n",
        _BASE,
    ]
    return "".join(parts)
