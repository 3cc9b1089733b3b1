"""The book on paper: one PDF of all pages, one for each module, and the exercises as worksheets; printed by Chromium.

Pages are put together before they are printed, so that links between them work inside the PDF. There is no script in
them: tools, questions and charts appear as their still form.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag

from book.places import Places
from course.command.console import Stop
from course.command.test import find_browser
from course.i18n import _, direction, language

_PATIENCE = 600  # seconds for one file
# Besides controls: where to answer on a screen, and what only programs read.
_NOT_ON_PAPER = (
    "script, noscript, button, .headerlink, .course-to-lab, .course-progress, .prev-next-area, .course-end-cite pre, "
    ".course-end-report, .course-question--static > p:last-child:has(> em:only-child)"
)
_STYLE = """
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page); font: 9pt sans-serif; color: #555; }
  @bottom-left { content: %s; font: 9pt sans-serif; color: #555; } }
@page :first { @bottom-right { content: none; } @bottom-left { content: none; } }
html { font-size: 12.5px; } body { margin: 0; background: none; }
.paper-page { break-before: page; max-width: none; padding: 0; }
.paper-title { display: grid; align-content: center; min-height: 80vh; }
.paper-page h1 { display: block; margin-top: 0; }
.paper-page :is(figure, table, pre, .course-view, .course-tool, .course-question:has(table)) { break-inside: auto; }
.paper-page svg { max-width: 100%%; break-inside: avoid; }
.paper-page :is(tr, li, img) { break-inside: avoid; }
.paper-page :is(h1, h2, h3) { break-after: avoid; } .paper-page pre { white-space: pre-wrap; }
.paper-page .course-wide, .paper-page .cell_output, .paper-page .pst-scrollable-table-container { overflow: visible; }
.paper-page details > summary { list-style: none; }
.paper-page .course-question--static ul > li { list-style: "☐ " inside; }
.paper-page .course-question--text::after { content: ""; display: block; height: 12rem; margin-top: 1rem;
  background: repeating-linear-gradient(transparent 0 calc(2rem - 1px), #999 calc(2rem - 1px) 2rem);
  print-color-adjust: exact; }
"""


class NotPrinted(Exception):
    """A PDF could not be made; the text says why."""


def order(toc: str) -> list[str]:
    """The names of all pages in reading order, from the text of ``_toc.yml``."""
    read = yaml.safe_load(toc)
    names = [read["root"]]
    for part in read["parts"]:
        for chapter in part["chapters"]:
            names.append(chapter["file"])
            names += [section["file"] for section in chapter.get("sections", ())]
    return names


def _anchor(name: str, fragment: str = "") -> str:
    """The target of a page, or of a place on it, in the combined document."""
    return f"p-{name.replace('/', '-')}" + (f"--{fragment}" if fragment else "")


def _article(name: str, folder: Path, names: set[str]) -> Tag:
    """The text of one page, with its links and targets as the combined document needs them."""
    soup = BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")
    found = soup.select_one("article.bd-article")
    if found is None:
        raise NotPrinted(f"{name}.html has no article: has the theme changed?")
    for element in found.select(_NOT_ON_PAPER):
        element.decompose()
    for element in found.find_all("details"):
        element["open"] = ""
    for element in found.find_all(id=True):
        element["id"] = _anchor(name, element["id"])
    for element in found.find_all(["label", "use", "svg", "figure", "table", "section", "input"]):
        for attribute in ("for", "aria-labelledby", "aria-describedby"):
            if element.get(attribute):
                element[attribute] = " ".join(_anchor(name, one) for one in str(element[attribute]).split())
    here = posixpath.dirname(name)
    for link in found.find_all("a", href=True):
        _lead(link, name, here, names)
    for picture in found.find_all("img", src=True):
        if not urlsplit(picture["src"]).scheme:
            picture["src"] = (folder / posixpath.normpath(posixpath.join(here, unquote(picture["src"])))).as_uri()
    return found


def _lead(link: Tag, name: str, here: str, names: set[str]) -> None:
    """Let a link lead to its place in the document; one that leads to another file of the book becomes plain text."""
    parts = urlsplit(str(link["href"]))
    if parts.scheme or parts.netloc:
        return
    target = posixpath.normpath(posixpath.join(here, parts.path)).removesuffix(".html") if parts.path else name
    if target in names:
        link["href"] = "#" + _anchor(target, unquote(parts.fragment))
    else:
        del link["href"]


def combined(names: list[str], title: str, folder: Path) -> str:
    """One HTML document of several pages of the book.

    Args:
        names: pages in order, without ``.html``.
        title: on the first sheet and at the foot of each.
        folder: the finished book.
    """
    sheet = folder / "_static" / "course" / "book.css"
    style = _STYLE % ('"' + title.replace("\\", "").replace('"', "'") + '"')
    known = set(names)
    parts = [f'<div class="paper-page" id="{_anchor(name)}">{_article(name, folder, known)}</div>' for name in names]
    source = _("Independent training material, made from public documents. Not endorsed by the United Nations or IOM.")
    return (
        f'<!DOCTYPE html><html lang="{language()}" dir="{direction()}" data-theme="light" data-mode="light"><head>'
        f'<meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="{sheet.as_uri()}"><style>{style}</style></head><body>'
        f'<div class="paper-title"><h1>{escape(title)}</h1><p>{escape(source)}</p></div>{"".join(parts)}</body></html>'
    )


def print_pdf(html: str, target: Path, browser: str) -> None:
    """Print a document.

    Raises:
        NotPrinted: Chromium stopped, or made nothing.
    """
    with tempfile.TemporaryDirectory(prefix="paper-") as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, "utf-8")
        made = Path(folder) / "page.pdf"
        command = [browser, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder}/profile"]
        command += ["--disable-background-networking", "--no-pdf-header-footer"]
        command += ["--generate-pdf-document-outline", f"--print-to-pdf={made}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")
        try:
            run = subprocess.run(
                [*command, page.as_uri()], capture_output=True, text=True, check=False, timeout=_PATIENCE
            )
        except subprocess.TimeoutExpired:
            raise NotPrinted(f"{target.name}: Chromium took more than {_PATIENCE} s") from None
        if run.returncode or not made.is_file():
            raise NotPrinted(f"{target.name} was not printed: {run.stderr[-500:]}")
        part = target.with_suffix(".part")
        part.write_bytes(made.read_bytes())
        part.replace(target)


def documents(places: Places) -> dict[str, tuple[str, list[str]]]:
    """Title and pages of each PDF, by file name."""
    names = order((places.source / "_toc.yml").read_text("utf-8"))
    made = {"the-whole-book.pdf": (_("Migration and Development"), names)}
    for name in names:
        if not name.startswith("modules/") or not name.endswith("/index"):
            continue
        folder = name.removesuffix("/index")
        own = [one for one in names if one.startswith(f"{folder}/")]
        title = _title(places.output / f"{name}.html")
        short = folder.split("/")[1].replace("_", "-")
        made[f"{short}.pdf"] = (title, own)
        made[f"{short}-worksheet.pdf"] = (
            _("{module}: worksheet").format(module=title), [one for one in own if one.endswith("/exercises")],
        )  # fmt: skip
    return made


def _title(path: Path) -> str:
    heading = BeautifulSoup(path.read_text("utf-8"), "html.parser").select_one("article h1")
    for element in heading.select(".headerlink") if heading else ():
        element.decompose()
    return " ".join(heading.get_text().split()) if heading else path.parent.name


def write(places: Places, to: Path, say: Callable[[str], None]) -> Mapping[str, Path]:
    """Print all documents.

    Args:
        places: folders of the finished book.
        to: folder for the files.
        say: told about each file.

    Returns:
        The files by name.

    Raises:
        NotPrinted: there is no Chromium, or a file was not made.
    """
    to.mkdir(parents=True, exist_ok=True)
    try:
        browser = find_browser()
    except Stop:
        raise NotPrinted("the PDF files need Chromium; leave them out with: make kit ARGS=--without-paper") from None
    made = {}
    for name, (title, pages) in documents(places).items():
        print_pdf(combined(pages, title, places.output), to / name, browser)
        made[name] = to / name
        say(f"  {name}: {(to / name).stat().st_size / 1e6:.1f} MB")
    return made
