"""The project's own Python environment ``.venv``: made once, renewed only when what it depends on changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from course.command.console import Stop, follow
from course.command.paths import LOGS, ROOT, VENV

_RUNTIME = ["requirements.txt", "pyproject.toml"]
_TESTING = ["tests/requirements.txt"]
_CLASSROOM = ["course/classroom/requirements.txt"]


def python() -> Path:
    """The interpreter inside ``.venv``."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _fingerprint(files: list[str]) -> str:
    parts = [f"{sys.version_info[:2]}", str(VENV)]
    parts += [(ROOT / name).read_text(encoding="utf-8") for name in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _pip(*arguments: str, log: str) -> None:
    """Install packages; says how far it is, keeps pip's own words in the log."""
    command = [python(), "-m", "pip", "--disable-pip-version-check", "install", "--progress-bar", "off", *arguments]
    found = 0

    def progress(line: str) -> None:
        nonlocal found
        if line.lstrip().startswith("Collecting "):
            found += 1
            if found % 25 == 0:
                print(f"      {found} packages found", flush=True)
        elif line.startswith("Installing collected packages"):
            print("      Installing them", flush=True)
        elif line.startswith("ERROR"):
            print(f"      {line.rstrip()}", flush=True)

    if follow(command, cwd=ROOT, log=LOGS / log, show=progress):
        raise Stop(
            "the Python packages could not be installed.",
            f"Check the network connection, then run the command again. Details: {LOGS / log}",
        )


def _create() -> None:
    broken = VENV.exists() and (
        not python().exists() or subprocess.run([python(), "-c", "import pip"], capture_output=True).returncode
    )
    if broken:
        shutil.rmtree(VENV)
    if not VENV.exists():
        print("      Making .venv", flush=True)
        try:
            venv.create(VENV, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            shutil.rmtree(VENV, ignore_errors=True)
            raise Stop(
                f"Python could not make a virtual environment ({error}).",
                "On Debian and Ubuntu install it with: apt install python3-venv",
            ) from error


def ensure(*, testing: bool = False, classroom: bool = False) -> Path:
    """Make ``.venv`` agree with the pinned requirements.

    Args:
        testing: also install what the tests need.
        classroom: also install JupyterHub and its proxy.

    Returns:
        The interpreter of the environment.
    """
    # under a strict mask, submissions, which run as another user when root grades, could not load pandas
    old = os.umask(0o022)
    try:
        return _renew(testing, classroom)
    finally:
        os.umask(old)


def is_there(name: str) -> bool:
    """Whether ``.venv`` was made with ``tests`` or ``classroom``, perhaps from older pins."""
    return python().exists() and (VENV / f".fingerprint-{name}").exists()


def _renew(testing: bool, classroom: bool) -> Path:
    stamp = VENV / ".fingerprint"
    wanted = _fingerprint(_RUNTIME)
    # the environment is recognised by what it was made from, not by dates
    if not python().exists() or not stamp.exists() or stamp.read_text() != wanted:
        _create()
        print("      Installing the pinned packages (about a minute the first time)", flush=True)
        _pip("-r", "requirements.txt", log="install.log")
        _pip("--no-deps", "-e", ".", log="install-course.log")
        stamp.write_text(wanted)
    if testing:
        _add("tests", _TESTING, "what the tests need")
    if classroom:
        _add("classroom", _CLASSROOM, "what the classroom needs")
    return python()


def _add(name: str, files: list[str], what: str) -> None:
    """Install pinned files beside the runtime, once."""
    stamp = VENV / f".fingerprint-{name}"
    wanted = _fingerprint(_RUNTIME + files)
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"      Installing {what}", flush=True)
        _pip(*(part for file in files for part in ("-r", file)), log=f"install-{name}.log")
        stamp.write_text(wanted)
