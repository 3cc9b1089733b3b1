"""Formgrader as a page of its own: no script without the mark, nothing from outside, nothing of a trainee runs."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell
from playwright.sync_api import Browser, Route

from grading.classroom import formgrader
from grading.classroom.formgrader import OwnPage
from grading.classroom.formgrader_template import CHANGES
from grading.nbgrader_config import course_config
from tests.grading.fixture_module import MODULE, exercises

NONCE = "the-mark"
_POLICY = OwnPage.content_security_policy.fget
_ABOUT = {name: "x" for name in ("assignment_id", "notebook_id", "submission_id", "student", "notebook_path")} | {
    "index": 0, "total": 1, "base_url": "/services/trainer-c", "last_name": "", "first_name": "",
}  # fmt: skip


def _page(tmp_path: Path, nb: nbformat.NotebookNode) -> str:
    exporter = formgrader._exporter(course_config(tmp_path), NONCE)
    return exporter.from_notebook_node(nb, resources=dict(_ABOUT))[0]


def test_every_script_of_the_page_has_the_mark_and_is_ours(tmp_path: Path) -> None:
    html = _page(tmp_path, exercises())
    scripts = re.findall(r"<script[^>]*>", html)
    assert scripts and all(f'nonce="{NONCE}"' in one for one in scripts)
    assert not re.search(r"\son\w+=", html), "no script in attributes"
    outside = re.findall(r'(?:src|href)="((?:https?:)?//[^"]+)"', html)
    assert outside == []
    assert 'id="m90-r1-task"' in html, "this is Formgrader, with its fields for points"


def test_each_page_has_a_mark_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "exercises.ipynb"
    nbformat.write(exercises(), path)
    config = course_config(tmp_path)
    settings = {"course_exporter": [], "nbgrader_formgrader": SimpleNamespace(config=config)}
    for nonce in ("first", "second"):
        html = formgrader._Marked(settings, nonce).from_filename(str(path), dict(_ABOUT))[0]
        assert set(re.findall(r'<script[^>]*nonce="([^"]*)"', html)) == {nonce}
    assert len(settings["course_exporter"]) == 1


def test_what_slips_through_the_cleaning_still_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    nb = exercises()
    nb.cells.append(new_markdown_cell("HERE"))
    # as if the cleaning had failed
    bad = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
    html = _page(tmp_path, nb).replace("HERE", bad)
    assert bad in html
    policy = _POLICY(type("Page", (), {"_nonce": NONCE})())
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.endswith("/page"):
            route.fulfill(body=html, headers={"Content-Type": "text/html", "Content-Security-Policy": policy})
        else:
            route.fulfill(status=404, body="")

    context = chromium.new_context()
    page = context.new_page()
    page.route("**/*", answer)
    page.goto("http://classroom.test/page")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran || 0") == 0
    assert page.evaluate("submission_id") == "x", "Formgrader's own script runs"
    assert all(url.startswith("http://classroom.test/") for url in asked), asked
    context.close()


@pytest.mark.parametrize("name", ["js/utils.js", "js/backbone_xsrf.js", "mathjax.html.j2"])
def test_files_that_take_the_place_of_nbgraders_still_have_a_place(name: str) -> None:
    from nbconvert import exporters
    from nbgrader.server_extensions.formgrader import handlers

    if name.endswith(".js"):
        assert (Path(handlers.static_path) / name).is_file()
    else:
        paths = exporters.HTMLExporter().template_paths
        assert any((Path(path) / name).is_file() for path in paths)
    assert (formgrader._OWN / name).is_file()
    assert MODULE


@pytest.mark.parametrize("old", [old for old, _new in CHANGES])
def test_nbgraders_templates_still_have_the_places_that_are_changed(old: str) -> None:
    from nbgrader.server_extensions.formgrader import handlers

    templates = [path.read_text(encoding="utf-8") for path in Path(handlers.template_path).rglob("*.*")]
    assert any(old in text for text in templates)
