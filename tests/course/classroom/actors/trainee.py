"""A trainee: opens exercises from "My course", records, submits, reads marks and comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser import person
from tests.course.classroom.actors.actor import SLOW, Actor

_NUMBERS = {"m00_orientation": "M00", "m10_remittances": "M10"}


class Trainee(Actor):
    """A trainee; ``module`` is always the name of the folder."""

    def arrive(self) -> None:
        """Be at "My course"."""
        self.page.wait_for_url(re.compile(rf"/user/{self.name}/my-course"), timeout=SLOW)
        expect(self.page.get_by_role("heading", name="My course", level=1)).to_be_visible()

    def module(self, module: str) -> Locator:
        """The module's place on "My course"."""
        return self.page.locator(f"#{module}")

    def sees(self, module: str, *words: str) -> None:
        """The module's place on "My course" has these words."""
        for one in words:
            expect(self.module(module)).to_contain_text(one)

    def next_is(self, *words: str) -> None:
        """The one next step."""
        for one in words:
            expect(self.page.locator(".next")).to_contain_text(one)

    def reload(self) -> None:
        """Look again."""
        self.page.reload()
        self.arrive()

    def open_exercises(self, module: str) -> None:
        """Press *Exercises*; the page then opens while others do something else."""
        self.press(f"Exercises {_NUMBERS[module]}")

    def exercises_are_open(self, module: str) -> None:
        """Wait until the questions stand there."""
        self.page.wait_for_url(re.compile(rf"/lab/tree/{module}/exercises.ipynb"))
        expect(self.page.locator("[data-course-ready]")).to_be_attached(timeout=SLOW)

    def record(self, questions: Mapping[str, Mapping[str, Any]], answers: Mapping[str, Any]) -> None:
        """Answer questions and press *Record answer*.

        Args:
            questions: Descriptions of the page's questions.
            answers: What the person types or clicks, by question.
        """
        for id, raw in answers.items():
            box = person.question(self.page, id)
            self.hands.answer(box, questions[id], raw)
            self.hands.press(box.get_by_role("button", name="Record answer"))
            expect(box.locator(".cq-record")).to_contain_text("Recorded", timeout=SLOW)

    def back(self) -> None:
        """From a notebook to "My course"."""
        self.press("My course", "link")
        self.arrive()

    def submit(self, module: str, again: bool = False) -> str:
        """Submit; gives the number of the receipt."""
        self.press(f"{'Submit again' if again else 'Submit'} {_NUMBERS[module]}")
        return self.receipt()

    def receipt(self) -> str:
        """The receipt on the page."""
        note = self.page.locator("#said")
        expect(note).to_contain_text("Submitted", timeout=SLOW)
        return note.locator("dd").last.inner_text()

    def restart_kernel(self) -> None:
        """In the menu."""
        self.page.evaluate("document.querySelector('[data-course-ready]').removeAttribute('data-course-ready')")
        self.page.get_by_role("menuitem", name="Kernel").click()
        self.page.get_by_text("Restart Kernel…", exact=True).click()
        self.page.locator(".jp-Dialog button.jp-mod-warn").click()
        expect(self.page.locator("[data-course-ready]")).to_be_attached(timeout=SLOW)

    def read_feedback(self, module: str, *words: str) -> None:
        """Open marks and comments, find the words there, and come back."""
        self.press(f"Marks and comments {_NUMBERS[module]}", "link")
        self.page.wait_for_url(re.compile(rf"/my-course/pages/{module}/feedback/"))
        for one in words:
            expect(self.page.locator("body")).to_contain_text(one)
        self._look_at_copy(f"feedback {module}")
        self.press("← Back to My course", "link")
        self.arrive()

    def _look_at_copy(self, what: str) -> None:
        """Look at a page that lets no script run, not even axe-core: at a copy of it."""
        page = self.page
        copy = self.context.new_page()
        copy.set_content(self.context.request.get(page.url).text())
        self.page = copy
        self.look(what)
        self.page = page
        copy.close()
