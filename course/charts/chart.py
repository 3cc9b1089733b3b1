"""The chart object: what a notebook shows, with the words and the data that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from course.charts import figure, page, static
from course.charts.spec import Spec

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

PLOTLY = "application/vnd.plotly.v1+json"


class Chart:
    """A chart with title, unit, source, description and data.

    As the last line of a cell it shows two outputs: the picture (interactive where the page can, still elsewhere)
    and, below it, the source with the description and the data table.

    Attributes:
        spec: What the chart says; see :class:`course.charts.spec.Spec`.
        table: The numbers of the chart, one row for each position or category.
    """

    def __init__(self, spec: Spec, table: pd.DataFrame) -> None:
        self.spec = spec
        self.table = table

    def __repr__(self) -> str:
        return page.plain_text(self.spec)

    @property
    def title(self) -> str:
        """The title."""
        return self.spec.title

    @property
    def alt(self) -> str:
        """The description for people who do not see the picture."""
        return self.spec.alt

    @property
    def figure(self) -> go.Figure:
        """The chart as a plotly figure, to change or to save; imports plotly."""
        import plotly.graph_objects as go

        data = self.plotly()
        return go.Figure({"data": data["data"], "layout": data["layout"]})

    def plotly(self) -> dict[str, Any]:
        """The interactive picture as plotly's JSON (``data``, ``layout``, ``config``)."""
        return figure.build(self.spec)

    def svg(self) -> str:
        """The still picture: one ``<svg>`` element."""
        return static.draw(self.spec)

    def html(self) -> str:
        """The whole chart without any script: still picture, source, description and data table."""
        return page.figure(self.spec) + page.notes(self.spec, self.table)

    def bundles(self) -> list[dict[str, Any]]:
        """The two outputs of a cell: the picture in several forms, and the notes below it."""
        picture = {
            PLOTLY: self.plotly(),
            "text/html": page.figure(self.spec),
            "text/plain": page.plain_text(self.spec),
        }
        return [picture, {"text/html": page.notes(self.spec, self.table), "text/plain": str(self.spec.source)}]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for bundle in self.bundles():
            display(bundle, raw=True)

    def _repr_html_(self) -> str:
        return self.html()
