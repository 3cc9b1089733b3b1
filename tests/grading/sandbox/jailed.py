"""Run a few lines inside the sandbox, in a process of their own: ``python jailed.py`` with a JSON object on stdin."""

from __future__ import annotations

import contextlib
import encodings.idna  # noqa: F401  (a connection would load it from a folder that another user cannot read)
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[3]
NOBODY = 65534


def inside(mode: str, code: str, folder: Path, scratch: Path, user: int = 0, **limits: int) -> Any:
    """What ``result`` holds after ``code`` has run in the sandbox, or the name of the error that ended it.

    Args:
        mode: ``namespaces`` or ``landlock``.
        code: Python; it may use ``os``, ``socket``, ``subprocess`` and ``attempt(function, *arguments)``.
        folder: The submission's folder.
        scratch: For ``landlock``.
        user: Who runs it; 0 stands for whoever runs the tests.
        limits: Other ceilings than those of the product.
    """
    job = {"mode": mode, "code": code, "folder": str(folder), "scratch": str(scratch), "user": user, "limits": limits}
    places = os.pathsep.join([str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": places, "GRADER_SECRET": "chestnut"}
    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(job),
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    lines = done.stdout.strip().splitlines()
    assert lines, done.stderr[-2000:]
    return json.loads(lines[-1])


def attempt(function: Any, *arguments: Any) -> str:
    """ "done", or the name of the error."""
    try:
        function(*arguments)
    except BaseException as error:
        return type(error).__name__
    return "done"


def _main() -> None:
    from grading.sandbox import Jail, enter, fork, libc, seccomp
    from grading.sandbox.limits import Limits

    job = json.load(sys.stdin)
    compiled = seccomp.compiled(job["mode"] == "namespaces")
    if job["user"]:
        os.setgroups([])
        os.setresgid(job["user"], job["user"], job["user"])
        os.setresuid(job["user"], job["user"], job["user"])
        libc.prctl(libc.PR_SET_DUMPABLE, 1)  # as a program that this user has started
    if child := fork(job["mode"]):
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
    limits = Limits(**job["limits"])
    space: dict[str, Any] = {"attempt": attempt, "os": os, "socket": socket, "subprocess": subprocess}
    try:
        enter(Jail(job["mode"], job["folder"], job["scratch"], tuple({sys.prefix, sys.base_prefix}), compiled, limits))
        exec(job["code"], space)
    except BaseException as error:
        space["result"] = f"{type(error).__name__}: {error}"
    print(json.dumps(space.get("result")), flush=True)
    with contextlib.suppress(BaseException):
        sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    _main()
