"""The plotly template of the course, made from the tokens of the look."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from course import look, numbers
from course.i18n import language

if TYPE_CHECKING:
    import plotly.graph_objects as go

NAME = "course"


def separators() -> str:
    """Plotly's signs before decimals and between thousands, in the language in use."""
    group, decimal, _shortest = numbers.SIGNS.get(language(), (",", ".", 1))
    return decimal + group


def layout() -> dict[str, Any]:
    """The layout of every interactive chart as plain data; needs no plotly."""
    ink, soft, line = look.colour("ink"), look.colour("ink-soft"), look.colour("line")
    font = look.tokens()["type"]["font"].replace('"', "'")
    axis = {
        "gridcolor": line,
        "linecolor": look.colour("line-strong"),
        "zerolinecolor": look.colour("line-strong"),
        "zerolinewidth": 1,
        "tickfont": {"color": soft, "size": 13},
        "title": {"font": {"color": soft, "size": 13}, "standoff": 10},
        "fixedrange": True,
        "automargin": True,
    }
    return {
        "font": {"family": font, "size": 13, "color": ink},
        # An opaque paper: in JupyterLab's dark theme the chart stays readable, like a printed figure on the desk.
        "paper_bgcolor": look.colour("raised"),
        "plot_bgcolor": look.colour("raised"),
        "colorway": [look.colour(f"series-{i}") for i in range(1, 7)],
        "title": {
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 8, "t": 24},
            "font": {"size": 17, "color": ink},
        },
        "separators": separators(),
        "showlegend": False,
        "legend": {"orientation": "h", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "itemclick": False},
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": look.colour("raised"),
            "bordercolor": look.colour("line-strong"),
            "font": {"family": font, "size": 13, "color": ink},
        },
        "margin": {"l": 8, "r": 8, "t": 72, "b": 8},
        "xaxis": axis | {"showgrid": False, "ticks": "outside", "tickcolor": look.colour("line-strong")},
        "yaxis": axis | {"showgrid": True, "ticks": "", "ticklabelstandoff": 6},
        "bargap": 0.28,
    }


@cache
def template() -> go.layout.Template:
    """The template as a plotly object, registered under the name ``course``.

    ``plotly.express`` and ``plotly.graph_objects`` figures take it with ``template="course"``.
    """
    import plotly.graph_objects as go
    import plotly.io as pio

    pio.templates[NAME] = go.layout.Template(layout=layout())
    return pio.templates[NAME]
