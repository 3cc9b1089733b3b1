"""Parts of Word's format that python-docx leaves to XML: fields, bookmarks, shading, borders, repeated rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from course.plan.paper import design


def made(tag: str, **attributes: str) -> Any:
    """An element such as ``made("w:shd", fill="E3F0F2")``."""
    one = OxmlElement(tag)
    for name, value in attributes.items():
        one.set(qn(f"w:{name}"), value)
    return one


def field(paragraph: Paragraph, instruction: str, shown: str, bold: bool = False) -> None:
    """A field that Word and LibreOffice work out: PAGE, NUMPAGES, PAGEREF. ``shown`` stands there until they have."""
    dirty = {"dirty": "true"} if instruction.startswith("PAGEREF") else {}
    for kind in ("begin", "instruction", "separate", "text", "end"):
        run = paragraph.add_run(shown if kind == "text" else None)
        run.bold = bold or None
        if kind == "instruction":
            text = made("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = f" {instruction} "
            run._r.append(text)
        elif kind != "text":
            run._r.append(made("w:fldChar", fldCharType=kind, **(dirty if kind == "begin" else {})))


def bookmark(paragraph: Paragraph, name: str, number: int, text: str) -> None:
    """The text of a heading with a bookmark around it."""
    paragraph._p.append(made("w:bookmarkStart", id=str(number), name=name))
    paragraph.add_run(text)
    paragraph._p.append(made("w:bookmarkEnd", id=str(number)))


def link_to(paragraph: Paragraph, name: str) -> Any:
    """A link to a bookmark; runs are put into it with ``run_in``."""
    link = made("w:hyperlink", anchor=name, history="1")
    paragraph._p.append(link)
    return link


def run_in(link: Any, text: str) -> None:
    """Text inside a link; a tab stays a tab."""
    for place, piece in enumerate(text.split("\t")):
        run = made("w:r")
        if place:
            run.append(made("w:tab"))
        else:
            words = made("w:t")
            words.set(qn("xml:space"), "preserve")
            words.text = piece
            run.append(words)
        link.append(run)


def shade(thing: Paragraph | _Cell, fill: str) -> None:
    """A ground colour for a paragraph or a cell."""
    properties = thing._p.get_or_add_pPr() if isinstance(thing, Paragraph) else thing._tc.get_or_add_tcPr()
    shading = made("w:shd", val="clear", color="auto", fill=fill)
    if isinstance(thing, Paragraph):
        properties._insert_shd(shading) if hasattr(properties, "_insert_shd") else properties.append(shading)
    else:
        properties.append(shading)


def pad(cell: _Cell, points: float) -> None:
    """Room between the edge of a cell and its text."""
    margins = made("w:tcMar")
    for side in ("top", "start", "bottom", "end"):
        margins.append(made(f"w:{side}", w=str(round(points * 20)), type="dxa"))
    cell._tc.get_or_add_tcPr().append(margins)


def fill(cell: _Cell, text: str, style: str, bold: bool = False, right: bool = False) -> None:
    """Text of a cell; each line is a paragraph. ``style`` is the id of a style."""
    lines = text.split("\n") if text else [""]
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph._p.style = style  # the id: a look-up by name for each cell would take most of the time
        paragraph.add_run(line).bold = bold or None
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def repeat(row: _Row) -> None:
    """The row stands again at the top of each page."""
    row._tr.get_or_add_trPr().append(made("w:tblHeader", val="true"))


def widths(table: Table, points: Sequence[float]) -> None:
    """Fixed widths of the columns."""
    table.autofit = False
    # Word puts the text of a cell at the margin and its edge outside; here the edge stands at the margin
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    layout.addprevious(made("w:tblInd", w="108", type="dxa"))
    for column, width in zip(table.columns, points, strict=True):
        column.width = Pt(width)


def finish(table: Table, description: str = "") -> None:
    """Rows do not break over pages; every cell has the width of its column; the table says what it is."""
    widths_ = [column.width for column in table.columns]
    for row in table.rows:
        row._tr.get_or_add_trPr().append(made("w:cantSplit", val="true"))
        for cell, width in zip(row.cells, widths_, strict=True):
            cell.width = width
    if description:
        table._tbl.tblPr.append(made("w:tblCaption", val=description))


def together(table: Table, most: int = 7) -> None:
    """A short table stays on one page; of a longer one at least two rows stand before and after a break."""
    rows = list(table.rows)
    for row in rows[:-1] if len(rows) <= most else [*rows[:2], rows[-2]]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def borders(table: Table, inner: bool, outer: bool) -> None:
    """Thin lines between the rows, and a stronger one above and below."""
    lines = made("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        size = "4" if side == "insideH" else "8"
        colour = design.RULE if side == "insideH" or not outer else design.ACCENT
        lines.append(made(f"w:{side}", val="single" if inner or outer else "nil", sz=size, space="0", color=colour))
    order = table._tbl.tblPr
    before = next(
        (one for one in order if one.tag in (qn("w:shd"), qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook"))), None
    )
    order.append(lines) if before is None else before.addprevious(lines)
