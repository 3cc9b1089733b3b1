"""How long the learner's library takes to import, against a bare Python and against what it defers."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.bench.row import Row

ROUNDS = 7


def seconds(statement: str) -> float:
    """Median wall time of a fresh Python that runs ``statement``."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def rows() -> Iterator[Row]:
    """Milliseconds, each with the start of Python itself included."""
    bare = 1000 * seconds("pass")
    for statement in (
        "import course",
        "from course import ask, check, mark",
        "from course import charts, data",
        "import pandas",
        "import plotly.graph_objects, anywidget",
    ):
        yield Row(f"python -c '{statement}'", 1000 * seconds(statement), "ms", bare, "python -c pass")
