"""Chromium and axe-core, the same for every test that needs a browser and for the bench."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page, expect, sync_playwright

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: How long a page may take, in milliseconds: on busy processors things come late, only what never comes is a failure.
PATIENCE = 180_000
expect.set_options(timeout=PATIENCE)
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
# axe-core works out the same few colours for every element above every text: a third of its time
_REMEMBER_COLOURS = """() => {
  const known = new Map();
  const { prototype } = axe.commons.color.Color;
  const workOut = prototype.parseString;
  prototype.parseString = function (text) {
    if (!known.has(text)) {
      workOut.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = known.get(text);
    return this;
  };
}"""


def chromium_path() -> str:
    """The Chromium of ``CHROMIUM`` or of the path."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: run the tests with `make test`, which installs it, or set CHROMIUM"
    return path


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Chromium without a window; its pages are patient."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        browser.new_context, browser.new_page = _patient(browser.new_context), _patient(browser.new_page)
        yield browser
        browser.close()


def _patient(make: Callable[..., Any]) -> Callable[..., Any]:
    def made(**options: Any) -> Any:
        one = make(**options)
        one.set_default_timeout(PATIENCE)
        return one

    return made


def come_near(page: Page) -> int:
    """Come near to every question and tool of a page of the book, as a reader does; how many there are.

    They load when a reader is about to see them, so a test that looks for one has to go there first.
    """
    found = page.evaluate(
        """async () => {
          const views = [...document.querySelectorAll(".course-view[data-kind]")];
          const failed = () => document.querySelector(".course-view-failed");
          for (const one of views) {
            one.scrollIntoView();
            while (one.dataset.started !== "ready" && !failed()) await new Promise(requestAnimationFrame);
          }
          window.scrollTo(0, 0);
          return [views.length, failed() ? failed().parentElement.dataset.view : ""];
        }"""
    )
    assert not found[1], f"{page.url}: {found[1]} could not be loaded"
    return int(found[0])


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA: rule, reason and HTML of each place; empty when all is well."""
    page.evaluate(_AXE.read_text("utf-8"))
    page.evaluate(_REMEMBER_COLOURS)
    # without preload: a page in a folder may not ask for its own style sheet, and axe would
    wanted = {"runOnly": WCAG_22_AA, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate("(wanted) => axe.run(document, wanted)", wanted)["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}: {node['failureSummary']}" for fault in found for node in fault["nodes"]
    ]
