"""The hand-written part of the manifest: one TOML file per table, one for licences."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "metadata"
SHARED = "course"  # metadata/course.toml: the package itself, licences, columns that many tables share


class UndescribedTable(FileNotFoundError):
    """A table that nobody has described yet."""


def shared() -> dict[str, Any]:
    """What holds for all tables: the package, ``licences`` by name, and shared ``fields`` by column name."""
    return tomllib.loads((FOLDER / f"{SHARED}.toml").read_text(encoding="utf-8"))


def about(name: str) -> dict[str, Any]:
    """What a maintainer wrote about one table.

    Raises:
        UndescribedTable: its file is missing.
    """
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        raise UndescribedTable(f"Describe the table first: datasets/metadata/{name}.toml is missing.")
    return tomllib.loads(path.read_text(encoding="utf-8"))
