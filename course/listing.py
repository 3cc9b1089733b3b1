"""A table to read on a page: whole texts, to the left; numbers to the right. A DataFrame cuts long texts off.

from course.listing import Listing

Listing("Services", ["Service", "Weeks"], [["Advice", 1]])        # as the last line of a cell
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

# As the sanitiser of marked notebooks writes it: a listing that was cleaned is the listing that was shown.
_CELL = "vertical-align:top;padding:0.4em 0.8em 0.4em 0;border-bottom:1px solid #999"


class Listing:
    """A caption, the names of the columns, and rows; notebooks and the book show it."""

    def __init__(self, caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Keep what is shown.

        Args:
            caption: what the table is.
            columns: name of each column.
            rows: cells in the order of the columns; the first of each row is its heading.

        Raises:
            ValueError: a row has more or fewer cells than there are columns.
        """
        if any(len(row) != len(columns) for row in rows):
            raise ValueError(f"{caption}: each row needs {len(columns)} cells")
        self.caption, self.columns, self.rows = caption, list(columns), [list(row) for row in rows]

    def __repr__(self) -> str:
        lines = [" | ".join(map(str, row)) for row in [self.columns, *self.rows]]
        return "\n".join([self.caption, *lines])

    def _repr_html_(self) -> str:
        # JupyterLab puts all cells to the right, and its style sheet is not ours: so the side stands in each cell.
        def cell(tag: str, value: Any, more: str = "") -> str:
            side = "right" if isinstance(value, int | float) else "left"
            return f'<{tag}{more} style="text-align:{side};{_CELL}">{escape(str(value))}</{tag}>'

        head = "".join(cell("th", name, ' scope="col"') for name in self.columns)
        body = "".join(
            "<tr>" + cell("th", row[0], ' scope="row"') + "".join(cell("td", one) for one in row[1:]) + "</tr>"
            for row in self.rows
        )
        return (
            f'<div style="overflow-x:auto" tabindex="0" role="region" aria-label="{escape(self.caption)}">'
            '<table style="border-collapse:collapse">'
            f'<caption style="text-align:left">{escape(self.caption)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )
