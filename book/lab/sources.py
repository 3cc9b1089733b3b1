"""Fetch the parts of the browser lab: several places in order, and nothing is accepted without its checksum."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

PACKAGES = Path(__file__).with_name("packages.toml")
#: A folder with an unpacked official distribution of Pyodide, for machines that cannot reach the other places.
OWN_FOLDER = "COURSE_PYODIDE"
_PATIENCE = 20  # seconds for an answer of the official place


class Missing(Exception):
    """A part of the lab cannot be had; the text says which, where it was looked for, and what to do."""


@functools.cache
def plan() -> dict[str, Any]:
    """What the lab is made of: ``packages.toml``."""
    return tomllib.loads(PACKAGES.read_text("utf-8"))


def sha256(path: Path) -> str:
    """Checksum of a file, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _run(command: list[str], folder: Path) -> str:
    """Run a program of the package tools; returns what it printed.

    Raises:
        Missing: it is not installed, or it failed; the text has the end of its messages.
    """
    try:
        made = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise Missing(f"the program {command[0]!r} is not installed; the browser lab needs it to be built") from None
    if made.returncode:
        raise Missing("\n".join((made.stdout + made.stderr).strip().splitlines()[-4:]))
    return made.stdout


def core(downloads: Path) -> Path:
    """Pyodide's own program from npm, unpacked.

    Raises:
        Missing: npm cannot fetch it, or the file is not the expected one.
    """
    wanted = plan()["pyodide"]
    folder = downloads / f"pyodide-{wanted['version']}"
    if (folder / "pyodide-lock.json").is_file():
        return folder
    downloads.mkdir(parents=True, exist_ok=True)
    name = f"pyodide@{wanted['version']}"
    try:
        packed = json.loads(_run(["npm", "pack", name, "--json", "--silent"], downloads))[0]["filename"]
    except Missing as problem:
        raise Missing(
            f"{name} could not be fetched with npm:\n{problem}\nCheck the network connection and Node.js."
        ) from None
    archive = downloads / packed
    method, _, expected = wanted["integrity"].partition("-")
    found = base64.b64encode(hashlib.new(method, archive.read_bytes()).digest()).decode()
    if found != expected:
        raise Missing(f"{name} is not the file that packages.toml names ({method} {found}). It is not used.")
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    with tarfile.open(archive) as files:
        files.extractall(part, filter="data")
    (part / "package").rename(folder)
    shutil.rmtree(part)
    archive.unlink()
    return folder


def from_pypi(entry: dict[str, Any], downloads: Path) -> Path:
    """One wheel from the Python package index.

    Args:
        entry: ``requirement`` and ``sha256``, and ``platform`` for a compiled one.
        downloads: where files are kept between builds.

    Raises:
        Missing: pip cannot fetch it, or its checksum is another one.
    """
    requirement, checksum = entry["requirement"], entry["sha256"]
    folder = downloads / "pypi" / checksum[:16]
    kept = next(folder.glob("*.whl"), None)
    if kept and sha256(kept) == checksum:
        return kept
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{requirement} --hash=sha256:{checksum}\n", "utf-8")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "-q", "--no-deps"]
    command += ["--require-hashes", "--only-binary=:all:", "--python-version", "3.12", "--implementation", "cp"]
    # pip reads --platform as "this one only" for compiled wheels; pure ones fit each platform
    command += ["--platform", entry.get("platform", "any"), "-d", str(folder), "-r", str(wanted)]
    try:
        _run(command, folder)
    except Missing as problem:
        raise Missing(
            f"{requirement} could not be fetched with pip:\n{problem}\nCheck the network connection."
        ) from None
    return next(folder.glob("*.whl"))


class Official:
    """Files of Pyodide's official distribution, known by the checksums of its lock.

    Args:
        core: the unpacked npm package.
        downloads: where files are kept between builds.
    """

    def __init__(self, core: Path, downloads: Path) -> None:
        self.lock = json.loads((core / "pyodide-lock.json").read_text("utf-8"))
        self._core, self._downloads = core, downloads
        self._failed: dict[str, str] = {}

    def fetch(self, entry: dict[str, Any]) -> Path:
        """One file of the lock, from the first place that has the right one.

        Raises:
            Missing: no place has it; the text names the places and what to do.
        """
        name, checksum = entry["file_name"], entry["sha256"]
        target = self._downloads / "official" / name
        if target.is_file() and sha256(target) == checksum:
            return target
        target.parent.mkdir(parents=True, exist_ok=True)
        for place, get in self._places().items():
            if place in self._failed:
                continue
            try:
                content = get(name)
            except (OSError, KeyError, Missing) as problem:
                if not isinstance(problem, KeyError):  # a place that cannot be reached is not asked again
                    self._failed[place] = str(problem) or type(problem).__name__
                continue
            if content is not None and hashlib.sha256(content).hexdigest() == checksum:
                target.write_bytes(content)
                return target
        raise Missing(self._explain(name))

    def _places(self) -> dict[str, Callable[[str], bytes | None]]:
        own = os.environ.get(OWN_FOLDER)
        first = {f"the folder {own}": lambda name: self._from_folder(Path(own), name)} if own else {}
        return first | {
            "Pyodide's own distribution": self._from_distribution,
            f"the package {plan()['mirror']['requirement']}": self._from_mirror,
        }

    def _explain(self, name: str) -> str:
        version = self.lock["info"]["version"]
        lines = [f"{name} (Pyodide {version}) was not found with the checksum of the official lock. Looked in:"]
        reason = "no such file, or another checksum"
        lines += [f"  - {place}: {self._failed.get(place, reason)}" for place in self._places()]
        lines.append(
            f"What to do: get the official distribution of Pyodide {version}, unpack it, and name the folder: "
            f"{OWN_FOLDER}=/path/to/pyodide make lab"
        )
        return "\n".join(lines)

    def _from_folder(self, folder: Path, name: str) -> bytes | None:
        path = folder / name
        return path.read_bytes() if path.is_file() else None

    def _from_distribution(self, name: str) -> bytes:
        # Pyodide's program itself says where its files are.
        script = (self._core / "pyodide.mjs").read_text("utf-8")
        address = re.search(r"https://[^`\"'$]*/v\$\{[^}]*\}/full/", script)
        if not address:
            raise Missing("its address is not in pyodide.mjs any more")
        url = re.sub(r"\$\{[^}]*\}", self.lock["info"]["version"], address.group(0))
        with urllib.request.urlopen(url + name, timeout=_PATIENCE) as answer:
            return answer.read()

    def _from_mirror(self, name: str) -> bytes:
        mirror = plan()["mirror"]
        with zipfile.ZipFile(from_pypi(mirror, self._downloads)) as wheel:
            return wheel.read(f"{mirror['folder']}/{name}")
