"""“Open in the browser lab” under the title of each notebook page, if the book has a lab."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from sphinx.application import Sphinx

from book.places import NOTEBOOKS
from course.i18n import _

_NOTEBOOK = re.compile(rf"modules/([^/]+)/({'|'.join(NOTEBOOKS)})")


def link(pagename: str, lab: str) -> str:
    """The HTML of the link, or nothing on a page that is no notebook.

    Args:
        pagename: Sphinx's name of the page.
        lab: the lab's folder, as seen from the top of the book.
    """
    found = _NOTEBOOK.fullmatch(pagename)
    if not found or not lab:
        return ""
    top = "../" * pagename.count("/")
    address = f"{top}{lab}/notebooks/index.html?path={found[1]}/{found[2]}.ipynb"
    help_page = f"{top}browser-lab.html"
    return (
        f'<p class="course-to-lab"><a class="course-to-lab__open" href="{escape(address)}" '
        f'data-without-server="{help_page}">'
        f"{escape(_('Open in the browser lab'))}</a> "
        f'<a class="course-to-lab__help" href="{help_page}">{escape(_("What is this?"))}</a></p>'
    )


def _add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    html = link(pagename, app.config.course_lab)
    if html and context.get("body"):
        context["body"] = context["body"].replace("</h1>", f"</h1>\n{html}", 1)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_config_value("course_lab", "", "html")
    app.connect("html-page-context", _add)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
