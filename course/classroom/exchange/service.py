"""The exchange as a service that the hub starts: ``python -m course.classroom.exchange.service``.

The hub gives ``JUPYTERHUB_SERVICE_URL``, ``JUPYTERHUB_SERVICE_PREFIX``, ``JUPYTERHUB_API_URL`` and
``JUPYTERHUB_API_TOKEN``.
``COURSE_CLASSROOM`` is the folder of the classroom, ``COURSE_EXCHANGE_DATABASE`` the database (SQLite in that folder's
``state`` by default), ``COURSE_EXCHANGE_LIMITS`` other limits.
"""

from __future__ import annotations

import asyncio
import os
import sys
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.log import enable_pretty_logging
from tornado.web import Application

from course.classroom import database, serving
from course.classroom.exchange import handlers
from course.classroom.exchange.files import Files
from course.classroom.exchange.identity import Identity
from course.classroom.exchange.limits import Limits
from course.classroom.exchange.package import body_limit
from course.classroom.exchange.store import Store
from course.classroom.variables import EXCHANGE_DATABASE, FOLDER

_THREADS = 8  # most of them wait for the disk
_IDLE_S = 75
_BODY_S = 300  # a slow line needs time for 20 MB
_COURSE = r"courses/(?P<course>[^/]+)"
_ASSIGNMENT = rf"{_COURSE}/assignments/(?P<assignment>[^/]+)"
_SUBMISSION = rf"{_COURSE}/submissions/(?P<receipt_id>[^/]+)"


def application(store: Store, identity: Identity, pool: Executor, prefix: str = "/") -> Application:
    """The service as a tornado application.

    Args:
        store: the rows and files.
        identity: asks the hub.
        pool: threads for disk and database.
        prefix: what stands before each address, as ``/services/exchange/``.
    """
    shared = {"store": store, "identity": identity, "pool": pool}
    addresses = [
        ("me", handlers.Me),
        (rf"{_COURSE}/assignments", handlers.Assignments),
        (_ASSIGNMENT, handlers.OneAssignment),
        (rf"{_ASSIGNMENT}/deadline", handlers.Deadline),
        (rf"{_ASSIGNMENT}/submissions", handlers.Submit),
        (rf"{_COURSE}/deadlines", handlers.Deadlines),
        (rf"{_COURSE}/submissions", handlers.Submissions),
        (_SUBMISSION, handlers.OneSubmission),
        (rf"{_SUBMISSION}/feedback", handlers.FeedbackPages),
        (rf"{_COURSE}/mine", handlers.Mine),
        (rf"{_COURSE}/events", handlers.Events),
    ]
    return Application(
        [
            (f"{prefix}api/health", handlers.Health),
            *((f"{prefix}api/{address}", handler, shared) for address, handler in addresses),
        ],
        log_function=serving.log_request,
    )


def open_store() -> Store:
    """The store that the environment names, its tables up to date.

    Raises:
        SystemExit: the environment is not complete.
    """
    folder = os.environ.get(FOLDER)
    if not folder:
        sys.exit(f"{FOLDER} must name the folder of the classroom")
    root = Path(folder)
    (root / "state").mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = database.ready(
        os.environ.get(EXCHANGE_DATABASE) or f"sqlite:///{root / 'state' / 'exchange.sqlite'}", "exchange"
    )
    try:
        return Store(engine, Files(root / "exchange"), Limits.from_environment())
    except ValueError as problem:
        sys.exit(str(problem))


async def serve() -> None:
    """Answer requests until a signal asks to stop; requests that are being answered are finished."""
    address = urlsplit(os.environ.get("JUPYTERHUB_SERVICE_URL") or "http://127.0.0.1:8890/")
    prefix = os.environ.get("JUPYTERHUB_SERVICE_PREFIX") or "/services/exchange/"
    store = open_store()
    biggest = max(store.limits.release_bytes, store.limits.feedback_bytes, store.limits.submission_bytes)
    with ThreadPoolExecutor(_THREADS) as pool:
        server = HTTPServer(
            application(store, Identity(), pool, prefix),
            max_body_size=body_limit(biggest, store.limits.files),
            idle_connection_timeout=_IDLE_S,
            body_timeout=_BODY_S,
        )
        server.listen(address.port or 80, address.hostname)
        await serving.until_told(server)


def main() -> None:
    """Run the service."""
    enable_pretty_logging()
    asyncio.run(serve())


if __name__ == "__main__":
    main()
