"""nbgrader's Formgrader as a page of its own below the trainers' pages, with the hub's sign-in and no foreign script.

Stock Formgrader runs inside JupyterLab as a frame, which the hub forbids, and asks other hosts for MathJax. Here its
own handlers run in this service. Every script of its pages carries a mark (nonce) that is put into nbgrader's
*templates*, before anything of a trainee is filled in: a script that a trainee has smuggled in has no mark and does
not run, even if the cleaning of notebooks had missed it.
"""

from __future__ import annotations

import json
import logging
import secrets
import threading
from collections.abc import Mapping
from copy import deepcopy
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from jupyter_server.auth import AllowAllAuthorizer
from jupyter_server.auth.identity import IdentityProvider
from jupyterhub.services.auth import HubOAuth
from jupyterhub.singleuser.extension import JupyterHubIdentityProvider
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.server_extensions.formgrader import apihandlers, base, handlers
from tornado.web import RequestHandler, StaticFileHandler
from traitlets.config import LoggingConfigurable

from course.i18n import _, language
from grading.classroom.formgrader_scripts import SCRIPTS, Script
from grading.classroom.formgrader_template import MarkedLoader
from grading.classroom.formgrader_thread import Beside, beside
from grading.classroom.formgrader_work import LONG
from grading.classroom.gradebooks import Gradebooks
from grading.classroom.handler import error_words
from grading.classroom.jobs import Jobs
from grading.classroom.room import Room

_OWN = Path(__file__).parent / "formgrader_files"
#: Formgrader's files that ours replace: the token, links that lead nowhere here, buttons without inline script.
_REPLACED = ("js/backbone_xsrf.js", "js/utils.js")


