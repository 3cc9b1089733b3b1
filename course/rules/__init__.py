"""Rules that a document must follow: ``from course import rules``, then ``mark.document(…, rules=[…])``.

Each rule is worth one share of the points (``weight`` changes that) and has one message for the trainee who breaks it.
``course.rules.follow`` says whether a document follows a rule.
A rule is plain JSON, so that practice questions work in the book without an engine (twin:
``course/web/js/score_document.js``); only ``that`` holds Python code and belongs into hidden tests.

Texts are compared without regard to letter case and to spaces. A rule about rows fails when there is no row.
``where={"direction": "to"}`` looks only at the rows whose columns have these values (or one of a list of values).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.rules.rule import Rule, make, names
from course.rules.rule import that as that

Where = Mapping[str, Any] | None


def filled(field: str | Sequence[str], message: str, *, weight: float = 1) -> Rule:
    """The field (each of several fields) is not empty."""
    return make("filled", message, weight, fields=names(field))


def at_least(field: str, n: int, message: str, *, where: Where = None, weight: float = 1) -> Rule:
    """The list has at least ``n`` rows, or so many options are chosen."""
    return make("count", message, weight, field=field, least=n, where=where)


def at_most(field: str, n: int, message: str, *, where: Where = None, weight: float = 1) -> Rule:
    """The list is not empty and has at most ``n`` rows, or so many options are chosen."""
    return make("count", message, weight, field=field, least=0 if where else 1, most=n, where=where)


def each(
    field: str,
    column: str | Sequence[str],
    message: str,
    *,
    one_of: Sequence[Any] | None = None,
    includes: str | None = None,
    matches: str | None = None,
    low: float | None = None,
    high: float | None = None,
    min_words: int | None = None,
    where: Where = None,
    weight: float = 1,
) -> Rule:
    """In every row the column (each of several columns) is filled in, and fits.

    Args:
        field: the list.
        column: one column or several.
        message: for the trainee.
        one_of: the values that fit.
        includes: a value that is among those chosen, where several can be chosen.
        matches: a regular expression that is found in the text, whatever the letter case.
        low, high: range of a number.
        min_words: fewest words of a text.
        where: look only at these rows; at least one must be there.
        weight: share of the points.
    """
    return make("each", message, weight, field=field, columns=names(column), one_of=one_of and list(one_of),
                includes=includes, matches=matches, low=low, high=high, min_words=min_words, where=where)  # fmt: skip


def unique(field: str, column: str | Sequence[str], message: str, *, weight: float = 1) -> Rule:
    """No two rows have the same filled-in text (or the same pair of texts) in the column."""
    return make("unique", message, weight, field=field, columns=names(column))


def one_of(field: str, values: Sequence[Any], message: str, *, weight: float = 1) -> Rule:
    """The chosen option is one of these; of several chosen options all are."""
    return make("one_of", message, weight, field=field, values=list(values))


def covers(field: str, values: Sequence[Any], message: str, *, column: str | None = None, weight: float = 1) -> Rule:
    """All of these values occur: among the chosen options, or in a column of the list."""
    return make("covers", message, weight, field=field, values=list(values), column=column)


def refers(field: str, column: str, to_field: str, to_column: str, message: str, *, weight: float = 1) -> Rule:
    """Each filled-in text of the column occurs in a column of another list: an arrow between factors that exist."""
    return make("refers", message, weight, field=field, column=column, to_field=to_field, to_column=to_column)


def ordered_dates(dates: str | Sequence[str], message: str, *, rows: str | None = None, weight: float = 1) -> Rule:
    """All dates are there and none is before the one in front of it.

    Args:
        dates: fields, or with ``rows`` columns: in each row from left to right. One column alone: down the rows. A
            date such as ``"2026-01-01"`` stands for itself.
        message: for the trainee.
        rows: the list that holds the columns.
        weight: share of the points.
    """
    return make("ordered_dates", message, weight, dates=names(dates), rows=rows)


def sums_to(field: str, column: str, total: float, message: str, *, tolerance: float = 0, weight: float = 1) -> Rule:
    """The numbers of a column add up to ``total``."""
    return make("sums_to", message, weight, field=field, column=column, total=total, tolerance=tolerance)


def between(field: str, low: float | None, high: float | None, message: str, *, weight: float = 1) -> Rule:
    """The number is at least ``low`` and at most ``high``; None is no limit."""
    return make("between", message, weight, field=field, low=low, high=high)


def less(field: str, other: str, message: str, *, weight: float = 1) -> Rule:
    """The number of one field is smaller than that of the other: a target below today's cost."""
    return make("less", message, weight, field=field, other=other)


def words(field: str, low: int, high: int | None, message: str, *, weight: float = 1) -> Rule:
    """The text has at least ``low`` and at most ``high`` words; None is no limit."""
    return make("words", message, weight, field=field, low=low, high=high)


def mentions(field: str | Sequence[str], phrases: Sequence[str], message: str, *, weight: float = 1) -> Rule:
    """One of these words or phrases stands in the text (in one of several texts), as whole words."""
    return make("mentions", message, weight, fields=names(field), phrases=list(phrases))
