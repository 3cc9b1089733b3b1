"""One person with a browser of their own; whatever goes wrong in it, or leaves the classroom, is a failure."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browsing import accessibility_faults
from tests.course.classroom.actors.hands import Mouse
from tests.course.classroom.room import OWN, SHARED, Classroom

SLOW = 300_000  # ms: two cores, and many servers
#: Who wants to look at the pages names a folder here.
SHOTS = os.environ.get("COURSE_SHOTS", "")
_NO_MOUSE = "addEventListener('pointerdown', () => console.error('a mouse was used'), true)"


class Actor:
    """A person.

    Args:
        room: The classroom.
        browser: Chromium.
        name: Sign-in name.
        hands: How they use pages.
    """

    role = "trainee"

    def __init__(self, room: Classroom, browser: Browser, name: str, hands: type[Mouse] = Mouse) -> None:
        self.room, self.name = room, name
        self.faults: list[str] = []
        self.context = browser.new_context(**hands.screen, reduced_motion="reduce")
        if hands.__name__ == "Keys":
            self.context.add_init_script(_NO_MOUSE)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(SLOW)
        self.hands = hands(self.page)
        self._inside = (room.url, room.url.replace("http", "ws", 1), "data:", "blob:", "about:")
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("request", lambda request: self._see(request.url))
        self.page.on("websocket", lambda socket: self._see(socket.url))

    def press(self, name: str, role: Any = "button", first: bool = True) -> None:
        """Press what is called so."""
        found = self.page.get_by_role(role, name=name, exact=True)
        self.hands.press(found.first if first else found)

    def write(self, label: str, text: str) -> None:
        """Write into the field with this label."""
        self.hands.write(self.page.get_by_label(label, exact=True), text)

    def sign_in_first_time(self) -> None:
        """With the password of the room; then choose an own one."""
        self.page.goto(self.room.url)
        self.look("sign in")
        self.write("Your name in this course", self.name)
        self.write("Password", SHARED[self.role])
        self.press("Sign in")
        self.page.get_by_label("Your own password").wait_for()
        self.look("choose a password")
        self.write("Your own password", OWN)
        self.write("The same password again", OWN)
        self.press("Keep it and begin")

    def look(self, what: str, axe: bool = True) -> None:
        """Look at a page as a whole: axe-core finds nothing, nothing is wider than the screen."""
        if SHOTS:
            file = Path(SHOTS) / f"{self.name} {len(list(Path(SHOTS).glob(f'{self.name} *'))):02d} {what}.png"
            self.page.screenshot(path=file, full_page=axe)
        if not axe:
            return
        self.faults += [f"{what}: {fault}" for fault in accessibility_faults(self.page)]
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wide > 0:
            self.faults.append(f"{what}: {wide} pixels wider than the screen")

    def leave(self) -> None:
        """Close the browser; nothing went wrong in it."""
        self.context.close()
        assert not self.faults, f"{self.name}: " + "\n".join(self.faults)

    def _hear(self, message: ConsoleMessage) -> None:
        # what the test itself asks of a page without scripts is no fault of the page
        if message.type == "error" and not message.text.startswith("Blocked script execution"):
            self.faults.append(f"{self.page.url}: {message.text} ({message.location.get('url')})")

    def _see(self, url: str) -> None:
        if not url.startswith(self._inside):
            self.faults.append(f"{self.page.url}: asked for {url}")
