"""How far an indicator has come, and whether that is fast enough: share of the way, linear path, traffic light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

GREEN_FROM, YELLOW_FROM = 90.0, 60.0  # per cent of the linear path; a convention of this course

Row = Mapping[str, Any]


def progress_pct(baseline: float, value: float, target: float) -> float:
    """Share of the way from baseline to target: ``100 · (value − baseline) / (target − baseline)``, in per cent.

    Works for figures that should fall as well; below 0 when the figure moved away from the target.

    Raises:
        ValueError: baseline and target are equal.

    Example:
        >>> progress_pct(420, 330, 180)
        37.5
    """
    if target == baseline:
        raise ValueError("Baseline and target are the same: there is no way to go.")
    return 100 * (value - baseline) / (target - baseline)


def pace_pct(progress: float, elapsed: float, total: float) -> float:
    """Share of the *linear path* that is behind us: progress divided by the share of time that has passed, in per cent.

    Args:
        progress: in per cent, from ``progress_pct``.
        elapsed: months since the baseline, above 0.
        total: months from baseline to target.

    Raises:
        ValueError: no time has passed, or there is none.
    """
    if min(elapsed, total) <= 0:
        raise ValueError("Give the months that have passed and the months of the whole plan, both above 0.")
    return progress / (elapsed / total)


def light(pace: float) -> str:
    """``green`` from 90 % of the linear path, ``yellow`` from 60 %, else ``red``. A convention, not a judgement."""
    return "green" if pace >= GREEN_FROM else "yellow" if pace >= YELLOW_FROM else "red"


def last_versions(rows: Sequence[Row]) -> list[Row]:
    """The rows that count: of the same place, month and sex the highest version."""
    kept: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = (row["indicator"], row["place"], row["month"], row["sex"])
        if key not in kept or row["version"] > kept[key]["version"]:
            kept[key] = row
    return list(kept.values())


def reading(kind: str, baseline: float, rows: Sequence[Row], month: str) -> tuple[float, str] | None:
    """The figure of an indicator at the end of a month, and the month that it comes from.

    Args:
        kind: ``sum`` (baseline plus all monthly figures), ``mean`` (value / of of the last report), ``share`` (100 ·
            value / of of the last report, women and men together) or ``level`` (the last figure).
        baseline: figure before the plan.
        rows: reports of one indicator and one place.
        month: for example ``2026-09``; later reports are not known yet.

    Returns:
        None if there is no report yet.
    """
    known = [row for row in last_versions(rows) if row["month"] <= month]
    if not known:
        return None
    newest = max(row["month"] for row in known)
    if kind == "sum":
        return baseline + sum(row["value"] for row in known), newest
    last = [row for row in known if row["month"] == newest]
    total = sum(row["value"] for row in last)
    if kind == "level":
        return last[0]["value"], newest
    return (100 if kind == "share" else 1) * total / sum(row["of"] for row in last), newest
