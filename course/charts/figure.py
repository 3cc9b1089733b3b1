"""The interactive picture of a chart: plotly's JSON, written without importing plotly."""

from __future__ import annotations

from math import log10
from typing import Any

from course import look
from course.charts import static
from course.charts.axes import Axis, category_ticks
from course.charts.plotly_template import layout
from course.charts.scale import NBSP, balanced, spread, text_width, wrap
from course.charts.spec import Series, Spec

# Characters in one line of the title and of the unit: plotly never wraps them, and a phone shows no more.
TITLE_WIDTH, UNIT_WIDTH = 34, 44
NAME_WIDTH = 24  # characters in one line of a row's name
# Not "responsive": JupyterLab's plotly resizes by itself, and with it a chart shrinks to nothing on a change of theme.
CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "svg"},
}


def colour(tone: int) -> str:
    """The colour of a series in the light look."""
    return look.colour(f"series-{tone}" if tone else "series-quiet")


def build(spec: Spec) -> dict[str, Any]:
    """The chart as plotly's JSON: ``data``, ``layout`` and ``config``."""
    traces, extra = {
        "line": _line,
        "columns": _columns,
        "bars": _bars,
        "dumbbell": _dumbbell,
        "scatter": _scatter,
    }[spec.kind](spec)
    words, above = _heading(spec)
    keyed = bool(spec.keyed())
    margin = {"t": above + (38 if keyed else 12)} | extra.pop("margin", {})
    height = extra.pop("plot_height", static.PLOT + 20) + margin["t"] + 50
    page = {
        "template": {"layout": layout()},
        "title": {"text": words},
        "showlegend": keyed,
        "margin": margin,
        "height": height,
        "meta": {"alt": spec.alt, "source": spec.source, "synthetic": spec.synthetic, "heading": above},
    }
    return {"data": traces, "layout": page | extra, "config": CONFIG}


def _heading(spec: Spec) -> tuple[str, int]:
    """Title and unit, and how many pixels they take; a page with its own title removes them."""
    heading = balanced(spec.title, TITLE_WIDTH)
    label = f"{spec.synthetic_label} · " if spec.synthetic else ""
    under = balanced(label + spec.unit, UNIT_WIDTH)
    if label and under[0].startswith(spec.synthetic_label):
        under[0] = f"<b>{spec.synthetic_label}</b>{under[0].removeprefix(spec.synthetic_label)}"
    words = f"<b>{'<br>'.join(heading)}</b><br><span style='font-size:13px;color:{look.colour('ink-soft')}'>"
    return f"{words}{'<br>'.join(under)}</span>", 15 + 23 * len(heading) + 17 * len(under)


def _hover(spec: Spec, axis: str, name: str) -> str:
    digits = f"{{{axis}:,.{spec.digits}f}}"
    unit = f"{NBSP}%" if spec.unit.lstrip().startswith("%") else f" {spec.unit}"
    return (f"<b>{name}</b><br>" if name else "") + f"%{digits}{unit}"


def _line(spec: Spec) -> tuple[list[dict], dict]:
    x_axis, y_axis = Axis.of_x(spec), Axis.of_values(spec)
    plot_height = static.PLOT + 20
    traces, ends = [], []
    for series in sorted(spec.series, key=lambda s: s.tone != 0):
        few = len(series.x) <= static.FEW and series.tone
        pairs = sorted(zip(series.x, series.y, strict=True), key=lambda p: _place(spec, p[0]))
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if few else "lines",
                "name": series.name,
                "x": [x for x, _y in pairs],
                "y": [y for _x, y in pairs],
                "connectgaps": False,
                "line": {"color": colour(series.tone), "width": 2.5 if series.tone else 1.2},
                "marker": {"size": 7},
                "cliponaxis": False,
                "hovertemplate": "%{x}: " + _hover(spec, "y", "") + f"<extra>{series.name}</extra>",
            }
        )
        last = next((p for p in reversed(pairs) if p[1] is not None), None)
        if series.tone and last:
            ends.append((series, last))
    texts = [[*(wrap(s.name, static.WRAP) if s.name else []), spec.text(v)] for s, (_x, v) in ends]
    wanted = [plot_height * (1 - y_axis.share(v)) for _s, (_x, v) in ends]
    centres = spread(wanted, [17 * len(t) + 2 for t in texts], -20, plot_height + 10)
    notes = [
        {
            "x": x,
            "y": v,
            "text": "<br>".join(lines),
            "xanchor": "left",
            "align": "left",
            "xshift": 8,
            "yshift": round(want - centre, 1),
            "showarrow": False,
            "font": {"color": look.colour("ink"), "weight": 600, "size": 13},
        }
        for (_series, (x, v)), lines, want, centre in zip(ends, texts, wanted, centres, strict=True)
    ]
    marks = [
        {
            "type": "scatter",
            "mode": "markers",
            "cliponaxis": False,
            "x": [x],
            "y": [v],
            "hoverinfo": "skip",
            "marker": {"size": 8, "color": colour(s.tone)},
        }
        for s, (x, v) in ends
    ]
    width = max((text_width(line, bold=True) for lines in texts for line in lines), default=0)
    extra = {
        "annotations": notes,
        "xaxis": _names(spec.categories) if spec.categories else _numbers(x_axis),
        "yaxis": _numbers(y_axis, room=0.015),
        "margin": {"r": int(min(width, 150)) + 18},
        "plot_height": plot_height,
        "hovermode": "x",
    }
    return traces + marks, extra


def _place(spec: Spec, x: Any) -> float:
    return spec.categories.index(str(x)) if spec.categories else x


