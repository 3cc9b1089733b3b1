"""``nbgrader release_assignment`` and Formgrader's *Release*."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.exchange import abc

from course.classroom.exchange.client.exchange import Exchange


class ExchangeReleaseAssignment(Exchange, abc.ExchangeReleaseAssignment):
    """Make the release version of an assignment available; its due date in the gradebook goes along."""

    def init_src(self) -> None:
        """Find the release version."""
        self.src_path = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", self.assignment))
        if not self.src_path.is_dir():
            source = Path(self.coursedir.format_path(self.coursedir.source_directory, ".", self.assignment))
            if source.is_dir():
                self.fail(
                    f"Assignment found in '{source}' but not '{self.src_path}', "
                    "run `nbgrader generate_assignment` first."
                )
            self.fail(f"Assignment not found at: {self.src_path}")

    def copy_files(self) -> None:
        """Send it."""
        self.connection.upload(
            "PUT",
            *("courses", self.course, "assignments", self.assignment),
            files=self.files_of(self.src_path),
            query={"force": "1"} if self.force else None,
        )
        with Gradebook(self.coursedir.db_url, self.course) as gradebook:
            try:
                due = gradebook.find_assignment(self.assignment).duedate
            except MissingEntry:
                due = None
        if due is not None:
            self.connection.json(
                "PUT",
                *("courses", self.course, "assignments", self.assignment, "deadline"),
                json={"due": due.replace(tzinfo=UTC).isoformat()},
            )
        self.log.info("Released as: %s %s", self.course, self.assignment)
