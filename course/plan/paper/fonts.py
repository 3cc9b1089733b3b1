"""The course's own letters as TrueType, for the PDF and for pictures: Noto Sans, Latin and extended Latin in one file.

The style sheet of the course has them as four WOFF2 files. Nothing is taken from the computer, so a plan looks the
same everywhere; letters of other scripts are not in them, and ``missing`` says so.
"""

from __future__ import annotations

import io
from functools import cache

from course import look
from course.i18n import _

# Signs that our Noto subset lacks, as a reader understands them without it.
_INSTEAD = str.maketrans(
    {
        "≥": ">=",
        "≤": "<=",
        "→": "->",
        "✓": "+",
        "№": _("No."),
        "\u2011": "-",
        "\u202f": " ",
        "ș": "ş",
        "ț": "ţ",
        "Ș": "Ş",
        "Ț": "Ţ",
    }
)


def _files(bold: bool) -> list[str]:
    weight = "600" if bold else "400"
    return [str(path) for path in look.font_files() if f"-{weight}-" in path.name]


@cache
def ttf(bold: bool) -> bytes:
    """The font file, made from the WOFF2 files of the course."""
    from fontTools.merge import Merger, Options
    from fontTools.ttLib import TTFont

    made, parts = io.BytesIO(), []
    for path in _files(bold):
        font = TTFont(path)
        for name in ("GSUB", "GPOS", "GDEF", "kern", "STAT", "DSIG", "prep", "fpgm", "cvt ", "gasp"):
            if name in font:
                del font[name]  # neither writer shapes text, and tables of two subsets do not fit each other
        part = io.BytesIO()
        font.flavor = None
        font.save(part)
        part.seek(0)
        parts.append(part)
    Merger(options=Options(drop_tables=[])).merge(parts).save(made)
    return made.getvalue()


@cache
def _letters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(io.BytesIO(ttf(False)))["cmap"].getBestCmap())


def drawable(text: str) -> str:
    """The text with the few signs replaced that the font lacks."""
    return text.translate(_INSTEAD)


def missing(text: str) -> str:
    """The letters of a text that the font cannot draw, each once."""
    return "".join(sorted({one for one in drawable(text) if ord(one) not in _letters() and one not in "\n\t"}))
