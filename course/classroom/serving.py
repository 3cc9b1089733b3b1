"""What the classroom's own services have in common: how they note a request, and how they end."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress

from tornado.httpserver import HTTPServer
from tornado.log import access_log
from tornado.web import RequestHandler

_GOODBYE_S = 5


def log_request(handler: RequestHandler) -> None:
    """Note a request without its query: it may hold a token."""
    request, status = handler.request, handler.get_status()
    say = access_log.error if status >= 500 else access_log.info
    say("%d %s %s %.0f ms", status, request.method, request.path, 1000 * request.request_time())


async def until_told(server: HTTPServer) -> None:
    """Answer requests until a signal asks to stop; those that are being answered are finished."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await stop.wait()
    server.stop()
    with suppress(TimeoutError):  # an upload that never ends does not keep the service alive
        await asyncio.wait_for(server.close_all_connections(), _GOODBYE_S)
