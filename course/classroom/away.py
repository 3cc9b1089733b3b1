"""What people see while the hub, or a server behind the proxy, is away: a page of the keeper, which outlives both."""

from __future__ import annotations

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, select_autoescape

from course.classroom.look import PAGES, template_vars
from course.classroom.place import Place
from course.classroom.settings import Settings
from course.i18n import LANGUAGE, _
from course.look import css

#: Name of this page's rule and service in the proxy's settings.
AWAY = "away"
_FILE = "away.html"


def routes(port: int) -> dict[str, object]:
    """The proxy's rule: 502 comes from itself alone, when nobody answers behind it; then it shows this page."""
    return {
        "http": {
            "middlewares": {AWAY: {"errors": {"status": ["502"], "service": AWAY, "query": "/"}}},
            "services": {AWAY: {"loadBalancer": {"servers": [{"url": f"http://127.0.0.1:{port}"}]}}},
        }
    }


def write(place: Place, settings: Settings) -> None:
    """Write the page, with its style in it: nobody else could bring it."""
    os.environ[LANGUAGE] = settings.language
    words = template_vars(settings) | {
        "_": _,
        "start": urlsplit(settings.address.url).path or "/",
        "style": css() + (PAGES / "classroom.css").read_text("utf-8"),
    }
    templates = Environment(loader=FileSystemLoader(PAGES), autoescape=select_autoescape())
    text = templates.get_template(_FILE).render(words)
    (place.state / "look" / _FILE).write_text(text, encoding="utf-8")


def serve(place: Place, port: int) -> ThreadingHTTPServer:
    """Serve the page on loopback, in a thread of this process."""
    page = (place.state / "look" / _FILE).read_bytes()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)  # the proxy keeps its own 502
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """No line for each try of each page."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
