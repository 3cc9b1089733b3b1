"""A person who operates the questions of the gallery with the keyboard."""

from __future__ import annotations

from typing import Any


def question(page: Any, id: str) -> Any:
    return page.locator(f'[data-question="{id}"]')


def recorded(page: Any, id: str) -> Any:
    page.wait_for_function("!window.waiting")  # the engine of the gallery has answered all that it was sent
    return page.evaluate("id => window.engines[id].state.value", id)


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page: Any, target: Any) -> None:
    """Press Tab until ``target`` has the focus: it must be in the tab order."""
    for _ in range(40):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("Tab never reached the control")


def start_in(page: Any, id: str) -> Any:
    """Put the focus just before a question."""
    place = question(page, id)
    place.evaluate("node => { node.tabIndex = -1; node.focus(); }")
    return place


def record_by_keyboard(page: Any, place: Any, key: str = "Enter") -> None:
    tab_to(page, place.get_by_role("button", name="Record answer"))
    page.keyboard.press(key)
