"""What travels before a reader touches a page: every request of the first view, compressed as a plain web server would.

Print the table of a finished book: ``python -m tests.page_weight [folder]``.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Request

from book.places import own_files
from tests.serving import Quiet, serving_folder

#: Bytes of the first view of any page, compressed. A line of 400 kbit/s carries this in three seconds.
BUDGET = 150_000
#: A laptop; what is near the first screen is loaded, too.
SCREEN = {"width": 1280, "height": 900}
_COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".txt"}
_KINDS = {".html": "page", ".css": "styles", ".js": "scripts", ".woff2": "fonts"}
_SETTLED = """async () => {
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  const loading = () => document.querySelector(".course-view[data-started=yes]");
  while (loading()) await new Promise(requestAnimationFrame);
  await document.fonts.ready;
}"""
_LEVEL = 6  # what nginx and Apache use where nobody chose


class _Compressing(Quiet):
    """A static server that compresses text, as the README of the book asks of a real one."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send one file, compressed if it is text."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in _COMPRESSED:
            body = gzip.compress(body, _LEVEL, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def compressed_server(folder: Path) -> AbstractContextManager[str]:
    """The folder over http on a free port of this machine; gives the address with its final slash."""
    return serving_folder(folder, _Compressing)


class Weight(NamedTuple):
    """Bytes of the bodies that one page loads at first, by kind.

    Attributes:
        name: the page's path in the book.
        page, styles, scripts, fonts, other: bytes as they travel.
        requests: how many files.
    """

    name: str
    page: int
    styles: int
    scripts: int
    fonts: int
    other: int
    requests: int

    @property
    def total(self) -> int:
        """All bytes of the first view."""
        return self.page + self.styles + self.scripts + self.fonts + self.other

    def __str__(self) -> str:
        parts = (self.total, self.page, self.styles, self.scripts, self.fonts, self.other)
        return f"{self.name:46}" + "".join(f"{part / 1000:9.1f}" for part in parts) + f"{self.requests:6}"


HEADING = f"{'kB compressed':46}" + "".join(
    f"{word:>9}" for word in ("total", "page", "styles", "scripts", "fonts", "other")
)


def pages_in(book: Path) -> list[str]:
    """The pages of a finished book, as paths inside it; the browser lab beside them has a budget of its own."""
    found = (path.relative_to(book) for path in own_files(book, "*.html"))
    return sorted(path.as_posix() for path in found if path.parts[0] != "lab")


def weights(browser: Browser, book: Path, names: Iterable[str]) -> Iterator[Weight]:
    """The weight of each page, opened with an empty cache."""
    with compressed_server(book) as address:
        for name in names:
            context = browser.new_context(viewport=SCREEN)
            yield weigh(context.new_page(), address, name)
            context.close()


def weigh(page: Page, address: str, name: str) -> Weight:
    """Open a page of a compressing server, touch nothing, wait until no request runs, and add up what came."""
    done: list[Request] = []

    def keep(request: Request) -> None:
        done.append(request)

    page.on("requestfinished", keep)
    page.goto(address + name, wait_until="load")
    page.evaluate(_SETTLED)  # on a busy machine "networkidle" can come before the fonts are asked for
    page.wait_for_load_state("networkidle")
    page.remove_listener("requestfinished", keep)
    return _added(name, done)


def _added(name: str, requests: list[Request]) -> Weight:
    sums = {"page": 0, "styles": 0, "scripts": 0, "fonts": 0, "other": 0}
    count = 0
    for request in requests:
        if request.url.startswith("data:"):
            continue
        kind = _KINDS.get(Path(unquote(urlsplit(request.url).path)).suffix, "other")
        sums[kind] += request.sizes()["responseBodySize"]
        count += 1
    return Weight(name, **sums, requests=count)


def main(arguments: list[str]) -> int:
    """Print the table; returns 1 if a page is over the budget."""
    from tests.browsing import open_chromium

    book = Path(arguments[0] if arguments else "build/book").resolve()
    print(HEADING + f"{'files':>6}")
    found = []
    with open_chromium() as browser:
        for weight in weights(browser, book, pages_in(book)):
            print(weight, flush=True)
            found.append(weight)
    heavy = [weight.name for weight in found if weight.total > BUDGET]
    print(f"{len(found)} pages, {len(heavy)} over {BUDGET / 1000:.0f} kB")
    return 1 if heavy else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
