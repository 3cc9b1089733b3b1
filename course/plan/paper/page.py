"""Write the plan as one HTML file: no script, no network, readable on a phone, and with a style for print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from course.i18n import _
from course.plan.paper import design, paint
from course.plan.paper.blocks import Box, Bullets, Chapter, Facts, Figure, Heading, Paper, Table, Text


def write(paper: Paper) -> str:
    """The whole page."""
    head = (
        f'<!doctype html>\n<html lang="{escape(paper.lang)}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(paper.title)}</title>'
        f'<meta name="author" content="{escape(paper.prepared_by)}">'
        f'<meta name="description" content="{escape(paper.notice)}"><style>{_css(paper)}</style></head>'
    )
    body = "".join(
        [_cover(paper), _contents(paper), *(_chapter(n, one) for n, one in enumerate(paper.chapters, start=1))]
    )
    foot = " · ".join(filter(None, [paper.status, paper.notice, paper.invented]))
    return f'{head}\n<body><main>{body}</main><footer class="foot">{escape(foot)}</footer></body></html>\n'


def _css(paper: Paper) -> str:
    colours = {
        "accent": design.ACCENT,
        "ink": design.INK,
        "soft": design.SOFT,
        "rule": design.RULE,
        "band": design.BAND,
        "warn": design.WARN,
        "warn-band": design.WARN_BAND,
    }
    root = "".join(f"--{name}:#{colour};" for name, colour in colours.items())
    status = _("{status} – training document, not official").format(status=paper.status)
    foot = _css_text(". ".join(filter(None, [status, paper.invented])))
    sheet = (Path(__file__).parent / "page.css").read_text("utf-8")
    return (
        f":root{{{root}}}\n{sheet}@page {{ @bottom-left {{ content: {foot}; font: 7pt sans-serif; width: 75%; }} }}\n"
    )


def _css_text(text: str) -> str:
    """A text as CSS wants it; nothing in it can end the style element."""
    return '"' + "".join(one if one.isalnum() or one in " .,:;" else f"\\{ord(one):x} " for one in text) + '"'


def _cover(paper: Paper) -> str:
    facts = [(_("Prepared by"), paper.prepared_by), (_("Place"), paper.place), (_("Date"), paper.date)]
    shown = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(text)}</dd></div>" for label, text in facts if text)
    invented = f'<p class="invented">{escape(paper.invented)}</p>' if paper.invented else ""
    period = f'<p class="period">{escape(_("Period {period}").format(period=paper.period))}</p>' if paper.period else ""
    return (
        f'<header class="cover"><div class="band"><p class="kicker">{escape(paper.institution)}</p>'
        f'<p class="country">{escape(paper.country)}</p><h1>{escape(paper.title)}</h1>{period}</div>'
        f'<p class="status">{escape(paper.status)}</p>{invented}<dl class="about">{shown}</dl>'
        f'<p class="notice">{escape(paper.notice)}</p></header>'
    )


def _contents(paper: Paper) -> str:
    links = "".join(
        f'<li><a href="#chapter-{n}">{escape(one.heading)}</a></li>' for n, one in enumerate(paper.chapters, start=1)
    )
    title = f'<h2 id="contents">{escape(_("Contents"))}</h2>'
    return f'<nav class="contents" aria-labelledby="contents">{title}<ol>{links}</ol></nav>'


def _chapter(number: int, chapter: Chapter) -> str:
    inside = "".join(_blocks(chapter.blocks))
    return (
        f'<section aria-labelledby="chapter-{number}"><h2 id="chapter-{number}">{escape(chapter.heading)}</h2>'
        f"{inside}</section>"
    )


def _blocks(blocks: list[Any]) -> Iterator[str]:
    above = 2
    for block in blocks:
        if isinstance(block, Heading):
            level = min(block.level + 1, above + 1)  # h2, h3, h4 without a gap
            above = level
            yield f"<h{level}>{escape(block.text)}</h{level}>"
        else:
            yield _WRITERS[type(block)](block)


def _text(block: Text) -> str:
    lines = filter(None, (one.strip() for one in block.text.split("\n")))
    return "".join(f'<p class="{block.look}">{escape(line)}</p>' for line in lines)


def _bullets(block: Bullets) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in block.items)}</ul>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _facts(block: Facts) -> str:
    rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{_lines(text)}</dd></div>" for label, text in block.rows)
    return f'<dl class="facts">{rows}</dl>'


def _table(block: Table) -> str:
    caption = f"<b>{escape(_('Table {number}.').format(number=block.number))}</b> {escape(block.caption)}"
    kinds = [' class="number"' if column.number else "" for column in block.columns]
    head = "".join(
        f'<th scope="col"{kind}>{escape(column.label)}</th>' for kind, column in zip(kinds, block.columns, strict=True)
    )
    rows = []
    for number, row in enumerate(block.rows):
        total = ' class="total"' if block.total and number == len(block.rows) - 1 else ""
        cells = "".join(
            f'<td{kind} data-label="{escape(column.label)}">{_lines(text)}</td>'
            for kind, column, text in zip(kinds, block.columns, row, strict=True)
        )
        rows.append(f"<tr{total}>{cells}</tr>")
    whole = sum(column.share for column in block.columns)
    widths = "".join(f'<col style="width:{100 * column.share / whole:.1f}%">' for column in block.columns)
    return (
        f'<figure class="table"><table><caption>{caption}</caption><colgroup>{widths}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{_source(block.source)}</figure>"
    )


def _figure(block: Figure) -> str:
    caption = f"<b>{escape(_('Figure {number}.').format(number=block.number))}</b> {escape(block.caption)}"
    picture = paint.svg(block.scene, block.alt, f"figure-{block.number}")
    return f'<figure class="picture">{picture}<figcaption>{caption}</figcaption>{_source(block.source)}</figure>'


def _box(block: Box) -> str:
    return f'<p class="box"><b>{escape(block.title)}.</b> {escape(block.text)}</p>'


def _source(text: str) -> str:
    return f'<p class="source"><b>{escape(_("Source:"))}</b> {_lines(text)}</p>' if text else ""


_WRITERS: dict[type, Any] = {Text: _text, Bullets: _bullets, Facts: _facts, Table: _table, Figure: _figure, Box: _box}


def words(paper: Paper) -> str:
    """All text of the document, for programs that look for words and letters."""
    import re
    from html import unescape

    inside = write(paper).partition("<body>")[2]
    return unescape(re.sub(r"<[^>]+>", " ", inside))
