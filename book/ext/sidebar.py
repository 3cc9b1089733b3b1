"""Names for the small arrows that open a module in the list of pages: the theme gives them none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bs4 import BeautifulSoup
from sphinx.application import Sphinx

from course.i18n import _


def with_names(html: Any) -> str:
    """The list of pages with an ``aria-label`` on each arrow, taken from the link beside it.

    Args:
        html: text or soup of the theme's list.
    """
    soup = BeautifulSoup(str(html), "html.parser")
    for summary in soup.select("summary"):
        item = summary.find_parent("li")
        link = item.find("a") if item else None
        title = " ".join(link.get_text().split()) if link else ""
        summary["aria-label"] = _("Pages of {title}").format(title=title)
    return str(soup)


def _wrap(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    make: Callable[..., Any] | None = context.get("generate_toctree_html")
    if make is None:
        return

    def named(*arguments: Any, **options: Any) -> str:
        return with_names(make(*arguments, **options))

    context["generate_toctree_html"] = named


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx, after the theme has put its function into the context."""
    app.connect("html-page-context", _wrap, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
