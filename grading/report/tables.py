"""Tables as files for spreadsheets: CSV in UTF-8 and one XLSX workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import xlsxwriter

Cell = str | float | int | datetime | None
#: A spreadsheet runs a text that begins like this as a formula; wide forms are those of East Asian keyboards.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        name: Name of the file without ending, and of the sheet.
        heads: Names of the columns.
        rows: The cells: texts, numbers, times (UTC) or ``None``.
        note: One sentence on what it shows.
    """

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could run this text as a formula."""
    return text.lstrip(" \u200b\u200e\u200f\u202a-\u202e\ufeff").startswith(_FORMULA) or text.startswith(_FORMULA)


def plain(cell: Cell) -> Cell:
    """A cell as it stands in a CSV file: a text that looks like a formula begins with an apostrophe."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.replace("\0", "")
        return f"'{text}" if is_formula(text) else text
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    return round(cell, 4) + 0 if isinstance(cell, float) else cell


def csv_bytes(table: Table) -> bytes:
    """A table as CSV, with a byte order mark, so that Excel reads accents; nothing in it runs as a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([plain(head) for head in table.heads])
    writer.writerows([plain(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode("utf-8-sig", "replace")


def write_csv(table: Table, path: Path) -> None:
    """Write a table as a CSV file, see :func:`csv_bytes`."""
    path.write_bytes(csv_bytes(table))


def write_xlsx(tables: Iterable[Table], path: Path) -> None:
    """Write tables as the sheets of one workbook; texts stay texts, never formulas or links."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd hh:mm",
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True})
        for table in tables:
            sheet = book.add_worksheet(table.name[:31])
            sheet.freeze_panes(1, 1)
            sheet.set_column(0, 0, 24)
            sheet.set_column(1, max(1, len(table.heads) - 1), 16)
            for column, head in enumerate(table.heads):
                sheet.write_string(0, column, _text(head), bold)
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(number, column, _text(cell))
                    elif cell is not None:
                        sheet.write(number, column, cell)
            if table.rows:
                sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)


def _text(text: str) -> str:
    # Excel's limit of a cell, and half characters, which XML cannot hold
    return text[:32_000].encode("utf-8", "replace").decode("utf-8")
