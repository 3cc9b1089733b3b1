"""Run one of the project's own programs (``grading.release``, ``book.build``…) inside ``.venv``."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from course.command import environment
from course.command.console import Stop, follow
from course.command.paths import LOGS, ROOT, require_checkout


def run_inside(program: str, arguments: Sequence[str]) -> int:
    """Run ``python -m program`` in the environment with its output as it is.

    ``course`` starts other rooms as programs and never imports them.

    Returns:
        The exit code.
    """
    require_checkout()
    python = environment.ensure()
    return subprocess.run([python, "-m", program, *arguments], cwd=ROOT, env=surroundings(), check=False).returncode


def build(program: str, what: str, arguments: Sequence[str] = ()) -> None:
    """Run ``python -m program`` as one step of a longer command, or stop with advice."""
    log = LOGS / f"{program}.log"
    if follow([environment.python(), "-u", "-m", program, *arguments], cwd=ROOT, env=surroundings(), log=log):
        raise Stop(f"{what} could not be built.", f"Read the lines above, or the whole log in {log}")


def surroundings() -> dict[str, str]:
    """Environment for the project's own programs."""
    # the environment's own programs (jupyter, nbgrader) come first
    return {**os.environ, "PATH": f"{environment.python().parent}{os.pathsep}{os.environ.get('PATH', '')}"}
