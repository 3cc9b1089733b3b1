"""Two Formgraders on loopback: nbgrader's own as Jupyter serves it, and the trainers' pages with a hub behind them."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from jupyter_server.auth import AllowAllAuthorizer
from jupyter_server.auth.identity import IdentityProvider, User
from jupyterhub.services.auth import HubOAuth
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, create_signed_value

from tests.course.classroom.exchange.fake_hub import FakeHub, Service, person

COURSE = "migration-development"
NAME = f"trainer-{COURSE}"
PREFIX = f"/services/{NAME}/"
SCOPE = f"access:services!service={NAME}"
TOKENS = {
    "token-tess": person("tess", f"formgrade-{COURSE}", scopes=[SCOPE]),
    "token-otto": person("otto", "formgrade-other", scopes=["access:services!service=trainer-other"]),
    "token-amina": person("amina", f"nbgrader-{COURSE}", scopes=["access:services!service=exchange"]),
    "token-of-the-pages": person(NAME, kind="service"),
}

#: The application that :func:`trainers_pages` serves now, for a look at its addresses.
LAST: dict[str, Application] = {}


@contextmanager
def _served(make: Callable[[], Application]) -> Iterator[str]:
    """An application in a thread; gives scheme, host and port."""
    ready, found = threading.Event(), {}

    async def serve() -> None:
        found["loop"], found["stop"] = asyncio.get_running_loop(), asyncio.Event()
        try:
            server = HTTPServer(make())
            sockets = bind_sockets(0, "127.0.0.1", family=socket.AF_INET)
            server.add_sockets(sockets)
            found["port"] = sockets[0].getsockname()[1]
        except BaseException as problem:
            found["problem"] = problem
        ready.set()
        if "port" in found:
            await found["stop"].wait()
            server.stop()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(120)
    if "problem" in found:
        raise found["problem"]
    try:
        yield f"http://127.0.0.1:{found['port']}"
    finally:
        found["loop"].call_soon_threadsafe(found["stop"].set)
        thread.join(20)


class SignedIn(IdentityProvider):
    """A trainer whose browser is signed in."""

    def get_user(self, handler: object) -> User:
        """The trainer."""
        return User("tess")


@contextmanager
def stock_formgrader(course: Path) -> Iterator[str]:
    """nbgrader's own Formgrader for a course folder; its configuration names the folder and nothing else."""

    def make() -> Application:
        settings = course.parent / "stock" / "nbgrader_config.py"
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(f"c.CourseDirectory.root = {str(course)!r}\nc.CourseDirectory.course_id = {COURSE!r}\n")
        identity = SignedIn()
        app = Application(
            [], base_url="/", cookie_secret="x" * 32, identity_provider=identity, allow_remote_access=True,
            authorizer=AllowAllAuthorizer(identity_provider=identity), headers={}, login_url="/login",
            serverapp=SimpleNamespace(log=logging.getLogger("stock")),
        )  # fmt: skip
        stock = FormgradeExtension()
        stock.root_dir, stock.load_cwd_config, stock.config_dir = str(course.parent), False, str(settings.parent)
        stock.initialize([])
        stock.init_tornado_settings(app)
        stock.init_handlers(app)
        return app

    with _served(make) as url:
        yield url


@contextmanager
def trainers_pages(course: Path) -> Iterator[tuple[str, str]]:
    """The trainers' pages of a course folder as the hub starts them.

    Yields:
        Address with its final ``/``, and the cookie of ``tess``, who is signed in.
    """
    from grading.classroom import application

    hub = FakeHub()
    hub.people |= TOKENS
    exchange = Service(hub, course.parent / "classroom").start()
    environment = {
        "COURSE_ID": COURSE, "COURSE_TITLE": "Migration and development", "COURSE_FOLDER": str(course),
        "COURSE_EXCHANGE_URL": exchange.base,
        "JUPYTERHUB_API_TOKEN": "token-of-the-pages", "JUPYTERHUB_API_URL": f"http://127.0.0.1:{hub.port}/hub/api",
        "JUPYTERHUB_SERVICE_NAME": NAME, "JUPYTERHUB_SERVICE_PREFIX": PREFIX, "JUPYTERHUB_BASE_URL": "/",
        "JUPYTERHUB_CLIENT_ID": f"service-{NAME}",
    }  # fmt: skip
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    HubOAuth.clear_instance()
    secret = {}

    def make() -> Application:
        loaded = application.load()
        app = loaded.application()
        name = HubOAuth.instance().cookie_name
        signed = create_signed_value(app.settings["cookie_secret"], name, "token-tess")
        LAST["application"] = app
        secret["cookie"] = f"{name}={signed.decode()}"
        return app

    try:
        with _served(make) as url:
            yield f"{url}{PREFIX}", secret["cookie"]
    finally:
        exchange.stop()
        hub.stop()
        HubOAuth.clear_instance()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
