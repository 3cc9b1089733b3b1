"""The end of each page: how to cite it, how to report an error, and the time that the next page takes."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html import escape
from typing import Any
from urllib.parse import quote

from bs4 import BeautifulSoup
from sphinx.application import Sphinx

from book.places import BOOK, ROOT
from course.i18n import _, language, ngettext

_PARTS = {"lesson": "self", "exercises": "follow_up"}
_NO_END = {"search", "genindex"}


@cache
def owner() -> dict[str, Any]:
    """What the owner of the course has decided; see ``book/owner.toml``."""
    return tomllib.loads((BOOK / "owner.toml").read_text("utf-8"))


@cache
def version() -> str:
    """The version of the course."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def plain(title: str) -> str:
    """A title without markup."""
    return BeautifulSoup(title, "html.parser").get_text()


def citation(title: str, pagename: str) -> tuple[str, str]:
    """How to cite a page: one line, and BibTeX.

    Args:
        title: of the page, without markup.
        pagename: its path in the book, without the ending.
    """
    who = owner()["authors"] or _("The authors of the course")
    where = f"{owner()['address'].rstrip('/')}/{pagename}.html" if owner()["address"] else ""
    book, year = _("Migration and Development"), owner()["year"]
    line = f"{who} ({year}). {title}. {_('In')}: {book}. {_('Training modules')}, {_('version')} {version()}"
    line += f", {pagename}.html. {where}".rstrip()
    key = re.sub(r"[^a-z0-9]+", "-", f"{pagename}-{year}".lower()).strip("-")
    fields = {
        "author": f"{{{who}}}",
        "title": title,
        "booktitle": f"{book}: {_('Training modules')}",
        "year": str(year),
        "edition": f"{_('version')} {version()}",
        "language": language(),
        **({"url": where} if where else {"note": f"{pagename}.html"}),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return line, f"@incollection{{{key},\n{body}\n}}"


def _cite(title: str, pagename: str) -> str:
    line, bibtex = citation(title, pagename)
    hint = "" if owner()["address"] else _("The book has no fixed address yet: add where you read it, and the date.")
    return (
        f'<details class="course-end-cite"><summary>{escape(_("Cite this page"))}</summary>'
        f"<p>{escape(line)}</p>{f'<p>{escape(hint)}</p>' if hint else ''}"
        f'<pre dir="ltr" tabindex="0" aria-label="BibTeX">{escape(bibtex)}</pre></details>'
    )


def _report(title: str, pagename: str) -> str:
    """With an address of the owner: a link. Without one: a form that makes a small file."""
    about = f"{pagename}.html · {_('version')} {version()} · {language()}"
    target = str(owner()["report_to"])
    parts = [f'<details class="course-end-report"><summary>{escape(_("Report an error"))}</summary>']
    if target:
        if target.startswith("mailto:"):
            subject = quote(_("Error on the page {page}").format(page=about))
            target = f"{target}?subject={subject}"
        words = _("Say what is wrong and what would be right. Please name this page: {page}").format(page=about)
        parts += [f"<p>{escape(words)}</p>", f'<p><a href="{escape(target)}">{escape(_("Send a report"))}</a></p>']
    else:
        words = _(
            "The owner of the course has not set an address for reports yet. Write your report here and save it as a "
            "small file; give it to your trainer or to the person from whom you have this book. Nothing is sent."
        )
        without = _("On paper, name this page: {page}").format(page=about)
        parts += [
            f"<p>{escape(words)}</p>",
            f'<form class="course-report" data-about="{escape(about)}" data-title="{escape(title)}" hidden>',
            f"<label>{escape(_('What is wrong, and what would be right?'))}",
            '<textarea rows="4" required></textarea></label>',
            f'<button type="submit">{escape(_("Save the report"))}</button> <span role="status"></span>',
            f'<span class="course-report-saved" hidden>{escape(_("The report is saved among your downloads."))}</span>',
            f"</form><p>{escape(without)}</p>",
        ]
    return "".join([*parts, "</details>"])


def _minutes(app: Sphinx, link: dict[str, Any] | None, pagename: str) -> str:
    """The time of a neighbouring page, from the table that the build gives."""
    if not link:
        return ""
    parts = pagename.split("/")[:-1] + link["link"].split("#")[0].split("/")
    path: list[str] = []
    for part in parts:
        if part == "..":
            path = path[:-1]
        elif part != ".":
            path.append(part)
    count = app.config.course_minutes.get("/".join(path).removesuffix(".html"))
    return ngettext("about {minutes} minute", "about {minutes} minutes", count).format(minutes=count) if count else ""


def _add(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    for name in ("prev", "next"):
        time = _minutes(app, context.get(name), pagename)
        if time:
            title = f'{context[name]["title"]} <span class="course-next-time">{escape(time)}</span>'
            context[name] = {**context[name], "title": title}
    if pagename in _NO_END or not context.get("body"):
        return
    title = plain(str(context.get("title", "")))
    context["body"] += (
        f'<aside class="course-end" lang="{language()}" aria-label="{escape(_("About this page"))}">'
        f"{_cite(title, pagename)}{_report(title, pagename)}</aside>"
    )


def minutes(modules: list[Any]) -> dict[str, int]:
    """Minutes of each page of the modules, by Sphinx's name of the page."""
    return {
        f"modules/{module.name}/{page}": module.minutes[part]
        for module in modules
        for page, part in _PARTS.items()
        if module.minutes.get(part)
    }


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx; later than what wraps an English body, so that this part keeps the reader's language."""
    app.add_config_value("course_minutes", {}, "html")
    app.connect("html-page-context", _add, priority=850)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
