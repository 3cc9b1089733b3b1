"""From what Sphinx wrote to what readers get: fewer and smaller files, the same pages.

Sphinx keeps its own folder, so that it can see what it wrote before. This step makes the book from it each time anew:
one style sheet and one script for all pages, fonts with the letters in use, data files that a page names, nothing else.
Files in the book that this step did not make (the browser lab, books in other languages) stay.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from importlib.metadata import version
from pathlib import Path

from book import fonts, sides, styles
from book.ext.languages import with_direction
from book.keep import kept
from book.places import Places
from course import look
from course.i18n import direction

OURS = "_static/course"
# Scripts of Sphinx and the theme that every page needs, in their order, then ours. Left out: Bootstrap, which the
# theme loads for tooltips (the browser has its own) and for a button that book.js serves.
_SCRIPTS = (
    "_static/doctools.js",
    "_static/sphinx_highlight.js",
    "_static/scripts/sphinx-book-theme.js",
    "_static/scripts/pydata-sphinx-theme.js",
    f"{OURS}/book.js",
)
_DROPPED = ("_static/scripts/bootstrap.js", "searchindex.js")
#: Files that no page names but that scripts load.
_LOADED_LATER = ("searchindex.js", f"{OURS}/views/*.js", f"{OURS}/plotly.min.js", f"{OURS}/progress.js")
_KEPT = ("_downloads/**/*", "_images/**/*", *_LOADED_LATER)
# Pages that Sphinx makes itself.
_OWN_PAGES = {"search"}
_SHEET = re.compile(r'[ \t]*<link\b[^>]*\brel="stylesheet"[^>]*>\n?')
_SCRIPT = re.compile(r'[ \t]*<script\b(?P<before>[^>]*)\bsrc="(?P<src>[^"]+)"(?P<after>[^>]*)></script>\n?')
_IMPORT = re.compile(r"@import\s+(?:url\()?[\"']([^\"']+)[\"']\)?\s*;")
_ADDRESS = re.compile(r"url\(\s*[\"']?(?!data:|#)[^\"')]+[\"']?\)")
_DATA = re.compile(r'\bdata-src="([0-9a-f]+)"')
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.M)
_TWICE = '<meta name="viewport" content="width=device-width, initial-scale=1.0" />'


class Unfinished(ValueError):
    """What Sphinx wrote cannot be published; the text says why."""


def publish(places: Places) -> None:
    """Make ``places.output`` from ``places.html``.

    Raises:
        Unfinished: a page needs a file that nobody made.
    """
    raw = places.html
    pages = {name: (raw / name).read_text("utf-8") for name in _pages(places)}
    made = {path.relative_to(raw).as_posix(): path.read_bytes() for path in _kept(raw)}
    made |= _data_files(pages, places.data_files)
    loaded = sorted({_plain(found["src"]) for html in pages.values() for found in _SCRIPT.finditer(html)})
    missing = [name for name in (*_SCRIPTS, *_DROPPED) if not (raw / name).is_file()]
    if missing:
        raise Unfinished(f"the theme has changed: it no longer brings {', '.join(missing)}")
    made |= {name: _script(raw / name).encode() for name in loaded if name not in (*_SCRIPTS, *_DROPPED)}
    script = "\n".join(_script(raw / name) for name in _SCRIPTS)
    scripts = [script, *(content.decode() for name, content in made.items() if _is_small_script(name))]
    sheet = _sheet(raw, pages.values(), scripts, places.kept)
    made |= _fonts(fonts.letters([*pages.values(), *scripts, *_texts(made)]), places.kept)
    made[f"{OURS}/book.css"], made[f"{OURS}/book.js"] = sheet.encode(), script.encode()
    versions = {name: hashlib.sha256(made[f"{OURS}/{name}"]).hexdigest()[:8] for name in ("book.css", "book.js")}
    made |= {name: _page(html, name, versions).encode() for name, html in pages.items()}
    _replace(places.output, made, places.work / "published.txt")


def _pages(places: Places) -> list[str]:
    """Pages of this build; Sphinx leaves those of modules that are gone."""
    names = sorted(path.relative_to(places.html).as_posix() for path in places.html.rglob("*.html"))
    return [name for name in names if not name.startswith("_") and _has_source(places, Path(name).with_suffix(""))]


def _has_source(places: Places, name: Path) -> bool:
    source = places.source / name
    return name.as_posix() in _OWN_PAGES or any(source.with_suffix(end).is_file() for end in (".md", ".ipynb"))


def _kept(raw: Path) -> list[Path]:
    return sorted({path for pattern in _KEPT for path in raw.glob(pattern) if path.is_file()})


def _is_small_script(name: str) -> bool:
    return name.endswith(".js") and not name.endswith(("plotly.min.js", "searchindex.js"))


def _data_files(pages: dict[str, str], folder: Path) -> dict[str, bytes]:
    """The descriptions that pages name, as files of the book."""
    found = {}
    for page, html in pages.items():
        for name in _DATA.findall(html):
            path = folder / f"{name}.js"
            if not path.is_file():
                raise Unfinished(f"{page} needs the data file {name}, which is gone: run `make book ARGS=--clean`")
            found[f"{OURS}/data/{name}.js"] = path.read_bytes()
    return found


def _plain(address: str) -> str:
    """``../../_static/doctools.js?v=1`` as a path in the book."""
    return re.sub(r"^(?:\.\./)*", "", address.partition("?")[0])


def _script(path: Path) -> str:
    return _SOURCE_MAP.sub("", path.read_text("utf-8"))


def _sheets_of(html: str) -> list[str]:
    """The style sheets that a page loads, as paths in the book."""
    found: list[str] = []

    class _Links(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            values = dict(attributes)
            if tag == "link" and values.get("rel") == "stylesheet":
                found.append(_plain(values.get("href") or ""))

    head = html.partition("</head>")[0]
    _Links().feed(head)
    return found


def _read_sheet(path: Path) -> str:
    """A style sheet with the sheets that it imports in their place."""
    return _IMPORT.sub(lambda found: _read_sheet((path.parent / found.group(1)).resolve()), path.read_text("utf-8"))


def _sheet(raw: Path, pages: Iterable[str], scripts: list[str], kept_in: Path) -> str:
    """All style sheets of the pages as one, with what can be used."""
    texts = list(pages)
    sheets = {}
    for name in dict.fromkeys(name for html in texts for name in _sheets_of(html)):
        css = styles.without_icon_fonts(_read_sheet(raw / name))
        # From the place of our sheet, an address inside another would lead elsewhere: those are signs nobody sees.
        sheets[name] = css if name.startswith(OURS) else _ADDRESS.sub("none", css)
    words = styles.known(styles.words_in(sheets.values()), styles.words_in([*texts, *scripts]))

    def make() -> bytes:
        kept_rules = (styles.used(css, words, direction() == "rtl") for css in sheets.values())
        return styles.without_unread_variables("\n".join(kept_rules)).encode()

    code = [Path(one.__file__).read_bytes() for one in (styles, sides)]
    inputs = [*code, direction(), *sheets.values(), " ".join(sorted(words))]
    return kept(kept_in, "styles", inputs, make).decode()


def _texts(made: dict[str, bytes]) -> Iterable[str]:
    """What data files say."""
    return (content.decode() for name, content in made.items() if name.startswith(f"{OURS}/data/"))


def _fonts(letters: set[int], kept_in: Path) -> dict[str, bytes]:
    """The font files with the given letters, and their licence."""
    found = {}
    for path in look.font_files():
        content = path.read_bytes()
        if path.suffix == ".woff2":
            inputs = [Path(fonts.__file__).read_bytes(), version("fonttools"), content, str(sorted(letters))]
            content = kept(kept_in, path.name, inputs, lambda path=path: fonts.with_letters(path, letters))
        found[f"{OURS}/fonts/{path.name}"] = content
    return found


def _page(html: str, name: str, versions: dict[str, str]) -> str:
    """One page with our style sheet and script in place of the many."""
    top = "../" * name.count("/")
    html = with_direction(html.replace(_TWICE, "", 1))
    link = f'<link rel="stylesheet" href="{top}{OURS}/book.css?v={versions["book.css"]}">\n'
    script = f'<script defer src="{top}{OURS}/book.js?v={versions["book.js"]}"></script>\n'
    head, mark, body = html.partition("</head>")
    first = _SHEET.search(head)
    if not first or not mark:
        raise Unfinished(f"{name} has no style sheet or no head")
    head = head[: first.start()] + link + _SHEET.sub("", head[first.start() :])
    written = False

    def one(found: re.Match[str]) -> str:
        nonlocal written
        path = _plain(found["src"])
        if path in _DROPPED:
            return ""
        if path in _SCRIPTS:
            first_one, written = not written, True
            return script if first_one else ""
        # The settings of the page are read by the small scripts inside it; all other scripts wait for the page.
        at_once = path.endswith("documentation_options.js")
        waits = re.search(r"\b(?:defer|async)\b", found["before"] + found["after"])
        return found.group(0) if at_once or waits else found.group(0).replace("<script", "<script defer", 1)

    return _SCRIPT.sub(one, head) + mark + _SCRIPT.sub(one, body)


def _replace(folder: Path, made: dict[str, bytes], record: Path) -> None:
    """Let ``folder`` hold ``made`` in place of what an earlier build put there; unchanged files are left alone."""
    before = set(record.read_text("utf-8").split("\n")) - {""} if record.is_file() else set()
    # First the record of both: a build that is broken off leaves nothing that nobody knows of.
    record.write_text("\n".join(sorted(before | made.keys())), "utf-8")
    for name, content in made.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name in before - made.keys():
        (folder / name).unlink(missing_ok=True)
    for name in sorted({Path(name).parent for name in before - made.keys()}, reverse=True):
        if (folder / name).is_dir() and not any((folder / name).iterdir()):
            (folder / name).rmdir()
    record.write_text("\n".join(sorted(made)), "utf-8")
