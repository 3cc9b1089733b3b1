"""Charts of the course: one style, readable without sight, without a mouse, without a network and on paper.

.. code-block:: python

    from course import charts, data

    charts.line(
        data.load("financial_flows"), x="year", y="usd_million", series="flow", divide_by=1000,
        title="Money that reaches low- and middle-income countries", unit="USD billion",
        source="financial_flows", alt="Remittances rise through the period and pass the other flows.",
    )

``line``, ``bar`` and ``dots`` give a :class:`~course.charts.chart.Chart`; ``template()`` registers the plotly template
``course`` for charts of your own. Nothing here imports plotly or pandas before it is needed.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOME = {
    "Chart": "course.charts.chart",
    "bar": "course.charts.kinds",
    "dots": "course.charts.kinds",
    "line": "course.charts.kinds",
    "template": "course.charts.plotly_template",
}

__all__ = ["Chart", "bar", "dots", "line", "template"]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(_HOME[name]), name)
    raise AttributeError(f"module 'course.charts' has no attribute {name!r}")
