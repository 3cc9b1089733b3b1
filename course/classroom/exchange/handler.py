"""What all requests share: identity first, bodies counted as they arrive, work outside the event loop, plain errors."""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from typing import IO, Any, TypeVar
from weakref import WeakValueDictionary

from tornado.ioloop import IOLoop
from tornado.log import app_log
from tornado.web import HTTPError, RequestHandler, stream_request_body

from course.classroom.exchange.files import Damaged
from course.classroom.exchange.identity import Identity, Person
from course.classroom.exchange.limits import Limits
from course.classroom.exchange.names import BadName, plain
from course.classroom.exchange.package import TYPE, BadPackage, TooLarge, body_limit, pack, unpack
from course.classroom.exchange.refusal import Refusal
from course.classroom.exchange.store import Refused, Store, Unknown
from course.i18n import _

_T = TypeVar("_T")
_IN_MEMORY_BYTES = 1_000_000
_CHUNK_BYTES = 256_000
_AT_ONCE = 4
_uploads: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()  # by person


@stream_request_body
class ExchangeHandler(RequestHandler):
    """A request to the exchange. It knows nobody by cookie: no other page can make a browser ask in someone's name."""

    person: Person
    body: IO[bytes]
    _turns: asyncio.Semaphore | None = None

    def initialize(self, store: Store, identity: Identity, pool: Executor) -> None:
        """Keep what the application gives to each request."""
        self.store, self.identity, self.pool = store, identity, pool

    @property
    def limits(self) -> Limits:
        """The limits of this classroom."""
        return self.store.limits

    def check_xsrf_cookie(self) -> None:
        """Nothing to check: only the ``Authorization`` header counts, and a foreign page cannot set it."""

    def set_default_headers(self) -> None:
        """No page comes from here; nothing may be shown, guessed or kept."""
        self.set_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    def body_limit(self) -> int:
        """The most bytes that the body of this request may have."""
        return self.limits.json_bytes

    async def prepare(self) -> None:
        """Identify the caller and look at the announced size before a byte of the body is read."""
        self.body = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115 - closed in on_finish
        self.got = 0
        self.person = await self.identity.of(self.request.headers.get("Authorization", ""))
        course = self.path_kwargs.get("course")
        if course is not None:
            self.role = self.person.courses.get(_checked(plain, course, "a course"), "")
            if not self.role:
                raise Refusal(403, _("you are not in this course"))
        if "assignment" in self.path_kwargs:
            _checked(plain, self.path_kwargs["assignment"], "an assignment")
        self.may()
        self.most = self.body_limit()
        announced = self.request.headers.get("Content-Length", "0")
        if not announced.isdigit() or int(announced) > self.most:
            raise Refusal(413, _("too large"))
        await self._wait_for_turn()
        self.request.connection.set_max_body_size(self.most)

    async def _wait_for_turn(self) -> None:
        """Let a few large bodies of one person arrive at the same time, and the others wait: they lie on the disk."""
        if self.most > self.limits.json_bytes:
            turns = _uploads.setdefault(self.person.name, asyncio.Semaphore(_AT_ONCE))
            await turns.acquire()
            self._turns = turns

    def may(self) -> None:
        """Raise 403 if this person may not do this; handlers of trainers say more."""

    def data_received(self, chunk: bytes) -> None:
        """Keep a piece of the body."""
        self.got += len(chunk)
        if self.got > self.most:
            raise Refusal(413, _("too large"))
        self.body.write(chunk)

    def on_finish(self) -> None:
        """Forget the body."""
        if hasattr(self, "body"):
            self.body.close()
        if self._turns:
            self._turns.release()
            self._turns = None

    def on_connection_close(self) -> None:
        """Forget a body that will never be whole. A whole one is being stored, also when nobody waits any more."""
        whole = self.request._body_future.done()  # tornado tells it in no other way
        super().on_connection_close()
        if not whole:
            self.on_finish()

    def trainers_only(self) -> None:
        """Raise 403 unless the caller is a trainer of this course."""
        if self.role != "trainer":
            raise Refusal(403, _("only trainers of this course may do this"))

    async def work(self, job: Callable[..., _T], *arguments: Any) -> _T:
        """Do what waits for disk or database in a thread; turn its refusals into answers."""
        try:
            return await IOLoop.current().run_in_executor(self.pool, job, *arguments)
        except Unknown as problem:
            raise Refusal(404, problem) from None
        except Refused as problem:
            raise Refusal(problem.status, problem) from None
        except TooLarge as problem:
            raise Refusal(413, problem) from None
        except (BadPackage, BadName) as problem:
            raise Refusal(400, problem) from None
        except Damaged as problem:
            app_log.error("%s", problem)
            words = _("a stored file is damaged; the trainer must restore the backup")
            raise Refusal(500, words) from None

    def unpacked(self, total_bytes: int, file_bytes: int) -> Iterator[tuple[str, bytes]]:
        """The files of the body."""
        self.body.seek(0)
        return unpack(self.body, total_bytes=total_bytes, file_bytes=file_bytes, files=self.limits.files)

    def package_limit(self, total_bytes: int) -> int:
        """The size on the wire of files with so many bytes."""
        return body_limit(total_bytes, self.limits.files)

    def json(self) -> dict[str, Any]:
        """The JSON object in the body.

        Raises:
            HTTPError: it is none.
        """
        self.body.seek(0)
        try:
            found = json.loads(self.body.read())
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise HTTPError(400, reason="the body must be a JSON object")
        return found

    async def send_package(self, listed: list[dict[str, Any]], **headers: str) -> None:
        """Answer with a package of stored files."""
        with tempfile.TemporaryFile() as package:
            await self.work(lambda: pack(self.store.contents(listed), package))
            self.set_header("Content-Type", TYPE)
            for name, value in headers.items():
                self.set_header(name.replace("_", "-"), value)
            self.set_header("Content-Length", str(package.tell()))
            package.seek(0)
            while chunk := package.read(_CHUNK_BYTES):
                self.write(chunk)
                await self.flush()

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Say what is wrong as JSON, without inner details."""
        error = (kwargs.get("exc_info") or (None, None))[1]
        words = error.words if isinstance(error, Refusal) else self._reason
        self.finish({"error": words, "status": status_code})


def _checked(check: Callable[..., str], *arguments: str) -> str:
    try:
        return check(*arguments)
    except BadName as problem:
        raise Refusal(400, problem) from None
