"""Addresses of "My course": the page, its three buttons, and the feedback pages."""

from __future__ import annotations

import asyncio
import mimetypes
import os
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.web import StaticFileHandler

from course import safe_file
from course.classroom import look
from course.classroom.exchange.client.connection import Problem
from course.classroom.my_course import feedback, page, pages_of_module, state
from course.classroom.my_course.work import Work
from course.classroom.names import MODULE, is_module
from course.classroom.notes import Notes
from course.classroom.variables import COURSE, RELEASE, ROLE, TITLE
from course.i18n import _

_TOO_OLD = "too-old"  # the key of a sentence that needs no memory
_BIGGEST_PAGE = 30_000_000
#: Feedback is made by trainers' programs, and is still treated as a stranger's page: no script, nothing from outside.
_CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox allow-popups"


class Said(web.HTTPError):
    """A refusal whose words are for people; the error page shows them."""

    for_people = True


class Room:
    """What all addresses share.

    Args:
        app: The person's server.
    """

    def __init__(self, app: Any) -> None:
        self.home = Path(app.root_dir)
        self.release = Path(os.environ.get(RELEASE) or "/nowhere")
        self.title = _(os.environ.get(TITLE) or "My course")
        self.course = os.environ.get(COURSE, "")
        self.role = os.environ.get(ROLE, "trainee")
        self.person = os.environ.get("JUPYTERHUB_USER", "")
        self.work = Work(self.home, self.course)
        self.notes: Notes[page.Note] = Notes()

    def answered(self, module: str) -> None:
        """A question about a module is answered: the browser's way back must not ask it again."""
        self.notes.forget(lambda note: note.ask == module)

    def noted(self, key: str) -> page.Note | None:
        """The sentence of a key."""
        return page.too_old() if key == _TOO_OLD else self.notes.read(key)

    def read(self) -> state.MyCourse:
        """The state of everything; fetches new feedback on the way. Blocks: call it in a thread."""
        opened, handed, problem, known = self.work.lists()
        try:
            self.work.fetch_feedback(handed)
        except Problem as trouble:
            problem = problem or str(trouble)
        return state.build(self.home, pages_of_module.read(self.release), opened, handed, problem, known)

    def module(self, folder: str) -> state.Module | None:
        """What is known of a module without asking anybody."""
        here = state.build(self.home, pages_of_module.read(self.release), [], [])
        return next((one for one in here.modules if one.pages.folder == folder), None)


class _Handler(JupyterHandler):
    def initialize(self, room: Room) -> None:
        self.room = room

    def module(self) -> str:
        """The module of the form; 400 for anything else."""
        module = self.get_body_argument("module", "")
        if not is_module(module):
            raise Said(400, _("There is no such module."))
        return module

    def to_page(self, key: str) -> None:
        """Back to the page, with a sentence at its top."""
        address = url_path_join(self.base_url, "my-course")
        self.redirect(f"{address}?said={key}#said", status=303)

    def write_error(self, status_code: int, **about: Any) -> None:
        """A button of a page that is older than the sign-in: nothing was done, and the fresh page says so."""
        if status_code == 403 and self.request.method == "POST":
            self.to_page(_TOO_OLD)
        else:
            super().write_error(status_code, **about)


class PageHandler(_Handler):
    """The page."""

    @web.authenticated
    async def get(self) -> None:
        """Show it."""
        room = self.room
        course = await asyncio.to_thread(room.read)
        self.set_header("Cache-Control", "no-store")
        self.set_header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; "
            "base-uri 'none'; frame-ancestors 'none'",
        )
        self.finish(
            page.html(
                course,
                base=self.base_url,
                hub=os.environ.get("JUPYTERHUB_BASE_URL", "/"),
                title=room.title,
                person=room.person,
                course_id=room.course,
                trainer=room.role == "trainer",
                xsrf=self.xsrf_token.decode(),
                note=room.noted(self.get_query_argument("said", "")),
                asked=self.get_query_argument("module", ""),
                country=page.Country.read(room.home),
            )
        )


class FetchHandler(_Handler):
    """*Open the exercises*: fetch them if they are not here, then go there."""

    @web.authenticated
    async def post(self) -> None:
        """Fetch and open."""
        module = self.module()
        room = self.room
        known = next((one for one in pages_of_module.read(room.release) if one.folder == module), None)
        name = known.first if known else pages_of_module.EXERCISES
        if not (room.home / module / name).exists():
            try:
                await asyncio.to_thread(room.work.fetch, module)
            except Problem as problem:
                self.to_page(room.notes.keep(page.Note("bad", str(problem))))
                return
        self.redirect(page.notebook(self.base_url, module, name), status=303)


class SubmitHandler(_Handler):
    """*Submit*: hand in what is recorded, and show the receipt."""

    @web.authenticated
    async def post(self) -> None:
        """Hand in; where answers are missing, ask first."""
        module, room = self.module(), self.room
        mine = await asyncio.to_thread(room.module, module)
        if mine and mine.missing and self.get_body_argument("sure", "") != "1":
            self.to_page(room.notes.keep(page.question(mine)))
            return
        try:
            receipt = await asyncio.to_thread(room.work.submit, module, self.get_body_argument("attempt", "")[:40])
        except Problem as problem:
            self.to_page(room.notes.keep(page.not_submitted(str(problem))))
            return
        room.answered(module)
        self.to_page(room.notes.keep(page.receipt_note(mine, receipt)))


class FeedbackHandler(_Handler):
    """A feedback page, as harmless as a printed one."""

    @web.authenticated
    def get(self, module: str, when: str, name: str) -> None:
        """Show it."""
        path = self.room.home / module / "feedback" / when / name
        try:
            data = safe_file.read_bytes(path, _BIGGEST_PAGE)
        except safe_file.Unreadable:
            data = None
        if data is None:
            raise Said(404, _("This page is not here. Go back to My course and open it again."))
        feedback.mark_read(path)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.set_header("Content-Security-Policy", _CSP)
        self.set_header("Cache-Control", "no-store")
        self.finish(page.with_way_back(data, url_path_join(self.base_url, "my-course")))


class CountryFileHandler(_Handler):
    """The country file, to take along."""

    @web.authenticated
    def get(self) -> None:
        """Download it."""
        try:
            data = safe_file.read_bytes(self.room.home / "country_file.json", _BIGGEST_PAGE)
        except safe_file.Unreadable:
            data = None
        if data is None:
            raise Said(404, _("There is no country file yet. It begins in module M00."))
        self.set_header("Content-Type", "application/json")
        self.set_header("Content-Disposition", 'attachment; filename="country_file.json"')
        self.finish(data)


def handlers(app: Any) -> list[tuple[Any, ...]]:
    """All addresses, for the person's server."""
    room = Room(app)
    static = Path(app.runtime_dir) / "my-course-look"
    static.mkdir(parents=True, exist_ok=True)
    look.write(static, [look.MODULES, Path(__file__).parent / "files" / "my_course.css"])
    base = app.base_url
    shared = {"room": room}

    def at(path: str) -> str:
        return url_path_join(base, "my-course", path)

    return [
        (url_path_join(base, "my-course") + "/?", PageHandler, shared),
        (at("fetch"), FetchHandler, shared),
        (at("submit"), SubmitHandler, shared),
        (at("country-file"), CountryFileHandler, shared),
        (at(rf"pages/({MODULE})/feedback/([0-9][^/]*)/([^/]+\.html)"), FeedbackHandler, shared),
        (at(r"look/(.*)"), StaticFileHandler, {"path": str(static)}),
    ]
