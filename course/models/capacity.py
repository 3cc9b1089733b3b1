"""Capacity gaps: what an actor can do now, what the plan needs, and where the difference is largest."""

from __future__ import annotations

from collections.abc import Mapping

HIGHEST = 3  # 0 = nothing there, 1 = a beginning, 2 = works with help, 3 = works by itself


def gap(now: int, target: int) -> int:
    """Target minus now, never below zero: more capacity than needed is no gap.

    Raises:
        ValueError: a rating outside 0 to 3.
    """
    if not all(0 <= value <= HIGHEST for value in (now, target)):
        raise ValueError("ratings lie between 0 and 3")
    return max(0, target - now)


def widest(gaps: Mapping[str, int]) -> list[str]:
    """The ids with the largest gap, in the order given; none when all gaps are zero."""
    most = max(gaps.values(), default=0)
    return [id for id, value in gaps.items() if value == most] if most else []
