"""A finished chart (plotly figure, chart of ``course.charts``) as the plain parts that ``ask.chart`` records.

A figure does not say which columns of the table it shows, so its numbers are compared with the columns. Nothing here
imports plotly: a figure is known by its shape.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from course.i18n import _
from course.questions.base import Refused, is_number

_CLOSE = 1e-6  # relative: numbers that were divided by a thousand or a million on the way


@dataclass
class _Drawn:
    """What a chart draws: one list of places and values for each series, and its texts."""

    kind: str
    traces: list[tuple[str, list[Any], list[Any]]]
    zero: bool = True
    texts: dict[str, str] = field(default_factory=dict)


def is_made(raw: Any) -> bool:
    """Whether ``raw`` looks like a plotly figure or a chart of ``course.charts``."""
    return _is_ours(raw) or _is_plotly(raw)


def _is_ours(raw: Any) -> bool:
    return hasattr(getattr(raw, "spec", None), "series")


def _is_plotly(raw: Any) -> bool:
    return hasattr(raw, "layout") and hasattr(raw, "data") and hasattr(raw, "to_plotly_json")


def read(raw: Any, columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """The parts of a chart.

    Args:
        raw: the chart.
        columns: columns of the table that the question shows.
        rows: its rows.

    Raises:
        Refused: the chart draws nothing, or not the numbers of this table.
    """
    drawn = _ours(raw) if _is_ours(raw) else _plotly(raw)
    if not any(ys for _name, _xs, ys in drawn.traces):
        raise Refused(_("The chart draws nothing yet."))
    column = {one["id"]: [row[i] for row in rows] for i, one in enumerate(columns)}
    xs = [x for _name, places, _values in drawn.traces for x in places]
    ys = [y for _name, _places, values in drawn.traces for y in values]
    x = _first(column, lambda cells: _same_names(xs, cells))
    y = _first({id: cells for id, cells in column.items() if id != x}, lambda cells: _same_numbers(ys, cells))
    if x is None or y is None:
        message = _("The chart does not show columns of this table. Use its numbers, or all divided by one number.")
        raise Refused(message)
    names = [name for name, _places, _values in drawn.traces if name]
    rest = {id: cells for id, cells in column.items() if id not in (x, y)}
    series = _first(rest, lambda cells: _same_names(names, cells)) if names else None
    return {
        "kind": drawn.kind,
        "x": x,
        "y": y,
        "series": series or "",
        "show": names if series else [],
        "zero": drawn.zero,
        "sort": _order(drawn.traces[0][2]),
        **drawn.texts,
    }


def _ours(chart: Any) -> _Drawn:
    spec = chart.spec
    kinds = {"line": "line", "columns": "bars", "bars": "bars", "dumbbell": "dots", "scatter": "dots"}
    traces = [(one.name, list(one.x), list(one.y)) for one in spec.series]
    texts = {"title": spec.title, "unit": spec.unit, "source": spec.source, "alt": spec.alt}
    return _Drawn(kinds[spec.kind], traces, spec.kind in ("columns", "bars"), texts)


def _plotly(figure: Any) -> _Drawn:
    kinds, traces, flat = set(), [], False
    for trace in figure.data:
        if trace.type == "pie":
            kinds.add("pie")
            traces.append(("", _cells(trace.labels), _cells(trace.values)))
            continue
        flat = getattr(trace, "orientation", None) == "h"
        if trace.type == "bar":
            kinds.add("stacked" if figure.layout.barmode in ("stack", "relative") and len(figure.data) > 1 else "bars")
        else:
            lines = "lines" in (getattr(trace, "mode", None) or "lines")
            kinds.add("line" if lines else "dots")
        places, values = (trace.y, trace.x) if flat else (trace.x, trace.y)
        traces.append((str(trace.name or ""), _cells(places), _cells(values)))
    if len(kinds) != 1:
        raise Refused(_("Use one kind of chart: a line, bars, dots or a pie."))
    kind = kinds.pop()
    axis = figure.layout.xaxis if flat else figure.layout.yaxis
    notes = [str(note.text) for note in figure.layout.annotations or () if "source" in str(note.text or "").lower()]
    texts = {
        "title": figure.layout.title.text or "",
        "unit": axis.title.text or "",
        "source": notes[0] if notes else "",
    }
    return _Drawn(kind, traces, _from_zero(axis, kind), texts)


def _cells(given: Any) -> list[Any]:
    """Numbers and texts as plain Python values."""
    cells = [] if given is None else list(given)
    cells = [cell.item() if hasattr(cell, "item") else cell for cell in cells]
    return [None if isinstance(cell, float) and math.isnan(cell) else cell for cell in cells]


def _from_zero(axis: Any, kind: str) -> bool:
    if axis.range:
        return axis.range[0] == 0 or (
            is_number(axis.range[0]) and is_number(axis.range[1]) and axis.range[0] < 0 < axis.range[1]
        )
    return kind in ("bars", "stacked", "pie") or axis.rangemode == "tozero"


def _first(columns: Mapping[str, list[Any]], fits: Any) -> str | None:
    return next((id for id, cells in columns.items() if fits(cells)), None)


def _name(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _same_names(found: Sequence[Any], cells: Sequence[Any]) -> bool:
    known = {_name(cell) for cell in cells if cell is not None}
    return bool(found) and {_name(one) for one in found if one is not None} <= known


def _same_numbers(found: Sequence[Any], cells: Sequence[Any]) -> bool:
    """All numbers stand in the column, as they are or all divided by one number."""
    values = [value for value in found if is_number(value)]
    known = sorted(float(cell) for cell in cells if is_number(cell))
    if not values or not known or len(values) > len(known):
        return False
    return any(all(any(_near(value * by, one) for one in known) for value in values) for by in (1, 1e3, 1e6, 1e9, 1e-3))


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _CLOSE * max(1.0, abs(other))


def _order(values: Sequence[Any]) -> str:
    """How bars of these lengths stand."""
    order = [value for value in values if is_number(value)]
    return "down" if order == sorted(order, reverse=True) else "up" if order == sorted(order) else "table"
