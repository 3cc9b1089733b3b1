"""The rules of a plan: one function each, found by its name in ``course/plan/rules.toml``.

A rule takes the ``Facts`` of a plan and gives the list of what breaks it, in words a reader finds again in the plan;
an empty list means that the rule holds. It is asked only when its pieces are there, and never raises for odd values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType

from course.plan.facts import Facts
from course.plan.rules import figures, form, logic, money, people, wording

Rule = Callable[[Facts], list[str]]


def _tests(modules: Iterable[ModuleType]) -> dict[str, Rule]:
    return {
        name: one
        for module in modules
        for name, one in vars(module).items()
        if callable(one) and not name.startswith("_") and one.__module__ == module.__name__
    }


TESTS: dict[str, Rule] = _tests((figures, form, logic, money, people, wording))
