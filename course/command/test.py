"""``make test``: every test, with what they need installed first."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

from course.command import environment
from course.command.console import Steps, Stop
from course.command.paths import ROOT, require_checkout

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OFFICES = ("soffice", "libreoffice")


def run(arguments: list[str]) -> int:
    """Install, then run pytest; further arguments go to pytest.

    Returns:
        pytest's exit code.
    """
    require_checkout()
    steps = Steps(5)
    steps.begin("Python environment in .venv")
    python = environment.ensure(testing=True)
    steps.done()
    steps.begin("Browser")
    browser = find_browser()
    steps.done(browser)
    steps.begin("PostgreSQL")
    steps.done(find_postgresql())
    steps.begin("LibreOffice")
    steps.done(find_office())
    steps.begin("Tests")
    workers = os.environ.get("TEST_WORKERS") or "auto"
    command = [python, "-m", "pytest", "-n", workers, *arguments]
    path = f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "PATH": path, "CHROMIUM": browser}).returncode


def find_browser() -> str:
    """Path of Chromium; installs Debian's package when that is possible."""
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else list(BROWSERS)
    found = next(filter(None, map(shutil.which, wanted)), None)
    if found:
        return found
    if install("chromium"):
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise Stop(
            "the browser tests need Chromium, and it could not be installed.",
            "Install it (Debian: sudo apt-get install chromium) or name it: make test CHROMIUM=/path/to/chromium",
        )
    return found


def find_postgresql() -> str:
    """Where PostgreSQL's own programs are; installs Debian's package when that is possible.

    Without it, the tests that need it are skipped: it is no part of an ordinary installation.
    """
    if not shutil.which("initdb") and not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        install("postgresql")
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")] or list(filter(None, [shutil.which("initdb")]))
    return str(found[0]) if found else "not installed: its tests are skipped"


def find_office() -> str:
    """Where LibreOffice is, which opens the plan of the capstone; installs Debian's package when that is possible.

    Without it, the tests that need it are skipped: it is no part of an ordinary installation.
    """
    found = next(filter(None, map(shutil.which, OFFICES)), None)
    if not found and install("libreoffice-writer-nogui"):
        found = next(filter(None, map(shutil.which, OFFICES)), None)
    return found or "not installed: its tests are skipped"


def install(package: str) -> bool:
    """Install a package of Debian; False when this machine has no apt-get."""
    if not shutil.which("apt-get"):
        return False
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print(f"      Installing Debian's {package}", flush=True)
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
        environment_ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        with contextlib.suppress(OSError):  # there may be no sudo
            subprocess.run([*prefix, "apt-get", *step], stdout=subprocess.DEVNULL, env=environment_, check=False)
    return True
