"""Need matrix: measures of reintegration in nine cells, three dimensions by three levels, and where nothing stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from course.models.reintegration_score import DIMENSIONS

LEVELS = ("individual", "community", "structural")

Measure = Mapping[str, str]


def placed(measures: Iterable[Measure]) -> list[Measure]:
    """The measures that stand in one of the nine cells; a measure without dimension or level stands nowhere."""
    return [one for one in measures if one.get("dimension") in DIMENSIONS and one.get("level") in LEVELS]


def cell_counts(measures: Iterable[Measure]) -> list[list[int]]:
    """How many measures stand in each cell: one list for each dimension, one number for each level."""
    found = placed(measures)
    return [
        [sum(one["dimension"] == dimension and one["level"] == level for one in found) for level in LEVELS]
        for dimension in DIMENSIONS
    ]


def filled_cells(measures: Iterable[Measure]) -> int:
    """In how many of the nine cells at least one measure stands."""
    return sum(count > 0 for row in cell_counts(measures) for count in row)


def empty_cells(measures: Iterable[Measure]) -> list[list[str]]:
    """The cells without a measure, as [dimension, level], in reading order."""
    counts = cell_counts(measures)
    return [
        [dimension, level]
        for dimension, row in zip(DIMENSIONS, counts, strict=True)
        for level, count in zip(LEVELS, row, strict=True)
        if count == 0
    ]


def dimension_shares(measures: Iterable[Measure]) -> list[float] | None:
    """Share of the placed measures in each dimension; None when none is placed."""
    rows = [sum(row) for row in cell_counts(measures)]
    return [count / sum(rows) for count in rows] if sum(rows) else None


def fullest_cell(measures: Iterable[Measure]) -> tuple[str, str, float] | None:
    """Dimension and level of the cell with most measures (the first of several), and its share of all of them."""
    counts = cell_counts(measures)
    total = sum(map(sum, counts))
    if not total:
        return None
    most = max(max(row) for row in counts)
    row = next(place for place, line in enumerate(counts) if most in line)
    return DIMENSIONS[row], LEVELS[counts[row].index(most)], most / total


def need_gap(measures: Iterable[Measure], needs: Sequence[float]) -> list[float] | None:
    """Share of people whose lowest score lies in a dimension, minus the share of measures there; for each dimension.

    Args:
        measures: the programme.
        needs: shares of people, in the order of ``DIMENSIONS``, adding up to 1.
    """
    shares = dimension_shares(measures)
    return None if shares is None else [need - share for need, share in zip(needs, shares, strict=True)]
