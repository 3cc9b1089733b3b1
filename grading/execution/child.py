"""What a forked child does: go into the sandbox, then run one cell after another until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import random
import resource
import signal
import socket
import sys
import time
from typing import Any

from grading import sandbox
from grading.execution import asking, frames, integrity, kernel, quick, showing
from grading.sandbox.limits import Limits

_BATCH = 65_536  # bytes


def run(
    connection: socket.socket,
    job: dict[str, Any],
    shell_kernel: Any,
    filters: dict[str, bytes | None],
    untouched: integrity.Snapshot,
) -> None:
    """Serve one run of cells; never returns.

    Args:
        connection: To the grader.
        job: ``jail`` (fields of ``sandbox.Jail`` without the filter), ``watched`` (look after each cell whether it
            has changed what tests rely on).
        shell_kernel: The kernel that the warm process has built.
        filters: Compiled seccomp filter of each mode.
        untouched: What tests rely on, from before the fork.
    """
    started = time.process_time()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.setsid()
    output, errors = _own_descriptors(connection)
    jail = job["jail"]
    limits = Limits(**jail.pop("limits", {}))
    readable = tuple(jail.pop("readable", ()))
    sandbox.enter(sandbox.Jail(**jail, readable=readable, limits=limits, filter=filters.get(jail["mode"])))
    itself = os.getpid()

    waiting: list[bytes] = []

    def publish(message: dict[str, Any]) -> None:
        if os.getpid() != itself:  # a process that the cell has forked keeps quiet
            return
        waiting.append(frames.packed(message))
        # what the course's own text shows can wait for the end of its cell: fewer messages wake the grader
        if job["watched"] or sum(map(len, waiting)) > _BATCH:
            pass_on()

    def pass_on(*last: bytes) -> None:
        data = b"".join([*waiting, *last])
        waiting.clear()
        connection.sendall(data)

    kernel.OUTBOX.publish = publish
    streams = (kernel.Stream("stdout", output), kernel.Stream("stderr", errors))
    sys.stdout, sys.stderr = streams
    _fresh_start()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    frames.send(connection, {"is": "ready", "language_info": shell_kernel.language_info})
    reader = frames.Reader(connection)
    shop = showing.Shop(shell_kernel.shell.user_ns)
    marker = asking.Marker(_Questions(connection, reader), shell_kernel.shell.user_ns)
    while True:
        order = reader.next()
        if order["do"] == "end":
            usage = resource.getrusage(resource.RUSAGE_SELF)
            cpu = time.process_time() - started
            frames.send(connection, {"is": "end", "cpu": cpu, "memory_kb": usage.ru_maxrss})
            os._exit(0)
        if order["do"] not in ("run", "tell"):
            continue  # an answer that came after its time was over
        if order.get("alone") and jail["mode"] == "namespaces":
            _end_the_others()
        if order["do"] == "tell":
            reply = _tell(shop, streams, order["ask"])
        else:
            reply = _run_cell(shell_kernel, loop, streams, order, marker)
        if os.getpid() != itself:
            os._exit(0)
        changed = integrity.changes(untouched) if job["watched"] else []
        reply["touched"] = [*changed, *shop.odd][:20]
        reply["token"] = order["token"]
        try:
            pass_on(frames.packed(reply))
        except frames.Unreadable:
            answer = {"error": "builtins.ValueError", "text": "this is too large to be marked"}
            pass_on(frames.packed(reply | {"answer": answer, "content": {"status": "error"}}))


class _Questions:
    """Sends the questions of a test by way of the grader to the process of the trainee's code."""

    def __init__(self, connection: socket.socket, reader: frames.Reader) -> None:
        self._connection, self._reader, self._number = connection, reader, 0

    def __call__(self, question: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        frames.send(self._connection, {"is": "ask", "number": self._number, "ask": question})
        while (order := self._reader.next()).get("number") != self._number:
            pass  # the answer to a question that was interrupted
        return order["answer"]


def _end_the_others() -> None:
    """End every other process of this sandbox, so that none answers in the place of this one."""
    if os.getpid() == 1:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)


def _tell(shop: showing.Shop, streams: Any, ask: dict[str, Any]) -> dict[str, Any]:
    """Answer a question of a test; what the trainee's code prints on the way belongs to the answer."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    publish, texts = kernel.OUTBOX.publish, []
    kernel.OUTBOX.new_cell()
    for stream in streams:
        stream.new_cell()
    kernel.OUTBOX.publish = lambda message: texts.append(message["content"])
    try:
        answer = shop.answer(ask)
        for stream in streams:
            stream.flush()
    finally:
        kernel.OUTBOX.publish = publish
    answer["out"] = [[text["name"], text["text"]] for text in texts if "text" in text and "name" in text][:100]
    return {"is": "told", "answer": answer}


def _run_cell(
    shell_kernel: Any, loop: Any, streams: Any, order: dict[str, Any], marker: asking.Marker
) -> dict[str, Any]:
    """Run one cell. What it publishes goes out on the way; the reply says how it ended."""
    shell = shell_kernel.shell
    signal.signal(signal.SIGINT, signal.default_int_handler)
    kernel.OUTBOX.new_cell()
    for stream in streams:
        stream.new_cell()
    shell.execution_count = order["count"]
    quick.TEXTS.new_cell(order["source"], order.get("known") or {})
    try:
        if "imports" in order:
            try:
                marker.prepare(order["source"], order["imports"])
            except Exception as error:
                return _not_prepared(error)
        content = loop.run_until_complete(shell_kernel.do_execute(order["source"], False, True, {}, False))
    except KeyboardInterrupt:
        content = {"status": "error", "ename": "KeyboardInterrupt", "evalue": "", "traceback": []}
    for stream in streams:
        stream.flush()
    kept = ("status", "ename", "evalue", "traceback")
    return {"is": "reply", "content": kernel.json_clean({name: content[name] for name in kept if name in content})}


def _not_prepared(error: Exception) -> dict[str, Any]:
    """The reply of a test that could not see what it tests."""
    text = f"{type(error).__name__}: {error}"
    content = {"ename": type(error).__name__, "evalue": str(error)[:2000], "traceback": [text[:2000]]}
    kernel.OUTBOX.take("error", content, {}, [])
    return {"is": "reply", "content": {"status": "error", **content}}


def _own_descriptors(connection: socket.socket) -> tuple[int, int]:
    """Close what belongs to the warm process; 0 is empty, 1 and 2 are files in memory."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    for number in (1, 2):
        memory = os.memfd_create("output")
        os.dup2(memory, number)
        # several programs may write: each at the end
        fcntl.fcntl(number, fcntl.F_SETFL, fcntl.fcntl(number, fcntl.F_GETFL) | os.O_APPEND)
    os.closerange(3, connection.fileno())
    os.closerange(connection.fileno() + 1, 4096)
    return 1, 2


def _fresh_start() -> None:
    """Own random numbers, and the course looks for answers in this working folder."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    if course := sys.modules.get("course"):
        course.START_FOLDER = os.getcwd()
