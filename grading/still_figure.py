"""A plotly figure of a trainee as a still picture and a table: nothing draws plotly where marks are given."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from course.charts import static
from course.charts.spec import Series, Spec
from course.i18n import _
from grading.clean_html import clean

PLOTLY = "application/vnd.plotly.v1+json"
_MOST_TRACES, _MOST_POINTS, _MOST_ROWS, _LONGEST = 6, 200, 40, 120
#: Types of numbers that plotly packs, and their struct letters.
_PACKED = {"f8": "d", "f4": "f", "i4": "i", "u4": "I", "i2": "h", "u2": "H", "i1": "b", "u1": "B"}


def still(figure: Any) -> str:
    """Clean HTML with the title, the picture where it is a line, bars or dots, and the numbers as a table.

    Args:
        figure: Plotly's JSON; it comes from a trainee and may be anything.
    """
    try:
        traces = [_trace(one) for one in figure["data"][:_MOST_TRACES]]
        layout = figure.get("layout") or {}
        title = _text(layout.get("title"))
        axes = [_text((layout.get(axis) or {}).get("title")) for axis in ("xaxis", "yaxis")]
    except Exception:  # it may be anything: a number of 400 digits, lists in lists in lists
        return f"<p>{escape(_('A plotly figure that cannot be read.'))}</p>"
    parts = [f"<p><strong>{escape(title or _('A plotly figure'))}</strong></p>", _picture(traces, title, axes)]
    parts += [_table(name, axes, xs, ys) for _kind, name, xs, ys in traces]
    return clean("".join(parts))


def _picture(traces: list[tuple[str, str, list[Any], list[Any]]], title: str, axes: list[str]) -> str:
    kinds = {kind for kind, *_rest in traces}
    numbers = all(isinstance(x, float) for _kind, _name, xs, _ys in traces for x in xs)
    places = tuple(dict.fromkeys(_word(x) for _kind, _name, xs, _ys in traces for x in xs))
    try:
        kind = {"bar": "columns", "line": "line", "dots": "scatter"}[kinds.pop()] if len(kinds) == 1 else ""
        if not kind or not places or (kind == "scatter" and not numbers) or not any(ys for *_more, ys in traces):
            return ""
        categories = () if numbers and kind != "columns" else places
        series = tuple(
            Series(name, tuple(map(_word, xs)) if categories else tuple(xs), tuple(map(_value, ys)), tone)
            for tone, (_kind, name, xs, ys) in enumerate(traces, 1)
        )
        # the chart writes years as years where its axis has no unit
        years = numbers and all(
            float(x).is_integer() and 1000 < x < 3000 for _kind, _name, xs, _ys in traces for x in xs
        )
        whole = all(value is None or value.is_integer() for one in series for value in one.y)
        about = Spec(
            kind, title, axes[1], title or _("A plotly figure"), "", series, categories,
            x_unit="" if years else axes[0], digits=0 if whole else 1,
        )  # fmt: skip
        return static.draw(about)
    except Exception:  # an odd figure: its numbers are still in the table
        return ""


def _table(name: str, axes: list[str], xs: list[Any], ys: list[Any]) -> str:
    rows = list(zip(xs, ys, strict=False))
    heads = "".join(f"<th>{escape(one)}</th>" for one in (axes[0] or "x", name or axes[1] or "y"))
    body = "".join(f"<tr><td>{escape(_word(x))}</td><td>{escape(_word(y))}</td></tr>" for x, y in rows[:_MOST_ROWS])
    more = len(rows) - _MOST_ROWS
    rest = f"<p>{escape(_('and {count} more rows').format(count=more))}</p>" if more > 0 else ""
    return f"<table><tr>{heads}</tr>{body}</table>{rest}"


def _trace(one: Mapping[str, Any]) -> tuple[str, str, list[Any], list[Any]]:
    kind = str(one.get("type") or "scatter")
    if kind == "pie":
        return kind, str(one.get("name") or "")[:_LONGEST], _cells(one.get("labels")), _cells(one.get("values"))
    if kind in ("scatter", "scattergl"):
        kind = "line" if "lines" in str(one.get("mode") or "lines") else "dots"
    xs, ys = _cells(one.get("x")), _cells(one.get("y"))
    if one.get("orientation") == "h":
        xs, ys = ys, xs
    return kind, str(one.get("name") or "")[:_LONGEST], xs, ys


def _cells(given: Any) -> list[Any]:
    """Values as floats, texts or None; plotly packs long lists of numbers."""
    if isinstance(given, Mapping):
        data, letter = base64.b64decode(given["bdata"]), _PACKED[str(given["dtype"])]
        size = int(str(given["dtype"])[1])
        given = memoryview(data[: len(data) // size * size]).cast(letter)
    found: Iterable[Any] = given if isinstance(given, list | tuple | memoryview) else []
    return [_cell(one) for one in list(found[:_MOST_POINTS])]


def _cell(one: Any) -> Any:
    if isinstance(one, bool) or one is None:
        return None if one is None else str(one)
    if isinstance(one, int | float):
        return float(one) if math.isfinite(one) else None
    return (one if isinstance(one, str) else json.dumps(one, default=str))[:_LONGEST]


def _value(one: Any) -> float | None:
    return one if isinstance(one, float) else None


def _word(one: Any) -> str:
    return "" if one is None else f"{one:.6g}" if isinstance(one, float) else str(one)


def _text(title: Any) -> str:
    """The words of a title, which plotly writes in two ways."""
    return str((title.get("text") if isinstance(title, Mapping) else title) or "")[:_LONGEST]
