"""``nbgrader fetch_feedback`` and the *Fetch feedback* button."""

from __future__ import annotations

from nbgrader.exchange import abc

from course.classroom.exchange.client.exchange import Exchange, opened, write_file


class ExchangeFetchFeedback(Exchange, abc.ExchangeFetchFeedback):
    """Fetch the feedback of the caller's own submissions into ``feedback/<time of the submission>``."""

    def init_src(self) -> None:
        """Find the submissions that have feedback."""
        query = {"assignment": self.assignment} if self.coursedir.assignment_id not in ("", "*") else None
        me = self.connection.json("GET", "me")["name"]
        found = self.connection.json("GET", "courses", self.course, "submissions", query=query)["submissions"]
        self.submissions = [one for one in found if one["trainee"] == me]

    def copy_files(self) -> None:
        """Write the pages."""
        for one in self.submissions:
            if not one["feedback"]:
                self.log.warning(
                    "Could not find feedback for '%s/%s' submitted at %s",
                    self.course,
                    one["assignment"],
                    one["submitted_at"],
                )
                continue
            target = self.folder(self.course, one["assignment"]) / "feedback" / one["submitted_at"]
            for path, data in opened(
                self.connection.download("courses", self.course, "submissions", one["receipt"], "feedback")
            ):
                write_file(target / path, data)
                self.log.info("Fetched feedback: %s", target / path)
