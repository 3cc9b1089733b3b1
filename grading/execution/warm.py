"""The warm process: it imports what submissions use, then forks for each run.

``python -m grading.execution.warm CONNECTION``. It reads jobs from the connection that it inherited, each with the
child's own connection attached, and answers with the child's process number. It is single-threaded, has a clean
environment and has never seen a notebook.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys

#: What the course's notebooks import, and what trainees who code may import. A module that is missing is left out.
MODULES = [
    "numpy",
    "pandas",
    "plotly.graph_objects",
    "plotly.express",
    "course.ask",
    "course.mark",
    "course.charts",
    "course.data",
    "course.models",
    "course.tools",
    "course.trainee",
    "course.visible_check",
    "course.recorder",
]
_SIZE = struct.Struct(">I")
_MOST_JOB_BYTES = 65_536


def main() -> None:
    """Load, then serve until the connection ends."""
    control = socket.socket(fileno=int(sys.argv[1]))
    from grading.execution import kernel

    shell_kernel = kernel.build()
    # pandas looks for IPython when it is imported, and prints wider tables in a notebook than in a terminal: whatever
    # imports pandas comes after this line
    with shell_kernel.shell.builtin_trap:
        _load()
        from grading.execution import child, integrity
    from grading.sandbox import seccomp

    _touch(shell_kernel)
    untouched = integrity.snapshot(shell_kernel.shell)
    filters = {"namespaces": seccomp.compiled(True), "landlock": seccomp.compiled(False)}
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise SystemExit(f"warm process: {threads} threads; a fork would be unsafe")
    gc.collect()
    gc.freeze()  # children share these pages as long as nobody counts their references
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are not waited for: the system removes them
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


def _load() -> None:
    """Every library, question type and model, so that a child imports nothing."""
    for name in MODULES:
        try:
            importlib.import_module(name)
        except ImportError as problem:
            print(f"warm process: {name} is missing ({problem})", file=sys.stderr)
    from course import models, questions

    for name in questions.names():
        questions.get(name)
    for name in models.names():
        models.get(name)


def _touch(shell_kernel) -> None:
    """Load what is otherwise loaded at the first use: the transformer, the tracebacks, plotly's display."""
    shell_kernel.shell.transform_cell("1")
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        shell_kernel.shell.InteractiveTB.structured_traceback(*sys.exc_info())
    if plotly := sys.modules.get("plotly.graph_objects"):
        plotly.Figure(plotly.Scatter(y=[1]))._repr_mimebundle_()  # its first display loads a validator for seconds


if __name__ == "__main__":
    main()
