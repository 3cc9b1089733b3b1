"""``make requirements``: renew the pinned files from ``pyproject.toml`` (a maintainer's command)."""

from __future__ import annotations

import hashlib
import subprocess
import tomllib

from course.command import environment
from course.command.console import Stop
from course.command.paths import ROOT, require_checkout

OLDEST_PYTHON = "3.11"
TARGETS = {
    "requirements.txt": [],
    "course/classroom/requirements.txt": ["--extra", "classroom"],
    "course/classroom/kubernetes/requirements.txt": ["--extra", "classroom", "--extra", "cluster"],
    "tests/requirements.txt": ["--extra", "test", "--extra", "classroom"],
}


def header(name: str) -> str:
    """First lines of a pinned file: where it comes from and the digest of the dependencies it was made from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = repr([project["dependencies"], project["optional-dependencies"] if "/" in name else None])
    digest = hashlib.sha256(declared.encode()).hexdigest()[:16]
    return f"# Generated from pyproject.toml by `make requirements`. Do not edit. Dependencies {digest}\n"


def run(arguments: list[str]) -> int:
    """Resolve with uv for every platform and write exact versions."""
    require_checkout()
    python = environment.ensure(testing=True)
    for name, extra in TARGETS.items():
        target = ROOT / name
        # versions that still fit stay as they are, unless --upgrade asks for newer ones
        keep = ["--upgrade"] if "--upgrade" in arguments else []
        command = [python, "-m", "uv", "pip", "compile", "pyproject.toml", "--universal", "--no-header", "-q"]
        command += ["--python-version", OLDEST_PYTHON, "--no-annotate", *extra, *keep, "-o", name]
        if name != "requirements.txt":
            command += ["-c", "requirements.txt"]
        if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
            raise Stop("the dependencies in pyproject.toml do not fit together.", "Read uv's message above.")
        target.write_text(header(name) + target.read_text(encoding="utf-8"), encoding="utf-8")
        print(f"Wrote {name}")
    return 0
