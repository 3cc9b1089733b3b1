"""What stock nbgrader needs to mark one submission: the baseline for faster execution."""

from __future__ import annotations

from collections.abc import Iterator

from grading.bench.single import autograde_seconds

from tests.bench.row import Row


def rows() -> Iterator[Row]:
    """Seconds for each submission, and a run of the command that marks nothing as the baseline."""
    measured = autograde_seconds()
    yield Row("stock nbgrader autograde, per submission", measured, "s")
