"""The still picture of a chart: SVG that needs no browser, no script and no network.

Heights are pixels and widths are per cent of the space there is, so text keeps its size on a phone, on a wide screen
and on paper. Colours are the tokens' custom properties with a fallback, so the picture follows dark mode and print.
"""

from __future__ import annotations

from course.charts import rows
from course.charts.axes import Axis, horizontal, vertical
from course.charts.scale import spread, text_width, wrap
from course.charts.spec import Series, Spec
from course.charts.svg import HALO, INK, Picture, group, paint, pct, px, stretched, svg, text

PLOT = 250  # height of the plotting area in pixels
TOP, BOTTOM = 12, 28
WRAP = 15  # characters in one line of a direct label
FEW = 15  # up to this many points each one gets a dot


def draw(spec: Spec) -> str:
    """The chart as one ``<svg>`` element (well-formed XML) with ``role="img"``, a title and a description."""
    painter = {"line": _line, "columns": _columns, "scatter": _scatter}.get(spec.kind, rows.draw)
    return svg(spec, painter(spec))


def positions(spec: Spec, series: Series, axis: Axis) -> list[float]:
    """Where the points of a series stand between the left edge (0) and the right edge (1)."""
    if spec.categories:
        last = max(len(spec.categories) - 1, 1)
        return [spec.categories.index(str(x)) / last for x in series.x]
    return [axis.share(x) for x in series.x]


def _line(spec: Spec) -> Picture:
    x_axis, y_axis = Axis.of_x(spec), Axis.of_values(spec)
    lines, ends = [], []
    # Grey lines first, so that the highlighted ones lie on top.
    for series in sorted(spec.series, key=lambda s: s.tone != 0):
        xs = positions(spec, series, x_axis)
        ys = [None if v is None else PLOT * (1 - y_axis.share(v)) for v in series.y]
        points = sorted((x, y) for x, y in zip(xs, ys, strict=True) if y is not None)
        if not points:
            continue
        path, alone = trace(xs, ys)
        shown = alone if series.tone == 0 else points if len(points) <= FEW else [*alone, points[-1]]
        dots = [f'<circle cx="{pct(x)}" cy="{px(y)}" r="3.5"/>' for x, y in dict.fromkeys(shown)]
        width = 2.5 if series.tone else 1.5
        drawn = f'<path d="{path}" vector-effect="non-scaling-stroke" fill="none" stroke-width="{width}" '
        drawn += f'stroke-linejoin="round" stroke-linecap="round" style="{paint(series.tone, "stroke")}"/>'
        lines.append(group([stretched(drawn, PLOT), group(dots, paint(series.tone))], name=series.name or "values"))
        if series.tone:
            last = max((x, v) for x, v in zip(xs, series.y, strict=True) if v is not None)[1]
            ends.append((series, points[-1], spec.text(last)))
    labels, right = _end_labels(ends)
    left = y_axis.label_width() + 10
    body = vertical(y_axis, PLOT) + horizontal(spec, x_axis, PLOT) + "".join(lines) + labels
    return Picture(body, PLOT + _below(spec), left, right, TOP, scales(x_axis, y_axis))


def _below(spec: Spec) -> int:
    """Pixels under the plotting area: the values of the axis and, if it has one, its name."""
    return BOTTOM + (22 if spec.x_unit else 0)


def scales(x_axis: Axis, y_axis: Axis) -> str:
    """Attributes that say which values stand at the edges of the plotting area."""
    return f' data-x="{x_axis.low:g} {x_axis.high:g}" data-y="{y_axis.low:g} {y_axis.high:g}"'