class OwnPage(Beside):
    """What is put before each of nbgrader's handlers."""

    settings: Mapping[str, Any]

    async def prepare(self) -> None:
        """No name in an address may lead out of the course: nbgrader makes paths of assignments and people."""
        names = [*self.path_args, *self.path_kwargs.values()]  # type: ignore[attr-defined]
        if not isinstance(self, SubmissionFiles) and any(map(_leads_away, names)):
            raise handlers.web.HTTPError(404)
        await super().prepare()  # type: ignore[misc]

    @property
    def _nonce(self) -> str:
        if not hasattr(self, "_own_nonce"):
            self._own_nonce = secrets.token_urlsafe(16)
        return self._own_nonce

    @property
    def content_security_policy(self) -> str:
        """Scripts with the mark only; nothing from outside; no frame."""
        return (
            f"default-src 'none'; script-src 'nonce-{self._nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )

    @property
    def gradebook(self) -> Any:
        """A gradebook for this request only: jobs write beside it, and an old one would show old marks."""
        if not hasattr(self, "_own_gradebook"):
            directory = self.settings["nbgrader_formgrader"].coursedir
            self._own_gradebook = self.settings["course_room"].gradebooks(directory.db_url, directory.course_id)
        return self._own_gradebook

    @property
    def api(self) -> NbGraderAPI:
        """nbgrader's interface with a course directory of its own: it changes it while it works."""
        config = self.settings["course_page_config"]
        found = _Interface(CourseDirectory(config=config), Authenticator(config=config), config=config)
        found.books = self.settings["course_room"].gradebooks
        return found

    @property
    def exporter(self) -> _Marked:
        """The exporter of notebooks. One for all pages, which are made one at a time: it keeps its templates."""
        return _Marked(self.settings, self._nonce)

    def render(self, name: str, **about: Any) -> str:
        """A page of nbgrader's, with marks."""
        return self.settings["nbgrader_jinja2_env"].get_template(name).render(nonce=self._nonce, **about)

    def write_error(self, status_code: int, **about: Any) -> None:
        """An error in plain words. Jupyter's own page needs templates that are not here."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")  # type: ignore[attr-defined]
        self.finish(error_words(status_code))  # type: ignore[attr-defined]

    def let_go(self) -> None:
        """Let go of the gradebook."""
        if hasattr(self, "_own_gradebook"):
            self._own_gradebook.close()
            del self._own_gradebook

    def on_finish(self) -> None:
        """The same for what did not run in a thread."""
        self.let_go()
        super().on_finish()  # type: ignore[misc]


class _Interface(NbGraderAPI):
    """nbgrader's interface, which opens a gradebook for each part of an answer: here it is open already."""

    books: Gradebooks

    @property
    def gradebook(self) -> Gradebook:
        """The gradebook, to be used as a context."""
        return self.books(self.coursedir.db_url, self.course_id)


class _Marked:
    """The exporter with the mark of one page."""

    _one = threading.Lock()

    def __init__(self, settings: Mapping[str, Any], nonce: str) -> None:
        self._settings, self._nonce = settings, nonce

    def from_filename(self, name: str, resources: Mapping[str, Any]) -> tuple[str, Any]:
        """The page of a notebook."""
        kept = self._settings["course_exporter"]
        with self._one:
            if not kept:
                kept.append(_exporter(self._settings["nbgrader_formgrader"].config, ""))
            kept[0].environment.globals["nonce"] = self._nonce
            return kept[0].from_filename(name, resources=resources)


def _leads_away(name: str | None) -> bool:
    """Whether a part of an address would name another folder, or several."""
    return name is not None and (name.startswith(".") or not name.isprintable() or any(one in name for one in "/\\*?["))


class Start(handlers.BaseHandler):
    """``formgrader``: to its first page. nbgrader's own takes a folder from the address; ours has one course."""

    @handlers.web.authenticated
    def get(self) -> None:
        """Go there."""
        _token = self.xsrf_token
        self.redirect(f"{self.base_url}/formgrader/manage_assignments")


class SubmissionFiles(OwnPage, handlers.SubmissionFilesHandler):
    """A file that a trainee has handed in: a picture is shown, everything else is a download.

    nbgrader's own gives out every file of the course folder, and shows a trainee's page as if it were one of ours.
    """

    _PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

    @property
    def content_security_policy(self) -> str:
        """In a sandbox: no script, no form, no way on, nothing loaded."""
        return "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"

    def parse_url_path(self, url_path: str) -> str:
        """Where the file is; 404 for anything that this trainee has not handed in for this module, links too."""
        id, _slash, name = url_path.lstrip("/").partition("/")
        try:
            book = self.gradebook.find_submission_notebook_by_id(id)
        except MissingEntry:
            raise handlers.web.HTTPError(404) from None
        place = self.coursedir.autograded_directory, book.student.id, book.assignment.assignment.name
        folder = Path(self.coursedir.format_path(*place)).resolve()
        found = (folder / name).resolve()
        if not found.is_relative_to(folder) or not found.is_file():
            raise handlers.web.HTTPError(404)
        return str(found)

    def set_extra_headers(self, path: str) -> None:
        """A download, unless it is a picture."""
        if self.get_content_type() not in self._PICTURES:
            self.set_header("Content-Disposition", "attachment")


class AllModules(apihandlers.AssignmentCollectionHandler):
    """The list of modules. While the exchange is away, it is not known which of them are released."""

    @handlers.web.authenticated
    def get(self) -> None:
        """Send it; nbgrader's own would call all of them drafts."""
        api = self.api
        found = api.get_assignments()
        for one in found if api.exchange_missing else ():
            one["status"] = "not known"
        self.write(json.dumps(found))


class OneModule(apihandlers.AssignmentHandler):
    """A module is only read here. The page Modules sets deadlines: the exchange must know them, too."""

    @handlers.web.authenticated
    def put(self, assignment_id: str) -> None:
        """Refuse."""
        raise handlers.web.HTTPError(405)


class _PageOfNotebook(HTMLExporter):
    """The page of one submission. nbgrader's template writes names as they are: here they are text."""

    def from_notebook_node(self, nb: Any, resources: Any = None, **more: Any) -> Any:
        """The page; every text beside the notebook is escaped."""
        about = {name: escape(one) if isinstance(one, str) else one for name, one in (resources or {}).items()}
        return super().from_notebook_node(nb, about, **more)


def _exporter(config: Any, nonce: str) -> HTMLExporter:
    own = deepcopy(config)
    own.HTMLExporter.template_name = "formgrade"
    own.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    own.HTMLExporter.mathjax_url = ""
    exporter = _PageOfNotebook(config=own)
    inner = exporter.environment.loader
    exporter.environment.loader = MarkedLoader(ChoiceLoader([FileSystemLoader(_OWN), inner]))
    exporter.environment.globals["nonce"] = nonce
    return exporter


def settings(room: Room, jobs: Jobs) -> dict[str, Any]:
    """Settings of the application that Formgrader's handlers read."""
    config = room.config()
    directory = CourseDirectory(config=config)
    loader = MarkedLoader(ChoiceLoader([FileSystemLoader(_OWN), FileSystemLoader([handlers.template_path])]))
    pages = Environment(loader=loader, autoescape=True)
    # Formgrader is English as a whole; the way out of it is not
    pages.globals |= {"course_language": language(), "course_back": _("Trainers' pages")}
    identity: IdentityProvider = JupyterHubIdentityProvider(hub_auth=HubOAuth.instance())
    parent = LoggingConfigurable(config=config)
    of_pages = deepcopy(config)
    of_pages.ExchangeList.patient = False  # a page says at once that the exchange is away
    return {
        "base_url": room.prefix,
        "login_url": room.prefix,
        "identity_provider": identity,
        "authorizer": AllowAllAuthorizer(identity_provider=identity),
        "allow_remote_access": True,  # the hub's proxy is the only way in
        "serverapp": SimpleNamespace(log=logging.getLogger("tornado.application")),
        "headers": {"Referrer-Policy": "same-origin", "Cache-Control": "no-store"},
        "nbgrader_formgrader": SimpleNamespace(
            config=config, coursedir=directory, url_prefix="", debug=False, parent=parent
        ),
        "nbgrader_authenticator": Authenticator(config=config),
        "nbgrader_gradebook": None,
        "nbgrader_db_url": directory.db_url,
        "nbgrader_jinja2_env": pages,
        "nbgrader_bad_setup": False,
        "initial_config": config,
        "course_exporter": [],
        "course_page_config": of_pages,
        "course_jobs": jobs,
        "course_room": room,
    }


def addresses(room: Room) -> list[tuple[Any, ...]]:
    """Formgrader's addresses, below the service's own."""
    own = [
        (r"/formgrader/?", Start),
        *((f"/formgrader/static/({name})", StaticFileHandler, {"path": str(_OWN)}) for name in _REPLACED),
        *((f"/formgrader/static/({name})", Script, {"path": handlers.static_path}) for name in SCRIPTS),
        (r"/formgrader/api/assignments", AllModules),
        (r"/formgrader/api/assignment/([^/]+)", OneModule),
    ]
    stock = [*handlers.default_handlers, *apihandlers.default_handlers]
    stock.append((r"/formgrader/static/(.*)", StaticFileHandler, {"path": handlers.static_path}))
    stock.append((r"/formgrader/.*", handlers.Template404))
    prefix = room.prefix.rstrip("/")
    kept = [
        (path, SubmissionFiles if handler is handlers.SubmissionFilesHandler else handler, *more)
        for path, handler, *more in stock
        if handler is not handlers.FormgraderHandler
    ]
    return [(prefix + path, _own(handler), *more) for path, handler, *more in (*LONG, *own, *kept)]


def _own(handler: type[RequestHandler]) -> type[RequestHandler]:
    """A handler of nbgrader's with our page before it, beside the loop; files stay as they are."""
    if issubclass(handler, base.BaseHandler) and not issubclass(handler, OwnPage):
        return beside(type(handler.__name__, (OwnPage, handler), {}))
    return handler
