"""Left and right of a style sheet as start and end, so that a theme made for left-to-right can show Arabic.

The theme names the sides of the screen (``margin-left``). In a book that runs from right to left they must follow the
text (``margin-inline-start``); then an English part inside such a page, which runs the other way, is right as well.
Books that run from left to right keep the theme's own words, which older browsers read, too.
"""

from __future__ import annotations

import re

_FLOW = {"left": "inline-start", "right": "inline-end"}
_SHORT = {"left": "start", "right": "end"}
# One declaration of a sheet that ``styles.py`` has written: no space around the colon, a brace or semicolon before it.
_DECLARATION = re.compile(r"(?<=[{;\s])([a-z-]+):\s*((?:[^;{}\"']|\"[^\"]*\"|'[^']*')*)(?=[;}])")
_BOX_SIDE = re.compile(r"^(margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-\w+)?$")
_CORNER = re.compile(r"^border-(top|bottom)-(left|right)-radius$")
_PARTS = re.compile(r"(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+")
_ALIGNED = ("text-align", "justify-content", "justify-items", "justify-self")
_CENTRED = ("50%", "50vw")  # the middle of the screen is the middle in every language


def following_the_text(css: str) -> str:
    """``css`` (as ``styles.used`` writes it) with its sides named by the direction of the text."""
    return _DECLARATION.sub(lambda found: _one(found.group(1), found.group(2)), css)


def _one(name: str, value: str) -> str:
    value, mark, important = value.partition("!important")
    plain = value.strip()
    end = mark + important
    if found := _BOX_SIDE.match(name):
        return f"{found.group(1)}-{_FLOW[found.group(2)]}{found.group(3) or ''}:{plain}{end}"
    if found := _CORNER.match(name):
        block = {"top": "start", "bottom": "end"}[found.group(1)]
        return f"border-{block}-{_SHORT[found.group(2)]}-radius:{plain}{end}"
    if name in _FLOW and plain not in _CENTRED:
        return f"inset-{_FLOW[name]}:{plain}{end}"
    if name in ("float", "clear") and plain in _FLOW:
        return f"{name}:{_FLOW[plain]}{end}"
    if name in _ALIGNED and plain in _SHORT:
        return f"{name}:{_SHORT[plain]}{end}"
    if name in ("margin", "padding"):
        four = _PARTS.findall(plain)
        if len(four) == 4 and four[1] != four[3]:
            top, right, bottom, left = four
            return f"{name}-block:{top} {bottom}{end};{name}-inline:{left} {right}{end}"
    return f"{name}:{value}{end}"
