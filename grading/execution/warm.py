"""The warm process: it imports what submissions use, then forks for each run.

``python -m grading.execution.warm CONNECTION``. It reads jobs from the connection that it inherited and from those that
join later, each with the child's own connection attached, and answers with the child's process number. It is
single-threaded, has a clean environment and has never seen a notebook. It ends with the connection that it inherited;
when another one ends, so do the children that were asked for over it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import struct
import sys

from grading import lazy_formats  # noqa: F401 - before plotly is imported

_SIZE = struct.Struct(">I")
#: Asks the warm process to listen to the connection that comes along, too.
JOIN = b"join"
#: The answer when no child could be made.
NONE = 0xFFFFFFFF
_MOST_JOB_BYTES = 65_536
#: After so many children large pages are worth the time that they take.
_FEW = 16
#: Process numbers of the living children, with the connection over which each was asked for.
_CHILDREN: dict[int, socket.socket] = {}


def main() -> None:
    """Load, then serve until the connection ends."""
    control = socket.socket(fileno=int(sys.argv[1]))
    gc.disable()  # while libraries are loaded, nothing is garbage
    from grading.execution import kernel, pages, preload

    shell_kernel = kernel.build()
    # pandas looks for IPython when it is imported, and prints wider tables in a notebook than in a terminal: whatever
    # imports pandas comes after this line
    with shell_kernel.shell.builtin_trap:
        preload.libraries()
        from grading.execution import child, integrity

        preload.first_uses(shell_kernel.shell)
    from grading import sandbox
    from grading.sandbox import seccomp

    untouched = integrity.snapshot(shell_kernel.shell)
    filters = {"namespaces": seccomp.compiled(True), "landlock": seccomp.compiled(False)}
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise SystemExit(f"warm process: {threads} threads; a fork would be unsafe")
    gc.freeze()  # children share these pages; to look for garbage in them first takes longer than it saves
    gc.enable()
    signal.signal(signal.SIGCHLD, _remove_ended)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the grader, which then closes the connection
    greeting = _SIZE.pack(os.getpid())
    control.sendall(greeting)
    lines = {control}
    made = 0
    while True:
        for line in select.select(lines, [], [])[0]:
            data, descriptors = _received(line)
            if data == JOIN:
                joined = socket.socket(fileno=descriptors[0])
                lines.add(joined)
                joined.sendall(greeting)
            elif data:
                # a child that ends at once must be known before it is taken away
                signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
                job = json.loads(data)
                try:
                    pid = sandbox.fork(job["jail"]["mode"])
                except OSError as problem:
                    print(f"warm process: {problem}", file=sys.stderr)
                    pid = NONE
                else:
                    _CHILDREN[pid] = line
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
                if not pid:
                    _serve(control, descriptors[0], child, job, shell_kernel, filters, untouched)
                os.close(descriptors[0])
                line.sendall(_SIZE.pack(pid))
                made += 1
                if made == _FEW:
                    pages.enlarge()
            elif line is control:
                os._exit(0)
            else:
                lines.remove(line)
                line.close()
                _end_children_of(line)


def _received(line: socket.socket) -> tuple[bytes, list[int]]:
    try:
        data, descriptors, _flags, _address = socket.recv_fds(line, _MOST_JOB_BYTES, 1)
    except ConnectionError:
        return b"", []
    return data, descriptors


def _end_children_of(line: socket.socket) -> None:
    """End what a worker that is gone has left running."""
    for pid in [pid for pid, asked in _CHILDREN.items() if asked is line]:
        for number in (signal.SIGTERM, signal.SIGKILL):  # as the grader does it (``process.Child.close``)
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, number)


def _remove_ended(*_signal: object) -> None:
    """Take away the children that have ended: their processor time then counts as this process's."""
    with contextlib.suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            _CHILDREN.pop(pid, None)


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
