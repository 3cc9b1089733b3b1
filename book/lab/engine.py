"""Put Pyodide together in one folder: its program, the checked wheels, and a lock that names just these."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

from book.lab import sources, wheels
from book.lab.compiled import compiled

_PROGRAM = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "package.json")
LOCK = "pyodide-lock.json"
#: Where the lock is in the finished lab.
LOCK_PATH = f"pyodide/{LOCK}"
#: Fetched by few people, and large: not worth the time.
_AS_THEY_ARE = ("plotly", "narwhals")


def normal(name: str) -> str:
    """A package's name as locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def build(target: Path, downloads: Path) -> dict[str, Any]:
    """Fill ``target`` with everything that the engine loads.

    Args:
        target: a folder; what was in it is removed.
        downloads: where fetched files are kept between builds.

    Returns:
        The lock that was written.

    Raises:
        Missing: a part cannot be had.
    """
    core = sources.core(downloads)
    official = sources.Official(core, downloads)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name in _PROGRAM:
        shutil.copyfile(core / name, target / name)
    packages: dict[str, dict[str, Any]] = {}
    plan = sources.plan()
    for name in plan["official"]["names"]:
        _take_official(official, name, set(plan["official"]["without"]), target, packages)
    for wheel in plan["wheel"]:
        path = _copy(sources.from_pypi(wheel, downloads), target)
        packages[_name(path)] = _entry(path, [normal(one) for one in wheel.get("depends", ())])
    for path in _inside_extensions(downloads, target):
        packages[_name(path)] = _entry(path, [])
    for name in plan["empty"]["names"]:
        path = wheels.write(target, name, "0", {})
        packages[name] = _entry(path, [])
    packages["piplite"]["depends"] = ["micropip"]
    packages["pyodide-kernel"]["depends"] = ["ipython", "traitlets"]
    path = wheels.course(target)
    packages[wheels.COURSE] = _entry(path, ["pandas", "anywidget"])
    _compile(packages, target, core, downloads)
    lock = {**official.lock, "packages": dict(sorted(packages.items()))}
    (target / LOCK).write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n", "utf-8")
    return lock


def _take_official(
    official: sources.Official, name: str, without: set[str], target: Path, packages: dict[str, dict[str, Any]]
) -> None:
    """A package of the official lock, with those that it needs."""
    known = official.lock["packages"]
    found = next(one for one in (name, normal(name), name.lower()) if one in known)
    if normal(found) in packages:
        return
    entry = known[found]
    depends = [normal(one) for one in entry["depends"] if normal(one) not in without]
    packages[normal(found)] = {**entry, "depends": depends}
    _copy(official.fetch(entry), target)
    for one in entry["depends"]:
        if normal(one) not in without:
            _take_official(official, one, without, target, packages)


def _compile(packages: dict[str, dict[str, Any]], target: Path, core: Path, downloads: Path) -> None:
    """Replace the wheels by their compiled form; the lock then has the checksum of what is really loaded."""
    entries = [entry for _, entry in sorted(packages.items()) if normal(entry["name"]) not in _AS_THEY_ARE]
    given = [target / entry["file_name"] for entry in entries]
    ours = {entry["file_name"] for entry in entries if normal(entry["name"]) == wheels.COURSE}
    for entry, made in zip(entries, compiled(given, ours, core, downloads), strict=True):
        _copy(made, target)
        entry["sha256"] = sources.sha256(made)


def _inside_extensions(downloads: Path, target: Path) -> list[Path]:
    """The wheels that extensions of JupyterLite carry, copied to ``target``."""
    copied = []
    for entry in sources.plan()["extension"]:
        with zipfile.ZipFile(sources.from_pypi(entry, downloads)) as wheel:
            for name in wheel.namelist():
                file = name.rsplit("/", 1)[-1]
                if file.endswith(".whl") and "/static/pypi/" in name and file.startswith(tuple(entry["wheels"])):
                    (target / file).write_bytes(wheel.read(name))
                    copied.append(target / file)
    return copied


def _copy(source: Path, target: Path) -> Path:
    return Path(shutil.copyfile(source, target / source.name))


def _name(wheel: Path) -> str:
    return normal(wheel.name.split("-")[0])


def _entry(wheel: Path, depends: list[str]) -> dict[str, Any]:
    """What the lock says about a wheel."""
    with zipfile.ZipFile(wheel) as files:
        tops = {name.split("/")[0].removesuffix(".py") for name in files.namelist() if name.endswith(".py")}
    return {
        "name": wheel.name.split("-")[0],
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": sources.sha256(wheel),
        "package_type": "package",
        "imports": sorted(tops),
        "depends": depends,
        "unvendored_tests": False,
    }
