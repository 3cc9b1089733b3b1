"""Markdown of the course's own prompts as HTML for the feedback page."""

from __future__ import annotations

import re

from markupsafe import Markup
from nbconvert.filters import markdown2html


def to_html(text: str) -> Markup:
    """HTML of a prompt of the release, its headings set below those of the page.

    Only for text that the course wrote: HTML in it is kept.
    """
    html = markdown2html(re.sub(r"^#{1,6}(?=\s)", "####", text, flags=re.M))
    # nbconvert adds a link to each heading, which a short page does not need
    html = re.sub(r'<a class="anchor-link".*?</a>', "", html)
    return Markup(html)
