"""What a reader waits for and what travels, in the book and in JupyterLab."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench.row import Row
from tests.browsing import come_near, open_chromium
from tests.page_weight import BUDGET, pages_in, weights
from tests.serving import serving_folder

ROOT = Path(__file__).parents[2]
PAGE = "modules/m10_remittances/lesson.html"
ROUNDS = 9
# from the moment a slider moves until the sentence of the tool has changed and the picture is drawn
RESPONSE = """async (box) => {
  const slider = box.querySelector('input[type=range]');
  const before = box.textContent;
  const target = Number(slider.value) === Number(slider.max) ? slider.min : slider.max;
  const began = performance.now();
  slider.value = target;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  slider.dispatchEvent(new Event('change', { bubbles: true }));
  while (box.textContent === before) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(done));
  return performance.now() - began;
}"""


def _response(page: Page) -> float:
    box = page.locator(".course-tool").nth(1).element_handle()
    return statistics.median(page.evaluate(RESPONSE, box) for _ in range(ROUNDS))


def _book(browser: Browser) -> Iterator[Row]:
    subprocess.run([sys.executable, "-m", "book.build"], cwd=ROOT, check=True, capture_output=True)
    book = ROOT / "build" / "book"
    found = list(weights(browser, book, pages_in(book)))
    heaviest = max(found, key=lambda weight: weight.total)
    budget = BUDGET / 1000
    yield Row(f"heaviest first view, compressed: {heaviest.name}", heaviest.total / 1000, "kB", budget, "budget")
    typical = statistics.median(weight.total for weight in found) / 1000
    yield Row(f"median first view of {len(found)} pages, compressed", typical, "kB", budget, "budget")
    with serving_folder(book) as address:
        page = browser.new_page()
        bodies: list[bytes] = []
        page.on("response", lambda answer: bodies.append(answer.body()) if answer.ok else None)
        page.goto(f"{address}{PAGE}", wait_until="networkidle")
        packed = sum(len(gzip.compress(body)) for body in bodies) / 1000
        yield Row("page of M10, first view, compressed", packed, "kB", budget, "budget")
        come_near(page)
        page.wait_for_load_state("networkidle")
        read = sum(len(gzip.compress(body)) for body in bodies) / 1000
        yield Row("page of M10 read to its end, compressed", read, "kB", packed, "first view")
        yield Row("tool answers in the static book", _response(page), "ms")
        page.get_by_role("button", name="Explore this chart").first.click()
        page.wait_for_selector(".js-plotly-plot .main-svg")
        page.wait_for_load_state("networkidle")
        with_plotly = sum(len(gzip.compress(body)) for body in bodies) / 1000
        yield Row("page of M10 with plotly, compressed", with_plotly, "kB", packed, "first view")
        page.close()


def _lab(browser: Browser) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        shutil.copytree(ROOT / "build" / "release", folder, dirs_exist_ok=True)
        subprocess.run([sys.executable, "-m", "course.lab.install"], cwd=ROOT, check=True)
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.port={port}"]
        command += ["--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={folder}", "--allow-root"]
        environment = {**os.environ, "JUPYTER_TOKEN": "bench"}
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            address = f"http://127.0.0.1:{port}/lab/tree/m10_remittances/lesson.ipynb?token=bench&reset"
            _when_up(page, address)
            began = time.perf_counter()
            page.goto(address)
            page.wait_for_selector("[data-course-ready]", state="attached", timeout=90_000)
            yield Row("JupyterLab: from the address to all questions of M10", time.perf_counter() - began, "s")
            page.wait_for_timeout(1500)
            yield Row("tool answers in JupyterLab", _response(page), "ms")
        finally:
            server.terminate()
            server.wait(20)


def _when_up(page: Page, address: str) -> None:
    for _ in range(200):
        try:
            page.request.get(address.split("/lab")[0] + "/api")
            return
        except Exception:
            time.sleep(0.2)


def rows() -> Iterator[Row]:
    """Book first, then JupyterLab."""
    with open_chromium() as browser:
        yield from _book(browser)
        yield from _lab(browser)
