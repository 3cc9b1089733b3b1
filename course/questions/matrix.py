"""T5: one pick for each row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from course.i18n import _
from course.questions.base import (
    Outcome,
    Refused,
    accepts,
    add_message,
    grid,
    labelled,
    nothing,
    require,
    share_message,
    text_of,
    texts,
)

Rule = tuple[Callable[[Mapping[str, Any]], bool], float, str]


def describe(
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    options: Mapping[str, str] | Mapping[str, Mapping[str, str]],
    notes: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A table with a choice in each cell.

    Args:
        rows: id and text of each row.
        columns: id and text of each column.
        options: id and text of what can be picked in a cell; or these for each column, by the column's id.
        notes: by the row's id, a longer text that a person can open in the row, so that nobody has to scroll
            between a card above and its answer. Print it above the question as well: paper opens nothing.

    Raises:
        ValueError: a note belongs to no row, or options by column do not name all columns.
    """
    if notes and not set(notes) <= set(rows):
        raise ValueError(f"notes need ids of rows: {sorted(set(notes) - set(rows))}")
    lines = [{**row, "note": notes[row["id"]]} if notes and row["id"] in notes else row for row in labelled(rows)]
    if not any(isinstance(one, Mapping) for one in options.values()):
        return {"rows": lines, "columns": labelled(columns), "options": labelled(options)}
    if set(options) != set(columns):
        raise ValueError("options by column need the ids of all columns, and no other")
    own = [{**column, "options": labelled(options[column["id"]])} for column in labelled(columns)]
    return {"rows": lines, "columns": own, "options": None}


def _options(desc: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What can be picked, by column."""
    return {column["id"]: texts(column.get("options") or desc["options"]) for column in desc["columns"]}


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, dict[str, str]]:
    rows, columns, options = texts(desc["rows"]), texts(desc["columns"]), _options(desc)
    if not isinstance(raw, Mapping):
        raise Refused(nothing())
    if unknown := [row for row in raw if row not in rows]:
        raise Refused(_("There is no row “{row}”. The rows are: {ids}.").format(row=unknown[0], ids=", ".join(rows)))
    value = {}
    for row in rows:
        cells = raw.get(row) or {}
        if not isinstance(cells, Mapping) or any(column not in columns for column in cells):
            raise Refused(_("The columns of each row are: {ids}.").format(ids=", ".join(columns)))
        picked = {column: cells[column] for column in columns if cells.get(column)}
        for column, pick in picked.items():
            if not isinstance(pick, str) or pick not in options[column]:
                raise Refused(_("In each cell choose one of these: {ids}.").format(ids=", ".join(options[column])))
        if picked:
            value[row] = picked
    if not value:
        raise Refused(nothing())
    return value


def words(desc: Mapping[str, Any], value: Any) -> str:
    rows, columns, options = texts(desc["rows"]), texts(desc["columns"]), _options(desc)
    lines = []
    for row, cells in value.items():
        picks = [
            f"{text_of(columns, column)} = {text_of(options.get(column, {}), pick)}" for column, pick in cells.items()
        ]
        lines.append(f"{text_of(rows, row)}: {', '.join(picks)}")
    return "; ".join(lines)


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    total = len(desc["rows"]) * len(desc["columns"])
    missing = total - sum(len(cells) for cells in value.values())
    return _("Empty cells: {missing} of {total}.").format(missing=missing, total=total) if missing > 0 else None


def mark(value: Any, *, key: Mapping[str, Mapping[str, Any]], rules: Sequence[Rule] = (), slips: Any = ()) -> Outcome:
    """Mark a matrix: the share of right cells, and rules across cells if there are any.

    Args:
        key: right pick (or list of right picks) by row and column; cells that are not in the key do not
            count.
        rules: ``[(predicate, share, message)]``: the predicate gets the whole answer, for example "exactly
            one country is in charge"; its share of the points is earned if it holds, the cells share the
            rest. The message is shown if it does not hold.
        slips: ``[((row, column, pick), message)]``: shown when the cell was filled like that.
    """
    require(isinstance(value, Mapping) and all(isinstance(cells, Mapping) for cells in value.values()))
    cells = [(row, column, accepted) for row, line in key.items() for column, accepted in line.items()]
    right = sum(accepts(accepted, value.get(row, {}).get(column)) for row, column, accepted in cells)
    share, message = right / len(cells), share_message(right, len(cells))
    for_rules = sum(weight for _predicate, weight, _text in rules)
    share *= 1 - for_rules
    for predicate, weight, text in rules:
        if _holds(predicate, value):
            share += weight
        else:
            message = f"{message} {text}"
    if right == len(cells) and share >= 1 - 1e-9:
        return Outcome(1.0, message)
    return add_message(Outcome(share, message), slips, lambda cell: value.get(cell[0], {}).get(cell[1]) == cell[2])


def _holds(predicate: Callable[[Mapping[str, Any]], bool], value: Mapping[str, Any]) -> bool:
    try:
        return bool(predicate(value))
    except (KeyError, TypeError, ValueError, AttributeError):  # a cell that the rule needs is empty
        return False


def static(desc: Mapping[str, Any]) -> str:
    choices = [" / ".join(options.values()) for options in _options(desc).values()]
    return grid(["", *texts(desc["columns"]).values()], [[text, *choices] for text in texts(desc["rows"]).values()])
