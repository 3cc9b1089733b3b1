"""How fast submissions are graded; ``make bench-grading`` says more."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from grading.bench.measure import make_class, ours, stock
from tests.bench.row import Row


def rows() -> Iterator[Row]:
    """Seconds for each submission of M10: stock nbgrader, and ours in the sandbox with its start."""
    with tempfile.TemporaryDirectory() as folder:
        course = make_class(Path(folder), 40)
        base = 1 / stock(course, 4).rate
        yield Row("stock nbgrader autograde, per submission", base, "s")
        yield Row("ours, sandboxed, a class of 40, per submission", 1 / ours(course, 40).rate, "s", base, "stock")
