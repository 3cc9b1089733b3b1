"""Open the book with its browser lab from a folder or a USB stick.

Double-click this file, or `start.bat` (Windows), `start.command` (macOS), `start.sh` (Linux). It needs Python 3.8 or
newer and nothing else, and no internet: it shows the folder `book` to the browser of this computer only. Close the
window, or press Ctrl-C, to stop.
"""

import functools
import http.server
import os
import sys
import threading
import urllib.request
import webbrowser
from pathlib import Path

BOOK = Path(__file__).resolve().parent / "book"
HOST = "127.0.0.1"
# A browser keeps answers for one address, so the address must be the same each time.
PORT = 8421
SIGN = "migration-development-kit"
# Windows may have other ideas about these, and a browser then refuses to run them.
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".html": "text/html; charset=utf-8",
    ".whl": "application/zip",
    ".ipynb": "application/json",
    ".webmanifest": "application/manifest+json",
}


class Pages(http.server.SimpleHTTPRequestHandler):
    """Shows the folder `book`, quietly."""

    def guess_type(self, path):
        """The type of a file."""
        return TYPES.get(Path(path).suffix.lower()) or super().guess_type(path)

    def log_message(self, *arguments):
        """Say nothing."""

    def end_headers(self):
        """Say who answers, and let the browser ask whether a file has changed."""
        self.send_header("X-Course", SIGN)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class Server(http.server.ThreadingHTTPServer):
    """One program for one address: Windows would let two share it."""

    allow_reuse_address = os.name == "posix"
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A browser that stops reading is no error."""


def is_running(port):
    """Whether the kit is already shown at this port."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{HOST}:{port}/index.html", timeout=2) as answer:
            return answer.headers.get("X-Course") == SIGN
    except OSError:
        return False


def show(port, quiet):
    """Open the browser."""
    address = f"http://{HOST}:{port}/index.html"
    print(f"The book is at {address}", flush=True)
    if not quiet:
        webbrowser.open(address)


def main(arguments):
    """Serve until the window is closed. `--no-browser` opens none; `--port N` uses another address."""
    quiet = "--no-browser" in arguments
    port = int(arguments[arguments.index("--port") + 1]) if "--port" in arguments else PORT
    if not (BOOK / "index.html").is_file():
        print("The folder `book` is not beside this file. Please unpack the whole zip file first, then start again.")
        return 1
    try:
        server = Server((HOST, port), functools.partial(Pages, directory=str(BOOK)))
    except OSError:
        if is_running(port):
            show(port, quiet)
            return 0
        print(f"Another program of this computer uses the address {HOST}:{port}.")
        print("Close it, or restart the computer, and start again. Another address would not have your answers.")
        print(f"To use another one all the same: python3 start.py --port {port + 1}")
        return 1
    threading.Thread(target=server.serve_forever, daemon=True).start()
    show(port, quiet)
    print("Keep this window open while you read. To stop, close it or press Ctrl-C.", flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        print("\nStopped. Your answers are kept in your browser.")
    server.shutdown()
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    if code and sys.stdin and sys.stdin.isatty():
        input("Press Enter to close this window. ")
    sys.exit(code)
