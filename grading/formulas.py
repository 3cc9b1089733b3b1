"""Formulas in texts as MathML, which browsers draw themselves: no script, nothing from outside, readable aloud."""

from __future__ import annotations

import re
from collections.abc import Callable

from latex2mathml.converter import convert
from markupsafe import escape

from course.i18n import _

#: Inline code may hold a dollar sign, so it is matched first and left alone. As in Pandoc, a dollar sign before a space
#: opens no formula and one before a digit closes none: “between $5 and $10” has none.
_FORMULA = re.compile(
    r"`[^`]*`|\$\$(?P<block>.{1,2000}?)\$\$"
    r"|(?P<environment>\\begin\{(?P<kind>\w{1,40}\*?)\}.{1,2000}?\\end\{(?P=kind)\})"
    r"|(?<!\\)\$(?!\s)(?P<inline>[^$\n]+?)(?<![\s\\])\$(?!\d)",
    re.S,
)
_LONGEST = 2_000  # characters: the converter takes long for a longer one, and nobody reads it
_MOST = 500  # formulas of one text: a trainee could write a hundred thousand
_OPEN, _CLOSE = "\ue000", "\ue001"  # private characters: Markdown leaves them alone


def with_formulas(text: str, render: Callable[[str], str]) -> str:
    """HTML of a text, its formulas as MathML. The result is **not clean**: formulas can carry HTML of a stranger.

    Args:
        text: Markdown with formulas between dollar signs.
        render: Makes HTML of Markdown without formulas.
    """
    if text.count("\\begin{") > _MOST:
        return render(text)
    formulas: list[str] = []

    def keep(match: re.Match[str]) -> str:
        latex = match["block"] or match["environment"] or match["inline"]
        if latex is None or len(formulas) >= _MOST:
            return match[0]
        formulas.append(mathml(latex, "inline") if match["inline"] else in_box(latex))
        return f"{_OPEN}{len(formulas) - 1}{_CLOSE}"

    html = render(_FORMULA.sub(keep, text.replace(_OPEN, "").replace(_CLOSE, "")))
    return re.sub(f"{_OPEN}(\\d+){_CLOSE}", lambda match: formulas[int(match[1])], html)


def in_box(latex: str) -> str:
    """A formula on a line of its own. A long one scrolls in its box, so the box takes the keyboard. Not clean."""
    about = f'class="course-formula" tabindex="0" role="group" aria-label="{escape(_("Formula"))}"'
    return f"<span {about}>{mathml(latex, 'block')}</span>"


def mathml(latex: str, display: str) -> str:
    """A formula as a ``<math>`` element, or its source where it cannot be converted. Not clean, either.

    Args:
        latex: The formula without its dollar signs.
        display: ``inline`` or ``block``.
    """
    try:
        if len(latex) > _LONGEST:
            raise ValueError("too long")
        return re.sub(r"\\([%$#_&])", r"\1", convert(latex.strip(), display=display))
    except Exception:  # the converter raises many kinds; a raw formula is better than no page
        return f"<code>{escape(latex)}</code>"
