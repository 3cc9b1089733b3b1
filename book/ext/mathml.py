"""Formulas as MathML, which browsers draw themselves: no MathJax, no script, and screen readers can read it."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.math import get_node_equation_number

from course.i18n import _

_ESCAPED = re.compile(r"\\([%$#_&])")


def mathml(latex: str, display: str) -> str:
    """``latex`` as a ``<math>`` element that keeps the source in ``alttext``.

    Args:
        latex: a formula without delimiters.
        display: ``"inline"`` or ``"block"``.

    Raises:
        ExtensionError: the formula cannot be read.
    """
    try:
        element = convert(latex.strip(), display=display)
    except Exception as problem:  # the converter raises many kinds; each means "not readable"
        raise ExtensionError(f"cannot read the formula {latex!r}: {problem!r}") from problem
    alttext = latex.strip().replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace("\n", " ")
    element = _ESCAPED.sub(r"\1", element)  # inside \text{…} the converter keeps the backslash of \% and the like
    return element.replace("<math ", f'<math alttext="{alttext}" ', 1)


def _visit_inline(self: Any, node: nodes.math) -> None:
    self.body.append(mathml(node.astext(), "inline"))
    raise nodes.SkipNode


def _visit_block(self: Any, node: nodes.math_block) -> None:
    # A long formula scrolls in its own box, so the box must take the keyboard.
    box = {"CLASS": "course-formula", "tabindex": "0", "role": "group", "aria-label": _("Formula")}
    self.body.append(self.starttag(node, "div", "", **box))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(mathml(node.astext(), "block"))
    self.body.append("</div>\n")
    raise nodes.SkipNode


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx; the configuration must say ``html_math_renderer: course_mathml``."""
    app.add_html_math_renderer("course_mathml", (_visit_inline, None), (_visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
