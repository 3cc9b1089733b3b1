"""T10: a chart, built or repaired with lists and fields, or made with plotly (the optional code track)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.chart_reading import is_made, read
from course.chart_rules import Rule, holds
from course.i18n import _
from course.questions import table
from course.questions.base import Outcome, Refused, grid, labelled, nothing, require, texts
from course.rules.score import by_rules

KINDS = ("line", "bars", "stacked", "dots", "pie")
SORTS = ("table", "up", "down")
TEXTS = ("title", "unit", "source", "alt")
_LONGEST_TEXT = 300


def describe(
    frame: Any,
    columns: Sequence[Any] | None = None,
    kinds: Sequence[str] = KINDS,
    start: Mapping[str, Any] | None = None,
    parts: Sequence[str] = ("title", "unit", "source"),
    choices: Mapping[str, Sequence[str]] | None = None,
    task: str = "",
) -> dict[str, Any]:
    """A table, and the parts of a chart to choose.

    Args:
        frame: the data: a DataFrame, or ``{"columns": […], "rows": [[…]]}``.
        columns: which columns can be used, as names or as ``{"id", "label", "kind", "unit"}``.
        kinds: which kinds of chart can be chosen: ``line``, ``bars``, ``stacked``, ``dots``, ``pie``.
        start: the chart to repair, or a part of it: ``{"kind": "pie", "x": "country", "y": "usd", "zero": False}``.
        parts: which texts are asked for: ``title``, ``unit``, ``source``, ``alt`` (a description in words).
        choices: lists to choose a text from, ``{"title": ["…", "…"]}``; a text without a list is typed.
        task: the message that the chart should carry, in one or two sentences.

    Raises:
        ValueError: an unknown kind or part, no column of numbers, or a start that does not fit the table.
    """
    made = table.describe(frame, columns)
    numbers = [column["id"] for column in made["columns"] if column["kind"] == "number"]
    if not made["rows"] or not numbers:
        raise ValueError("a chart needs rows and a column of numbers")
    if not set(kinds) <= set(KINDS) or not kinds or not set(parts) <= set(TEXTS):
        raise ValueError(f"kinds are some of {KINDS}, parts some of {TEXTS}")
    desc = {
        "columns": made["columns"],
        "rows": made["rows"],
        "kinds": list(kinds),
        "parts": [part for part in TEXTS if part in parts],
        "choices": {part: list(one) for part, one in (choices or {}).items()},
        "task": task,
    }
    names = [column["id"] for column in made["columns"]]
    values = next((name for name in numbers if name != names[0]), numbers[0])
    first = {"kind": kinds[0], "x": names[0], "y": values, "series": "", "zero": True, "sort": "table"}
    try:
        return {**desc, "start": _spec(desc, {**first, **(start or {})})}
    except Refused as problem:
        raise ValueError(f"the start does not fit: {problem}") from None


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, Any]:
    if raw is None or isinstance(raw, str | list | tuple) or (isinstance(raw, Mapping) and not raw):
        raise Refused(nothing())
    if is_made(raw):
        raw = read(raw, desc["columns"], desc["rows"])
    if not isinstance(raw, Mapping):
        raise Refused(_("This is no chart that I can read. Give a plotly figure or a chart of course.charts."))
    return _spec(desc, raw)


def _spec(desc: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """All parts of a chart, each one possible with this table."""
    columns = {column["id"]: column for column in desc["columns"]}
    kind, x, y, series = (raw.get(part) or "" for part in ("kind", "x", "y", "series"))
    require(kind in desc["kinds"], _("Choose a kind of chart: {kinds}.").format(kinds=", ".join(desc["kinds"])))
    named = _("Choose columns of the table: {ids}.").format(ids=", ".join(columns))
    require(
        isinstance(x, str) and x in columns and isinstance(series, str) and (not series or series in columns), named
    )
    numbers = [id for id, column in columns.items() if column["kind"] == "number"]
    wanted = _("The values come from a column of numbers: {ids}.").format(ids=", ".join(numbers))
    require(isinstance(y, str) and y in numbers, wanted)
    sort, zero = raw.get("sort") or "table", raw.get("zero", True)
    require(sort in SORTS and isinstance(zero, bool), _("Choose an order, and whether the axis begins at zero."))
    spec = {"kind": kind, "x": x, "y": y, "series": series, "show": _shown(desc, series, raw.get("show")),
            "zero": zero, "sort": sort}  # fmt: skip
    for part in desc["parts"]:
        text = raw.get(part) or ""
        require(isinstance(text, str) and len(text) <= _LONGEST_TEXT, _("This text is too long, or no text."))
        spec[part] = " ".join(text.split())
    return spec


def series_names(desc: Mapping[str, Any], series: str) -> list[str]:
    """The names in a column, as texts, in the order of the table."""
    place = next(i for i, column in enumerate(desc["columns"]) if column["id"] == series)
    found = (row[place] for row in desc["rows"])
    return list(dict.fromkeys(_name(cell) for cell in found if cell is not None))


def _name(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _shown(desc: Mapping[str, Any], series: str, shown: Any) -> list[str]:
    if not series:
        return []
    names = series_names(desc, series)
    if shown is None or shown == []:
        return names
    known = isinstance(shown, list | tuple) and all(isinstance(name, str) and name in names for name in shown)
    require(known, _("The names that can be shown are: {names}.").format(names=", ".join(names)))
    return [name for name in names if name in shown]


def words(desc: Mapping[str, Any], value: Any) -> str:
    labels = {column["id"]: column["label"] for column in desc["columns"]}
    parts = [kind_texts()[value["kind"]], f"{labels[value['y']]} – {labels[value['x']]}"]
    if value["series"]:
        parts.append(f"{labels[value['series']]}: {', '.join(value['show'])}")
    if value["kind"] in ("bars", "stacked"):
        parts.append(sort_texts()[value["sort"]])
    if value["kind"] != "pie":
        parts.append(_("axis from zero") if value["zero"] else _("axis not from zero"))
    parts += [f"{label}: {value[part] or '–'}" for part, label in text_labels().items() if part in value]
    return "; ".join(parts)


def kind_texts() -> dict[str, str]:
    """The kinds in words."""
    return {"line": _("Line"), "bars": _("Bars"), "stacked": _("Stacked bars"), "dots": _("Dots"), "pie": _("Pie")}


def sort_texts() -> dict[str, str]:
    """The orders in words."""
    return {"table": _("order of the table"), "up": _("smallest first"), "down": _("largest first")}


def text_labels() -> dict[str, str]:
    """The texts of a chart in words."""
    return {"title": _("Title"), "unit": _("Unit"), "source": _("Source"), "alt": _("Description in words")}


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    if value == desc["start"]:
        return _("This is the chart that you were given. Did you change anything?")
    empty = [text_labels()[part] for part in desc["parts"] if not value[part]]
    return _("Still empty: {parts}.").format(parts=", ".join(empty)) if empty else None


def practice_rules(desc: Mapping[str, Any]) -> dict[str, Any]:
    return {"rules": desc["practice"]["rules"]}  # its key is the example that the page shows


def mark(value: Any, *, rules: Sequence[Rule]) -> Outcome:
    """Mark a chart: the share of its rules that hold.

    Args:
        rules: from ``course.chart_rules``; each has a message for the trainee who breaks it.
    """
    require(isinstance(value, Mapping) and isinstance(value.get("kind"), str) and value["kind"] in KINDS)
    return by_rules(rules, lambda rule: holds(rule, value), _("Correct: the chart follows all {count} rules."))


def static(desc: Mapping[str, Any]) -> str:
    columns = texts(labelled({column["id"]: column["label"] for column in desc["columns"]}))
    choices = [
        [_("Kind of chart"), ", ".join(kind_texts()[kind] for kind in desc["kinds"])],
        [_("Columns"), ", ".join(columns.values())],
        [_("Rows"), str(len(desc["rows"]))],
        *[[text_labels()[part], "; ".join(desc["choices"].get(part, ["…"]))] for part in desc["parts"]],
        [_("At the start"), words(desc, desc["start"])],
    ]
    return grid([_("Part"), _("Choices")], choices)
