"""The directive ``div`` (as in MyST of Jupyter Book 2): a plain box with classes."""

from __future__ import annotations

from typing import Any

from docutils.parsers.rst.directives.body import Container
from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_directive("div", Container)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
