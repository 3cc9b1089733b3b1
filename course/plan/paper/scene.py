"""Pictures of the plan as lines, boxes and words: drawn once, painted as SVG, in the PDF and as PNG for Word.

The course's still charts follow the page they stand on (per cent, style sheets); print needs fixed sizes.
Units are points of a picture ``WIDTH`` wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from course import look
from course.charts.axes import Axis
from course.charts.scale import spread, text_width, wrap
from course.charts.spec import Spec

WIDTH = 640.0
SIZE = 13.0
INK, SOFT, GRID, QUIET = "#20262b", "#545b61", "#d5dadd", "#9aa3a8"


@dataclass(frozen=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Line:
    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Word:
    """One line of text; ``y`` is its baseline, ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    colour: str = INK
    anchor: str = "start"
    bold: bool = False
    size: float = SIZE


@dataclass(frozen=True)
class Scene:
    """A picture: ``WIDTH`` wide, ``height`` high."""

    height: float
    parts: tuple[Rect | Line | Dot | Word, ...]


def tone(number: int) -> str:
    """A colour of the course's series palette; 0 is the quiet grey."""
    return QUIET if number == 0 else look.colour(f"series-{number}")


def of_chart(spec: Spec) -> Scene:
    """The picture of a bar chart or a line chart of the course."""
    return _line(spec) if spec.kind == "line" else _bars(spec)


def _bars(spec: Spec) -> Scene:
    name_width = min(230.0, max(text_width(name) for name in spec.categories) + 12)
    values = spec.values()
    axis = Axis(min(0.0, *values), max(0.0, *values) or 1.0, (), spec.unit)
    room = max(text_width(spec.text(value), bold=True) for value in values) + 12
    keyed = [series for series in spec.series if series.name]
    plot = WIDTH - name_width - room
    bar, gap = (18.0, 9.0) if len(spec.series) == 1 else (13.0, 10.0)
    parts: list[Rect | Line | Dot | Word] = []
    y, x = 4.0, name_width
    for series in keyed:
        parts += [Rect(x, y, 11, 11, tone(series.tone)), Word(x + 16, y + 10, series.name, SOFT)]
        x += 34 + text_width(series.name)
    y += 22 if keyed else 0
    top = y
    for category in spec.categories:
        lines = wrap(category, 34)
        height = max(len(spec.series) * bar, 15.0 * len(lines))
        middle = y + height / 2 + 4.5 - 7.5 * (len(lines) - 1)
        parts += [Word(name_width - 8, middle + 15 * i, line, INK, "end") for i, line in enumerate(lines)]
        at = y + (height - len(spec.series) * bar) / 2
        for series in spec.series:
            value = dict(zip(map(str, series.x), series.y, strict=True)).get(category)
            if value is not None:
                quiet = spec.highlight and category not in spec.highlight
                length = plot * (axis.share(value) - axis.share(0))
                parts.append(Rect(name_width, at, max(length, 0.8), bar - 1.5, tone(0 if quiet else series.tone)))
                parts.append(Word(name_width + max(length, 0) + 6, at + bar / 2 + 4, spec.text(value), bold=True))
            at += bar
        y += height + gap
    parts.append(Line(((name_width, top - 2), (name_width, y - gap + 2)), SOFT))
    return Scene(y, tuple(parts))


def _line(spec: Spec) -> Scene:
    x_axis, y_axis = Axis.of_x(spec), Axis.of_values(spec)
    ends = [series for series in spec.series if any(value is not None for value in series.y)]
    labels = [f"{series.name} {spec.text(_last(series.y))}".strip() for series in ends]
    right = min(190.0, max((text_width(one, bold=True) for text in labels for one in wrap(text, 20)), default=0) + 16)
    left, top, height = y_axis.label_width() + 12, 12.0, 220.0
    plot = WIDTH - left - right
    parts: list[Rect | Line | Dot | Word] = []
    for tick in y_axis.ticks:
        y = top + height * (1 - y_axis.share(tick))
        parts.append(Line(((left, y), (left + plot, y)), SOFT if tick == 0 else GRID))
        parts.append(Word(left - 8, y + 4.5, y_axis.label(tick), SOFT, "end"))
    for tick in x_axis.ticks:
        x = left + plot * x_axis.share(tick)
        parts += [Line(((x, top + height), (x, top + height + 5)), SOFT)]
        parts += [Word(x, top + height + 20, x_axis.label(tick), SOFT, "middle")]
    places, texts = [], []
    for series, label in zip(ends, labels, strict=True):
        run: list[tuple[float, float]] = []
        for x, value in [*zip(series.x, series.y, strict=True), (None, None)]:
            if value is None:
                parts += [Line(tuple(run), tone(series.tone), 2.4)] if len(run) > 1 else []
                run = []
                continue
            run.append((left + plot * x_axis.share(x), top + height * (1 - y_axis.share(value))))
            if len(series.x) <= 15:
                parts.append(Dot(*run[-1], 3.2, tone(series.tone)))
        places.append(top + height * (1 - y_axis.share(_last(series.y))))
        texts.append(wrap(label, 20))
    centres = spread(places, [16.0 * len(lines) + 6 for lines in texts], 0, top + height + 10)
    for series, lines, centre in zip(ends, texts, centres, strict=True):
        first = centre + 4.5 - 8 * (len(lines) - 1)
        x = left + plot + 10
        parts += [Word(x, first + 16 * i, line, tone(series.tone), bold=True) for i, line in enumerate(lines)]
    return Scene(top + height + 30, tuple(parts))


def _last(values: Sequence[float | None]) -> float:
    return [value for value in values if value is not None][-1]


def calendar(rows: Sequence[tuple[str, str, str, int]], begins: str, ends: str) -> Scene:
    """A bar for each activity between two dates.

    Args:
        rows: name, first and last day, tone.
        begins, ends: the period that the picture shows, as ``2027-01-01``.
    """
    first, last = date.fromisoformat(begins), date.fromisoformat(ends)
    first = first.replace(month=1, day=1)
    last = last.replace(month=12, day=31)
    span = (last - first).days
    name_width, top, bar = 300.0, 22.0, 14.0
    plot = WIDTH - name_width

    def at(day: str) -> float:
        return name_width + plot * min(max((date.fromisoformat(day) - first).days / span, 0), 1)

    parts: list[Rect | Line | Dot | Word] = []
    marks = []
    for year in range(first.year, last.year + 1):
        x, following = at(f"{year}-01-01"), at(f"{year}-12-31")
        marks.append(x)
        parts.append(Word((x + following) / 2, 13, str(year), SOFT, "middle", True))
    y = top + 6
    for name, start, end, colour in rows:
        lines = wrap(name, 42)
        height = max(15.0 * len(lines), bar) + 7
        parts += [Word(0, y + 11 + 15 * i, line) for i, line in enumerate(lines)]
        middle = y + (height - 7 - bar) / 2
        parts.append(Rect(at(start), middle, max(at(end) - at(start), 3), bar, tone(colour)))
        y += height
    grid = [Line(((x, top), (x, y)), GRID) for x in [*marks, WIDTH]]
    return Scene(y + 2, (*grid, *parts, Line(((0, top), (WIDTH, top)), QUIET)))
