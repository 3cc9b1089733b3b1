"""Look at the finished pages: nothing from outside, no broken link, nothing that only trainers may see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from book.places import own_files
from course import questions

# Attributes that make a browser fetch something. A link that a reader may click (a href) is not one of them.
_LOADING = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "form": ("action",),
    "use": ("href", "xlink:href"),
    "image": ("href", "xlink:href"),
}
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SECRET = re.compile(
    r"(BEGIN|END) (HIDDEN TESTS|MARK SCHEME|SOLUTION)"
    rf"|\bmark\.({'|'.join(questions.names())})\("
)
# Files whose text a reader can open.
_TEXT_FILES = {".html", ".js", ".json", ".ipynb", ".txt", ".md", ".css", ".inv"}


@dataclass
class Page(HTMLParser):
    """What one HTML page loads, links to and offers as targets."""

    text: str
    loads: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    twice: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._in_style = False
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Collect from one tag."""
        found = {name: value or "" for name, value in attributes}
        if found.get("id"):
            if found["id"] in self.ids:
                self.twice.append(found["id"])
            self.ids.add(found["id"])
        if tag == "a" and found.get("name"):
            self.ids.add(found["name"])
        if found.get("style"):
            self.styles.append(found["style"])
        self._in_style = tag == "style"
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        for name in _LOADING.get(tag, ()):
            if found.get(name):
                parts = found[name].split(",") if name == "srcset" else [found[name]]
                self.loads += [part.strip().split(" ")[0] for part in parts]

    def handle_data(self, data: str) -> None:
        """Collect the text of style elements."""
        if self._in_style:
            self.styles.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Note the end of a style element."""
        if tag == "style":
            self._in_style = False


def urls_in_css(css: str) -> list[str]:
    """Every address that a style sheet loads, without ``data:``."""
    found = [first or second for first, second in _CSS_URL.findall(_COMMENT.sub("", css))]
    return [url.strip() for url in found if not url.strip().startswith(("data:", "#"))]


def _is_outside(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.netloc) or parts.scheme not in {"", "data"}


def _carries_itself(url: str) -> bool:
    """Whether the address holds its own content, as the data file of a chart does."""
    return url.startswith("data:")


def _problem_of_local(url: str, page: Path, folder: Path, pages: dict[Path, Page]) -> str | None:
    """What is wrong with an address inside the book, or None."""
    parts = urlsplit(url)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if not target.is_relative_to(folder):
        return f"leads out of the book: {url}"
    if not target.is_file():
        return f"leads nowhere: {url}"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids:
        return f"has no target on its page: {url}"
    return None


def problems(folder: Path) -> list[str]:
    """All faults of the book in ``folder``, one sentence each; empty when it is fit to publish."""
    folder = folder.resolve()
    pages = {path: Page(path.read_text("utf-8")) for path in own_files(folder, "*.html")}
    found: list[str] = []
    if not pages:
        return [f"{folder} holds no page"]
    for path, page in pages.items():
        name = path.relative_to(folder).as_posix()
        found += [f"{name} gives the id {one!r} twice" for one in page.twice]
        styles = [url for css in page.styles for url in urls_in_css(css)]
        for url in [*page.loads, *styles]:
            if _carries_itself(url):
                continue
            problem = f"loads from outside: {url}" if _is_outside(url) else _problem_of_local(url, path, folder, pages)
            if problem:
                found.append(f"{name} {problem}")
        for url in page.links:
            if _is_outside(url) or _carries_itself(url):
                continue
            problem = _problem_of_local(url, path, folder, pages)
            if problem:
                found.append(f"{name}: a link {problem}")
    for path in own_files(folder, "*.css"):
        name = path.relative_to(folder).as_posix()
        for url in urls_in_css(path.read_text("utf-8")):
            problem = f"loads from outside: {url}" if _is_outside(url) else _problem_of_local(url, path, folder, pages)
            if problem:
                found.append(f"{name} {problem}")
    for path in own_files(folder, "*"):
        if path.suffix in _TEXT_FILES and path.is_file() and path.name != "plotly.min.js":
            secret = _SECRET.search(path.read_text("utf-8", errors="replace"))
            if secret:
                found.append(
                    f"{path.relative_to(folder).as_posix()} holds {secret.group(0)!r}, which only trainers may see"
                )
    return found
