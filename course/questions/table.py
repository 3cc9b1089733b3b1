"""T9: a table, made with buttons (sort, keep rows, choose columns) or with pandas (the optional code track)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any

from course.i18n import _
from course.numbers import format_number, parse_number
from course.questions.base import Outcome, Refused, add_message, grid, is_number, nothing, require

_MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 5000, 30, 500
_SHOWN_ROWS = 20
_GROUP = re.compile(r"^([1-9][0-9]{0,2})[.,]([0-9]{3})$")  # one point or comma, and three digits after it


def describe(frame: Any = None, columns: Sequence[Any] | None = None, task: str = "") -> dict[str, Any]:
    """A table to work on; the answer is the table that comes out.

    Args:
        frame: what is there at the start: a DataFrame, or ``{"columns": […], "rows": [[…]]}``.
        columns: which columns to show, as names or as ``{"id", "label", "kind", "unit"}`` (kind ``text`` or
            ``number``); names that ``frame`` lacks become empty columns. Without it the columns of ``frame``. A column
            of numbers with ``"thousands": True`` expects large numbers: ``36.000`` and ``36,000`` are 36 thousand.
        task: what to do, in one sentence.
    """
    given = plain_table(frame) if frame is not None else {"columns": [], "rows": []}
    wanted = columns if columns is not None else given["columns"]
    place = {name: i for i, name in enumerate(given["columns"])}
    described = [_column(column, given, place) for column in wanted]
    rows = [[row[place[c["id"]]] if c["id"] in place else None for c in described] for row in given["rows"]]
    return {"columns": described, "rows": rows, "task": task}


def _column(column: Any, given: Mapping[str, Any], place: Mapping[str, int]) -> dict[str, Any]:
    column = dict(column) if isinstance(column, Mapping) else {"id": str(column)}
    cells = [row[place[column["id"]]] for row in given["rows"]] if column["id"] in place else []
    filled = [cell for cell in cells if cell is not None]
    kind = "number" if all(is_number(cell) for cell in filled) and (filled or not cells) else "text"
    return {"label": column["id"], "kind": kind, "unit": None, **column}


def plain_table(raw: Any) -> dict[str, list]:
    """A DataFrame, a list of records, pasted text or ``{"columns", "rows"}`` as the latter, with plain cells only.

    Raises:
        Refused: it is no table, or too large.
    """
    if hasattr(raw, "columns") and hasattr(raw, "to_dict"):
        split = raw.to_dict("split")
        raw = {"columns": split["columns"], "rows": split["data"]}
    elif isinstance(raw, str):
        lines = [line.split("\t") for line in raw.strip("\n").splitlines()]
        raw = {"columns": lines[0], "rows": lines[1:]} if lines else {}
    elif isinstance(raw, list) and raw and all(isinstance(record, Mapping) for record in raw):
        raw = {"columns": list(raw[0]), "rows": [[record.get(name) for name in raw[0]] for record in raw]}
    no_table = _("This is not a table. Please give columns and rows, or a DataFrame.")
    require(isinstance(raw, Mapping) and isinstance(raw.get("columns"), list), no_table)
    columns, rows = [str(name).strip() for name in raw["columns"]], raw.get("rows")
    require(isinstance(rows, list) and all(isinstance(row, list | tuple) for row in rows), no_table)
    require(
        all(len(row) == len(columns) for row in rows), _("Each row needs {count} cells.").format(count=len(columns))
    )
    require(len(set(columns)) == len(columns), _("Two columns have the same name."))
    require(len(rows) <= _MOST_ROWS and len(columns) <= _MOST_COLUMNS, _("This table is too large."))
    return {"columns": columns, "rows": [[_cell(cell) for cell in row] for row in rows]}


def _cell(cell: Any) -> Any:
    """A plain JSON value: number, text, True, False or None for an empty cell."""
    if type(cell) is str:  # most cells are
        return None if cell == "<NA>" else _short(cell)
    if hasattr(cell, "isoformat"):  # dates first: NaT has isoformat too
        text = cell.isoformat()
        return None if text == "NaT" else text.removesuffix("T00:00:00")
    if hasattr(cell, "item"):
        cell = cell.item()
    if cell is None or isinstance(cell, bool) or is_number(cell):
        return cell
    if isinstance(cell, float) or str(cell) == "<NA>":
        return None if str(cell) in {"nan", "<NA>"} else str(cell)
    return _short(str(cell))


def _short(text: str) -> str | None:
    text = text.strip()
    if len(text) > _LONGEST_CELL:
        raise Refused(_("A cell of this table holds too much text."))
    return text or None


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, list]:
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        raise Refused(nothing())
    table = plain_table(raw)
    require(bool(table["rows"] and table["columns"]), nothing())
    known = {_fold(name): column for column in desc["columns"] for name in (column["label"], column["id"])}
    columns = [known.get(_fold(name), {"id": name, "label": name, "kind": "text"}) for name in table["columns"]]
    rows = [[_typed(column, cell) for column, cell in zip(columns, row, strict=True)] for row in table["rows"]]
    return {"columns": [column["id"] for column in columns], "rows": rows}


def _typed(column: Mapping[str, Any], cell: Any) -> Any:
    if column["kind"] != "number" or not isinstance(cell, str):
        return cell
    number = parse_number(_GROUP.sub(r"\1\2", cell.strip()) if column.get("thousands") else cell)
    if number is None:
        message = _("“{cell}” in the column “{label}” is not a number.")
        raise Refused(message.format(cell=cell, label=column["label"]))
    return number


def _fold(name: Any) -> str:
    return " ".join(str(name).casefold().replace("_", " ").split())


def _places(columns: Sequence[str]) -> dict[str, int]:
    return {_fold(name): place for place, name in enumerate(columns)}


def words(desc: Mapping[str, Any], value: Any) -> str:
    rows = value["rows"]
    size = _("table with {rows} rows").format(rows=len(rows))
    lines = [" | ".join(_shown(cell) for cell in row) for row in rows[:_SHOWN_ROWS]]
    return "\n".join([size, " | ".join(value["columns"]), *lines, *(["…"] if len(rows) > _SHOWN_ROWS else [])])


def _shown(cell: Any) -> str:
    return "–" if cell is None else format_number(cell) if is_number(cell) else str(cell)


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    empty = sum(cell is None for row in value["rows"] for cell in row)
    total = len(value["rows"]) * len(value["columns"])
    return _("Empty cells: {missing} of {total}.").format(missing=empty, total=total) if empty else None


def mark(
    value: Any,
    *,
    key: Any,
    by: str | Sequence[str] | None = None,
    ordered: bool = False,
    tolerance: float = 0.0,
    relative: float = 1e-6,
    slips: Any = (),
) -> Outcome:
    """Mark a table: the share of right cells.

    The order of columns, upper and lower case, spaces and the difference between 3 and 3.0 do not matter;
    extra columns are ignored. Extra rows cost as much as missing ones.

    Args:
        key: the right table, a DataFrame or ``{"columns", "rows"}``.
        by: column or columns that say which row is which; without it the text columns of the key, else all.
        ordered: rows must stand in the order of the key; all rows right but in reverse order earns half.
        tolerance: accepted distance of numbers.
        relative: accepted distance of numbers as a share of the right one.
        slips: ``[(table, message)]``: shown when the answer has the rows of that table, which need only hold the
            columns that tell the slip, for example the names of another list; or ``[((row, column, cell),
            message)]``: shown when that cell holds this value. ``row`` is a text that stands in the row.
    """
    try:
        answer = plain_table(value)
    except Refused:
        require(False)
    right = plain_table(key)
    places, names = _places(answer["columns"]), right["columns"]
    missing = [name for name in names if _fold(name) not in places]
    if len(missing) == len(names):
        return Outcome(0.0, _("None of the expected columns was found: {names}.").format(names=", ".join(names)))
    rows = [[row[places[_fold(name)]] if _fold(name) in places else None for name in names] for row in answer["rows"]]

    def same(cell: Any, wanted: Any) -> bool:
        if is_number(cell) and is_number(wanted):
            return abs(cell - wanted) <= tolerance + relative * abs(wanted) + 1e-12
        return type(cell) is type(wanted) and (
            _fold(cell) == _fold(wanted) if isinstance(cell, str) else cell == wanted
        )

    id_places = _id_places(right, [by] if isinstance(by, str) else by)
    pairs = _pair_rows(rows, right["rows"], id_places, same)
    values = [i for i in range(len(names)) if i not in id_places] or list(range(len(names)))
    good = {i: sum(same(rows[a][i], right["rows"][b][i]) for a, b in pairs) for i in values}
    largest = max(len(rows), len(right["rows"]), 1)
    share = sum(good.values()) / (largest * len(values))
    order = _in_order(pairs) if ordered else 1.0
    if share * order == 1:
        return Outcome(1.0, _("Correct: the table is right."))
    notes = []
    if order < 1:
        notes.append(_("The rows do not stand in the right order."))
    if missing:
        notes.append(_("Missing columns: {names}.").format(names=", ".join(missing)))
    if len(rows) != len(right["rows"]):
        notes.append(
            _("It has {count} rows; {wanted} were expected.").format(count=len(rows), wanted=len(right["rows"]))
        )
    odd = [names[i] for i in values if good[i] < largest and names[i] not in missing]
    if odd and len(pairs) > 0 and len(values) > 1:  # with one column to fill in, its name says nothing
        notes.append(_("Look again at: {names}.").format(names=", ".join(odd)))
    percent = min(99, math.floor(100 * share + 0.5))  # 100 would say that all is right
    message = " ".join([_("{percent} % of the cells are right.").format(percent=percent), *notes])

    def slipped(wrong: Any) -> bool:
        return _has_cell(answer, wrong, same) if _names_a_cell(wrong) else _has_rows(answer, wrong)

    return add_message(Outcome(share * (1 + order) / 2, message), slips, slipped)


def _names_a_cell(wrong: Any) -> bool:
    return isinstance(wrong, list | tuple) and len(wrong) == 3 and isinstance(wrong[0], str)


def _has_cell(answer: Mapping[str, Any], wrong: Sequence[Any], same: Callable[[Any, Any], bool]) -> bool:
    """Whether the row that holds a text has this value in the column."""
    row, column, value = wrong
    place = _places(answer["columns"]).get(_fold(column))
    if place is None:
        return False
    rows = [cells for cells in answer["rows"] if any(isinstance(c, str) and _fold(c) == _fold(row) for c in cells)]
    return any(same(cells[place], value) for cells in rows)


def _has_rows(answer: Mapping[str, Any], wanted: Any) -> bool:
    """Whether the rows of ``answer`` are those of ``wanted``, looking only at the columns of ``wanted``."""
    wanted = plain_table(wanted)
    places = _places(answer["columns"])
    if any(_fold(name) not in places for name in wanted["columns"]):
        return False
    found = [tuple(_fold(row[places[_fold(name)]]) for name in wanted["columns"]) for row in answer["rows"]]
    return sorted(found) == sorted(tuple(map(_fold, row)) for row in wanted["rows"])


def _id_places(right: Mapping[str, Any], by: Sequence[str] | None) -> list[int]:
    """Places of the columns that identify a row."""
    if by is not None:
        wanted = {_fold(name) for name in by}
        return [i for i, name in enumerate(right["columns"]) if _fold(name) in wanted]
    kinds = range(len(right["columns"]))
    return [i for i in kinds if right["rows"] and all(isinstance(row[i], str) for row in right["rows"])]


def _pair_rows(
    rows: list[list], wanted: list[list], ids: Sequence[int], same: Callable[[Any, Any], bool]
) -> list[tuple[int, int]]:
    """Which answer row belongs to which row of the key, as places."""
    compare = ids or range(len(wanted[0]) if wanted else 0)
    left, pairs = list(range(len(rows))), []
    for target, cells in enumerate(wanted):
        found = next((i for i in left if all(same(rows[i][c], cells[c]) for c in compare)), None)
        if found is not None:
            left.remove(found)
            pairs.append((found, target))
    return pairs


def _in_order(pairs: Sequence[tuple[int, int]]) -> float:
    """Share of the pairs of rows that stand in the order of the key."""
    places = [place for place, _target in pairs]
    couples = [a < b for a, b in combinations(places, 2)]
    return sum(couples) / len(couples) if couples else 1.0


def static(desc: Mapping[str, Any]) -> str:
    head = [f"{c['label']} ({c['unit']})" if c["unit"] else c["label"] for c in desc["columns"]]
    rows = [[_shown(cell) if cell is not None else "" for cell in row] for row in desc["rows"]]
    return (grid([_("Task")], [[desc["task"]]]) if desc["task"] else "") + (grid(head, rows) if head else "")
