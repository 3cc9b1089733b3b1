"""What the warm process loads before it forks: libraries, the course with its tables, first uses.

Nothing here comes from a notebook: a child finds the same as in a fresh kernel, only sooner.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import sys
from typing import Any

#: What the course's notebooks import, and what trainees who code may import. A module that is missing is left out.
MODULES = [
    "numpy",
    "numpy.testing",
    "pandas",
    "pandas.testing",
    "plotly.graph_objects",
    "plotly.express",
    "course.ask",
    "course.mark",
    "course.charts",
    "course.data",
    "course.models",
    "course.tools",
    "course.trainee",
    "course.visible_check",
    "course.recorder",
    "unittest.mock",
]


def libraries() -> None:
    """Every library, question type, model and table, so that a child imports and reads nothing."""
    for name in MODULES:
        try:
            importlib.import_module(name)
        except ImportError as problem:
            print(f"warm process: {name} is missing ({problem})", file=sys.stderr)
    from course import ask, data, mark, models, questions

    for name in questions.names():
        questions.get(name)
        getattr(ask, name), getattr(mark, name)
    for name in models.names():
        models.get(name)
    for name in data.names():
        data.load(name)
    data.country_name("XSV" if "XSV" in data.countries_with("countries") else "MDA")
    for country in data.PACK_COUNTRIES:
        data.country_pack(country)


def first_uses(shell: Any) -> None:
    """Do once what is slow the first time: transforming a cell, tracebacks, displays, the usual steps with tables."""
    shell.transform_cell("1")
    shell.logger  # noqa: B018 - made when it is first asked for
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        shell.InteractiveTB.structured_traceback(*sys.exc_info())
    show = shell.display_formatter.format
    show(steps_with_tables())
    if plotly := sys.modules.get("plotly.graph_objects"):
        show(plotly.Figure(plotly.Scatter(y=[1])))  # its first display loads a validator for seconds


def steps_with_tables() -> Any:
    """A table that has gone through what exercises do with tables."""
    import pandas as pd

    table = pd.read_csv(io.StringIO("name,year,usd\nA,2021,1.5\nB,2022,2.5\nB,2022,\n"))
    table = table.query("year == 2022").eval("million = usd / 1e6").merge(table, on="name").round(1)
    table = table.dropna().sort_values("million").nlargest(2, "million").set_index("name").reset_index()
    table.groupby("name").agg({"million": "sum"})
    table.pivot_table(index="name", values="million")
    table.to_dict("records")
    with contextlib.suppress(AssertionError):
        pd.testing.assert_frame_equal(table, table.assign(million=0.0))
    return table
