"""Charts in a page: still first."""

from __future__ import annotations

import json

import pytest

from book.ext import charts

FIGURE = {
    "data": [{"y": [1, 2]}],
    "layout": {"title": {"text": "</script>"}},
    "config": {"plotlyServerURL": "https://x"},
}


def test_the_still_figure_comes_first_and_the_button_is_off_without_script() -> None:
    html = charts.render({charts.MIME: FIGURE, "text/html": ["<figure>", "<svg></svg></figure>"]})
    assert html is not None
    assert html.index("<svg>") < html.index("<button")
    assert 'course-book-chart-explore" hidden' in html
    figure = json.loads(html.split('<script type="application/json">')[1].split("</script>")[0])
    assert figure == {"data": FIGURE["data"], "layout": FIGURE["layout"]}


def test_a_chart_without_a_still_figure_is_refused() -> None:
    with pytest.raises(charts.StaticFigureMissing):
        charts.render({charts.MIME: FIGURE, "text/plain": "Figure"})


def test_other_outputs_are_left_alone_by_charts() -> None:
    assert charts.render({"image/png": "x"}) is None
