"""Tables that this course writes itself, row by row: ``authored/NAME.toml`` or ``authored/NAME.csv``.

A TOML file holds ``[[row]]`` tables, good for long texts. A CSV file is good for short cells. The columns, their order
and their types stand in ``metadata/NAME.toml``, as for every table; a table that says ``synthetic = true`` there gets
its column ``synthetic`` here.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from datasets.derive.metadata import about

FOLDER = Path(__file__).resolve().parent.parent / "authored"
SEPARATOR = "; "  # between the items of a list, in one cell


class BadRow(ValueError):
    """A row has a column that nobody described, or lacks a column that every row needs."""


def _rows(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".toml":
        return tomllib.loads(path.read_text(encoding="utf-8")).get("row", [])
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cell(value: Any) -> Any:
    """One cell as it stands in the CSV file; None for an empty one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(str(item) for item in value) or None
    if isinstance(value, str):
        return " ".join(value.split()) or None  # a long text may be broken over lines in the TOML file
    return value


def authored_table(path: Path, described: dict[str, Any] | None = None) -> pd.DataFrame:
    """The table of one file, columns as described, rows in the order of the file.

    Args:
        path: ``NAME.toml`` or ``NAME.csv``.
        described: what ``metadata/NAME.toml`` says; None reads it.

    Raises:
        BadRow: a row has a column that is not described, or lacks a required one.
        UndescribedTable: ``metadata/NAME.toml`` is missing.
    """
    described = described or about(path.stem)
    fields = [{"name": field} if isinstance(field, str) else field for field in described["fields"]]
    columns = [field["name"] for field in fields]
    needed = {field["name"] for field in fields if field.get("required")} | set(described["key"])
    cells = []
    for number, row in enumerate(_rows(path), start=1):
        row = {name: _cell(value) for name, value in row.items()}
        if described.get("synthetic"):
            row["synthetic"] = "true"
        unknown = set(row) - set(columns)
        missing = {name for name in needed if row.get(name) is None}
        if unknown or missing:
            raise BadRow(
                f"{path.name}, row {number} ({row.get(columns[0])}): "
                + (f"not described in metadata/{path.stem}.toml: {sorted(unknown, key=str)}. " if unknown else "")
                + (f"missing: {sorted(missing)}." if missing else "")
            )
        cells.append([row.get(name) for name in columns])
    # dtype=object keeps whole numbers whole beside empty cells.
    return pd.DataFrame(cells, columns=columns, dtype=object)


def authored_tables(folder: Path = FOLDER) -> dict[str, Callable[[], pd.DataFrame]]:
    """Name of each table in the folder, and what makes it."""
    files = sorted([*folder.glob("*.toml"), *folder.glob("*.csv")])
    return {path.stem: partial(authored_table, path) for path in files}
