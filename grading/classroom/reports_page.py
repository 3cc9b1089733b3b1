"""The report of the class: made by a job, looked at here, downloaded file by file."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tornado import web

from course import safe_file
from course.i18n import _
from grading.classroom import jobs_page, lms
from grading.classroom.handler import Page
from grading.classroom.jobs import Busy
from grading.classroom.notes import Note
from grading.classroom.work import report_folder
from grading.report.build import FILES

_BIGGEST = 200_000_000
#: The report has one small script of its own. In a sandbox it can sort tables, and reach nothing of the classroom.
_SANDBOX = (
    "sandbox allow-scripts allow-popups; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    "img-src data:; font-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class ReportsPage(Page):
    """What there is."""

    tab = "reports"

    async def get(self) -> None:
        """Show it."""
        job = await self.ask(self.jobs.now)
        folder = report_folder(self.room)
        self.page(
            "reports.html", job=job, in_words=jobs_page.in_words, made=_made(folder), files=_files(folder),
            lms=await self.ask(lms.is_used, self.room),
        )  # fmt: skip


class StartReport(Page):
    """Make the report, or send marks to the LMS."""

    async def post(self, kind: str) -> None:
        """Start it."""
        try:
            await self.ask(self.jobs.start, kind, "", self.person, *jobs_page.options(self))
        except Busy:
            self.to("reports", Note("warn", _("Another job is running. Wait until it is done, or stop it.")))
            return
        self.to("reports", anchor="job")


class File(Page):
    """One file of the report."""

    async def get(self, name: str) -> None:
        """Send it: only names that a report has, from its own folder, no links."""
        if name not in FILES:
            raise web.HTTPError(404)
        try:
            data = await self.ask(safe_file.read_bytes, report_folder(self.room) / name, _BIGGEST)
        except safe_file.Unreadable:
            data = None
        if data is None:
            raise web.HTTPError(404)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("Content-Security-Policy", _SANDBOX)
        if not name.endswith(".html") or self.get_query_argument("download", ""):
            self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(data)


def _made(folder: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp((folder / "report.html").stat().st_mtime, UTC)
    except OSError:
        return None


def _files(folder: Path) -> list[tuple[str, str, int]]:
    """Name, words and kilobytes of each file that is there."""
    return [
        (name, _(words), max(1, (folder / name).stat().st_size // 1000))
        for name, words in FILES.items()
        if name != "report.html" and (folder / name).is_file()
    ]


def addresses(shared: Mapping[str, Any]) -> list[tuple[str, type[web.RequestHandler], Mapping[str, Any]]]:
    """The addresses of reports."""
    return [
        ("reports/?", ReportsPage, shared),
        ("start/(report|lms)", StartReport, shared),
        ("reports/([a-z_]+\\.[a-z]+)", File, shared),
    ]
