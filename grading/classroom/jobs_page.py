"""The job as the pages show it: its state as JSON while it runs, and the buttons to stop it or to put it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tornado import web

from course.i18n import _, pgettext
from grading.classroom.handler import Page
from grading.classroom.jobs import Job
from grading.classroom.room import module

#: Further fields of the forms that start a job, and its options.
_OPTIONS = ("force", "hide-names")
_BACK = {"report": "reports", "lms": "reports"}


def _doing(kind: str) -> str:
    """What a job does."""
    return {
        "fetch": _("Collecting and grading"),
        "collect": _("Collecting"),
        "grade": _("Grading"),
        "feedback": _("Releasing feedback"),
        "report": _("Making the report"),
        "lms": _("Sending marks to the LMS"),
    }[kind]


def _how(state: str) -> str:
    """How it goes with a job."""
    return {
        "running": pgettext("job", "is running"),
        "stopping": pgettext("job", "is stopping"),
        "done": pgettext("job", "is done"),
        "failed": pgettext("job", "failed"),
        "stopped": pgettext("job", "was stopped"),
        "died": pgettext("job", "ended without a word"),
    }[state]


def in_words(job: Job) -> dict[str, Any]:
    """A job for a page."""
    work = f"{_doing(job.kind)} {module(job.module).number}" if job.module else _doing(job.kind)
    now = job.now
    if job.state == "died":
        now = _(
            "Its process is gone: the machine was restarted, the memory was full, or somebody ended it. What is done "
            "stays done. Continue with the rest."
        )
    return {
        "id": job.id, "kind": job.kind, "module": job.module, "alive": job.alive, "state": job.state,
        "title": _("{work} {how}").format(work=work, how=_how(job.state)), "now": now,
        "done": job.done, "total": job.total, "problems": job.problems, "by": job.by,
        "fields": {"module": job.module} | {name: "1" for name in _OPTIONS if f"--{name}" in job.options},
        "again": job.state in ("failed", "stopped", "died"), "back": _BACK.get(job.kind, ""),
    }  # fmt: skip


def options(page: Page) -> list[str]:
    """What the form on a page wants of the job beside its kind and module."""
    return [f"--{name}" for name in _OPTIONS if page.get_body_argument(name, "") == "1"]


class JobState(Page):
    """The job as JSON, for the script that keeps the page up to date."""

    async def get(self) -> None:
        """Its state, or nothing."""
        job = await self.ask(self.jobs.now)
        self.finish({"job": in_words(job) if job else None})


class StopJob(Page):
    """Stop a job."""

    async def post(self) -> None:
        """Ask it to stop."""
        await self.ask(self.jobs.stop, self.get_body_argument("id"))
        self.to(self.back(), anchor="job")

    def back(self) -> str:
        """The page to return to; only pages of our own."""
        asked = self.get_body_argument("back", "")
        return asked if asked in ("", "reports") else ""


class CloseJob(StopJob):
    """Put away what is shown of a job that has ended."""

    async def post(self) -> None:
        """Put it away."""
        await self.ask(self.jobs.close, self.get_body_argument("id"))
        self.to(self.back())


def addresses(shared: Mapping[str, Any]) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of jobs."""
    return [("job", JobState, shared), ("job/stop", StopJob, shared), ("job/close", CloseJob, shared)]
