"""The styles, the page, the header and the footer of the Word document."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from course.i18n import _
from course.plan.paper import design
from course.plan.paper import word_parts as parts
from course.plan.paper.blocks import Paper

# name: size, colour, bold, space before, space after, line spacing
_OWN = {
    "PlanKicker": (11, "FFFFFF", False, 0, 70, 1.2),
    "PlanCountry": (18, "FFFFFF", False, 0, 4, 1.1),
    "PlanStatus": (11, design.INK, False, 10, 4, 1.3),
    "PlanFact": (11, design.INK, False, 8, 0, 1.3),
    "PlanNote": (9, design.SOFT, False, 4, 4, 1.25),
    "PlanContents": (18, design.ACCENT, True, 0, 12, 1.2),
    "PlanLead": (11.5, design.INK, False, 0, 8, 1.35),
    "PlanCell": (8.5, design.INK, False, 1.5, 1.5, 1.08),
    "PlanSource": (8, design.SOFT, False, 2, 12, 1.15),
    "PlanPicture": (9, design.INK, False, 8, 2, 1.0),
    "PlanBox": (10.5, design.INK, False, 6, 8, 1.3),
    "PlanGap": (4, design.INK, False, 0, 4, 1.0),
}


def prepare(document: Docx, paper: Paper) -> None:
    """Page, styles, header, footer, metadata, language."""
    section = document.sections[0]
    section.page_width, section.page_height = Pt(design.PAGE[0]), Pt(design.PAGE[1])
    section.left_margin = section.right_margin = Pt(design.MARGIN)
    section.top_margin, section.bottom_margin = Pt(72), Pt(68)
    section.header_distance, section.footer_distance = Pt(34), Pt(30)
    _styles(document)
    _language(document, paper.lang)
    _header(section, paper)
    _footer(section.footer, paper, numbered=True)
    _footer(section.first_page_footer, paper, numbered=False)
    _core(document, paper)


def _styles(document: Docx) -> None:
    styles = document.styles
    _style(styles["Normal"], design.BODY, design.INK, False, 0, 6, 1.3)
    styles["Normal"].font.name = design.WORD_FONT
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet"):
        fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), design.WORD_FONT)
        for kind in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    _style(styles["Title"], 25, "FFFFFF", True, 0, 10, 1.12)
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)
    _style(styles["Subtitle"], 12, "FFFFFF", False, 0, 0, 1.2)
    styles["Subtitle"].font.italic = False
    for level, size in design.HEADS.items():
        _style(
            styles[f"Heading {level}"],
            size,
            design.ACCENT if level < 3 else design.INK,
            True,
            {1: 26, 2: 16, 3: 10}[level],
            {1: 8, 2: 6, 3: 3}[level],
            1.15,
        )
        styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    _style(styles["Caption"], 9, design.INK, False, 8, 4, 1.15)
    _style(styles["List Bullet"], design.BODY, design.INK, False, 0, 3, 1.25)
    toc = styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH)
    toc.base_style = styles["Normal"]
    _style(toc, 11, design.INK, False, 3, 5, 1.2)
    for name, values in _OWN.items():
        own = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = styles["Normal"]
        _style(own, *values)


def _style(style: Any, size: float, colour: str, bold: bool, before: float, after: float, line: float) -> None:
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = line


def _language(document: Docx, lang: str) -> None:
    """The language of the text, for spelling and for screen readers."""
    tag = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-MA"}.get(lang, lang)
    properties = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    old = properties.find(qn("w:lang"))
    if old is not None:
        properties.remove(old)
    properties.append(parts.made("w:lang", val=tag, eastAsia=tag))


def _header(section: Any, paper: Paper) -> None:
    line = section.header.paragraphs[0]
    line.style.font.size = Pt(8.5)
    line.style.font.color.rgb = RGBColor.from_string(design.SOFT)
    _right_tab(line)
    line.add_run(f"{paper.country}\t{paper.title}")
    _rule(line, "bottom")


def _footer(footer: Any, paper: Paper, numbered: bool) -> None:
    line = footer.paragraphs[0]
    line.style.font.size = Pt(8.5)
    line.style.font.color.rgb = RGBColor.from_string(design.SOFT)
    _right_tab(line)
    _rule(line, "top")
    line.add_run(_("{status} – training document, not official").format(status=paper.status))
    if numbered:
        line.add_run("\t" + _("Page") + " ")
        parts.field(line, "PAGE", "2")
        line.add_run(" " + _("of") + " ")
        parts.field(line, "NUMPAGES", "2")
    if paper.invented:
        second = footer.add_paragraph(style=line.style)
        run = second.add_run(paper.invented)
        run.bold, run.font.color.rgb = True, RGBColor.from_string(design.WARN)


def _right_tab(line: Any) -> None:
    stops = line.style.paragraph_format.tab_stops
    for _stop in list(stops):
        del stops[0]
    line.paragraph_format.tab_stops.add_tab_stop(Pt(design.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)


def _rule(line: Any, side: str) -> None:
    border = parts.made("w:pBdr")
    border.append(parts.made(f"w:{side}", val="single", sz="4", space="4", color=design.RULE))
    line._p.get_or_add_pPr().insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _core(document: Docx, paper: Paper) -> None:
    core = document.core_properties
    core.title, core.subject = paper.title, f"{paper.country}, {paper.period}"
    core.author = paper.prepared_by or _("Trainees of the course")
    core.keywords, core.comments = _("migration, development, mainstreaming, training"), paper.notice
    core.category, core.content_status, core.language = _("Training document"), paper.status, paper.lang
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None)
