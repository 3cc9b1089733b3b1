"""How much of a page a part of the plan needs, so that no heading and no single row stands alone at a page's end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from course.plan.paper import design, fonts
from course.plan.paper.blocks import Facts, Figure, Heading, Table
from course.plan.paper.scene import WIDTH

FACTS = (0.26, 0.74)  # shares of the width: label and text
ROW, PAD = 11.6, 3.0  # height of a line in a table, room above and below it
_HEADING, _TEXT = 34.0, 46.0
_SHORT = 7  # a table of so many rows stays on one page


def needed(pdf: Any, blocks: Iterable[Any]) -> float:
    """Points that the first block needs, with the headings above it. ``pdf`` measures in its font of the moment."""
    height = 0.0
    for block in blocks:
        if not isinstance(block, Heading):
            return height + _height(pdf, block)
        height += _HEADING
    return height


def _height(pdf: Any, block: Any) -> float:
    if isinstance(block, Figure):
        return block.scene.height * design.TEXT_WIDTH / WIDTH + 60
    if isinstance(block, Facts):
        return _rows(pdf, FACTS, block.rows)
    if isinstance(block, Table):
        rows = [tuple(column.label for column in block.columns), *block.rows]
        shares = [column.share for column in block.columns]
        return 24 + _rows(pdf, shares, rows if len(rows) <= _SHORT else rows[:3])
    return _TEXT


def _rows(pdf: Any, shares: Sequence[float], rows: Sequence[Sequence[str]]) -> float:
    return sum(max(map(lambda text, share: _lines(pdf, text, share), row, shares)) * ROW + 2 * PAD for row in rows)


def _lines(pdf: Any, text: str, share: float) -> int:
    width = design.TEXT_WIDTH * share - 8
    return len(pdf.multi_cell(width, ROW, fonts.drawable(text), dry_run=True, output="LINES"))
