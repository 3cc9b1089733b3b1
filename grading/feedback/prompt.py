"""Markdown of the course's own prompts as HTML for the feedback page."""

from __future__ import annotations

import re

from latex2mathml.converter import convert
from markupsafe import Markup, escape
from nbconvert.filters import markdown2html

from course.i18n import _
from grading.clean_html import clean

# Inline code may hold a dollar sign, so it is matched first and left alone.
_FORMULA = re.compile(r"`[^`]*`|\$\$(?P<block>.+?)\$\$|\$(?P<inline>[^$\n]+)\$", re.S)


def to_html(text: str) -> Markup:
    """HTML of a prompt of the release, its headings set below those of the page, its formulas as MathML.

    HTML in it is kept as far as it is harmless.
    """
    formulas: list[str] = []

    def keep(match: re.Match[str]) -> str:
        latex = match["block"] or match["inline"]
        if latex is None:
            return match[0]
        formulas.append(_mathml(latex, "block" if match["block"] else "inline"))
        return f"\ue000{len(formulas) - 1}\ue001"  # private characters: Markdown leaves them alone

    text = _FORMULA.sub(keep, re.sub(r"^#{1,6}(?=\s)", "####", text, flags=re.M))
    # nbconvert adds a link to each heading, which a short page does not need
    html = clean(re.sub(r'<a class="anchor-link".*?</a>', "", markdown2html(text)))
    # a wide table scrolls in its own box, so the box must take the keyboard
    box = f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(_("Table"))}"><table>'
    html = html.replace("<table>", box).replace("</table>", "</table></div>")
    return Markup(re.sub("\ue000(\\d+)\ue001", lambda match: formulas[int(match[1])], html))


def _mathml(latex: str, display: str) -> str:
    """A formula that the browser draws itself, or its source where it cannot be converted."""
    try:
        return re.sub(r"\\([%$#_&])", r"\1", convert(latex.strip(), display=display))
    except Exception:  # the converter raises many kinds; a raw formula is better than no page
        return f"<code>{escape(latex)}</code>"
