"""nbgrader's handlers beside the event loop: databases, folders and the exchange may take long to answer.

Meanwhile the loop serves everybody else: a trainer's open page Live must not stand still because another one looks at
Formgrader.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import wraps
from typing import Any

from tornado.web import RequestHandler

_THREADS = ThreadPoolExecutor(6, thread_name_prefix="formgrader-page")
_METHODS = ("get", "post", "put")


class Beside:
    """What is put before a handler whose methods run in a thread.

    Only the loop may speak with the browser. What a method says is kept until it is back there, where tornado ends
    every request that has not ended.
    """

    _away = False

    def finish(self, chunk: Any = None) -> Any:
        """End the request; in the thread: keep the last words."""
        if not self._away:
            return super().finish(chunk)  # type: ignore[misc]
        if chunk is not None:
            self.write(chunk)  # type: ignore[attr-defined]
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def let_go(self) -> None:
        """Close what belongs to the thread, in the thread."""


def beside(handler: type[RequestHandler]) -> type[RequestHandler]:
    """The handler with its own methods in a thread; coroutines stay where they are."""
    own = {
        name: _in_thread(method)
        for name in _METHODS
        if (method := getattr(handler, name)) is not getattr(RequestHandler, name)
        and not inspect.iscoroutinefunction(inspect.unwrap(method))
    }
    return type(handler.__name__, (handler,), own)


def _in_thread(method: Callable[..., Any]) -> Callable[..., Awaitable[None]]:
    @wraps(method)
    async def ask(self: Any, *parts: str, **named: str) -> None:
        def work() -> None:
            try:
                method(self, *parts, **named)
            finally:
                self.let_go()

        self._away = True
        try:
            await asyncio.get_running_loop().run_in_executor(_THREADS, copy_context().run, work)
        finally:
            self._away = False

    return ask
