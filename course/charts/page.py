"""The HTML around a chart: its title and unit, the still picture, and below it source, description and data."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from course.charts import static
from course.charts.scale import format_number
from course.charts.spec import Spec
from course.charts.svg import paint
from course.i18n import _, isolated

if TYPE_CHECKING:
    import pandas as pd


def figure(spec: Spec) -> str:
    """The still chart as a ``<figure>``: title, unit, the mark of invented data, key and picture."""
    badge = (
        f'<span class="course-chart__invented"><strong>{escape(spec.synthetic_label)}</strong></span> '
        if spec.synthetic
        else ""
    )
    return (
        f'<figure class="course-chart"><figcaption class="course-chart__caption">'
        f'<strong class="course-chart__title">{escape(spec.title)}</strong>'
        f'<div class="course-chart__unit">{badge}{escape(spec.unit)}</div></figcaption>'
        f"{_key(spec)}{static.draw(spec)}</figure>"
    )


def _key(spec: Spec) -> str:
    entries = [
        f'<span class="course-chart__entry"><svg width="12" height="12" aria-hidden="true">'
        f'<circle cx="6" cy="6" r="6" style="{paint(s.tone)}"/></svg> {escape(s.name)}</span>'
        for s in spec.keyed()
    ]
    return f'<div class="course-chart__key">{" &#160; ".join(entries)}</div>' if entries else ""


def notes(spec: Spec, table: pd.DataFrame) -> str:
    """What stands below a chart: source, note, and on request the description, the data and the CSV file."""
    source = f"{escape(_('Source:'))} {isolated(spec.source)}"
    below = [f'<p class="course-chart__source">{source}</p>']
    below += [_paragraph("note", spec.note)] if spec.note else []
    inside = [_paragraph("alt", spec.alt), _table(spec, table), _download(spec, table)]
    inside += [_paragraph("citation", text) for text in spec.citations]
    return (
        f'<div class="course-chart-notes">{"".join(below)}<details class="course-chart__more">'
        f"<summary>{escape(_('Description and data'))}</summary>{''.join(inside)}</details></div>"
    )


def _paragraph(kind: str, words: str) -> str:
    return f'<p class="course-chart__{kind}">{escape(words)}</p>'


def _table(spec: Spec, table: pd.DataFrame) -> str:
    head = "".join(f'<th scope="col"{_right(i)}>{escape(str(c))}</th>' for i, c in enumerate(table.columns))
    rows = []
    for record in table.itertuples(index=False):
        cells = [f'<th scope="row">{escape(_words(record[0], spec, first=True))}</th>']
        cells += [f"<td{_right(1)}>{escape(_words(v, spec))}</td>" for v in record[1:]]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = escape(f"{spec.title} ({spec.unit})")
    # The region takes the keyboard's focus, so that a wide table can be scrolled without a mouse.
    return (
        f'<div class="course-chart__scroll" role="region" tabindex="0" aria-label="{escape(_("Data of the chart"))}">'
        f'<table class="course-chart__table"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _right(place: int) -> str:
    return ' class="course-chart__number"' if place else ""


def _words(value: object, spec: Spec, first: bool = False) -> str:
    if isinstance(value, str):
        return value
    if first:
        return f"{value:g}" if isinstance(value, float) else str(value)
    return "–" if value != value or value is None else format_number(float(value), spec.digits)


def csv_text(table: pd.DataFrame) -> str:
    """The table as CSV; a cell that a spreadsheet would run as a formula gets an apostrophe."""
    safe = table.map(lambda v: "'" + v if isinstance(v, str) and v[:1] in "=+-@\t" and v[:1] else v)
    return safe.to_csv(index=False, lineterminator="\r\n")


def file_name(words: str) -> str:
    """A short file name from the title of a chart."""
    kept = "".join(c if c.isalnum() else "-" for c in words.lower())
    return "-".join(part for part in kept.split("-") if part)[:60].strip("-") or "chart"


def _download(spec: Spec, table: pd.DataFrame) -> str:
    # A data link works offline, from a file and in JupyterLab, and leaves no file behind. Browsers refuse to *open*
    # such links, but `download` saves them. Where a page strips it, the table above holds the same numbers.
    link = "data:text/csv;charset=utf-8," + quote("\ufeff" + csv_text(table), safe="(),:;/'\"!*")
    return (
        f'<p class="course-chart__csv"><a download="{file_name(spec.title)}.csv" href="{escape(link)}">'
        f"{escape(_('Save the data (CSV)'))}</a></p>"
    )


def plain_text(spec: Spec) -> str:
    """The chart in words, for places that show text only."""
    invented = f" [{spec.synthetic_label}]" if spec.synthetic else ""
    return f"{spec.title} ({spec.unit}){invented}\n{spec.alt}\n{_('Source:')} {spec.source}"
