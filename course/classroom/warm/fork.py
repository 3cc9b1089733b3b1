"""Ask the nursery for a process. It uses the standard library only: kernels' managers import it."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import struct
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

#: Environment variable with the nursery's socket.
ADDRESS = "COURSE_NURSERY"
SIZE = struct.Struct(">I")
MOST_BYTES = 1_000_000
_PATIENCE_S = 20


class NoNursery(Exception):
    """The nursery is away or refused: start the process in the ordinary way."""


class Forked:
    """A process that the nursery forked, with the part of ``subprocess.Popen`` that Jupyter uses.

    It is held by a file descriptor of the kernel (pidfd), so that a number that is given out again does no harm.

    Args:
        pid: its number.
        handle: its pidfd; closed with this object.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid, self._handle = pid, handle
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """None while it runs, then 0: who is not its parent does not learn more."""
        if self.returncode is None and select.select([self._handle], [], [], 0)[0]:
            self.returncode = 0
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end.

        Raises:
            TimeoutError: it still runs.
        """
        if self.returncode is None:
            if not select.select([self._handle], [], [], timeout)[0]:
                raise TimeoutError
            self.returncode = 0
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal; nothing happens when it has ended."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def __enter__(self) -> Forked:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it; it goes on."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        self.close()


def fork(
    kind: str,
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path | str,
    output: int = 2,
    user: str = "",
    address: str = "",
) -> Forked:
    """A new process that is ready to work.

    Args:
        kind: ``server`` or ``kernel``.
        arguments: its arguments, without the program.
        environment: its whole environment.
        folder: where it works; made when it is missing, for a server.
        output: file descriptor for what it says.
        user: name of the Unix user; only root may ask for another one than its own.
        address: the nursery's socket; the environment's by default.

    Raises:
        NoNursery: it is away, or refused.
    """
    address = address or os.environ.get(ADDRESS, "")
    if not address or not hasattr(os, "pidfd_open"):
        raise NoNursery("there is none")
    job = json.dumps(
        {"kind": kind, "arguments": [*arguments], "environment": {**environment}, "folder": str(folder), "user": user}
    ).encode()
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(_PATIENCE_S)
            line.connect(address)
            socket.send_fds(line, [SIZE.pack(len(job))], [output])
            line.sendall(job)
            data, handles, _flags, _from = socket.recv_fds(line, 4096, 1)
    except OSError as problem:
        raise NoNursery(str(problem)) from None
    answer = json.loads(data or b"{}")
    if "pid" not in answer or not handles:
        raise NoNursery(answer.get("problem", "it gave no process"))
    return Forked(answer["pid"], handles[0])


def is_there(address: str, seconds: float = 0.0) -> bool:
    """Whether the nursery answers, waiting for it for so long."""
    end = time.monotonic() + seconds
    while True:
        with suppress(OSError), socket.socket(socket.AF_UNIX) as line:
            line.connect(address)
            return True
        if time.monotonic() >= end:
            return False
        time.sleep(0.2)
