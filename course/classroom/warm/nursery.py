"""The nursery: ``python -m course.classroom.warm.nursery SOCKET`` loads, then forks a server or a kernel when asked.

It has one thread, a small environment and no secret; the keeper starts it and starts it again. Who asks is known from
the socket (the number of the Unix user): only root gets a process of another user. Its children outlive it.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import pwd
import select
import signal
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from course.classroom import frugal, restraint
from course.classroom.warm import heap, preload
from course.classroom.warm.fork import MOST_BYTES, SIZE

_SET_NAME, _SET_DUMPABLE = 15, 4  # of prctl
_KINDS = ("server", "kernel")
_PEER = struct.Struct("3i")
_LAST_ANSWER_S = 2
_HEAR_S = 2  # a program of this machine needs milliseconds


def main() -> None:
    """Load, then serve until SIGTERM."""
    address = Path(sys.argv[1])
    os.environ |= frugal.ONE_THREAD  # or numpy starts threads
    gc.disable()  # while libraries are loaded, nothing is garbage
    preload.everything()
    if threading.active_count() > 1 or len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - names are enough
        sys.exit("nursery: a library has started a thread; a fork would be unsafe")
    heap.settle()
    address.unlink(missing_ok=True)
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(address))
    address.chmod(0o600 if os.getuid() else 0o666)  # with root's, everybody may ask for a process of their own
    door.listen(128)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(0))
    while True:
        if select.select([door], [], [], 1.0)[0]:
            with suppress(OSError), door.accept()[0] as line:
                _answer(line, door)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _answer(line: socket.socket, door: socket.socket) -> None:
    line.settimeout(_HEAR_S)
    head, outputs, _flags, _from = socket.recv_fds(line, SIZE.size, 1)
    if len(head) < SIZE.size or not outputs:
        return
    try:
        job = json.loads(_read(line, min(SIZE.unpack(head)[0], MOST_BYTES)))
        uid = _PEER.unpack(line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))[1]
        who = _user(job["user"], uid)
        if job["kind"] not in _KINDS:
            raise ValueError("no such kind")
        pid = os.fork()
        if pid == 0:
            door.close()
            line.close()
            _become(job, who, outputs[0])
        handle = os.pidfd_open(pid)
        socket.send_fds(line, [json.dumps({"pid": pid}).encode()], [handle])
        os.close(handle)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as problem:
        line.sendall(json.dumps({"problem": str(problem)}).encode())
    finally:
        os.close(outputs[0])


def _read(line: socket.socket, size: int) -> bytes:
    data, end = b"", time.monotonic() + _HEAR_S  # who sends drop by drop must not keep everybody waiting
    while len(data) < size:
        line.settimeout(max(0.01, end - time.monotonic()))
        part = line.recv(size - len(data))
        if not part:
            raise ValueError("cut off")
        data += part
    return data


def _user(wanted: str, asking: int) -> pwd.struct_passwd | None:
    """The user that the process will belong to; None if it stays ours.

    Raises:
        ValueError: the one who asks may not.
    """
    mine = os.getuid()
    if asking not in (mine, 0) and mine != 0:
        raise ValueError("you may not")
    if wanted and asking in (mine, 0):
        return pwd.getpwnam(wanted) if mine == 0 else None
    return None if asking == mine else pwd.getpwuid(asking)


def _become(job: Mapping[str, Any], who: pwd.struct_passwd | None, output: int) -> None:
    """Be the server or kernel; never comes back."""
    code = 1
    try:
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.closerange(3, 64)
        if who:
            os.initgroups(who.pw_name, who.pw_gid)
            os.setgid(who.pw_gid)
            os.setuid(who.pw_uid)
        library = ctypes.CDLL(None)
        library.prctl(_SET_DUMPABLE, 1, 0, 0, 0)  # as after an ordinary start; nothing here is secret
        library.prctl(_SET_NAME, f"mdc-{job['kind']}".encode(), 0, 0, 0)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(job["environment"])
        folder = job["folder"]
        if job["kind"] == "server":
            Path(folder).mkdir(mode=0o755, parents=True, exist_ok=True)
        os.chdir(folder)
        preload.fresh(folder)
        restraint.hold_back(job["kind"])
        gc.enable()
        sys.argv = [job["kind"], *job["arguments"]]
        code = {"server": _serve, "kernel": _compute}[job["kind"]]()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        _leave(code)


def _leave(code: int) -> None:
    """End as Python does: threads, exit functions, streams; but not through the frames of the nursery."""
    import atexit

    with suppress(BaseException):
        threading._shutdown()  # type: ignore[attr-defined]
    with suppress(BaseException):
        atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(BaseException):
            stream.flush()
    os._exit(code)


def _serve() -> int:
    from jupyterhub.singleuser import main as serve

    serve()
    return 0


def _compute() -> int:
    from ipykernel import kernelapp

    if server := int(os.environ.get("JPY_PARENT_PID") or 0):
        _with(server, lambda: os._exit(1))
    sys.path.insert(0, "")
    kernelapp.launch_new_instance()
    if control := kernelapp.IPKernelApp.instance().control_thread:
        # it answers the request to end, through a thread that the exit functions stop; when they are first, as after a
        # fork, ipykernel waits ten seconds for that thread, and who asked kills the kernel after 2.5
        control.join(_LAST_ANSWER_S)
    return 0


def _with(pid: int, end: Callable[[], Any]) -> None:
    """Call ``end`` when another process has ended: a forked kernel is no child of its server."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        end()
        return

    def watch() -> None:
        select.select([handle], [], [])
        end()

    threading.Thread(target=watch, name="server", daemon=True).start()


if __name__ == "__main__":
    main()