def _numbers(axis: Axis, room: float = 0.0) -> dict[str, Any]:
    """A number line with our ticks; ``room`` beyond its high end keeps plotly from hiding the last grid line."""
    labels = [axis.label(tick) for tick in axis.ticks]
    ends = [log10(axis.low), log10(axis.high)] if axis.log else [axis.low, axis.high]
    ends[1] += (ends[1] - ends[0]) * room
    kind = {"type": "log"} if axis.log else {}
    return kind | {"tickmode": "array", "tickvals": list(axis.ticks), "ticktext": labels, "range": ends}


def _names(categories: tuple[str, ...]) -> dict[str, Any]:
    ticks = category_ticks(categories)
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(categories),
        "tickmode": "array",
        "tickvals": [categories[place] for place, _label in ticks],
        "ticktext": [label for _place, label in ticks],
        "range": [0, len(categories) - 1],
    }


def _bar_trace(spec: Spec, series: Series, across: bool) -> dict[str, Any]:
    names = [str(x) for x in series.x]
    marked = [not spec.highlight or n in spec.highlight for n in names]
    value, name = ("x", "y") if across else ("y", "x")
    many = len(spec.categories) * len(spec.series) > 6 and not across
    return {
        "type": "bar",
        "orientation": "h" if across else "v",
        "name": series.name,
        name: ["<br>".join(wrap(n, NAME_WIDTH)) for n in names] if across else names,
        value: list(series.y),
        "text": None if many else [f"<b>{spec.text(v)}</b>" if v is not None else "" for v in series.y],
        "textposition": "outside",
        "textangle": 0,
        "cliponaxis": False,
        "marker": {"color": [colour(series.tone if m else 0) for m in marked]},
        "hovertemplate": f"%{{{name}}}: " + _hover(spec, value, "") + f"<extra>{series.name}</extra>",
    }


def _columns(spec: Spec) -> tuple[list[dict], dict]:
    axis = Axis.of_values(spec, zero=True)
    traces = [_bar_trace(spec, s, across=False) for s in spec.series]
    return traces, {
        "barmode": "group",
        "xaxis": {"type": "category", "nticks": 8, "tickangle": 0},
        "yaxis": _numbers(axis, room=0.06),
    }


def _bars(spec: Spec) -> tuple[list[dict], dict]:
    traces = [_bar_trace(spec, s, across=True) for s in spec.series]
    if len(spec.series) > 1:
        for trace in traces:
            words = [f"{t} {trace['name']}" if t else "" for t in trace["text"]]
            trace["text"] = words
    widest = max(text_width(spec.text(v) + " " + s.name, bold=True) for s in spec.series for v in s.y)
    rows = len(spec.categories)
    low, high = min(0.0, *spec.values()), max(0.0, *spec.values())
    return traces, {
        "barmode": "group",
        "xaxis": {"visible": False, "range": [low - (0.25 * (high - low) if low < 0 else 0), high]},
        "yaxis": {"autorange": "reversed", "showgrid": False, "zeroline": False, "ticks": ""},
        "margin": {"r": int(min(widest, 170)) + 20},
        "plot_height": rows * (22 * len(spec.series) + 18),
    }


def _dumbbell(spec: Spec) -> tuple[list[dict], dict]:
    axis = Axis.of_values(spec)
    traces = []
    wrapped = {c: "<br>".join(wrap(c, NAME_WIDTH)) for c in spec.categories}
    lookups = [dict(zip(map(str, s.x), s.y, strict=True)) for s in spec.series]
    for category in spec.categories:
        there = [v for table in lookups if (v := table.get(category)) is not None]
        if len(there) > 1:
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [min(there), max(there)],
                    "y": [wrapped[category]] * 2,
                    "line": {"color": look.colour("line-strong"), "width": 3},
                    "hoverinfo": "skip",
                    "showlegend": False,
                }
            )
    for series in spec.series:
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": series.name,
                "x": list(series.y),
                "y": [wrapped[str(x)] for x in series.x],
                "marker": {"size": 13, "color": colour(series.tone)},
                "hovertemplate": "%{y}: " + _hover(spec, "x", "") + f"<extra>{series.name}</extra>",
            }
        )
    return traces, {
        "xaxis": _numbers(axis, room=0.02) | {"showgrid": True, "zeroline": False},
        "margin": {"r": 24},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [wrapped[c] for c in reversed(spec.categories)],
            "showgrid": False,
        },
        "plot_height": len(spec.categories) * 40 + 20,
    }


def _scatter(spec: Spec) -> tuple[list[dict], dict]:
    x_axis, y_axis = Axis.of_x(spec), Axis.of_values(spec)
    traces = []
    for series in spec.series:
        names = series.labels or ("",) * len(series.x)
        marked = [not spec.highlight or name in spec.highlight for name in names]
        few = bool(spec.highlight) or len(names) <= 12
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "name": series.name,
                "x": list(series.x),
                "y": list(series.y),
                "text": [f"<b>{name}</b>" if name and m and few else "" for name, m in zip(names, marked, strict=True)],
                "textposition": ["middle left" if x_axis.share(x) > 0.6 else "middle right" for x in series.x],
                "cliponaxis": False,
                "customdata": list(names),
                "marker": {
                    "size": [10 if m else 7 for m in marked],
                    "color": [colour(series.tone if m else 0) for m in marked],
                    "opacity": [0.95 if m else 0.55 for m in marked],
                },
                "hovertemplate": "<b>%{customdata}</b><br>%{x:,} · "
                + _hover(spec, "y", "")
                + f"<extra>{series.name}</extra>",
            }
        )
    x_layout = _numbers(x_axis, room=0.02) | {"title": {"text": spec.x_unit}}
    return traces, {
        "xaxis": x_layout,
        "yaxis": _numbers(y_axis, room=0.02),
        "margin": {"r": 32},
        "plot_height": static.PLOT + 60,
    }
