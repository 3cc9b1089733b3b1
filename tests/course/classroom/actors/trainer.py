"""A trainer, on the trainers' page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from playwright.sync_api import expect

from tests.course.classroom.actors.actor import SLOW, Actor


class Trainer(Actor):
    """A trainer; ``number`` is a module's number, as ``M10``."""

    role = "trainer"

    def arrive(self) -> None:
        """Be at the trainers' page."""
        expect(self.page.get_by_role("heading", name="Modules", exact=True)).to_be_visible(timeout=SLOW)

    def release(self, number: str) -> None:
        """Release a module's exercises; again, if a test before has released them in the same classroom."""
        if self.page.get_by_role("button", name=f"Release {number}", exact=True).count():
            self.press(f"Release {number}")
        else:
            self.page.locator("summary", has_text=f"More {number}").click()
            self.press(f"Release again {number}")
        expect(self.page.locator(".note[role='status']")).to_contain_text(f"{number} is released")

    def set_deadline(self, module: str, number: str, due: datetime) -> None:
        """For everybody."""
        self.page.locator(f"#due-{module}").fill(_local(due))
        self.press(f"Set the deadline of {number}")
        expect(self.page.locator(".note[role='status']")).to_contain_text(f"{number} is due on")

    def give_more_time(self, trainee: str, module: str, until: datetime) -> None:
        """For one person, on the page *People*."""
        self.press("People", "link")
        self.write("Person", trainee)
        self.page.get_by_label("Module", exact=True).select_option(module)
        self.write("Until", _local(until))
        self.press("Give more time")
        expect(self.page.locator("#extensions + ul")).to_contain_text(trainee)
        self.press("Modules", "link")
        self.arrive()

    def job(self, button: str, number: str) -> str:
        """Press a button of a module, wait for its job, and put it away; what came of it."""
        self.press(f"{button} {number}")
        expect(self.page.locator(".job:not([data-alive])")).to_be_visible(timeout=SLOW)
        words = self.page.locator(".job").inner_text()
        self.press("Close this")
        return words

    def mark_by_hand(self, number: str, marks: Mapping[str, tuple[tuple[int, ...], str]]) -> None:
        """Mark everything that waits in a module.

        Args:
            number: The module.
            marks: For each trainee the points of the rubric's criteria, and a comment. Others get no points.
        """
        self.press(f"Mark by hand {number}", "link")
        self.press(f"Begin marking {number}", "link")
        status = self.page.locator(".note[role='status']")
        while True:
            name = self.page.get_by_role("heading", level=1).inner_text().split(",")[0].strip()
            criteria = self.page.locator("fieldset.criterion")
            points, comment = marks.get(name, ((0,) * criteria.count(), "Nothing was written here."))
            assert criteria.count() == len(points), name
            for place, value in enumerate(points):
                criteria.nth(place).locator(f'input[value="{value}"]').check()
            self.write("Comment for the trainee", comment)
            with self.page.expect_navigation():
                self.press("Save and next")
            if "Nothing waits" in status.inner_text():
                break
        self.press("Modules", "link")
        self.arrive()


def _local(moment: datetime) -> str:
    """A moment as the field for date and time takes it."""
    return moment.strftime("%Y-%m-%dT%H:%M")
