"""``nbgrader submit`` and the *Submit* button."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.exchange import abc
from traitlets import Dict, Unicode

from course.classroom.exchange.client.connection import Problem
from course.classroom.exchange.client.exchange import Exchange, write_file
from course.classroom.exchange.names import plain
from course.i18n import _
from course.numbers import format_number


class ExchangeSubmit(Exchange, abc.ExchangeSubmit):
    """Hand in the folder of an assignment; the service says who and when, and answers with a receipt."""

    receipt: dict[str, Any] | None = None
    attempt = Unicode(
        "", help="The same words with the same files are the same submission; new words each time by default"
    )

    known = Dict(help="What the exchange said a moment ago of this person, limits and releases; it is asked by default")

    def init_src(self) -> None:
        """Find the folder; nbgrader also takes its path in the place of a name."""
        self.coursedir.assignment_id = Path(self.coursedir.assignment_id).name
        self.src_path = self.folder(self.course, self.assignment)
        if not self.src_path.is_dir():
            self.fail(_("There is no folder {folder} to submit.").format(folder=self.src_path.name))

    def init_dest(self) -> None:
        """Look whether the settings name the user whom the hub knows, and whether the assignment is released.

        The service decides both; here the words are better, and nothing is sent in vain.
        """
        me = self.known
        if not any(one["assignment"] == self.assignment for one in me.get("assignments", ())):
            me = self.connection.json("GET", "courses", self.course, "mine")
        wanted = self.coursedir.student_id
        if wanted not in ("", "*", me["name"]):
            self.fail(
                _("You are signed in as {name}, so you cannot submit for {other}.").format(
                    name=me["name"], other=wanted
                )
            )
        self.limits = me["limits"]
        found = [one for one in me["assignments"] if one["assignment"] == self.assignment]
        if not found:
            self.fail(self._not_open())
        self.release = found[0]

    def check_notebooks(self, paths: list[str]) -> None:
        """Warn of missing notebooks, or fail if ``strict`` says so."""
        missing = [
            file["path"]
            for file in self.release["files"]
            if file["path"].endswith(".ipynb") and file["path"] not in paths
        ]
        if not missing:
            return
        words = _("These notebooks are missing: {names}.").format(names=", ".join(missing))
        if self.strict:
            self.fail(f"{words} " + _("Nothing was submitted."))
        self.log.warning(words)

    def copy_files(self) -> None:
        """Send the files; keep and show the receipt."""
        files = list(self.files_of(self.src_path))
        self.check_notebooks([path for path, _data in files])
        size = sum(len(data) for _path, data in files)
        most = min(self.limits["submission_bytes"], 1000 * self.coursedir.max_dir_size)
        if size > most:
            self.fail(
                _(
                    "Your folder has {size} MB; {most} MB can be submitted. Take large files out and submit again."
                ).format(size=format_number(size / 1e6, 1), most=format_number(most / 1e6, 1))
            )
        try:
            receipt = self.connection.upload(
                "POST",
                *("courses", self.course, "assignments", self.assignment, "submissions"),
                files=files,
                headers={"Idempotency-Key": self._key(files)},
            )
        except Problem as problem:
            if problem.status == 404:  # withdrawn a moment ago
                self.fail(self._not_open())
            raise
        self.receipt = receipt
        name = f"{receipt['trainee']}+{self.assignment}+{receipt['submitted_at']}"
        kept = Path(self.cache) / plain(receipt["course"], "a course") / name / "receipt.json"
        try:
            write_file(kept, json.dumps(receipt, indent=1).encode())
        except OSError:
            self.log.warning(_("The receipt could not be kept here; the exchange has it."))
        self.timestamp = receipt["submitted_at"]
        self.log.info("Submitted as: %s %s %s", self.course, self.assignment, self.timestamp)
        self.log.info(_("Receipt: %s (%d files)"), receipt["receipt"], len(receipt["files"]))
        if receipt["late"]:
            self.log.warning(_("This is after the deadline (%s). Your trainer sees it as late."), receipt["due"])

    def _not_open(self) -> str:
        return _("{assignment} is not open in this course.").format(assignment=self.assignment)

    def _key(self, files: Iterable[tuple[str, bytes]]) -> str:
        """What the exchange knows a repeated request by."""
        if not self.attempt:
            return str(uuid.uuid4())
        key = hashlib.sha256(self.attempt.encode())
        for path, data in files:
            key.update(f"{path} {len(data)} ".encode() + data)
        return key.hexdigest()
