"""The country file in a real browser, with Python behind it: read, undo, import, save; the book has no engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from course import country_file, forms, tools
from course.country_file import outline, store
from course.tools.base import tool_view
from course.web import bundle
from tests.browsing import accessibility_faults

TARGET = {
    "sending": "Norland",
    "receiving": "Sandovia",
    "baseline": 7.0,
    "target": 3.0,
    "responsible": "Zentralbank – Банк",
}
ENGINE = """
const io = { place: "lab", value: VALUE, send: (kind, more = {}) => window.python({ kind, ...more }) };
mountView(document.querySelector(".course-view"), DESC, io);
"""


@pytest.fixture
def open_view(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """``open_view(view, width=1000, lab=True)``: a page with one view; with ``lab`` its Python handlers answer."""
    pages: list[Page] = []
    problems: list[str] = []

    def show(view: Any, width: int = 1000, lab: bool = True, theme: str = "light") -> Page:
        page = chromium.new_page(viewport={"width": width, "height": 900})
        pages.append(page)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        desc = json.dumps(view.desc, ensure_ascii=False).replace("<", "\\u003c")
        value = json.dumps(getattr(view, "value", None))
        script = bundle.classic()
        if lab:
            page.expose_function("python", lambda message: view._handlers[message["kind"]](message))
            script = script.replace(
                "bootWhenReady();\n})();", ENGINE.replace("DESC", desc).replace("VALUE", value) + "\n})();"
            )
        (tmp_path / "page.html").write_text(
            f'<!doctype html><html lang="en" class="course-page" data-theme="{theme}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>Country file</title>'
            f"<style>{bundle.css()} body {{ background: var(--mdt-paper); color: var(--mdt-ink); }}</style></head>"
            '<body><main><h1>Page</h1><h2>Part</h2><div class="course-view">'
            f'<script type="application/json">{desc}</script></div></main>'
            f"<script>{script}</script></body></html>",
            encoding="utf-8",
        )
        page.goto((tmp_path / "page.html").as_uri())
        return page

    yield show
    for page in pages:
        page.close()
    assert problems == []


@pytest.fixture
def filled(home: Path) -> Path:
    country_file.put("start", "start", {"country": "NPL", "track": "explore"}, "m00-p6")
    country_file.put("CF-10", "cost_target", {"target": 5.0}, "m10-p13")
    country_file.put("CF-10", "cost_target", TARGET, "m10-p13")
    return home


def exported(tmp_path: Path, **changes: Any) -> Path:
    piece = {"form": "cost_target", "value": {**TARGET, **changes}, "at": "2026-10-01T00:00:00Z", "from": "x"}
    odd = {**piece, "value": {"target": 900}}
    path = tmp_path / "export.json"
    path.write_text(
        json.dumps({"schema": 1, "country": "NPL", "pieces": {"CF-10": piece, "CF-05-matrix": odd}}), "utf-8"
    )
    return path


def test_the_trainee_reads_it_and_takes_a_change_back_and_forward(filled, open_view) -> None:
    page = open_view(tools.country_file())
    paper = page.locator(".cf-paper")
    text = paper.inner_text()
    assert "Nepal" in text and "Zentralbank – Банк" in text and "7 %" in text
    assert "Still empty: module M04 writes this." in text and "2 of" in text
    page.get_by_role("button", name="Take back the last change: Cost target").click()
    page.get_by_text("The change before is back: CF-10.").wait_for()
    assert "Zentralbank" not in paper.inner_text() and "5 %" in paper.inner_text()
    page.get_by_role("button", name="Make it again: Cost target").click()
    page.get_by_text("The change is made again: CF-10.").wait_for()
    assert country_file.piece("CF-10") == TARGET


def test_an_import_is_looked_at_first_and_chosen_piece_by_piece(filled, open_view, tmp_path) -> None:
    page = open_view(tools.country_file())
    page.get_by_role("button", name="Import …").click()
    page.get_by_label("Choose a file").set_input_files(exported(tmp_path, target=4.0))
    panel = page.locator(".cf-panel")
    panel.get_by_role("heading", name="What would change").wait_for()
    assert "Cost target (CF-10): replaces yours" in panel.inner_text()
    assert "cannot be put in. Average cost to reach: please enter a number from 0 to 100." in panel.inner_text()
    assert country_file.piece("CF-10") == TARGET, "nothing has changed yet"
    panel.get_by_role("checkbox").uncheck()
    panel.get_by_role("button", name="Put in the chosen pieces").click()
    page.get_by_text("Pieces put in: 0.").wait_for()
    page.get_by_role("button", name="Import …").click()
    page.get_by_label("Choose a file").set_input_files(exported(tmp_path, target=4.0))
    page.get_by_role("button", name="Put in the chosen pieces").click()
    page.get_by_text("Pieces put in: 1.").wait_for()
    assert country_file.piece("CF-10")["target"] == 4.0
    country_file.undo("CF-10")
    assert country_file.piece("CF-10") == TARGET


@pytest.mark.parametrize(
    ("content", "says"), [(b"{", "damaged"), (b'{"a": 1}', "not a country file"), (b" " * 5_000_000, "too large")]
)
def test_a_bad_file_is_refused_with_a_clear_message(filled, open_view, tmp_path, content, says) -> None:
    page = open_view(tools.country_file())
    page.get_by_role("button", name="Import …").click()
    (tmp_path / "bad.json").write_bytes(content)
    page.get_by_label("Choose a file").set_input_files(tmp_path / "bad.json")
    page.get_by_text(says).first.wait_for()
    assert country_file.piece("CF-10") == TARGET


def test_what_is_saved_is_what_is_shown(filled, open_view, tmp_path) -> None:
    page = open_view(tools.country_file())
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file (JSON)").click()
    assert download.value.suggested_filename == "country_file_NPL.json"
    download.value.save_as(tmp_path / "saved.json")
    found = store.decode((tmp_path / "saved.json").read_bytes())
    assert found.problem is None and found.value("CF-10") == TARGET
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a page (HTML)").click()
    download.value.save_as(tmp_path / "saved.html")
    page.goto((tmp_path / "saved.html").as_uri())
    assert page.title() == "Country file: Nepal"
    assert page.locator("button").count() == 0 and page.locator("details:not([open])").count() == 0
    assert "Zentralbank – Банк" in page.locator("body").inner_text()
    assert accessibility_faults(page) == []


def test_a_module_opens_its_own_part(filled, open_view) -> None:
    page = open_view(tools.country_file("CF-10"))
    opened = page.locator("details.cf-part[open] .cf-part-title")
    assert opened.all_inner_texts() == ["Remittances and financial inclusion"]
    page.get_by_role("link", name="What comes first").press("Enter")
    assert page.locator("details.cf-part[open]").count() == 2
    with pytest.raises(ValueError, match="no part 'CF-99'"):
        tools.country_file("CF-99")


@pytest.mark.parametrize(("theme", "width"), [("light", 1000), ("dark", 360)])
def test_no_accessibility_fault_and_no_sideways_scrolling(home, open_view, theme, width) -> None:
    known = outline.known_forms()
    form = next(name for name in forms.names() if any(field["kind"] == "rows" for field in forms.fields(known[name])))
    field = next(field for field in forms.fields(known[form]) if field["kind"] == "rows")
    texts = [column["id"] for column in field["columns"] if column["kind"] in ("text", "long_text")]
    country_file.put("CF-04-tor", form, {field["id"]: [{id: "long text " * 8 for id in texts}]}, "x")
    country_file.put("CF-10", "cost_target", TARGET, "x")
    country_file.put("CF-10", "cost_target", {**TARGET, "target": 2.0}, "x")
    page = open_view(tools.country_file(), width=width, theme=theme)
    page.get_by_role("button", name="Import …").click()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_book_shows_the_example_and_opens_a_file_without_sending_it(open_view, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("COURSE_STATIC", "1")
    page = open_view(tools.country_file(), lab=False)
    assert "the Republic of Sandovia does not exist" in page.locator(".cf-paper").inner_text()
    page.get_by_role("button", name="Open my country file …").click()
    page.get_by_label("Choose a file").set_input_files(exported(tmp_path))
    page.get_by_text("You see your own file.").wait_for()
    text = page.locator(".cf-paper").inner_text()
    assert "Zentralbank – Банк" in text and "does not exist" not in text
    assert page.get_by_role("button", name="Take back").count() == 0
    page.get_by_role("button", name="Open my country file …").click()
    (tmp_path / "bad.json").write_text('{"schema": 7, "pieces": {}}')
    page.get_by_label("Choose a file").set_input_files(tmp_path / "bad.json")
    page.get_by_text("newer version of the course").wait_for()
    assert "Zentralbank" in page.locator(".cf-paper").inner_text(), "the file that was open stays"


def piece_tool(**more: Any) -> Any:
    """A tool whose view is only the button: any tool's author uses it this way."""
    return tool_view("piece_test", title="T", purpose="P.", limits=["L.", "M."], source="S", still="<p></p>",
                     piece={"id": "CF-10", "form": "cost_target"}, **more)  # fmt: skip


