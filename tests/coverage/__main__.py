"""``make coverage``: which of the 97 systems of the seed documents the course teaches, and how each page reads.

Usage: ``python -m tests.coverage [--open]``; with ``--open`` only what is not covered yet. Ends with 1 on a gap
in a module that stands.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from tests.coverage import plan
from tests.modules import module_reading as reading
from tests.modules.reading_level import page_ease


def main(arguments: list[str]) -> int:
    """Print the tables and the summary."""
    if set(arguments) - {"--open"}:
        print("Usage: make coverage, or make coverage ARGS=--open")
        return 2
    listed, modules = plan.systems(), plan.standing()
    rows = plan.rows(listed, modules)
    print_systems(row for row in rows if not arguments or row.state != "covered")
    print_pages()
    problems = [f"{row.id} {row.name}: {gap}" for row in rows for gap in row.gaps]
    problems += plan.unknown_systems(listed, modules)
    problems += plan.objectives_without_exercise(modules) + plan.long_stretches(modules)
    for problem in problems:
        print(f"GAP  {problem}")
    print(summary(rows, list(modules), len(problems)))
    return 1 if problems else 0


def print_systems(rows: Iterable[plan.Row]) -> None:
    """One line for each system."""
    print(f"{'':4} {'system':48} {'priority':8} {'state':8} {'module':9} {'tool':34} marked questions")
    for row in rows:
        where = "/".join(row.covered_by or row.planned) or "all"
        tools, asked = ", ".join(row.tools), ", ".join(row.exercises)
        print(
            f"{row.id:4} {row.name[:48]:48} {row.priority:8} {row.state:8} {where:9} {tools[:34]:34} {asked}".rstrip()
        )


def print_pages() -> None:
    """How each page reads, and its longest stretch without a question."""
    print(f"\n{'page':34} {'reading ease':>12} {'words per sentence':>19} {'longest without a question':>27}")
    for module in reading.module_names():
        for page in reading.PAGES:
            ease, length = page_ease(module, page)
            modes = ("self", "live") if page == "lesson" else ("follow_up",)
            longest = max(plan.longest_stretch(reading.about(module), mode)[0] for mode in modes)
            print(f"{module + '/' + page:34} {ease:12.0f} {length:19.1f} {longest:23.0f} min")
    print()


def summary(rows: list[plan.Row], modules: list[str], problems: int) -> str:
    """One line: how much is covered, how much is open, how many gaps."""
    must = Counter(row.state for row in rows if row.priority == "must")
    due = [row for row in rows if row.priority == "must" and row.stands]
    met = sum(row.state == "covered" for row in due)
    states = Counter(row.state for row in rows)
    parts = [
        f"{len(modules)} modules stand ({', '.join(modules)}).",
        f"Must systems of these: {met} of {len(due)} covered; {must['open'] + must['partly']} wait for later modules.",
        f"All {len(rows)} systems: {states['covered']} covered, {states['partly']} partly, {states['open']} open.",
        f"Gaps: {problems}.",
    ]
    return " ".join(parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
