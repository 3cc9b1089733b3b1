"""The trainers' pages of one course: ``python -m grading.classroom.service``, started by the hub.

It listens at once and loads nbgrader and the rest beside that: the hub, and everybody who waits for it, is not held up.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPMessageDelegate, HTTPServerConnectionDelegate
from tornado.log import app_log, enable_pretty_logging
from tornado.web import Application, RequestHandler

from course.classroom import serving
from course.classroom.variables import COURSE, COURSE_FOLDER, TOKEN
from course.i18n import _, direction, language

_BIGGEST_BODY = 2_000_000
_STARTING = """<!DOCTYPE html><html lang="{lang}" dir="{dir}"><head><meta charset="utf-8">
<meta http-equiv="refresh" content="2"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body><p role="status">{words}</p></body></html>"""


class Starting(RequestHandler):
    """Every address while the pages are being loaded."""

    def prepare(self) -> None:
        """Say so; the browser asks again by itself. The hub waits for less than 500, so pages get 202: later."""
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Retry-After", "2")
        self.set_status(202 if self.request.method in ("GET", "HEAD") else 503)
        words = _("The trainers' pages are starting. This page opens by itself in a moment.")
        page = _STARTING.format(lang=language(), dir=direction(), title=_("One moment"), words=words)
        self.finish(page)


class Door(HTTPServerConnectionDelegate):
    """Leads requests to the application that there is."""

    def __init__(self) -> None:
        self.inside = Application(default_handler_class=Starting)

    def start_request(self, server_conn: Any, request_conn: Any) -> HTTPMessageDelegate:
        """A connection waits for its next request, perhaps for long."""
        return _Request(lambda: self.inside.start_request(server_conn, request_conn))

    def on_close(self, server_conn: Any) -> None:
        """A connection has gone."""
        self.inside.on_close(server_conn)


class _Request(HTTPMessageDelegate):
    """Chooses the application when the request comes, not when its connection begins to wait."""

    def __init__(self, choose: Callable[[], HTTPMessageDelegate]) -> None:
        self._choose, self._inner = choose, HTTPMessageDelegate()

    def headers_received(self, start_line: Any, headers: Any) -> Any:
        self._inner = self._choose()
        return self._inner.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Any:
        return self._inner.data_received(chunk)

    def finish(self) -> None:
        self._inner.finish()

    def on_connection_close(self) -> None:
        self._inner.on_connection_close()


def _load() -> Any:
    from grading.classroom import application

    return application.load()


async def serve() -> None:
    """Answer requests until a signal asks to stop. A job that runs goes on without us."""
    missing = [name for name in (COURSE, COURSE_FOLDER, TOKEN) if not os.environ.get(name)]
    if missing:
        sys.exit(f"{', '.join(missing)} is not set: the hub starts this service")
    address = urlsplit(os.environ.get("JUPYTERHUB_SERVICE_URL") or "http://127.0.0.1:8182/")
    door = Door()
    server = HTTPServer(door, max_body_size=_BIGGEST_BODY, xheaders=True)
    server.listen(address.port or 80, address.hostname)
    ended = asyncio.create_task(serving.until_told(server))
    loaded = await asyncio.to_thread(_load)
    door.inside = loaded.application()
    app_log.info("The trainers' pages of %s are ready", os.environ[COURSE])
    following = asyncio.create_task(loaded.live.follow())
    await ended
    following.cancel()


def main() -> None:
    """Run the service."""
    enable_pretty_logging()
    asyncio.run(serve())


if __name__ == "__main__":
    main()
