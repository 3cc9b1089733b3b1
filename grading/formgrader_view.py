"""How Formgrader draws a graded notebook: with nothing in it that acts."""

from __future__ import annotations

from typing import Any

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from traitlets.config import Config

from grading.clean_html import clean
from grading.preprocessors.sanitize_outputs import SanitizeOutputs


@pass_context
def clean_markdown(context: Any, source: str) -> str:
    """Markdown as HTML, cleaned. nbconvert's own filter lets HTML and every link of a trainee through."""
    cell = context.get("cell", {})
    attachments = cell.get("attachments", {}) if hasattr(cell, "get") else {}
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        return clean(MarkdownWithMath(renderer=renderer).render(source))
    except Exception:  # odd Markdown or an odd attachment: the text itself is what must be read
        return f"<pre>{clean(source.replace('&', '&amp;').replace('<', '&lt;'))}</pre>"


def configure(c: Config) -> None:
    """Write the settings of the view into nbgrader's configuration."""
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {"clean_html": clean, "markdown2html": clean_markdown}
    c.HTMLExporter.preprocessors = [SanitizeOutputs]
