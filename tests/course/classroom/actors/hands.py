"""How a person uses a page: with a mouse, with a finger on a phone, or with the keyboard alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page

from tests.browser import person

# Who uses the keyboard alone must see where they are: an outline or a shadow, of the control or of what is around it.
_SEEN = """(one) => {
  for (let place = one, step = 0; place && step < 4; place = place.parentElement, step += 1) {
    const style = getComputedStyle(place);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) return true;
    if (style.boxShadow !== "none" && step < 2) return true;
  }
  return false;
}"""
_MOST_STEPS = 150


class Mouse:
    """A laptop: mouse and keyboard."""

    screen: Mapping[str, Any] = {"viewport": {"width": 1280, "height": 900}}

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, control: Locator) -> None:
        """Press a button or follow a link."""
        control.click()

    def write(self, field: Locator, text: str) -> None:
        """Write into a field; what stood there goes."""
        field.fill(text)

    def pick(self, option: Locator) -> None:
        """Choose one of a few."""
        option.check()

    def answer(self, box: Locator, desc: Mapping[str, Any], raw: Any) -> None:
        """Fill in a question."""
        match desc["type"]:
            case "number" | "text":
                self.write(box.get_by_role("textbox"), str(raw))
            case "choice" if isinstance(raw, str):
                self.pick(box.locator(f'input[value="{raw}"]'))
            case "order":
                self._order(box, {item["id"]: item["text"] for item in desc["items"]}, raw)
            case _:
                person.answer(box, desc, raw)

    def _order(self, box: Locator, texts: Mapping[str, str], wanted: list[str]) -> None:
        for place, step in enumerate(wanted):
            while (now := box.locator(".cq-row-text").all_inner_texts().index(texts[step])) > place:
                self.press(box.get_by_role("button", name=f"Move up: {texts[step]}"))
                box.locator(".cq-row-text").nth(now - 1).filter(has_text=texts[step]).wait_for()


class Finger(Mouse):
    """A phone."""

    screen: Mapping[str, Any] = {
        "viewport": {"width": 375, "height": 812},
        "has_touch": True,
        "is_mobile": True,
        "device_scale_factor": 2,
    }

    def press(self, control: Locator) -> None:
        """Tap."""
        control.tap()

    def write(self, field: Locator, text: str) -> None:
        """Tap into the field, and type."""
        field.tap()
        field.fill(text)

    def pick(self, option: Locator) -> None:
        """Tap."""
        option.tap()


class Keys(Mouse):
    """The keyboard alone: Tab goes from control to control; Enter, the space bar and the arrows use them."""

    def press(self, control: Locator) -> None:
        """Go there and press Enter."""
        self.reach(control)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        """Go there and type."""
        self.reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def pick(self, option: Locator) -> None:
        """Go to the group; the space bar or the arrows choose."""
        group = option.locator("xpath=ancestor::*[count(.//input[@type='radio']) > 1][1]").locator("input")
        self._go(lambda: group.evaluate_all("(all) => all.includes(document.activeElement)"), "the options")
        self.page.keyboard.press("Space")
        for _ in range(group.count()):
            if option.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the arrows do not reach this option")

    def reach(self, control: Locator) -> None:
        """Press Tab until the control has the focus, and see that it shows."""
        control.wait_for()
        self._go(lambda: control.evaluate("(one) => one === document.activeElement"), str(control))
        assert control.evaluate(_SEEN), f"nobody sees that this has the focus: {control}"

    def _go(self, there: Any, what: str) -> None:
        for _ in range(_MOST_STEPS):
            if there():
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {what}")
