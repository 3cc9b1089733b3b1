"""Rules about money: lines add up to the total, activities to their lines."""

from __future__ import annotations

from course.i18n import _
from course.numbers import format_number
from course.plan.facts import Facts, key

_CENT = 0.5  # USD: a plan is made in whole dollars


def _amount(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def budget_total(facts: Facts) -> list[str]:
    """The budget lines add up to the total."""
    total = facts.number("CF-14-implementation", "total")
    summed = sum(_amount(row.get("amount")) for row in facts.rows("CF-14-implementation", "lines"))
    if total is None or abs(summed - total) <= _CENT:  # without a total the rule `complete` speaks
        return []
    text = _("lines: USD {summed}, total: USD {total}")
    return [text.format(summed=format_number(summed), total=format_number(total))]


def budget_lines(facts: Facts) -> list[str]:
    """The costs of the activities add up to each budget line; no activity without a line, no line without use.

    What the monitoring plan costs stands in its own budget and counts for the line that it names.
    """
    lines = {key(row.get("id")): row for row in facts.rows("CF-14-implementation", "lines")}
    spent = dict.fromkeys(lines, 0.0)
    found = []
    for row in facts.rows("CF-14-implementation", "activities"):
        line = key(row.get("line"))
        if line in spent:
            spent[line] += _amount(row.get("cost"))
        else:
            found.append(_("{activity}: no budget line").format(activity=row.get("id") or row.get("text") or ""))
    line = key(facts.get("CF-14-monitoring", "budget_line"))
    extra = _amount(facts.get("CF-14-monitoring", "budget"))
    for id, row in lines.items():
        amount = _amount(row.get("amount"))
        ways = {spent[id], spent[id] + extra} if id == line else {spent[id]}
        if row.get("amount") is not None and all(abs(one - amount) > _CENT for one in ways):
            text = _("{line}: USD {amount}, its activities: USD {spent}")
            found.append(text.format(line=row.get("id") or "", amount=format_number(amount),
                                     spent=format_number(spent[id])))  # fmt: skip
    return found
