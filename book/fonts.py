"""The fonts of the book, each with the letters that its pages use and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# Letters that people type into answers, whatever stands on the pages: Latin with the marks of western languages.
_ALWAYS = {*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, "‘’“”„…–—−×÷·•→←↑↓≤≥≈€")}
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def letters(texts: Iterable[str]) -> set[int]:
    """The code points that stand in ``texts``, written as themselves or as ``\\uXXXX``."""
    found = set(_ALWAYS)
    for text in texts:
        found.update(map(ord, set(text)))
        found.update(int(code, 16) for code in _ESCAPED.findall(text))
    return found


def with_letters(font: Path, wanted: set[int]) -> bytes:
    """``font`` (woff2) with the glyphs for ``wanted`` only; the same bytes for the same input.

    Args:
        font: a file of :func:`course.look.font_files`.
        wanted: code points; those that the font does not have are left out.
    """
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True, name_IDs=[0, 1, 2, 13, 14])
    opened = TTFont(font, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted & set(opened.getBestCmap()))
    cutter.subset(opened)
    opened.flavor = "woff2"
    target = BytesIO()
    opened.save(target, reorderTables=None)
    return target.getvalue()
