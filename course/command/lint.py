"""``make lint``: style and format of the code."""

from __future__ import annotations

import subprocess

from course.command import environment
from course.command.paths import ROOT, require_checkout


def run(arguments: list[str]) -> int:
    """Run ruff's linter and formatter in check mode; ``--fix`` mends what can be mended."""
    require_checkout()
    python = environment.ensure(testing=True)
    fix = "--fix" in arguments
    lint = [python, "-m", "ruff", "check", *(["--fix"] if fix else []), "."]
    form = [python, "-m", "ruff", "format", *([] if fix else ["--check"]), "."]
    return max(subprocess.run(command, cwd=ROOT, check=False).returncode for command in (lint, form))
