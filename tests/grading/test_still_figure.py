"""A trainee's own plotly figure is seen where marks are given: as a picture and a table, whatever it carries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from course import charts, data
from grading.classroom.formgrader import _exporter
from grading.feedback.printed import displays
from grading.nbgrader_config import course_config
from grading.still_figure import PLOTLY, still


def _figure(kind: str) -> dict:
    import plotly.express as px

    table = data.load("financial_flows")
    draw = {"line": px.line, "bar": px.bar, "dots": px.scatter}[kind]
    made = draw(table, x="year", y="usd_million", color="flow", title="Money <i>that</i> comes in")
    return json.loads(made.to_json())


@pytest.mark.parametrize("kind", ["line", "bar", "dots"])
def test_a_figure_of_plotly_has_a_picture_and_its_numbers(kind: str) -> None:
    html = still(_figure(kind))
    assert "Money &lt;i&gt;that" in html and "<svg" in html and html.count("<table>") == len(_figure(kind)["data"][:6])
    assert "<td>" in html and ">2022<" in html


@pytest.mark.parametrize(
    "figure",
    [
        None, [], {}, {"data": 3}, {"data": [None]}, {"data": [{"x": {"bdata": "!", "dtype": "f8"}}]},
        {"data": [{"x": {"bdata": "AAAA", "dtype": "c9"}}]}, {"data": [], "layout": {"title": [1]}},
    ],
)  # fmt: skip
def test_an_odd_figure_is_a_sentence_or_an_empty_picture(figure: object) -> None:
    assert "plotly figure" in still(figure) or "[1]" in still(figure)


def test_nothing_of_a_stranger_runs_and_long_ones_end() -> None:
    bad = "<img src=x onerror=alert(1)><script>alert(1)</script>"
    one = {"type": "bar", "name": bad, "x": [bad] * 5000, "y": [1e999, float("nan"), None, True, [bad]] * 1000}
    html = still({"data": [one] * 50, "layout": {"title": {"text": bad}, "xaxis": {"title": bad}}})
    assert "<img" not in html and "<script" not in html and len(html) < 200_000
    assert "160 more rows" in html


def test_it_is_seen_in_formgrader_and_in_the_feedback(tmp_path: Path) -> None:
    own = new_output("display_data", {PLOTLY: _figure("bar"), "text/plain": "Figure"})
    chart = charts.line(
        data.load("financial_flows"), x="year", y="usd_million", series="flow", title="Flows", unit="USD million",
        source="financial_flows", alt="Remittances rise.",
    )  # fmt: skip
    ours = [new_output("display_data", bundle) for bundle in chart.bundles()]
    cell = new_code_cell("show", outputs=[own, *ours])
    names = ("assignment_id", "notebook_id", "submission_id", "student", "notebook_path", "last_name", "first_name")
    about = dict.fromkeys(names, "x") | {"index": 0, "total": 1, "base_url": "/services/trainer-c"}
    html = _exporter(course_config(tmp_path), "mark").from_notebook_node(new_notebook(cells=[cell]), resources=about)[0]
    assert html.count("<svg") >= 2 and "Money &lt;i&gt;that" in html and "Remittances rise." in html
    shown = [str(one) for one in displays(cell)]
    assert len(shown) == 3 and "<svg" in shown[0] and "<svg" in shown[1]