def trace(xs: list[float], ys: list[float | None]) -> tuple[str, list[tuple[float, float]]]:
    """The path of a line, broken at missing values, and the points that stand alone between two gaps."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in sorted(zip(xs, ys, strict=True), key=lambda point: point[0]):
        if y is None:
            runs.append([])
        else:
            runs[-1].append((x, y))
    kept = [run for run in runs if run]
    steps = []
    for run in kept:
        spots = [f"{round(x * 1000, 1):g} {px(y)}" for x, y in run]
        steps.append("M" + "L".join(spots))
    return "".join(steps), [run[0] for run in kept if len(run) == 1]


def _end_labels(ends: list[tuple[Series, tuple[float, float], str]]) -> tuple[str, float]:
    """Names and last values to the right of the lines, moved apart where they would overlap."""
    texts = []
    for series, _point, value in ends:
        lines = wrap(series.name, WRAP) if series.name else []
        if lines and len(lines[-1]) + 1 + len(value) <= WRAP:
            lines[-1] += " " + value
        else:
            lines.append(value)
        texts.append(lines)
    sizes = [16 * len(lines) + 4 for lines in texts]
    centres = spread([point[1] for _s, point, _v in ends], sizes, -TOP, PLOT + 14)
    parts = []
    for (series, (x, y), _value), lines, centre in zip(ends, texts, centres, strict=True):
        first = centre - 8 * (len(lines) - 1)
        # The leader starts at the end of the line; a series that stops early gets a dash of its colour instead.
        start = f"M4 {px(y)}" if x > 0.995 else f"M9 {px(centre)}"
        leader = (
            f'<path d="{start}L17 {px(centre)}" fill="none" stroke-width="1.5" style="{paint(series.tone, "stroke")}"/>'
        )
        parts.append(leader + "".join(text("21", first + 16 * i, line, bold=True) for i, line in enumerate(lines)))
    width = max((text_width(line, bold=True) for lines in texts for line in lines), default=0)
    return f'<svg x="100%" overflow="visible">{"".join(parts)}</svg>' if parts else "", min(width, 140) + 25


def _columns(spec: Spec) -> Picture:
    y_axis = Axis.of_values(spec, zero=True)
    bands = spec.categories or tuple(dict.fromkeys(str(x) for s in spec.series for x in s.x))
    slot = 1 / len(bands)
    width = slot * (0.72 if len(bands) > 1 else 0.4) / len(spec.series)
    zero = PLOT * (1 - y_axis.share(0))
    written = len(bands) * len(spec.series) <= 6
    groups = []
    for place, series in enumerate(spec.series):
        bars, values = [], []
        for name, value in zip(map(str, series.x), series.y, strict=True):
            if value is None:
                continue
            start = (bands.index(name) + 0.5) * slot + (place - len(spec.series) / 2) * width
            y = PLOT * (1 - y_axis.share(value))
            style = f' style="{paint(0)}"' if spec.highlight and name not in spec.highlight else ""
            bars.append(
                f'<rect x="{pct(start)}" y="{px(min(y, zero))}" width="{pct(width * 0.96)}" '
                f'height="{px(abs(zero - y))}"{style}/>'
            )
            if written:
                above = y - 9 if value >= 0 else y + 10
                values.append(text(pct(start + width * 0.48), above, spec.text(value), INK, "middle", bold=True))
        groups.append(group([*bars, *values], paint(series.tone), series.name or "values"))
    step = -(-len(bands) // 6)
    ticks = [(i + 0.5) * slot for i in range(0, len(bands), step)]
    names = [text(pct(x), PLOT + 18, bands[i * step], anchor="middle") for i, x in enumerate(ticks)]
    # Bars that carry their values need no ladder of numbers beside them.
    left = 1 if written else y_axis.label_width() + 10
    grid = vertical(y_axis, PLOT, only_zero=written)
    body = grid + "".join(groups) + group(names)
    marks = f' data-y="{y_axis.low:g} {y_axis.high:g}"'
    return Picture(body, PLOT + BOTTOM, left, 6, TOP + 8, marks)


def _scatter(spec: Spec) -> Picture:
    x_axis, y_axis = Axis.of_x(spec), Axis.of_values(spec)
    groups, labels = [], []
    for series in spec.series:
        dots = {0: [], series.tone: []}
        names = series.labels or ("",) * len(series.x)
        for x, y, name in zip(series.x, series.y, names, strict=True):
            if x is None or y is None:
                continue
            share, height = x_axis.share(x), PLOT * (1 - y_axis.share(y))
            marked = not spec.highlight or name in spec.highlight
            dots[series.tone if marked else 0].append(
                f'<circle cx="{pct(share)}" cy="{px(height)}" r="{5 if marked else 3.5}"/>'
            )
            if name and marked and (spec.highlight or len(series.x) <= 12):
                side = ("end", -9) if share > 0.6 else ("", 9)
                labels.append(text(pct(share), height, name, HALO, side[0], bold=bool(spec.highlight), dx=side[1]))
        quiet = group(dots[0], paint(0) + ";fill-opacity:.55") if series.tone and dots[0] else ""
        groups.append(group([quiet, group(dots[series.tone], paint(series.tone))], name=series.name or "values"))
    left = y_axis.label_width() + 10
    body = vertical(y_axis, PLOT) + horizontal(spec, x_axis, PLOT) + "".join(groups) + "".join(labels)
    return Picture(body, PLOT + _below(spec), left, 12, TOP, scales(x_axis, y_axis))
