"""Node and the gallery for the tests of the views."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course.web import bundle
from tests.course.web import gallery


def node_program() -> str:
    """``NODE``, the ``node`` on the path, or the one that Playwright brings along."""
    found = os.environ.get("NODE") or shutil.which("node")
    if found:
        return found
    import playwright

    return str(Path(playwright.__file__).parent / "driver" / "node")


@pytest.fixture(scope="session")
def node_path() -> str:
    """The Node that the tests use."""
    return node_program()


@pytest.fixture(scope="session")
def run_js() -> Callable[..., Any]:
    """``run_js(script, data)``: run an ES module that sees ``data``; gives what the script passes to ``done``.

    In the script, ``#js/`` is the folder of our modules.
    """

    def run(script: str, data: Any = None) -> Any:
        head = (
            'import { readFileSync } from "node:fs";\nconst data = JSON.parse(readFileSync(0, "utf-8"));\n'
            "const done = (result) => process.stdout.write(JSON.stringify(result));\n"
        )
        text = head + script.replace("#js/", bundle.JS.as_uri() + "/")
        command = [node_program(), "--input-type=module", "--eval", text]
        finished = subprocess.run(command, input=json.dumps(data), capture_output=True, text=True, timeout=300)
        assert finished.returncode == 0, finished.stderr
        return json.loads(finished.stdout)

    return run


@pytest.fixture(scope="module")
def page_file(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("gallery")
    for theme in ("light", "dark"):
        (folder / f"{theme}.html").write_text(gallery.page(theme), "utf-8")
    return {theme: (folder / f"{theme}.html").as_uri() for theme in ("light", "dark")}


@pytest.fixture(scope="module")
def opened(chromium, page_file):
    """One page for all tests that each use their own question of it; it must never report an error."""
    page = chromium.new_page(viewport={"width": 1000, "height": 900})
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else errors.append(request.url)
    )
    page.goto(page_file["light"])
    yield page
    assert errors == []
    page.close()
