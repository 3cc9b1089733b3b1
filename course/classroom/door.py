"""The door of the hub: how much a request may bring before anybody knows who sends it."""

from __future__ import annotations

from tornado.httpserver import HTTPServer

#: A form of the sign-in, or a token of an LMS, has some thousand bytes.
MOST_BYTES = 1_000_000
_PATIENCE_S = 120


def hold_small() -> None:
    """Cut large requests to the hub while they arrive.

    Tornado keeps a body of up to 100 MB in memory before it is looked at: some at once, from anybody, would end it.
    """
    HTTPServer.configure(None, max_body_size=MOST_BYTES, body_timeout=_PATIENCE_S)
