"""The warm process: it imports what submissions use, then forks for each run.

``python -m grading.execution.warm CONNECTION``. It reads jobs from the connection that it inherited, each with the
child's own connection attached, and answers with the child's process number. It is single-threaded, has a clean
environment and has never seen a notebook.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import struct
import sys

from grading import lazy_formats  # noqa: F401 - before plotly is imported

_SIZE = struct.Struct(">I")
_MOST_JOB_BYTES = 65_536


def main() -> None:
    """Load, then serve until the connection ends."""
    control = socket.socket(fileno=int(sys.argv[1]))
    from grading.execution import kernel, preload

    shell_kernel = kernel.build()
    # pandas looks for IPython when it is imported, and prints wider tables in a notebook than in a terminal: whatever
    # imports pandas comes after this line
    with shell_kernel.shell.builtin_trap:
        preload.libraries()
        from grading.execution import child, integrity

        preload.first_uses(shell_kernel.shell)
    from grading.sandbox import seccomp

    untouched = integrity.snapshot(shell_kernel.shell)
    filters = {"namespaces": seccomp.compiled(True), "landlock": seccomp.compiled(False)}
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise SystemExit(f"warm process: {threads} threads; a fork would be unsafe")
    gc.collect()
    gc.freeze()  # children share these pages as long as nobody counts their references
    signal.signal(signal.SIGCHLD, _remove_ended)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grader, which then closes the connection
    control.sendall(_SIZE.pack(os.getpid()))
    while True:
        data, descriptors, _flags, _address = socket.recv_fds(control, _MOST_JOB_BYTES, 1)
        if not data:
            os._exit(0)
        pid = os.fork()
        if not pid:
            _serve(control, descriptors[0], child, json.loads(data), shell_kernel, filters, untouched)
        os.close(descriptors[0])
        control.sendall(_SIZE.pack(pid))


def _remove_ended(*_signal: object) -> None:
    """Take away the children that have ended: their processor time then counts as this process's."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _serve(control, descriptor, child, *what) -> None:
    """Run the child; whatever happens, it never comes back into the loop of the warm process."""
    from grading.execution import frames

    connection = socket.socket(fileno=descriptor)
    control.close()
    try:
        child.run(connection, *what)
    except BaseException as problem:
        try:
            frames.send(connection, {"is": "failed", "reason": f"{type(problem).__name__}: {problem}"})
        finally:
            os._exit(70)


if __name__ == "__main__":
    main()
