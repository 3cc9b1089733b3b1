"""Files that a submission needs and cannot read: as root, submissions run as another user."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def hidden_from_others(files: Iterable[Path], roots: Iterable[Path]) -> Path | None:
    """The first folder or file that only its owner can read, or None.

    A module that is first needed by a submission would be missing there, and an honest answer would lose its points.

    Args:
        files: Samples, for example one module of each package.
        roots: Folders that are shown to submissions; what lies above them does not matter.
    """
    shown = {Path(os.path.realpath(root)) for root in roots}
    for file in files:
        path = Path(os.path.realpath(file))
        root = next((one for one in path.parents if one in shown), path.parent)
        for place in [*reversed([one for one in path.parents if one.is_relative_to(root)]), path]:
            wanted = 0o005 if place.is_dir() else 0o004
            if place.stat().st_mode & wanted != wanted:
                return place
    return None
