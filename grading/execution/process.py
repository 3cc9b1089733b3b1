"""The grader's side: start the warm process, ask it for children, talk to one child."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from grading import sandbox
from grading.execution import frames, watch
from grading.execution.warm import JOIN, NONE
from grading.sandbox.limits import Limits

_PROJECT = Path(__file__).resolve().parents[2]
_SIZE = struct.Struct(">I")
_START_SECONDS = 120  # a busy machine loads pandas slowly
_LOOK_SECONDS = 0.3
_SEND_SECONDS = 10
#: One module of each place that a submission loads from.
_SAMPLES = ("json", "pandas", "IPython", "course.mark")
_KEPT = ("PATH", "LANG", "LC_ALL", "COURSE_LANG", "TZ")


class CannotRun(RuntimeError):
    """A child could not be started; the reason is the grader's, not the trainee's."""


class Line:
    """A connection to a warm process; one process may have it at a time.

    Args:
        control: The connection. The warm process greets when it is ready.
        mode: The layers that keep its children in.
    """

    def __init__(self, control: socket.socket, mode: str) -> None:
        self.control, self.mode = control, mode
        self._lock = threading.Lock()
        self._greeted = False
        #: The warm process answers no more.
        self.ended = False

    def wait(self) -> None:
        """Wait until the warm process is ready.

        Raises:
            CannotRun: It did not start.
        """
        if self._greeted:
            return
        self.control.settimeout(_START_SECONDS)
        try:
            self._number()
        except (OSError, CannotRun):
            self.close()
            raise CannotRun("The warm process did not start; its words stand above.") from None
        self.control.settimeout(None)
        self._greeted = True

    def child(self, folder: Path, limits: Limits | None = None, watched: bool = True) -> Child:
        """A new sandboxed process.

        Args:
            folder: It can read copies of the data files in this folder.
            limits: How much it may use.
            watched: Look after each cell whether the notebook has changed what tests rely on. Only where nothing but
                the course's own text runs can this be left out.
        """
        scratch = "" if self.mode == "namespaces" else tempfile.mkdtemp(prefix="submission-")
        jail = {"mode": self.mode, "folder": str(folder.resolve()), "scratch": scratch, "readable": list(_readable())}
        limits = limits or Limits()
        jail["limits"] = asdict(limits)
        self.wait()
        ours, theirs = socket.socketpair()
        try:
            with self._lock:
                socket.send_fds(
                    self.control, [json.dumps({"jail": jail, "watched": watched}).encode()], [theirs.fileno()]
                )
                pid = self._number()
        except OSError as problem:
            self.ended = True
            raise CannotRun("The warm process has ended.") from problem
        finally:
            theirs.close()
        if pid == NONE:
            ours.close()
            raise CannotRun("A sandboxed process could not be made; the reason stands above.")
        return Child(ours, pid, scratch, limits.memory)

    def _number(self) -> int:
        data = self.control.recv(_SIZE.size, socket.MSG_WAITALL)
        if len(data) != _SIZE.size:
            self.ended = True
            raise CannotRun("The warm process has ended.")
        return _SIZE.unpack(data)[0]

    def close(self) -> None:
        """End the connection, and the children that were asked for over it."""
        self.ended = True
        self.control.close()


class Warm(Line):
    """One warm process, and the connection whose end ends it.

    Args:
        unsafe: Run without a sandbox where none works. Limits stay.
        wait: Come back when it is ready, not at once.

    Raises:
        sandbox.NoSandbox: No layer works here and ``unsafe`` is not set.
        CannotRun: It did not start, or submissions could not read the course or its libraries.
    """

    def __init__(self, unsafe: bool = False, wait: bool = True) -> None:
        layers = sandbox.probe()
        if layers.mode == "none" and not unsafe:
            raise sandbox.NoSandbox(
                f"This machine cannot keep a submission in ({layers}). Allow user namespaces, or use a kernel with "
                "Landlock and install libseccomp. To grade without protection, say --unsafe: then a submission can do "
                "all that you can do."
            )
        _check_readable(layers)
        environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
        environment |= {"HOME": "/nonexistent", "IPYTHONDIR": "/nonexistent", "NBGRADER_EXECUTION": "autograde"}
        environment |= {"PYTHONPATH": os.pathsep.join([str(_PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])])}
        environment |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-P", "-m", "grading.execution.warm", str(theirs.fileno())]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], env=environment, cwd="/")
        theirs.close()
        super().__init__(ours, layers.mode)
        if wait:
            self.wait()

    def line(self) -> socket.socket:
        """A further connection, for the ``Line`` of another process. It does not wait until the warm process is ready.

        Raises:
            CannotRun: The warm process has ended.
        """
        ours, theirs = socket.socketpair()
        try:
            with self._lock:
                socket.send_fds(self.control, [JOIN], [theirs.fileno()])
        except OSError as problem:
            ours.close()
            raise CannotRun("The warm process has ended.") from problem
        finally:
            theirs.close()
        return ours

    def close(self) -> None:
        """End the warm process."""
        super().close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class Child:
    """One run of cells.

    Args:
        connection: To the child.
        pid: The process that stands for it outside.
        scratch: Folder to remove in the end, or "".
        memory: Bytes that all its processes together may use.
    """

    def __init__(self, connection: socket.socket, pid: int, scratch: str, memory: int = Limits.memory) -> None:
        self._connection, self.pid, self._scratch = connection, pid, scratch
        connection.settimeout(_SEND_SECONDS)  # a child that reads nothing more must not hold up the grader
        self._reader = frames.Reader(connection)
        self._ended = False
        self._most_memory = memory
        self._shared = watch.private_memory(pid)
        self._look_again = time.monotonic() + _LOOK_SECONDS

    def send(self, order: dict[str, Any]) -> None:
        """Give an order: ``run`` with source and count, or ``end``."""
        frames.send(self._connection, order)

    def next(self, seconds: float | None) -> dict[str, Any]:
        """The next message of the child (see ``frames.Reader.next``); ends a child that uses too much memory."""
        end = None if seconds is None else time.monotonic() + seconds
        while True:
            if time.monotonic() > self._look_again:
                self._look_at_memory()
            left = None if end is None else end - time.monotonic()
            try:
                message = self._reader.next(_LOOK_SECONDS if left is None else min(left, _LOOK_SECONDS))
            except TimeoutError:
                if left is not None and left <= _LOOK_SECONDS:
                    raise
                continue
            self._ended = message.get("is") == "end"
            return message

    def _look_at_memory(self) -> None:
        if watch.used(self.pid, self._shared) > self._most_memory:
            self.close()
            raise frames.Closed("it used too much memory")
        self._look_again = time.monotonic() + _LOOK_SECONDS

    def interrupt(self) -> None:
        """What Ctrl-C would do."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGINT)

    def close(self) -> None:
        """End the child with everything that it has started.

        A process of its own says when it has ended; its number may then belong to another one.
        """
        if self._ended:
            self._wait_for_end()
        # with the first process of a namespace the system ends all others inside
        for number in () if self._ended else (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, number)
        self._connection.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _wait_for_end(self) -> None:
        """Its end of the connection closes when the last process inside is gone; a liar is not waited for."""
        try:
            self._reader.next(2)
        except frames.Closed:
            return
        except (TimeoutError, frames.Unreadable):
            pass
        self._ended = False


