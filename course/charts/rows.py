"""Still pictures made of rows: bars and dots with the name of each row above it, so that long names fit a phone."""

from __future__ import annotations

from html import escape

from course.charts.axes import Axis
from course.charts.scale import text_width, wrap
from course.charts.spec import Series, Spec
from course.charts.svg import AXIS, HALO, INK, LINE, SOFT, Picture, group, paint, pct, px, text

NAME, BAR, GAP = 20, 16, 12  # heights in pixels: the name of a row, one bar, the space below a row
LONG = 46  # characters in one line of a row's name


def draw(spec: Spec) -> Picture:
    """A picture of bars or of dots."""
    return _dots(spec) if spec.kind == "dumbbell" else _bars(spec)


def lookup(series: Series) -> dict[str, float | None]:
    """The values of a series by the name of the row."""
    return dict(zip(map(str, series.x), series.y, strict=True))


def _name(y: float, name: str) -> tuple[list[str], float]:
    lines = wrap(name, LONG)
    return [text("0", y + 8 + 17 * i, line, HALO) for i, line in enumerate(lines)], NAME + 17 * (len(lines) - 1)


def _bars(spec: Spec) -> Picture:
    values = spec.values()
    low, high = min(0.0, *values), max(0.0, *values)
    axis = Axis(low, high if high > low else 1.0, (low, high), spec.unit)
    zero = axis.share(0)
    names, groups, widest, y = [], {s.name: [] for s in spec.series}, 0.0, 0.0
    tops = []
    for category in spec.categories:
        lines, height = _name(y, category)
        names += lines
        y += height
        tops.append((y, y + (BAR + 2) * len(spec.series) - 2))
        for series in spec.series:
            value = lookup(series).get(category)
            words = spec.text(value) + (f"  {series.name}" if series.name else "")
            widest = max(widest, text_width(words, bold=True))
            quiet = spec.highlight and category not in spec.highlight
            style = f' style="{paint(0)}"' if quiet else ""
            share = zero if value is None else axis.share(value)
            start, end = min(zero, share), max(zero, share)
            if value is not None:
                groups[series.name].append(
                    f'<rect x="{pct(start)}" y="{px(y)}" width="{pct(end - start)}" height="{BAR}"{style}/>'
                )
            label = text(pct(end), y + BAR / 2, spec.text(value), INK, bold=True, dx=7)
            if series.name:
                name = (
                    f'<tspan dx="7" font-weight="400" style="{SOFT}">{escape(series.name, quote=False)}</tspan></text>'
                )
                label = label.replace("</text>", name)
            groups[series.name].append(label)
            y += BAR + 2
        y += GAP - 2
    drawn = [group(groups[s.name], paint(s.tone), s.name or "values") for s in spec.series]
    stem = [f'<line x1="{pct(zero)}" x2="{pct(zero)}" y1="{px(a - 2)}" y2="{px(b + 2)}"/>' for a, b in tops]
    body = group(names) + "".join(drawn) + group(stem, AXIS)
    marks = f' data-x="{axis.low:g} {axis.high:g}"'
    return Picture(body, y, 1, min(widest, 170) + 14, 4, marks)


def _dots(spec: Spec) -> Picture:
    axis = Axis.of_values(spec)
    names, joins, values = [], [], []
    groups: dict[str, list[str]] = {s.name: [] for s in spec.series}
    y = 0.0
    for category in spec.categories:
        lines, height = _name(y, category)
        names += lines
        y += height + 4
        found = [(lookup(s).get(category), s) for s in spec.series]
        present = sorted(((v, s.name) for v, s in found if v is not None), key=lambda pair: pair[0])
        if present:
            low, high = axis.share(present[0][0]), axis.share(present[-1][0])
            if len(present) > 1:
                joins.append(f'<line x1="{pct(low)}" x2="{pct(high)}" y1="{px(y)}" y2="{px(y)}"/>')
                values.append(text(pct(low), y, spec.text(present[0][0]), anchor="end", dx=-11))
            values.append(text(pct(high), y, spec.text(present[-1][0]), dx=11))
        for value, series in found:
            if value is not None:
                groups[series.name].append(f'<circle cx="{pct(axis.share(value))}" cy="{px(y)}" r="6.5"/>')
        y += GAP + 14
    grid = [f'<line x1="{pct(axis.share(t))}" x2="{pct(axis.share(t))}" y1="0" y2="{px(y)}"/>' for t in axis.ticks]
    ticks = [text(pct(axis.share(t)), y + 14, axis.label(t), anchor="middle") for t in axis.ticks]
    drawn = [group(groups[s.name], paint(s.tone), s.name or "values") for s in spec.series]
    side = max(text_width(spec.text(v)) for v in spec.values()) + 14
    names_left = f'<g transform="translate({px(-side)} 0)">{"".join(names)}</g>'
    body = group(grid, LINE) + group(ticks, SOFT) + names_left + group(joins, AXIS + ";stroke-width:3")
    body += "".join(drawn) + group(values)
    return Picture(body, y + 26, side, side, 4, f' data-x="{axis.low:g} {axis.high:g}"')
