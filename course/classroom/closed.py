"""What people with Unix accounts of their own must not read where classroom and project are: solutions and secrets.

The project has to be where everybody can read it, or their servers could not start. But they need the course only, not
the keys of its exercises (sources of the modules, tests, the answers of the demonstration class, the history of Git).
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
#: What a person's server, or the sandbox of a submission, reads.
_NEEDED = ("course", "datasets", "grading")
_SOLUTIONS = ("grading/demo",)
_OTHERS = 0o077


def close(classroom: Path, project: Path = PROJECT, environment: Path = Path(sys.prefix)) -> list[str]:
    """Leave the rest of the project folder, and the settings, to their owner.

    Args:
        classroom: The classroom's folder: its own rights are another matter.
        project: Folder of the project. Where the course is an ordinary package, nothing else is beside it.
        environment: Folder of the Python environment.

    Returns:
        The paths that others could read so far, inside the project.
    """
    closed: list[Path] = []
    if (project / "modules").is_dir():
        keep = {project / name for name in _NEEDED} | {classroom.resolve(), environment.resolve()}
        _close_beside(project, keep, closed)
        for name in _SOLUTIONS:
            _take(project / name, closed)
    _take(classroom / "classroom.toml", closed)  # it may name the password of the database
    return [str(one.relative_to(project)) for one in closed if one.is_relative_to(project)]


def _close_beside(folder: Path, keep: Collection[Path], closed: list[Path]) -> None:
    """Close everything in a folder that is not kept, and does not lead to something that is."""
    for one in sorted(folder.iterdir()):
        if one in keep:
            continue
        if one.is_dir() and not one.is_symlink() and any(kept.is_relative_to(one) for kept in keep):
            one.chmod(0o711)
            _close_beside(one, keep, closed)
        else:
            _take(one, closed)


def _take(path: Path, closed: list[Path]) -> None:
    if path.is_symlink() or not path.exists():
        return
    mode = path.stat().st_mode
    if mode & _OTHERS:
        path.chmod(mode & 0o7777 & ~_OTHERS)
        closed.append(path)
