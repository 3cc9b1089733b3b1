"""A real IPython kernel without its network side: what it would publish becomes frames.

The shell, its display hook and its tracebacks are ipykernel's own, so that outputs are those of a kernel.
"""

from __future__ import annotations

import base64
import logging
import os
import sys
import threading
import types
from collections.abc import Callable
from typing import Any

from traitlets.config import Config

Publish = Callable[[dict[str, Any]], None]

_STREAM_LIMIT = 1_000_000  # characters of one stream in one cell
_DISPLAY_LIMIT = 500  # displays, results and widget messages of one cell
_BATCH = 65_536


def _without_debugger() -> None:
    """ipykernel imports its debugger, half a second and several threads, unless there is one already."""
    stub = types.ModuleType("ipykernel.debugger")
    stub._is_debugpy_available = False
    stub.Debugger = object
    sys.modules.setdefault("ipykernel.debugger", stub)


_without_debugger()

import bdb  # noqa: E402, F401 - the shell asks for it when the first cell runs

from ipykernel.ipkernel import IPythonKernel  # noqa: E402
from ipykernel.jsonutil import json_clean  # noqa: E402
from jupyter_client.session import Session  # noqa: E402

from grading.execution import quick  # noqa: E402


class Outbox:
    """Where published messages go; replaced in each child by its connection."""

    def __init__(self) -> None:
        self.publish: Publish = lambda _message: None
        self.left = _DISPLAY_LIMIT

    def new_cell(self) -> None:
        """Start counting again."""
        self.left = _DISPLAY_LIMIT

    def take(self, kind: str, content: dict[str, Any], metadata: dict[str, Any], buffers: list[bytes]) -> None:
        """Pass one message on, unless the cell has published too much."""
        if kind not in ("stream", "error"):
            self.left -= 1
            if self.left < 0:
                return
        message = {"is": "output", "kind": kind, "content": json_clean(content), "metadata": json_clean(metadata)}
        if buffers:
            message["buffers"] = [base64.b64encode(bytes(one)).decode() for one in buffers]
        self.publish(message)


OUTBOX = Outbox()


class QuietSession(Session):
    """The session of a kernel that has nobody to talk to."""

    def send(self, stream: Any, msg_or_type: Any, content: Any = None, parent: Any = None, ident: Any = None,
             buffers: Any = None, track: bool = False, header: Any = None, metadata: Any = None) -> Any:  # fmt: skip
        """Hand what would go to every front end to the outbox."""
        if isinstance(msg_or_type, dict):
            message = msg_or_type
            buffers = buffers or message.get("buffers")
        else:
            message = self.msg(msg_or_type, content=content, parent=parent, header=header, metadata=metadata)
        kind = message["header"]["msg_type"]
        if stream == "iopub" and kind != "status":
            OUTBOX.take(kind, message["content"], message.get("metadata") or {}, list(buffers or []))
        return message


class Stream:
    """``sys.stdout`` or ``sys.stderr`` of a submission.

    Collects what Python writes and what other programs write to the same file descriptor (a file in memory: nobody can
    block on it), and passes both on when asked.
    """

    encoding, errors, newlines, closed, line_buffering = "UTF-8", "strict", None, False, False

    def __init__(self, name: str, descriptor: int) -> None:
        self.name = name
        self._descriptor = descriptor
        self._parts: list[str] = []
        self._size = self._total = self._read = 0

    def new_cell(self) -> None:
        """Start counting again."""
        self._total = 0

    def write(self, text: str) -> int:
        """Write text, as a file does."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        room = _STREAM_LIMIT - self._total
        self._total += len(text)
        if room > 0:
            self._parts.append(text[:room] + ("\n… the rest of this output was cut …\n" if len(text) > room else ""))
            self._size += len(text)
            if self._size > _BATCH:
                self._pass_on()
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Pass on everything, also what came through the file descriptor."""
        size = os.fstat(self._descriptor).st_size
        if size > self._read:
            data = os.pread(self._descriptor, min(size - self._read, _STREAM_LIMIT), self._read)
            self._read = size
            self.write(data.decode("utf-8", "replace"))
        self._pass_on()

    def _pass_on(self) -> None:
        if self._parts:
            text, self._parts, self._size = "".join(self._parts), [], 0
            text = text.encode("utf-8", "replace").decode("utf-8")
            OUTBOX.take("stream", {"name": self.name, "text": text}, {}, [])

    def isatty(self) -> bool:
        """No terminal."""
        return False

    def readable(self) -> bool:
        """Write only."""
        return False

    def writable(self) -> bool:
        """Write only."""
        return True

    def seekable(self) -> bool:
        """Write only."""
        return False

    def fileno(self) -> int:
        """The file descriptor, for other programs."""
        return self._descriptor

    def close(self) -> None:
        """Stays open: the kernel ends with its process."""


def build() -> IPythonKernel:
    """The one kernel of this process, with history in memory."""
    config = Config()
    config.HistoryManager.hist_file = ":memory:"
    kernel = IPythonKernel.instance(
        session=QuietSession(username="trainee", key=b""),
        iopub_socket="iopub",
        config=config,
        user_ns={},
        log=logging.getLogger("kernel"),
    )
    # the thread that answers Ctrl-C while a cell awaits something: here there is only one
    kernel.shell_channel_thread = types.SimpleNamespace(parent_thread=threading.main_thread())
    kernel.shell.displayhook.pub_socket = "iopub"
    kernel.shell.display_pub.pub_socket = "iopub"
    quick.install(kernel.shell)
    return kernel
