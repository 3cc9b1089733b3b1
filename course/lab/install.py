"""Put the JupyterLab extension into this environment: ``python -m course.lab.install``."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from course.lab import cells, sheet

EXTENSION = Path(__file__).parent / "extension"
SETTINGS = Path(__file__).parent / "settings.json"
NAME = "@migration-development/course"


def install(prefix: Path, modules: Path) -> Path:
    """Copy the extension, list the cells that it may run, and write its style sheet.

    Args:
        prefix: root of the Python environment.
        modules: folder with the course's notebooks.

    Returns:
        Where the extension is now.
    """
    target = prefix / "share" / "jupyter" / "labextensions" / NAME
    shutil.copytree(EXTENSION, target, dirs_exist_ok=True)
    cells.write(modules, target / "static" / "cells.json")
    sheet.write(target / "static")
    settings = prefix / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SETTINGS, settings)
    return target


if __name__ == "__main__":
    install(Path(sys.prefix), Path(__file__).resolve().parents[2] / "modules")