def _check_readable(layers: sandbox.Layers) -> None:
    if os.getuid() != 0 or layers.mode != "namespaces":
        return  # the submission runs as the same user
    samples = [Path(found.origin) for name in _SAMPLES if (found := find_spec(name)) and found.origin]
    if place := sandbox.hidden_from_others(samples, map(Path, _readable())):
        raise CannotRun(
            f"Submissions run as another user, who cannot read {place}. Honest answers would lose points. Say "
            f"'chmod -R go+rX {place}', then grade again."
        )


@cache
def _readable() -> tuple[str, ...]:
    """Folders that a submission may read: the Python environment, the course, its tables. Never modules or grading."""
    import course
    from course.data import manifest

    library = Path(course.__file__).resolve().parent
    folders = [Path(sys.prefix), Path(sys.base_prefix), library, manifest.folder().resolve()]
    return tuple(dict.fromkeys(str(folder.resolve()) for folder in folders if not str(folder).startswith("/usr")))


#: The connection of this process: one that it was given, or that of its own warm process.
_LINES: list[Line] = []


def use(line: Line) -> None:
    """Let ``shared`` give this connection, as long as it holds."""
    _LINES[:] = [line]


def shared(unsafe: bool = False) -> Line:
    """The warm process that this process uses; its own is started when it is first needed, and when the other ended."""
    if not _LINES or _LINES[0].ended:
        warm = Warm(unsafe)
        atexit.register(warm.close)
        use(warm)
    return _LINES[0]
