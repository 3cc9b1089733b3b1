"""``nbgrader collect`` and Formgrader's *Collect*."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from nbgrader.exchange import abc
from nbgrader.utils import parse_utc

from course.classroom.exchange.client import deadlines
from course.classroom.exchange.client.exchange import Exchange, opened, write_folder
from course.classroom.exchange.names import BadName, is_reserved, trainee
from course.classroom.exchange.package import BadPackage


class ExchangeCollect(Exchange, abc.ExchangeCollect):
    """Bring the submissions of an assignment into the trainer's folder ``submitted``.

    ``check_owner`` means nothing here: the service knows the owner. ``before_duedate`` looks at the service's deadline,
    with extensions.
    """

    def init_src(self) -> None:
        """Choose one submission of each trainee."""
        query = {"assignment": self.assignment}
        if self.coursedir.student_id not in ("", "*"):
            query["trainee"] = self.coursedir.student_id
        found = self.connection.json("GET", "courses", self.course, "submissions", query=query)["submissions"]
        if self.coursedir.student_id_exclude:
            excluded = set(self.coursedir.student_id_exclude.split(","))
            found = [one for one in found if one["trainee"] not in excluded]
        self.chosen = [
            self.choose(sorted(group, key=lambda one: one["number"]))
            for _name, group in groupby(sorted(found, key=_trainee), key=_trainee)
        ]

    def choose(self, submissions: list[dict[str, Any]]) -> dict[str, Any]:
        """The submission that counts: the last one, or the last one in time if there is one."""
        in_time = [one for one in submissions if not one["late"]]
        return in_time[-1] if self.before_duedate and in_time else submissions[-1]

    def copy_files(self) -> None:
        """Fetch what is new."""
        if not self.chosen:
            self.log.warning("No submissions of '%s' for course '%s' to collect", self.assignment, self.course)
            return
        self.log.info("Processing %d submissions of '%s'", len(self.chosen), self.assignment)
        self.keep_deadlines()
        failed = []
        for one in self.chosen:
            try:
                self.bring(one)
            except (OSError, BadName, BadPackage) as problem:  # one odd submission stops nobody else's
                self.log.error("The submission of '%s' cannot be collected: %s", one["trainee"], problem)
                failed.append(f"{one['trainee']}: {problem}")
        if failed:
            self.fail("; ".join(failed))  # the trainers' pages show it

    def bring(self, one: dict[str, Any]) -> None:
        """Fetch one submission, unless it is here."""
        who = trainee(one["trainee"])
        target = Path(self.coursedir.format_path(self.coursedir.submitted_directory, who, self.assignment))
        updating = target.is_dir()
        if updating and not self.replaces(one, target):
            words = "No newer submission to collect" if self.update else "Use --update to update"
            self.log.info("%s: %s %s", words, who, self.assignment)
            return
        self.log.info("%s submission: %s %s", "Updating" if updating else "Collecting", who, self.assignment)
        package = opened(self.connection.download("courses", self.course, "submissions", one["receipt"]))
        files = [(path, data) for path, data in package if not is_reserved(path)]
        files += [
            ("timestamp.txt", one["submitted_at"].encode()),
            # nbgrader carries this file to the feedback; there it says which submission the feedback is for
            ("submission_secret.txt", one["receipt"].encode()),
        ]
        write_folder(target, files)

    def keep_deadlines(self) -> None:
        """Bring the deadlines into the gradebook, where nbgrader counts how late each submission is."""
        own = {trainee(one["trainee"]): one["due"] for one in self.chosen}
        deadlines.renew(self.connection, self.coursedir.db_url, self.course, self.assignment, own, self.log)

    def replaces(self, one: dict[str, Any], target: Path) -> bool:
        """Whether this submission takes the place of what was collected before."""
        there = self.coursedir.get_existing_timestamp(str(target))
        new = parse_utc(one["submitted_at"])
        return (self.update and (there is None or new > there)) or (self.before_duedate and there != new)


def _trainee(one: dict[str, Any]) -> str:
    return one["trainee"]
