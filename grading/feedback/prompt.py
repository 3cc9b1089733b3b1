"""Markdown of the course's own prompts as HTML for the feedback page."""

from __future__ import annotations

import re

from markupsafe import Markup, escape
from nbconvert.filters import markdown2html

from course.i18n import _
from grading.clean_html import clean
from grading.formulas import with_formulas


def to_html(text: str) -> Markup:
    """HTML of a prompt of the release, its headings set below those of the page, its formulas as MathML.

    HTML in it is kept as far as it is harmless.
    """
    text = re.sub(r"^#{1,6}(?=\s)", "####", text, flags=re.M)
    # nbconvert adds a link to each heading, which a short page does not need
    html = re.sub(r'<a class="anchor-link".*?</a>', "", with_formulas(text, markdown2html))
    # a wide table scrolls in its own box, so the box must take the keyboard
    box = f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(_("Table"))}"><table>'
    return Markup(clean(html).replace("<table>", box).replace("</table>", "</table></div>"))
