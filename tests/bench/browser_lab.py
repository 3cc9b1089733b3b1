"""What a self-learner waits for: the browser lab over the launcher of the kit, with an empty browser, then again."""

from __future__ import annotations

import functools
import importlib.util
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from tests.bench.row import Row
from tests.browsing import open_chromium
from tests.serving import serving

ROOT = Path(__file__).parents[2]
PAGE = "lab/notebooks/index.html?path=m10_remittances/lesson.ipynb"
SLOW = 300_000  # ms
# A cell of a reader, given to the engine as soon as there is one; gives what it printed.
PANDAS = """async (code) => {
  const pause = () => new Promise((done) => setTimeout(done, 20));
  const session = () => window.jupyterapp?.serviceManager.sessions.running().next().value;
  while (!session()) await pause();
  const kernel = window.jupyterapp.serviceManager.sessions.connectTo({ model: session() }).kernel;
  const cell = kernel.requestExecute({ code });
  let printed = "";
  cell.onIOPub = (message) => { printed += message.content.text ?? ""; };
  await cell.done;
  return printed.trim();
}"""
CODE = "import pandas as pd; print(pd.DataFrame({'flow': [1, 2]}).sum()['flow'])"


@contextmanager
def served(book: Path) -> Iterator[str]:
    """The book as the launcher of the kit shows it; gives the address with its final slash."""
    path = ROOT / "book" / "kit" / "launcher" / "start.py"
    spec = importlib.util.spec_from_file_location("launcher", path)
    assert spec and spec.loader
    launcher: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(launcher)
    server = launcher.Server(("127.0.0.1", 0), functools.partial(launcher.Pages, directory=str(book)))
    with serving(server) as address:
        yield address


def _open(context: BrowserContext, address: str) -> dict[str, float]:
    """Seconds from the address to each sight."""
    page = context.new_page()
    began, seen = time.perf_counter(), {}
    page.goto(address + PAGE, wait_until="commit")
    page.locator(".jp-RenderedMarkdown h1").first.wait_for(timeout=SLOW)
    seen["text"] = time.perf_counter() - began
    assert page.evaluate(PANDAS, CODE) == "3"
    seen["pandas"] = time.perf_counter() - began
    page.locator("[data-question]").first.wait_for(timeout=SLOW)
    seen["question"] = time.perf_counter() - began
    page.locator("[data-course-ready]").wait_for(state="attached", timeout=SLOW)
    seen["all"] = time.perf_counter() - began
    page.close()
    return seen


def rows() -> Iterator[Row]:
    """The first opening of M10's lesson, with an empty browser, and the second one."""
    subprocess.run([sys.executable, "-m", "book.lab"], cwd=ROOT, check=True, capture_output=True)
    with open_chromium() as browser, served(ROOT / "build" / "book") as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        first = _open(context, address)
        again = _open(context, address)
        context.close()
    names = {
        "text": "the text", "pandas": "the first pandas cell",
        "question": "the first question", "all": "all questions and tools of M10",
    }  # fmt: skip
    for sight, name in names.items():
        yield Row(f"browser lab, empty browser: {name}", first[sight], "s")
    for sight, name in names.items():
        yield Row(f"browser lab, second time: {name}", again[sight], "s", first[sight], "first time")
