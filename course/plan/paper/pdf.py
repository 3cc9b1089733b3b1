"""Write the plan as PDF with fpdf2: pure Python, so that it works without a browser, an office program or a system
library, and in the engine of the book. The letters are the course's own (``fonts``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fpdf.enums import TextEmphasis
from fpdf.fonts import FontFace
from fpdf.outline import OutlineSection

from course.i18n import _
from course.plan.paper import design, fonts
from course.plan.paper.blocks import Box, Bullets, Chapter, Facts, Figure, Heading, Paper, Table, Text
from course.plan.paper.pdf_pages import LEAD, Pages, rgb
from course.plan.paper.pdf_room import FACTS, PAD, ROW, needed
from course.plan.paper.scene import WIDTH, Dot, Line, Rect, Scene


def write(paper: Paper) -> bytes:
    """The content of a ``.pdf`` file."""
    pdf = _Plan(paper)
    pdf.cover()
    pdf.contents()
    for number, chapter in enumerate(paper.chapters):
        pdf.chapter(number, chapter)
    return bytes(pdf.output())


class _Plan(Pages):
    """The document while it is written."""

    # Cover and contents

    def cover(self) -> None:
        self.add_page()
        self.start_section(fonts.drawable(self.paper.title))
        height = 310
        self.set_fill_color(*rgb(design.ACCENT))
        self.rect(0, 0, design.PAGE[0], height, style="F")
        self.set_y(78)
        self.words(self.paper.institution, 12, "FFFFFF", after=46)
        self.words(self.paper.country, 20, "FFFFFF", after=4)
        self.words(self.paper.title, 27, "FFFFFF", bold=True, after=10)
        if self.paper.period:
            self.words(_("Period {period}").format(period=self.paper.period), 13, "FFFFFF")
        self.set_y(height + 34)
        self._band(f"{self.paper.status}, {self.paper.date}", design.BAND, design.INK)
        if self.paper.invented:
            self._band(self.paper.invented, design.WARN_BAND, design.WARN)
        self.ln(12)
        for label, text in ((_("Prepared by"), self.paper.prepared_by), (_("Place"), self.paper.place)):
            if text:
                self.words(f"{label}: {text}", 11, after=4)
        self.set_y(690)
        self.words(self.paper.notice, 9, design.SOFT)

    def _band(self, text: str, ground: str, colour: str) -> None:
        self.use(11, colour, bold=True)
        self.set_fill_color(*rgb(ground))
        self.set_x(design.MARGIN)
        self.multi_cell(
            design.TEXT_WIDTH, 17, fonts.drawable(text), fill=True, padding=(5, 9), new_x="LMARGIN", new_y="NEXT"
        )
        self.ln(7)

    def contents(self) -> None:
        self.add_page()
        self.words(_("Contents"), 18, design.ACCENT, bold=True, after=10)
        self.insert_toc_placeholder(_toc, pages=1, allow_extra_pages=False)

    # Content

    def chapter(self, number: int, chapter: Chapter) -> None:
        if number == 0 and self.get_y() > 70:
            self.add_page()
        self._room(70 + self._needed(chapter.blocks))
        if self.get_y() > 70:
            self.ln(20)
        self.set_link(self.links_of[number], y=self.get_y(), page=self.page_no())
        self.start_section(fonts.drawable(chapter.heading), level=0)
        self.words(chapter.heading, design.HEADS[1], design.ACCENT, bold=True, after=6)
        for place, block in enumerate(chapter.blocks):
            self._room(self._needed(chapter.blocks[place:]))
            _WRITERS[type(block)](self, block)

    def _needed(self, blocks: list[Any]) -> float:
        self.use(8.6)
        return needed(self, blocks)

    def _room(self, height: float) -> None:
        """A new page if less than this is left."""
        if self.get_y() + height > self.page_break_trigger:
            self.add_page()

    def write_heading(self, block: Heading) -> None:
        self.ln(8 if block.level == 2 else 4)
        self.start_section(fonts.drawable(block.text), level=1) if block.level == 2 else None
        self.words(
            block.text, design.HEADS[block.level], design.ACCENT if block.level == 2 else design.INK, bold=True, after=3
        )

    def write_text(self, block: Text) -> None:
        size, colour = {"body": (10, design.INK), "lead": (10.8, design.INK), "note": (9, design.SOFT)}[block.look]
        for line in filter(None, (one.strip() for one in block.text.split("\n"))):
            self.words(line, size, colour, after=5)

    def write_bullets(self, block: Bullets) -> None:
        for item in block.items:
            self.use(10)
            self.set_x(design.MARGIN)
            self.cell(14, 10 * LEAD, "•")
            self.multi_cell(
                design.TEXT_WIDTH - 14, 10 * LEAD, fonts.drawable(item), align="L", new_x="LMARGIN", new_y="NEXT"
            )
            self.ln(2)
        self.ln(4)

    def write_facts(self, block: Facts) -> None:
        rows = [[(label, True, False), (text, False, False)] for label, text in block.rows]
        self._grid(None, list(FACTS), rows, frame=False)

    def write_table(self, block: Table) -> None:
        self._caption(_("Table {number}.").format(number=block.number), block.caption)
        rows = []
        for number, row in enumerate(block.rows):
            last = block.total and number == len(block.rows) - 1
            rows.append([(text, last, column.number) for text, column in zip(row, block.columns, strict=True)])
        head = [(column.label, True, column.number) for column in block.columns]
        self._grid(head, [column.share for column in block.columns], rows, frame=True)
        self._source(block.source)

    def _caption(self, label: str, text: str) -> None:
        self.ln(4)
        self.use(9)
        self.set_x(design.MARGIN)
        told = fonts.drawable(f"**{label}** {text}")
        self.multi_cell(design.TEXT_WIDTH, 12.5, told, markdown=True, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(2)

    def _source(self, text: str) -> None:
        if text:
            self.ln(-4)
            self.words(f"{_('Source:')} {text}", 8, design.SOFT, after=8)

    def _grid(self, head: Any, shares: list[float], rows: Any, frame: bool) -> None:
        """A table; its heading row stands again on each page, and rows do not break."""
        self.use(8.6)
        self.set_draw_color(*rgb(design.RULE))
        self.set_line_width(0.5)
        self.set_fill_color(255, 255, 255)
        face = FontFace(emphasis=TextEmphasis.B, color=rgb(design.INK), fill_color=rgb(design.BAND))
        with self.table(
            width=design.TEXT_WIDTH,
            col_widths=[100 * share for share in shares],
            align="LEFT",
            line_height=ROW,
            padding=(PAD, 4),
            borders_layout="HORIZONTAL_LINES" if frame else "INTERNAL",
            headings_style=face,
            first_row_as_headings=head is not None,
            text_align="LEFT",
            v_align="TOP",
        ) as made:
            for cells in ([head] if head else []) + rows:
                row = made.row()
                for text, bold, right in cells:
                    style = FontFace(emphasis=TextEmphasis.B) if bold and cells is not head else None
                    row.cell(fonts.drawable(text), align="RIGHT" if right else "LEFT", style=style)
        self.ln(9)

    def write_figure(self, block: Figure) -> None:
        scale = design.TEXT_WIDTH / WIDTH
        self.ln(6)
        top = self.get_y()
        self._paint(block.scene, design.MARGIN, top, scale)
        self.set_y(top + block.scene.height * scale + 2)
        self._caption(_("Figure {number}.").format(number=block.number), block.caption)
        self.ln(3)
        self._source(block.source)
        self.words(_("What it shows: {text}").format(text=block.alt), 8, design.SOFT, after=8)

    def _paint(self, scene: Scene, left: float, top: float, scale: float) -> None:
        for one in scene.parts:
            colour = rgb(one.colour)
            if isinstance(one, Rect):
                self.set_fill_color(*colour)
                self.rect(left + one.x * scale, top + one.y * scale, one.width * scale, one.height * scale, style="F")
            elif isinstance(one, Line):
                self.set_draw_color(*colour)
                self.set_line_width(one.width * scale)
                points = [(left + x * scale, top + y * scale) for x, y in one.points]
                self.polyline(points)
            elif isinstance(one, Dot):
                self.set_fill_color(*colour)
                self.circle(left + one.x * scale, top + one.y * scale, one.radius * scale, style="F")
            else:
                self.use(one.size * scale, one.colour, one.bold)
                text = fonts.drawable(one.text)
                shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[one.anchor] * self.get_string_width(text)
                self.text(left + one.x * scale - shift, top + one.y * scale, text)

    def write_box(self, block: Box) -> None:
        self.use(10)
        self.set_fill_color(*rgb(design.BAND))
        self.set_x(design.MARGIN)
        text = fonts.drawable(f"**{block.title}.** {block.text}")
        self.multi_cell(
            design.TEXT_WIDTH, 14, text, fill=True, markdown=True, padding=(5, 8), new_x="LMARGIN", new_y="NEXT"
        )
        self.ln(8)


def _toc(pdf: _Plan, outline: Sequence[OutlineSection]) -> None:
    """The contents: one line for each section, with dots and page."""
    chapters = [one for one in outline if one.level == 0][1:]  # the first one is the cover
    for number, section in enumerate(chapters):
        pdf.use(11)
        pdf.set_x(design.MARGIN)
        page = str(section.page_number)
        link = pdf.links_of[number]
        width = design.TEXT_WIDTH - pdf.get_string_width(page) - 6
        name = section.name
        dots = max(0, int((width - pdf.get_string_width(name) - 8) / pdf.get_string_width(".")))
        pdf.cell(width, 22, f"{name} {'.' * dots}", link=link)
        pdf.cell(design.TEXT_WIDTH - width, 22, page, align="R", link=link, new_x="LMARGIN", new_y="NEXT")


_WRITERS: dict[type, Any] = {
    Heading: _Plan.write_heading,
    Text: _Plan.write_text,
    Bullets: _Plan.write_bullets,
    Facts: _Plan.write_facts,
    Table: _Plan.write_table,
    Figure: _Plan.write_figure,
    Box: _Plan.write_box,
}
