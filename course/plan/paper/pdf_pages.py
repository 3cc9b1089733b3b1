"""The pages of the plan as PDF: paper, letters, head and foot. ``pdf`` writes the plan on them."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

from course.i18n import _
from course.plan.paper import design, fonts
from course.plan.paper.blocks import Paper

FAMILY = "Plan"
LEAD = 1.42  # line height in font sizes


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour like ``#0b6477``."""
    colour = colour.lstrip("#")
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:6], 16)


class Pages(FPDF):
    """Pages with their head and foot, and words on them; sizes in points."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(unit="pt", format="A4")
        self.paper = paper
        with tempfile.TemporaryDirectory() as folder:
            for style, bold in (("", False), ("B", True)):
                path = Path(folder) / f"plan{style}.ttf"
                path.write_bytes(fonts.ttf(bold))
                self.add_font(FAMILY, style, path)
        self.set_margins(design.MARGIN, 66, design.MARGIN)
        self.set_auto_page_break(True, 62)
        self.set_lang(paper.lang)
        self.set_title(paper.title)
        self.set_subject(f"{paper.country}, {paper.period}")
        self.set_author(paper.prepared_by or _("Trainees of the course"))
        self.set_keywords(_("migration, development, mainstreaming, training"))
        self.set_creation_date(datetime.now(UTC))
        self.set_display_mode("fullwidth")
        self.links_of = [self.add_link() for _chapter in paper.chapters]

    def header(self) -> None:
        """Country and title, from the second page on."""
        if self.page_no() == 1:
            return
        self.use(8.5, design.SOFT)
        self.set_xy(design.MARGIN, 34)
        self.cell(design.TEXT_WIDTH / 3, 10, fonts.drawable(self.paper.country))
        self.cell(design.TEXT_WIDTH * 2 / 3, 10, fonts.drawable(self.short(self.paper.title, 70)), align="R")
        self.rule(50)
        self.set_y(66)

    def footer(self) -> None:
        """What this paper is, and the number of the page."""
        self.rule(design.PAGE[1] - 50)
        self.set_xy(design.MARGIN, design.PAGE[1] - 46)
        self.use(8.5, design.SOFT)
        status = _("{status} – training document, not official").format(status=self.paper.status)
        self.cell(design.TEXT_WIDTH * 0.7, 11, fonts.drawable(status))
        if self.page_no() > 1:
            told = _("Page {page} of {pages}").format(page=self.page_no(), pages="{nb}")
            self.cell(design.TEXT_WIDTH * 0.3, 11, told, align="R")
        if self.paper.invented:
            self.set_xy(design.MARGIN, design.PAGE[1] - 34)
            self.use(8.5, design.WARN, bold=True)
            self.cell(design.TEXT_WIDTH, 11, fonts.drawable(self.paper.invented))

    def rule(self, y: float) -> None:
        """A thin line across the page."""
        self.set_draw_color(*rgb(design.RULE))
        self.set_line_width(0.6)
        self.line(design.MARGIN, y, design.PAGE[0] - design.MARGIN, y)

    @staticmethod
    def short(text: str, most: int) -> str:
        """A text with at most so many letters."""
        return text if len(text) <= most else text[: most - 1] + "…"

    def use(self, size: float, colour: str = design.INK, bold: bool = False) -> None:
        """Letters of this size and colour from here on."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*rgb(colour))

    def words(self, text: str, size: float, colour: str = design.INK, bold: bool = False, after: float = 6) -> None:
        """A paragraph across the page."""
        self.use(size, colour, bold)
        self.set_x(design.MARGIN)
        self.multi_cell(design.TEXT_WIDTH, size * LEAD, fonts.drawable(text), align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(after)
