"""``nbgrader release_feedback`` and Formgrader's *Release feedback*."""

from __future__ import annotations

import re
from pathlib import Path

from nbgrader.exchange import abc

from course.classroom.exchange.client.connection import Problem
from course.classroom.exchange.client.exchange import Exchange
from course.classroom.exchange.names import BadName, receipt
from course.i18n import _


class ExchangeReleaseFeedback(Exchange, abc.ExchangeReleaseFeedback):
    """Give the feedback pages of an assignment to those whose submissions they are about."""

    def init_src(self) -> None:
        """Find the folders with feedback."""
        wanted = self.coursedir.student_id or "*"
        pattern = Path(self.coursedir.format_path(self.coursedir.feedback_directory, wanted, self.assignment))
        anchor = Path(pattern.anchor)
        self.folders = sorted(found for found in anchor.glob(str(pattern.relative_to(anchor))) if found.is_dir())

    def copy_files(self) -> None:
        """Send each folder; one that does not fit to a submission is named, and the others still go."""
        shape = re.compile(
            self.coursedir.format_path(
                self.coursedir.feedback_directory, "(?P<student_id>.*)", self.assignment, escape=True
            )
        )
        excluded = set((self.coursedir.student_id_exclude or "").split(","))
        failed = []
        for folder in self.folders:
            match = shape.fullmatch(str(folder))
            if match is None or match["student_id"] in excluded:
                continue
            who = match["student_id"]
            pages = [(page.name, page.read_bytes()) for page in sorted(folder.glob("*.html")) if page.is_file()]
            if not pages:
                continue
            try:
                secret = receipt((folder / "submission_secret.txt").read_text(encoding="utf-8").strip())
            except (OSError, UnicodeDecodeError, BadName):
                self.log.error("The feedback of '%s' belongs to no submission of the exchange; collect it again", who)
                failed.append(who)
                continue
            try:
                self.connection.upload(
                    "PUT",
                    *("courses", self.course, "submissions", secret, "feedback"),
                    files=pages,
                    query={"trainee": who},
                )
            except Problem as problem:
                if problem.status != 404:
                    raise
                self.log.error("The exchange has no such submission of '%s'", who)
                failed.append(who)
                continue
            self.log.info(
                "Releasing feedback for student '%s' on assignment '%s/%s'", who, self.course, self.assignment
            )
        if failed:
            self.fail(_("Feedback was not released for: {names}").format(names=", ".join(failed)))
