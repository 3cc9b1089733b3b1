"""Reads tables and single cells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from course.data.errors import UnknownColumn, ValueNotFound, did_you_mean
from course.data.manifest import columns, folder, resource
from course.i18n import _

if TYPE_CHECKING:
    import pandas as pd

_BOOLEANS = {"true": True, "false": False}


@cache
def _read(name: str) -> pd.DataFrame:
    import pandas as pd  # here, so that importing the course stays quick

    fields = columns(name)
    text = [column for column, field in fields.items() if field["type"] in ("string", "boolean")]
    # "NA" is the two-letter code of Namibia, so only an empty cell means missing.
    frame = pd.read_csv(
        folder() / resource(name)["path"],
        keep_default_na=False,
        na_values=[""],
        dtype=dict.fromkeys(text, "str"),
        encoding="utf-8",
    )
    for column, field in fields.items():
        if field["type"] == "boolean":
            frame[column] = frame[column].map(_BOOLEANS).astype(bool)
        elif field["type"] == "number":
            frame[column] = frame[column].astype(float)
    return frame


def load(name: str) -> pd.DataFrame:
    """A table as a fresh frame; change it as you like.

    Whole numbers without gaps are integers, all other numbers are floats (a gap is ``nan``). Units and meanings of
    the columns: ``data.columns(name)``.

    Args:
        name: one of ``data.names()``.

    Raises:
        UnknownTable: no such table; the message names the closest ones.
    """
    resource(name)
    return _read(name).copy()


def value(table: str, column: str, **where: Any) -> Any:
    """One cell, as a plain Python value in the unit of its column.

    Args:
        table: name of the table.
        column: the column to read.
        **where: columns and values that choose exactly one row, for example ``iso3="IND", year=2022``.

    Raises:
        UnknownTable: no such table.
        UnknownColumn: the table has no such column.
        ValueNotFound: no row fits, several rows fit, or the cell is empty.
    """
    fields = columns(table)
    for name in (column, *where):
        if name not in fields:
            message = _("The table '{table}' has no column '{column}'.").format(table=table, column=name)
            raise UnknownColumn(f"{message} {did_you_mean(name, fields)}".strip())
    frame = _read(table)
    for name, wanted in where.items():
        frame = frame[frame[name] == wanted]
    asked = ", ".join(f"{name}={wanted!r}" for name, wanted in where.items()) or _("no condition")
    if frame.empty:
        raise ValueNotFound(_("The table '{table}' has no row with {asked}.").format(table=table, asked=asked))
    if len(frame) > 1:
        raise ValueNotFound(
            _("{count} rows of '{table}' have {asked}. Add a condition, for example on: {keys}.").format(
                count=len(frame), table=table, asked=asked, keys=", ".join(resource(table)["schema"]["primaryKey"])
            )
        )
    cell = frame[column].iloc[0]
    if cell != cell:
        raise ValueNotFound(
            _("The table '{table}' has the row {asked}, but '{column}' is empty there: no figure.").format(
                table=table, asked=asked, column=column
            )
        )
    plain = cell.item() if hasattr(cell, "item") else cell
    # A whole-number column with gaps is held as floats.
    return int(plain) if fields[column]["type"] == "integer" else plain
