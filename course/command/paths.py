"""Where things are in a checkout of the project."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
LOGS = BUILD / "logs"
VENV = ROOT / ".venv"
RELEASE = BUILD / "release"
WORKSPACE = BUILD / "workspace"
GRADEBOOK = BUILD / "nbgrader"
EXCHANGE = BUILD / "exchange"
BOOK = BUILD / "book"


def require_checkout() -> None:
    """Stop with advice when the commands do not run inside a checkout (for example from an installed wheel)."""
    if not (ROOT / "modules").is_dir() or not (ROOT / "pyproject.toml").is_file():
        from course.command.console import Stop

        raise Stop(
            "this command needs the project folder, not only the installed library.",
            "Run it in a copy of the repository.",
        )