BUTTON = """
registerTool("piece_test", { mount(element, desc) {
  element.append(pieceButton({ desc }, () => window.held));
} });
"""


@pytest.mark.parametrize("lab", [True, False])
def test_the_button_of_a_tool(home, open_view, monkeypatch, tmp_path, lab) -> None:
    monkeypatch.setattr(bundle, "body", lambda real=bundle.body: real() + BUTTON)
    bundle.classic.cache_clear()
    if not lab:
        monkeypatch.setenv("COURSE_STATIC", "1")
    page = open_view(piece_tool(), lab=lab)
    bundle.classic.cache_clear()
    button = page.get_by_role("button")
    button.click()
    page.get_by_text("There is nothing to put in yet.").wait_for()
    page.evaluate("value => { window.held = value; }", {**TARGET, "source": "  ", "first_step": None})
    if lab:
        button.click()
        page.get_by_text("It is in your country file now, as piece CF-10.").wait_for()
        assert country_file.piece("CF-10") == TARGET
        page.evaluate("window.held = { target: 900 }")
        button.click()
        page.get_by_text("please enter a number from 0 to 100").wait_for()
        assert country_file.piece("CF-10") == TARGET
        return
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "CF-10.json"
    download.value.save_as(tmp_path / "piece.json")
    found = store.decode((tmp_path / "piece.json").read_bytes())
    assert found.problem is None and found.value("CF-10") == TARGET


def test_a_piece_without_a_form_is_an_authors_mistake(home) -> None:
    with pytest.raises(LookupError, match="no form"):
        tool_view("x", title="T", purpose="P.", limits=[], source="", still="", piece={"id": "CF-10", "form": "absent"})


def test_a_form_takes_in_what_a_tool_has_put_into_the_country_file(home, open_view) -> None:
    from course import ask

    view = ask.document("m10-p13", "cost_target", piece="CF-10", value={"target": 5})
    country_file.put("CF-10", "cost_target", TARGET, "tool-target")
    page = open_view(view)
    page.get_by_text("A tool has put another version of this piece into your country file").wait_for()
    page.get_by_role("button", name="Take it into the form").click()
    assert page.get_by_label("Who is responsible").input_value() == "Zentralbank – Банк"
    page.get_by_role("button", name="Undo last change in the form").click()
    assert page.get_by_label("Who is responsible").input_value() == ""
    page.get_by_label("First step").fill("Ask the providers.")
    page.get_by_role("button", name="Record answer").click()
    page.get_by_text("Fields filled in: 2 of 9").wait_for()
    assert country_file.piece("CF-10") == {"target": 5.0, "first_step": "Ask the providers."}
