"""Chromium and axe-core, the same for every test that needs a browser and for the bench."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, sync_playwright

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """The Chromium of ``CHROMIUM`` or of the path, without a window."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: run the tests with `make test`, which installs it, or set CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield browser
        browser.close()


def accessibility_faults(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA: rule, reason and HTML of each place; empty when all is well."""
    page.evaluate(_AXE.read_text("utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {WCAG_22_AA}, resultTypes: ['violations']}})")["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}: {node['failureSummary']}" for fault in found for node in fault["nodes"]
    ]
