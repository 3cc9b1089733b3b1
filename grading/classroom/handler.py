"""What all pages have in common: only trainers of the course, forms with a token, errors in plain words."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from tornado import web
from tornado.log import app_log

from course.classroom import look
from course.classroom.exchange.client.connection import Problem
from course.i18n import _, direction, language, when
from course.numbers import format_number
from grading.classroom.jobs import Jobs
from grading.classroom.notes import Note
from grading.classroom.room import Module, Room

_T = TypeVar("_T")
_templates = look.templates(Path(__file__).parent / "pages")


class AskedByHub(HubOAuthenticated):
    """Who comes, as the hub says it; it is asked in :meth:`prepare` only, without holding up everybody else.

    Tornado looks at the token of a form before that. When the token is older than the session, JupyterHub's check asks
    the hub who comes and waits for the answer, and the answer waits for the same check: the service would stand still.
    """

    async def prepare(self) -> None:
        """Ask the hub. The answer is kept: what follows does not wait for the hub."""
        await self.hub_auth.get_user(self, sync=False)
        self.current_user = self.get_current_user()

    def get_current_user(self) -> dict[str, Any] | None:
        """The person; None as long as the hub was not asked."""
        return super().get_current_user() if hasattr(self, "_cached_hub_user") else None


class Callback(AskedByHub, HubOAuthCallbackHandler):
    """The end of the sign-in."""


class Page(AskedByHub, web.RequestHandler):
    """A page for the trainers of the course. Who is none gets 403 from here, whatever the address."""

    tab = ""

    def initialize(self, room: Room, jobs: Jobs) -> None:
        """Keep what the application gives to each request."""
        self.room, self.jobs = room, jobs
        self.nonce = secrets.token_urlsafe(16)

    def set_default_headers(self) -> None:
        """Nothing from outside, no script but our own files, no frame."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    async def prepare(self) -> None:
        """Nobody but a trainer comes further, in any handler."""
        policy = (
            f"default-src 'none'; script-src 'nonce-{self.nonce}'; style-src 'self'; font-src 'self'; "
            "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        self.set_header("Content-Security-Policy", policy)
        await super().prepare()
        web.authenticated(lambda handler: None)(self)

    @property
    def person(self) -> str:
        """Name of the trainer."""
        return self.current_user["name"]

    def page(self, template: str, **more: Any) -> None:
        """Write a page from its template."""
        about = {
            "lang": language(), "dir": direction(), "room": self.room,
            "base": self.room.prefix, "tabs": tabs(), "tab": self.tab,
            "person": self.person if self.current_user else "",
            "nonce": self.nonce, "when": when,
            "points": points, "share": share, "field": field,
            "note": self.room.notes.read(self.get_query_argument("said", "")), "job": None,
            "xsrf": self.xsrf_token.decode() if self.current_user else "",
        }  # fmt: skip
        self.finish(_templates.get_template(template).render(about | more))

    def sure(self, question: str, words: str, yes: str, back: str = "") -> bool:
        """Whether the trainer has said yes; if not, a page asks, and nothing else may be done in this request.

        Args:
            question: What is about to be done.
            words: What it means.
            yes: Words of the button that does it.
            back: Path of the page for a no.
        """
        if self.get_body_argument("sure", ""):
            return True
        fields = [(name, self.get_body_argument(name)) for name in self.request.body_arguments]
        self.page(
            "sure.html", question=question, words=words, yes=yes, back=back, fields=fields, action=self.request.path
        )
        return False

    def to(self, path: str = "", note: Note | None = None, anchor: str = "") -> None:
        """Go to a page after a form, with a sentence at its top, or at the part that the browser goes to."""
        note = note and replace(note, place=anchor)
        joint = "&" if "?" in path else "?"
        said = f"{joint}said={self.room.notes.keep(note)}" if note else ""
        self.redirect(f"{self.room.prefix}{path}{said}{'#' + anchor if anchor else ''}", status=303)

    async def ask(self, work: Callable[..., _T], *arguments: Any, **named: Any) -> _T:
        """Do work that waits (files, database, exchange) outside of the event loop."""
        return await asyncio.to_thread(work, *arguments, **named)

    def asked_module(self) -> Module:
        """The module of the form or address; 400 for anything else."""
        module = self.room.module(self.get_argument("module", ""))
        if module is None:
            raise web.HTTPError(400, "no such module")
        return module

    def write_error(self, status_code: int, **about: Any) -> None:
        """An error as a page, in plain words."""
        error = (about.get("exc_info") or (None, None, None))[1]
        words = error_words(status_code)
        if isinstance(error, Problem):
            words = str(error)
        elif isinstance(error, SQLAlchemyError):
            words = _("The gradebook cannot be used just now. Nothing is lost. Try again in a minute.")
        if status_code >= 500 and error is not None:
            app_log.error("%s %s: %r", self.request.method, self.request.path, error)
        try:
            self.page("error.html", words=words, code=status_code, note=None)
        except Exception:  # the page itself cannot be drawn: the sentence must still arrive
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(words)


class NotFound(Page):
    """Every other address."""

    async def prepare(self) -> None:
        """404, for trainers only."""
        await super().prepare()
        raise web.HTTPError(404)


def error_words(status_code: int) -> str:
    """What an error means, and what to do."""
    match status_code:
        case 400:
            return _("Something in this request was not right. Go back, and try again.")
        case 403:
            return _("This page is for trainers of this course. If you are one, ask the person who runs the classroom.")
        case 404:
            return _("There is no such page. Go back to the modules.")
        case 405:
            return _("This address takes no such request. Go back to the modules.")
        case 413:
            return _("This is too large.")
        case 502 | 503 | 504:
            return _("The classroom's hub does not answer just now. Nothing is lost. Try again in a minute.")
    return _(
        "Something went wrong here. Nothing is lost. Go back, and try again; if it happens again, look at the log."
    )


def tabs() -> tuple[tuple[str, str], ...]:
    """Address and words of each page of the bar."""
    return (
        ("", _("Modules")),
        ("marking", _("Marking")),
        ("live", _("Live")),
        ("people", _("People")),
        ("reports", _("Reports")),
        ("formgrader", "Formgrader"),  # the name of a program
    )


def field(number: float) -> str:
    """Points as a field of a form holds them: the same in every language."""
    return f"{round(number, 4):g}"


def points(number: float) -> str:
    """Points for reading, without a needless decimal."""
    return format_number(round(number, 4))


def share(part: object, whole: object) -> Markup:
    """Two numbers as ``13 / 14``, which also a page that runs from right to left must not turn round."""
    return Markup('<bdi dir="ltr" class="share">{} / {}</bdi>').format(part, whole)
