"""What the buttons of "My course" do: fetch the exercises, hand them in, fetch feedback. nbgrader's own steps."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.abc import ExchangeError
from traitlets.config import Config, PyFileConfigLoader

from course.classroom.exchange.client import ExchangeFetchAssignment, ExchangeFetchFeedback, ExchangeSubmit
from course.classroom.exchange.client.connection import Connection, Problem
from course.classroom.exchange.times import parse
from course.i18n import _
from course.saving import FULL

_SETTINGS = Path(__file__).parents[1] / "server" / "nbgrader_config.py"
_LISTS_S = 10  # the page is worth showing without them


class Work:
    """Steps in one person's folder, one at a time.

    Args:
        home: The person's folder.
        course: Id of the course.
    """

    def __init__(self, home: Path, course: str) -> None:
        self.home, self.course = home, course
        self._one = threading.Lock()
        self._said: dict[str, Any] = {}  # the exchange, when the page was shown last

    def lists(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str, bool]:
        """What is open, what was handed in, a sentence if the exchange could not be asked, and whether both are known.

        While the exchange is away they are what it said last.
        """
        try:
            # no second try: the page shows the rest at once, and says what is missing
            said, problem = Connection(pauses=(), answer_s=_LISTS_S).json("GET", "courses", self.course, "mine"), ""
            self._said = said
        except Problem as trouble:
            said, problem = self._said, str(trouble)
        return said.get("assignments", []), said.get("submissions", []), problem, bool(said)

    def fetch(self, module: str) -> None:
        """Fetch the exercises; what is there stays as it is.

        Raises:
            Problem: with a sentence for the person.
        """
        self._run(ExchangeFetchAssignment, module, replace_missing_files=True)

    def submit(self, module: str, attempt: str = "") -> dict[str, Any]:
        """Hand in the folder of a module.

        Args:
            module: The module's folder.
            attempt: What the pressed button carries. Who presses it twice hands in once, unless a file has changed.

        Returns:
            The receipt of the exchange.

        Raises:
            Problem: with a sentence for the person; nothing is lost.
        """
        return self._run(ExchangeSubmit, module, attempt=attempt, known=self._said).receipt or {}

    def fetch_feedback(self, handed: list[dict[str, Any]]) -> None:
        """Fetch feedback that is released and not here yet.

        Raises:
            Problem: with a sentence for the person.
        """
        fresh = {one["assignment"] for one in handed if one.get("feedback") and self._is_new(one)}
        for module in sorted(fresh):
            self._run(ExchangeFetchFeedback, module)

    def _is_new(self, one: Mapping[str, Any]) -> bool:
        folder = self.home / one["assignment"] / "feedback" / one["submitted_at"]
        pages = [path.stat().st_mtime for path in folder.glob("*.html")]
        return not pages or max(pages) < parse(one["feedback"]["released_at"]).timestamp()

    def _run(self, kind: type[Any], module: str, **settings: Any) -> Any:
        c = Config(PyFileConfigLoader(_SETTINGS.name, path=str(_SETTINGS.parent)).load_config())
        c.CourseDirectory.course_id, c.CourseDirectory.assignment_id = self.course, module
        c.Exchange.assignment_dir = str(self.home)
        with self._one:
            step = kind(
                coursedir=CourseDirectory(config=c), authenticator=Authenticator(config=c), config=c, **settings
            )
            try:
                step.start()
            except ExchangeError as problem:
                raise Problem(str(problem)) from None
            except OSError as problem:
                raise Problem(_not_written(problem)) from None
            return step


def _not_written(problem: OSError) -> str:
    if problem.errno in FULL:
        return _("The disk is full: your folder takes nothing more. What you recorded is safe. Tell your trainer.")
    return _("Your folder cannot be written. What you recorded is safe. Tell your trainer.")
