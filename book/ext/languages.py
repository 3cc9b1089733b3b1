"""The words that the theme shows, the direction of the page, and the sign that a page is still English."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import sphinx
from sphinx.application import Sphinx
from sphinx.config import Config

from book.translate.catalogues import SOURCE
from course import catalogue
from course.i18n import _, direction, language

#: The box on a page that nobody has translated yet; its page is English around it.
ENGLISH_PAGE = "course-english-page"
_THEME = Path(__file__).parents[1] / "locale"


def _set_words(app: Sphinx, config: Config) -> None:
    """The words of ``_config.yml`` in the language of the book."""
    config.project = config.html_title = _("Migration and Development")
    config.author = _("The authors of the course")
    config.nb_code_prompt_show = _("Show the code")
    config.nb_code_prompt_hide = _("Hide the code")
    options = config.html_theme_options
    options["search_bar_text"] = _("Search the course")
    options["toc_title"] = _("On this page")
    footer = _(
        "Independent training material, made from public documents. Not a publication of the United Nations or of IOM, "
        "and not endorsed by them."
    )
    options["extra_footer"] = f"<p>{footer}</p>"


def write_theme_words(folder: Path) -> list[str]:
    """Write the theme's words that its authors have not translated; the folders for Sphinx's ``locale_dirs``.

    Sphinx reads compiled catalogues only, so this one is written among the files of the build.
    """
    source = _THEME / language() / "theme" / "sphinx.po"
    if not source.is_file():
        return []
    target = folder / language() / "LC_MESSAGES" / "sphinx.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(catalogue.binary([source]))
    target.with_suffix(".js").write_text(_script_words(source), "utf-8")
    return [str(folder)]


def _script_words(source: Path) -> str:
    """The words of Sphinx's scripts, for example of the search: what Sphinx has, and ours in the place of its gaps."""
    own = Path(sphinx.__file__).parent / "locale" / language() / "LC_MESSAGES" / "sphinx.js"
    known = json.loads(re.search(r"\{.*\}", own.read_text("utf-8"), re.S).group(0))
    known["messages"] |= {entry.text: entry.translated[0] for entry in catalogue.entries(source) if entry.done}
    return f"Documentation.addTranslations({json.dumps(known, ensure_ascii=False, sort_keys=True)});\n"


def with_direction(html: str) -> str:
    """The page with the direction of its language; the theme knows no direction."""
    return re.sub(r'<html([^>]*?) lang="([a-z]+)"(?! dir=)', rf'<html\1 lang="\2" dir="{direction()}"', html, count=1)


def _mark(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    context["course_words"] = {"languages": _("Languages of this page")}
    body = str(context.get("body", ""))
    if language() != SOURCE and ENGLISH_PAGE in body:
        context["body"] = f'<div lang="{SOURCE}" dir="ltr">{body}</div>'


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("config-inited", _set_words, priority=100)
    app.connect("html-page-context", _mark, priority=800)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
