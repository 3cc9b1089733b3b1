"""A real browser and the real servers: Debian's Chromium, JupyterLab on loopback with the released pages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from course.classroom.line import free_port
from tests.browser.walk import Walk, walk
from tests.browsing import open_chromium
from tests.page_weight import compressed_server

ROOT = Path(__file__).parents[2]


@dataclass
class Watch:
    """What a page did that a reader should never see."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def follow(self, page: Page, inside: tuple[str, ...]) -> None:
        """Record console errors, script errors and requests that leave ``inside``."""
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self._see(request.url, inside))

    def _see(self, url: str, inside: tuple[str, ...]) -> None:
        if not url.startswith((*inside, "data:", "blob:", "about:")):
            self.outside.append(url)


@dataclass
class Lab:
    """A running JupyterLab.

    Attributes:
        url: address without token.
        token: what opens it.
        folder: its root folder, with a copy of the release.
    """

    url: str
    token: str
    folder: Path

    def page_url(self, path: str) -> str:
        """Address of a notebook."""
        return f"{self.url}/lab/tree/{path}?token={self.token}&reset"


@pytest.fixture(scope="session")
def release() -> Path:
    """What trainees receive, made new when the modules changed."""
    subprocess.run([sys.executable, "-m", "grading.release"], cwd=ROOT, check=True, capture_output=True)
    return ROOT / "build" / "release"


@pytest.fixture(scope="session")
def lab(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab over a fresh copy of the release."""
    folder = tmp_path_factory.mktemp("workspace")
    for module in release.iterdir():
        if module.is_dir():
            shutil.copytree(module, folder / module.name)
    subprocess.run([sys.executable, "-m", "course.lab.install"], cwd=ROOT, check=True)
    port, token = free_port(), "tests"
    config = tmp_path_factory.mktemp("config")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.ip=127.0.0.1"]
    command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={folder}"]
    if os.geteuid() == 0:
        command.append("--allow-root")
    environment = {**os.environ, "JUPYTER_TOKEN": token, "JUPYTER_CONFIG_DIR": str(config), "COURSE_TRAINEE": "bank"}
    with (config / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/api", server)
            yield Lab(url, token, folder)
        finally:
            server.terminate()
            server.wait(120)


def _wait(url: str, server: subprocess.Popen[bytes], seconds: int = 240) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.poll() is None, "JupyterLab stopped by itself"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                json.load(answer)
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"no answer from {url} within {seconds} s")


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile."""
    fresh = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield fresh
    fresh.close()


@pytest.fixture(scope="session")
def book(release: Path) -> Path:
    """The folder of the finished book with its browser lab, made new when anything that it depends on changed."""
    made = subprocess.run([sys.executable, "-m", "book.lab"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout[-2000:] + made.stderr[-4000:]
    return ROOT / "build" / "book"


@pytest.fixture(scope="session")
def laptop(book: Path) -> Walk:
    """Every page of the book over http, weighed, in light colours, on a laptop; axe-core looked at each."""
    with open_chromium() as browser, compressed_server(book) as address:
        return walk(browser, book, address, "light", (1280,), axe=lambda *_: True, weighing=True)


@pytest.fixture(scope="session")
def phone(book: Path) -> Walk:
    """Every page of the book from its folder, in dark colours, on a phone; axe-core looked at most."""
    wanted = {"index.html", "my-progress.html", "today.html"}
    with open_chromium() as browser:
        address = book.as_uri() + "/"
        return walk(browser, book, address, "dark", (320, 375), axe=lambda name, seen: name in wanted or seen.views > 0)


@pytest.fixture
def watch() -> Watch:
    """Collects what a page does that a reader should never see."""
    return Watch()
