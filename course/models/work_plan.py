"""What is checked in an implementation plan (form ``implementation_plan``): fourteen rules over three components."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course.models.logframe import (
    Finding,
    Row,
    faulty,
    finding,
    folded,
    is_number,
    name_of,
    rows,
    said,
    twice,
    word_count,
)

Document = Mapping[str, Any]

LEAST_WORDS = 8  # of a text that explains something
LEAST_ACTIVITIES, LEAST_RISKS = 4, 3
CENT = 0.005


def check(document: Document, logframe: Document | None = None) -> list[Finding]:
    """All rules, in the order of the form.

    Args:
        document: a value of the form ``implementation_plan``; parts may be missing.
        logframe: a value of the form ``logframe``; with it, each activity has to lead to one of its outputs.

    Returns:
        ``[{"rule", "ok", "where"}]``; ``where`` holds the short names of the rows that break the rule.
    """
    activities, lines, risks = (rows(document, field) for field in ("activities", "lines", "risks"))
    begin, end = document.get("start"), document.get("end")
    line_names = {folded(row.get("id")) for row in lines} - {""}
    used = {folded(row.get("line")) for row in activities}
    by_name = {folded(row.get("id")): row for row in activities if folded(row.get("id"))}
    outputs = (
        None
        if logframe is None
        else {folded(row.get("id")) for row in rows(logframe, "results") if row.get("level") == "output"}
    )

    def leads(row: Row) -> bool:
        name = folded(row.get("output"))
        return bool(name) and (outputs is None or name in outputs)

    def within(row: Row) -> bool:
        dates = [begin, row.get("start"), row.get("end"), end]
        return all(map(said, dates)) and dates == sorted(dates)

    def known(row: Row) -> bool:
        return all(name in by_name and name != folded(row.get("id")) for name in waits(row))

    def in_turn(row: Row) -> bool:
        return all(_ended(by_name[name], row) for name in waits(row) if name in by_name)

    follow = word_count(document.get("monitoring")) >= LEAST_WORDS and _between(begin, document.get("review"), end)
    rights = (
        any(row.get("about") == "rights" for row in risks) and word_count(document.get("safeguards")) >= LEAST_WORDS
    )
    texts = [field for field in ("rationale", "roles", "money") if word_count(document.get(field)) < LEAST_WORDS]
    return [
        finding("narrative", texts),
        finding("matrix", twice(activities), len(activities) >= LEAST_ACTIVITIES),
        finding("responsible", faulty(activities, lambda row: said(row.get("responsible"))), activities),
        finding("outputs", faulty(activities, leads), activities),
        finding("dates", faulty(activities, within), activities),
        finding("lines", faulty(activities, lambda row: folded(row.get("line")) in line_names), activities),
        finding("orphans", faulty(lines, lambda row: folded(row.get("id")) in used), lines),
        finding("costs", _overdrawn(activities, lines), activities),
        finding("total", [], _adds_up(lines, document.get("total"))),
        finding("waits", faulty(activities, known), activities),
        finding("circle", circle(activities), activities),
        finding("turns", faulty(activities, in_turn), activities),
        finding("follow", [], follow),
        finding("risks", [], len(risks) >= LEAST_RISKS and rights),
    ]


def waits(row: Row) -> list[str]:
    """Short names of the activities that a row waits for: ``"A1, A2"``."""
    text = row.get("after")
    parts = text.replace(";", ",").split(",") if isinstance(text, str) else []
    return [name for name in (folded(part) for part in parts) if name]


def circle(activities: Sequence[Row]) -> list[str]:
    """Names of the activities that wait for each other in a circle, so that none of them can begin.

    Activities whose predecessors are all done are taken away again and again, then those for which nothing waits; what
    is left is the circle.
    """
    names = [folded(row.get("id")) for row in activities]
    edges = {
        name: {one for one in waits(row) if one in names} for name, row in zip(names, activities, strict=True) if name
    }
    while free := [name for name, before in edges.items() if not before]:
        for name in free:
            del edges[name]
        for before in edges.values():
            before.difference_update(free)
    while last := [name for name in edges if not any(name in before for before in edges.values())]:
        for name in last:
            del edges[name]
    return [name_of(row, place) for place, row in enumerate(activities) if folded(row.get("id")) in edges]


def _ended(before: Row, row: Row) -> bool:
    end, start = before.get("end"), row.get("start")
    return isinstance(end, str) and isinstance(start, str) and end <= start


def _between(begin: Any, day: Any, end: Any) -> bool:
    return all(map(said, (begin, day, end))) and begin <= day <= end


def _adds_up(lines: Sequence[Row], total: Any) -> bool:
    amounts = [row.get("amount") for row in lines]
    return bool(lines) and is_number(total) and all(map(is_number, amounts)) and abs(sum(amounts) - total) <= CENT


def _overdrawn(activities: Sequence[Row], lines: Sequence[Row]) -> list[str]:
    """Activities without a cost, and budget lines that pay for more than they hold."""
    found = faulty(activities, lambda row: is_number(row.get("cost")))
    for place, line in enumerate(lines):
        name, amount = folded(line.get("id")), line.get("amount")
        costs = [row["cost"] for row in activities if folded(row.get("line")) == name and is_number(row.get("cost"))]
        if name and is_number(amount) and sum(costs) > amount + CENT:
            found.append(name_of(line, place))
    return found


def holds(rule: str, document: Document, logframe: Document | None = None) -> bool:
    """Whether one rule holds. Used in marks: ``rules.that(lambda doc: work_plan.holds("circle", doc), "…")``."""
    return next(one["ok"] for one in check(document, logframe) if one["rule"] == rule)


RULES = tuple(one["rule"] for one in check({}))
