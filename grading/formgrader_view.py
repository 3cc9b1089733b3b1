"""How Formgrader draws a graded notebook: with nothing in it that acts."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets.config import Config

from grading.clean_html import clean
from grading.formulas import in_box, with_formulas
from grading.preprocessors.sanitize_outputs import SanitizeOutputs
from grading.still_figure import PLOTLY, still

_NAME = re.compile(r"[\w.-]{1,128}", re.ASCII)


@pass_context
def clean_markdown(context: Any, source: str) -> str:
    """Markdown as HTML, cleaned, with formulas as MathML. nbconvert's own filter lets all of a trainee through."""
    cell = context.get("cell", {})
    attachments = cell.get("attachments", {}) if hasattr(cell, "get") else {}
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    try:
        return clean(with_formulas(source, MarkdownWithMath(renderer=renderer).render))
    except Exception:  # odd Markdown or an odd attachment: the text itself is what must be read
        return f"<pre>{clean(source.replace('&', '&amp;').replace('<', '&lt;'))}</pre>"


class ShowStill(Preprocessor):
    """Show formulas as MathML and plotly figures as still pictures: nothing draws LaTeX or plotly here."""

    def preprocess_cell(self, cell: NotebookNode, resources: Any, _index: int) -> tuple[NotebookNode, Any]:
        """Draw what one cell displayed."""
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "text/html" in data:
                continue
            if "text/latex" in data:
                data["text/html"] = clean(in_box("".join(data.pop("text/latex")).strip().strip("$")))
            elif PLOTLY in data and "image/png" not in data:
                data["text/html"] = still(data[PLOTLY])
        return cell, resources


class PlainNames(Preprocessor):
    """Names that nbgrader's template writes into the page as they are: a cell with an odd one loses it."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Look at ``nb`` in place."""
        for cell in nb.cells:
            about = cell.metadata.get("nbgrader")
            if about is not None and not (isinstance(about, dict) and _NAME.fullmatch(str(about.get("grade_id", "")))):
                del cell.metadata["nbgrader"]
            tags = cell.metadata.get("tags")
            if tags is not None:
                cell.metadata.tags = [one for one in tags if isinstance(one, str) and _NAME.fullmatch(one)]
        return nb, resources


def configure(c: Config) -> None:
    """Write the settings of the view into nbgrader's configuration."""
    c.HTMLExporter.sanitize_html = True
    c.HTMLExporter.filters = {"clean_html": clean, "markdown2html": clean_markdown}
    c.HTMLExporter.preprocessors = [PlainNames, SanitizeOutputs, ShowStill]
