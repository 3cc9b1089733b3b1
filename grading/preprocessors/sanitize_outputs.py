"""Let nothing that a trainee's cell has displayed act in the browser of a person who looks at it."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Enum

from grading.clean_html import clean_formula, clean_where_needed

_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")
_TEXTS = ("text/plain", "text/markdown", "text/latex", "text/csv")  # shown as text, or cleaned where they are drawn
_DATA = (
    "application/json",
    "application/geo+json",
    "application/vnd.course.view+json",
    "application/vnd.dataresource+json",
)
_HTML = ("text/html", "image/svg+xml")


class SanitizeOutputs(NbGraderPreprocessor):
    """Clean the displays of all code cells; texts, points and errors stay as they are.

    Runs while grading, before the graded notebook is written, and again in Formgrader, for notebooks that were graded
    in another way. What the course's own cells display is not changed by a letter.
    """

    mode = Enum(["hardened", "compatible"], default_value="hardened", help="“compatible” changes nothing.").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Clean ``nb`` in place."""
        if self.mode == "hardened":
            for cell in nb.cells:
                for output in cell.get("outputs", []):
                    clean_output(output)
            nb.metadata.pop("widgets", None)
        return nb, resources


def clean_output(output: NotebookNode) -> None:
    """Clean one output in place."""
    if "data" not in output:
        return
    for kind in list(output.data):
        value = _clean(kind, output.data[kind])
        if value is None:
            del output.data[kind]
        else:
            output.data[kind] = value
    if not output.data:
        output.data["text/plain"] = "[a display that is not shown here]"
    if output.get("metadata"):
        output.metadata = _clean_metadata(output.metadata)


def _clean(kind: str, value: Any) -> Any:
    """What may stay of a display, or None."""
    if kind in _HTML:
        return clean_where_needed(value if isinstance(value, str) else "".join(map(str, value)))
    if kind == "text/latex":
        return clean_formula(value if isinstance(value, str) else "".join(map(str, value)))
    if kind in _PICTURES:
        return value if _is_base64(value) else None
    return value if kind in _TEXTS or kind in _DATA or kind.startswith("application/vnd.plotly.") else None


def _is_base64(value: Any) -> bool:
    try:
        base64.b64decode("".join(value.split()), validate=True)
    except (AttributeError, ValueError, binascii.Error):
        return False
    return True


def _clean_metadata(metadata: NotebookNode) -> NotebookNode:
    """Sizes that are numbers; nothing that opens a frame or names a file: nbconvert writes these as they are."""
    kept = NotebookNode()
    for kind, about in metadata.items():
        if isinstance(about, dict):
            about = NotebookNode(
                {
                    name: one
                    for name, one in about.items()
                    if name not in ("isolated", "width", "height") or _is_size(one)
                }
            )
            about.pop("isolated", None)
        elif kind in ("width", "height") and not _is_size(about):
            continue
        if kind not in ("isolated", "filenames"):
            kept[kind] = about
    return kept


def _is_size(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
