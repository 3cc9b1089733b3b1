"""One walk through the whole book: each page is opened once and everything that must hold on every page is looked at.

Opening a page and starting its questions and tools costs more than looking at it, so tests of every page share a walk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browsing import accessibility_faults, come_near
from tests.page_weight import Weight, pages_in, weigh

OPEN_ALL = "document.querySelectorAll('article details').forEach((one) => { one.open = true; })"
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"
# A control must show its edge or its focus in the reader's own colours; a text must not have the colour of its ground.
CONTRAST = """() => {
  const bad = [];
  const shown = (one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
  const ground = (one) => {
    for (let place = one; place; place = place.parentElement) {
      const colour = getComputedStyle(place).backgroundColor;
      if (!/, 0\\)$/.test(colour) && colour !== "transparent") return colour;
    }
    return "none";
  };
  for (const one of document.querySelectorAll("article :is(button, input, select, textarea)")) {
    if (!shown(one)) continue;
    const style = getComputedStyle(one);
    const places = [one, one.closest("label"), one.parentElement].filter(Boolean);
    const native = style.appearance !== "none" && ["radio", "checkbox", "range", "date"].includes(one.type);
    const edged = places.some((place) => parseFloat(getComputedStyle(place).borderTopWidth) > 0);
    if (!native && !edged) bad.push(`no edge: ${one.outerHTML.slice(0, 120)}`);
  }
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || !shown(one) || one.closest("script, style, .cq-unseen")) continue;
    if (one.namespaceURI !== "http://www.w3.org/1999/xhtml") continue;
    if (getComputedStyle(one).color === ground(one)) bad.push(`unseen: ${one.outerHTML.slice(0, 120)}`);
  }
  return bad;
}"""
# Each chart has words, a table and a source; each image has words.
CHARTS = """() => {
  const charts = [...document.querySelectorAll(".course-book-chart")];
  const notes = [...document.querySelectorAll(".course-chart-notes")];
  const bad = charts.flatMap((chart, place) => {
    const next = notes.find((one) => chart.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    const missing = {
      title: !chart.querySelector("svg[role=img] > title")?.textContent,
      words: !(next?.querySelector(".course-chart__alt")?.textContent.length > 40),
      table: !(next?.querySelectorAll("table tbody tr").length > 1),
      source: !next?.querySelector(".course-chart__source")?.textContent.startsWith("Source: "),
    };
    return Object.keys(missing).filter((name) => missing[name]).map((name) => `chart ${place + 1}: no ${name}`);
  });
  const images = [...document.querySelectorAll("article img")].filter((image) => !image.alt);
  return [charts.length, [...bad, ...images.map((image) => `without words: ${image.outerHTML.slice(0, 120)}`)]];
}"""


@dataclass
class Visit:
    """What was found on one page; every list is empty when all is well.

    Attributes:
        views: questions and tools on the page, all of which were started.
        charts: still charts on the page.
        complaints: what the browser's console said.
        outside: addresses outside the book that the page asked for.
        too_wide: pixels beyond the screen, by width of the screen.
        theme: colours of the page, ``light`` or ``dark``.
        wcag: what axe-core says; None where it was not asked.
        contrast: what cannot be seen in high contrast; None where nobody looked.
        chart_faults: charts without words, table or source, images without words.
        weight: bytes of the first view; None where nobody looked.
    """

    views: int = 0
    charts: int = 0
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    too_wide: dict[int, int] = field(default_factory=dict)
    theme: str = ""
    wcag: list[str] | None = None
    contrast: list[str] | None = None
    chart_faults: list[str] = field(default_factory=list)
    weight: Weight | None = None


Walk = dict[str, Visit]


@contextmanager
def _watched(page: Page, address: str) -> Iterator[Visit]:
    """A visit that hears what the page complains about and sees what it asks for."""
    visit = Visit()

    def hear(message: Any) -> None:
        if message.type == "error":
            visit.complaints.append(message.text)

    def fail(error: Any) -> None:
        visit.complaints.append(str(error))

    def see(request: Any) -> None:
        if not request.url.startswith((address, "data:", "blob:", "about:")):
            visit.outside.append(request.url)

    heard = {"console": hear, "pageerror": fail, "request": see}
    for event, listener in heard.items():
        page.on(event, listener)
    yield visit
    for event, listener in heard.items():
        page.remove_listener(event, listener)


def walk(
    browser: Browser,
    book: Path,
    address: str,
    scheme: Any,
    widths: tuple[int, ...],
    axe: Callable[[str, Visit], bool],
    weighing: bool = False,
) -> Walk:
    """Open every page of the book once and look at it.

    Args:
        browser: Chromium.
        book: the folder of the finished book.
        address: where the pages are, over http or as files, with the final slash.
        scheme: the reader's colours, ``light`` or ``dark``.
        widths: widths of the screen; pages are opened with the first one and seen with the last one.
        axe: whether axe-core looks at a page.
        weighing: open each page with an empty cache and weigh it; ``address`` belongs to a compressing server.
    """
    sizes = [{"width": width, "height": 900} for width in widths]
    profile: dict[str, Any] = {"viewport": sizes[0], "color_scheme": scheme, "reduced_motion": "reduce"}
    page, found = browser.new_context(**profile).new_page(), {}
    for name in pages_in(book):
        if weighing:
            page.context.close()
            page = browser.new_context(**profile).new_page()
        page.set_viewport_size(sizes[0])
        with _watched(page, address) as visit:
            if weighing:
                visit.weight = weigh(page, address, name)
            else:
                page.goto(address + name)
            visit.views = come_near(page)
            visit.theme = page.evaluate("document.documentElement.dataset.theme")
            visit.charts, visit.chart_faults = page.evaluate(CHARTS)
            for size in sizes:
                page.set_viewport_size(size)
                visit.too_wide[size["width"]] = page.evaluate(TOO_WIDE)
            page.evaluate(OPEN_ALL)
            if axe(name, visit):
                visit.wcag = accessibility_faults(page)
            if visit.views:
                page.emulate_media(forced_colors="active")
                visit.contrast = page.evaluate(CONTRAST)
                page.emulate_media(forced_colors="none")
        found[name] = visit
    page.context.close()
    return found
