"""``make classroom``: JupyterHub for trainees and trainers; ``make classroom ARGS=down`` ends it."""

from __future__ import annotations

import subprocess

from course.command import environment, module
from course.command.console import Steps
from course.command.paths import ROOT, require_checkout

PROGRAM = "course.classroom"


def run(arguments: list[str]) -> int:
    """Prepare what ``up`` needs, then hand over to :mod:`course.classroom`.

    Args:
        arguments: ``up`` (also when there are none), ``down``, ``status``, ``add-trainee NAME`` and so on.

    Returns:
        The exit code.
    """
    require_checkout()
    if not arguments or (arguments[0].startswith("--") and arguments[0] != "--help"):
        arguments = ["up", *arguments]
    if arguments[0] == "up" and "--help" not in arguments:
        steps = Steps(1)
        steps.begin("Python environment in .venv, with JupyterHub")
        environment.ensure(classroom=True)
        # JupyterLab learns which cells of the course it may run by itself
        subprocess.run([environment.python(), "-m", "course.lab.install"], check=True, cwd=ROOT)
        steps.done()
    return _hand_over(arguments)


def _hand_over(arguments: list[str]) -> int:
    # the list of people, `down` and a backup must work without a network, whatever has changed since the start
    if not environment.is_there("classroom"):
        environment.ensure(classroom=True)
    command = [environment.python(), "-m", PROGRAM, *arguments]
    # not in ROOT: names of folders and files on the command line are meant from where the person is
    return subprocess.run(command, env=module.surroundings(), check=False).returncode
