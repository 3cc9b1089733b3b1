"""Every tool with the keyboard alone: Tab reaches each control and leads out again, keys work, the focus is seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from course import tools
from course.web import bundle

MOST_STOPS = 400
CONTROL_TAGS = {"button", "input", "select", "textarea", "summary", "a"}
# These buttons leave the page or save a file.
_LEAVES = re.compile(r"save|print|download|open|keep it in|country file", re.I)

# What has the focus: its kind, its name, whether it can be seen and whether something shows the focus.
FOCUSED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const before = one.dataset.visited === "yes";
  one.dataset.visited = "yes";
  const named = one.labels && one.labels.length ? [...one.labels].map((label) => label.textContent).join(" ") : "";
  const textOf = (id) => document.getElementById(id)?.textContent || "";
  const by = (one.getAttribute("aria-labelledby") || "").split(" ").map(textOf).join(" ");
  const places = [one, one.closest("label"), one.nextElementSibling, one.parentElement].filter(Boolean);
  return {
    id: one.id, tag: one.tagName.toLowerCase(), type: one.type || "", role: one.getAttribute("role") || "",
    name: (one.getAttribute("aria-label") || by || named || one.textContent || "").trim(),
    value: one.type === "checkbox" || one.type === "radio" ? String(one.checked) : one.value ?? "",
    open: one.tagName === "SUMMARY" ? one.parentElement.open : null,
    seen: box.bottom > 0 && box.top < window.innerHeight,
    ring: places.some((place) => { const style = getComputedStyle(place);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0; }),
    before, lost: one === document.body,
  };
}"""
CONTROLS = """() => {
  // What stands in a closed box cannot be reached before it is opened.
  const shown = (one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true });
  const kinds = "main .course-view :is(button, input, select, textarea, summary, a[href])";
  const all = [...document.querySelectorAll(kinds)];
  const groups = new Set();
  return all.filter((one) => shown(one) && !one.disabled && one.tabIndex >= 0).filter((one) => {
    if (one.type !== "radio") return true;
    if (groups.has(one.name)) return false;
    groups.add(one.name);
    return true;
  }).length;
}"""


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context.new_page()
    context.close()


def show(page: Page, name: str, folder: Path) -> None:
    """A page with one tool between two links."""
    desc = json.dumps(getattr(tools, name)().desc, ensure_ascii=False).replace("<", "\\u003c")
    file = folder / "tool.html"
    file.write_text(
        '<!doctype html><html lang="en" class="course-page"><head><meta charset="utf-8"><title>Tool</title>'
        f'<style>{bundle.css()}</style></head><body><a href="#before" id="before">Before</a><main>'
        f'<div class="course-view"><script type="application/json">{desc}</script></div></main>'
        f'<a href="#after" id="after">After</a><script>{bundle.classic()}</script></body></html>',
        encoding="utf-8",
    )
    page.goto(file.as_uri())
    page.locator("#before").focus()


def walk(page: Page) -> Iterator[dict[str, Any]]:
    """Press Tab until the link behind the tool; what has the focus at each stop."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["id"] == "after":
            return
        yield stop
    raise AssertionError(f"after {MOST_STOPS} stops the Tab key has not left the tool")


@pytest.mark.parametrize("name", tools.__all__)
def test_the_tab_key_reaches_every_control_and_leads_out(name: str, page: Page, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("COURSE_STATIC", "1")
    show(page, name, tmp_path)
    wanted = page.evaluate(CONTROLS)
    stops = list(walk(page))
    # A date has three stops, for day, month and year.
    controls = [one for one in stops if one["tag"] in CONTROL_TAGS and not one["before"]]
    assert len(controls) == wanted
    assert [one for one in stops if one["lost"] or not one["name"]] == []
    assert [one for one in stops if not one["seen"]] == [], "the page does not follow the focus"
    # Inside a date the browser marks day, month and year itself.
    assert [one for one in stops if not one["ring"] and not one["before"]] == [], "nobody sees where the focus is"


KEYS = {"range": "ArrowRight", "checkbox": "Space", "radio": "ArrowDown", "select-one": "ArrowDown"}


@pytest.mark.parametrize("name", tools.__all__)
def test_every_control_answers_to_its_key_and_keeps_the_focus(
    name: str, page: Page, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("COURSE_STATIC", "1")
    show(page, name, tmp_path)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    dead, lost, pressed = [], [], set()
    for stop in walk(page):
        key = KEYS.get(stop["type"]) or ("Enter" if stop["tag"] == "summary" else None)
        if stop["tag"] == "button" and not _LEAVES.search(stop["name"]):
            key = "Enter"
        if key is None or stop["role"] or (stop["tag"] == "button" and stop["name"] in pressed):
            continue  # some buttons lead back to where we were
        pressed.add(stop["name"])
        page.keyboard.press(key)
        after = page.evaluate(FOCUSED)
        if after["lost"]:
            lost.append(stop["name"])
            break  # the next Tab would begin anywhere
        changed = (after["value"], after["open"], after["id"], after["name"]) != (
            stop["value"], stop["open"], stop["id"], stop["name"],
        )  # fmt: skip
        if not changed and stop["tag"] != "button":
            page.keyboard.press({"ArrowRight": "ArrowLeft", "ArrowDown": "ArrowUp"}.get(key, key))  # at its end already
            back = page.evaluate(FOCUSED)
            if back["value"] == stop["value"] and back["name"] == stop["name"]:
                dead.append(stop)
    assert errors == []
    assert lost == [], "this button takes the focus away"
    assert dead == []
