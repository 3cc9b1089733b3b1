"""Write the plan as a Word document: real heading styles, repeated table headings, alt text, page numbers, language."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Pt, RGBColor

from course.i18n import _
from course.plan.paper import design, paint
from course.plan.paper import word_parts as parts
from course.plan.paper.blocks import Box, Bullets, Chapter, Facts, Figure, Heading, Paper, Table, Text
from course.plan.paper.word_styles import prepare


def write(paper: Paper) -> bytes:
    """The content of a ``.docx`` file."""
    document = Document()
    prepare(document, paper)
    _cover(document, paper)
    _contents(document, paper)
    for number, chapter in enumerate(paper.chapters):
        _chapter(document, chapter, number)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _cover(document: Docx, paper: Paper) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    band = document.add_table(rows=1, cols=1)
    parts.widths(band, [design.TEXT_WIDTH])
    parts.finish(band)
    cell = band.rows[0].cells[0]
    parts.shade(cell, design.ACCENT)
    parts.pad(cell, 26)
    period = _("Period {period}").format(period=paper.period) if paper.period else " "
    lines = (
        (paper.institution or " ", "PlanKicker"),
        (paper.country, "PlanCountry"),
        (paper.title, "Title"),
        (period, "Subtitle"),
    )
    for number, (text, style) in enumerate(lines):
        line = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        line.style = style
        line.add_run(text)
    document.add_paragraph(style="PlanGap")
    status = document.add_paragraph(style="PlanStatus")
    parts.shade(status, design.BAND)
    status.add_run(f"{paper.status}, {paper.date}").bold = True
    if paper.invented:
        invented = document.add_paragraph(style="PlanStatus")
        parts.shade(invented, design.WARN_BAND)
        run = invented.add_run(paper.invented)
        run.bold, run.font.color.rgb = True, RGBColor.from_string(design.WARN)
    for label, text in ((_("Prepared by"), paper.prepared_by), (_("Place"), paper.place)):
        if text:
            line = document.add_paragraph(style="PlanFact")
            line.add_run(f"{label}: ").bold = True
            line.add_run(text)
    note = document.add_paragraph(paper.notice, style="PlanNote")
    note.paragraph_format.space_before = Pt(170)


def _contents(document: Docx, paper: Paper) -> None:
    head = document.add_paragraph(_("Contents"), style="PlanContents")
    head.paragraph_format.page_break_before = True
    for number, chapter in enumerate(paper.chapters):
        line = document.add_paragraph(style="TOC 1")
        line.paragraph_format.tab_stops.add_tab_stop(Pt(design.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        link = parts.link_to(line, _bookmark(number))
        parts.run_in(link, f"{chapter.heading}\t")
        parts.field(line, f"PAGEREF {_bookmark(number)} \\h", "")


def _bookmark(number: int) -> str:
    return f"chapter_{number + 1}"


def _chapter(document: Docx, chapter: Chapter, number: int) -> None:
    head = document.add_paragraph(style="Heading 1")
    parts.bookmark(head, _bookmark(number), number + 1, chapter.heading)
    head.paragraph_format.page_break_before = number == 0
    for block in chapter.blocks:
        _WRITERS[type(block)](document, block)


def _heading(document: Docx, block: Heading) -> None:
    document.add_paragraph(block.text, style=f"Heading {block.level}")


def _text(document: Docx, block: Text) -> None:
    style = {"body": "Normal", "lead": "PlanLead", "note": "PlanNote"}[block.look]
    for line in filter(None, (one.strip() for one in block.text.split("\n"))):
        document.add_paragraph(line, style=style)


def _bullets(document: Docx, block: Bullets) -> None:
    for item in block.items:
        document.add_paragraph(item, style="List Bullet")


def _facts(document: Docx, block: Facts) -> None:
    made = document.add_table(rows=0, cols=2)
    parts.widths(made, [design.TEXT_WIDTH * 0.26, design.TEXT_WIDTH * 0.74])
    for label, text in block.rows:
        cells = made.add_row().cells
        parts.fill(cells[0], label, "PlanCell", bold=True)
        parts.fill(cells[1], text, "PlanCell")
    parts.borders(made, inner=True, outer=False)
    parts.finish(made)
    parts.together(made, 12)
    _gap(document)


def _table(document: Docx, block: Table) -> None:
    caption = document.add_paragraph(style="Caption")
    caption.add_run(_("Table {number}. ").format(number=block.number)).bold = True
    caption.add_run(block.caption)
    caption.paragraph_format.keep_with_next = True
    made = document.add_table(rows=1, cols=len(block.columns))
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    whole = sum(column.share for column in block.columns)
    parts.widths(made, [design.TEXT_WIDTH * column.share / whole for column in block.columns])
    for cell, column in zip(made.rows[0].cells, block.columns, strict=True):
        parts.fill(cell, column.label, "PlanCell", bold=True, right=column.number)
        parts.shade(cell, design.BAND)
    parts.repeat(made.rows[0])
    for number, row in enumerate(block.rows):
        last = block.total and number == len(block.rows) - 1
        cells = made.add_row().cells
        for cell, column, text in zip(cells, block.columns, row, strict=True):
            parts.fill(cell, text, "PlanCell", bold=last, right=column.number)
    parts.borders(made, inner=True, outer=True)
    parts.finish(made, f"{block.caption}")
    parts.together(made)
    _source(document, block.source) if block.source else _gap(document)


def _figure(document: Docx, block: Figure) -> None:
    place = document.add_paragraph(style="PlanPicture")
    place.paragraph_format.keep_with_next = True
    shape = place.add_run().add_picture(io.BytesIO(paint.png(block.scene)), width=Pt(design.TEXT_WIDTH))
    shape._inline.docPr.set("descr", block.alt)
    shape._inline.docPr.set("title", block.caption)
    caption = document.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.add_run(_("Figure {number}. ").format(number=block.number)).bold = True
    caption.add_run(block.caption)
    _source(document, block.source)


def _box(document: Docx, block: Box) -> None:
    made = document.add_paragraph(style="PlanBox")
    parts.shade(made, design.BAND)
    made.add_run(f"{block.title}. ").bold = True
    made.add_run(block.text)


def _source(document: Docx, text: str) -> None:
    lines = text.split("\n")
    for number, one in enumerate(lines):
        line = document.add_paragraph(style="PlanSource")
        if number == 0:
            line.add_run(_("Source:")).bold = True
        line.add_run(f" {one}" if number == 0 else one)
        if number < len(lines) - 1:
            line.paragraph_format.space_after = Pt(0)


def _gap(document: Docx) -> None:
    document.add_paragraph(style="PlanGap").alignment = WD_ALIGN_PARAGRAPH.LEFT


_WRITERS: dict[type, Any] = {
    Heading: _heading,
    Text: _text,
    Bullets: _bullets,
    Facts: _facts,
    Table: _table,
    Figure: _figure,
    Box: _box,
}
