"""The interactive picture: valid for plotly, the same numbers, written without plotly."""

import re

import plotly.graph_objects as go
import pytest

from course import charts, look
from course.charts.plotly_template import layout
from course.charts.scale import text_width


@pytest.fixture
def made(flows, countries, words):
    """Charts of each kind."""
    pairs = flows[flows.year.isin([2018, 2022])]
    return [
        charts.line(flows, "year", "usd", "flow", **words),
        charts.line(flows.assign(q=[f"{y} Q1" for y in flows.year]), "q", "usd", "flow", highlight=["Aid"], **words),
        charts.bar(flows, "year", "usd", "flow", **words),
        charts.bar(countries, "country", "change", highlight=["Nepal"], **words),
        charts.bar(pairs.assign(year=pairs.year.astype(str)), "year", "usd", "flow", **words),
        charts.dots(pairs, "usd", "flow", "year", **words),
        charts.dots(
            countries.assign(x=[10, 100, 1000]), "x", "change", label="country", x_title="x", log_x=True, **words
        ),
    ]


def test_plotly_accepts_every_chart(made):
    for chart in made:
        figure = chart.figure
        assert isinstance(figure, go.Figure)
        assert go.Figure(figure.to_dict()) == figure


def test_numbers_are_those_of_the_table(flows, words):
    chart = charts.line(flows, "year", "usd", "flow", divide_by=1000, **words)
    lines = {t.name: t for t in chart.figure.data if t.mode and "lines" in t.mode}
    for name, trace in lines.items():
        shown = chart.table.set_index("year")[name]
        assert list(trace.x) == list(shown.index)
        assert [v for v in trace.y if v is not None] == pytest.approx(list(shown.dropna()))
        assert trace.connectgaps is False


def test_bars_of_plotly_begin_at_zero(flows, words):
    low, _high = charts.bar(flows[flows.flow == "Aid"], "year", "usd", **words).plotly()["layout"]["yaxis"]["range"]
    assert low == 0


def test_title_and_unit_are_inside(made, words):
    for chart in made:
        text = chart.plotly()["layout"]["title"]["text"]
        assert words["title"] in text and words["unit"] in text


def test_only_colours_of_the_look(made):
    allowed = {pair["light"] for pair in look.tokens()["colour"].values()}
    for chart in made:
        for trace in chart.plotly()["data"]:
            colours = [trace.get("line", {}).get("color"), trace.get("marker", {}).get("color")]
            flat = [c for item in colours for c in (item if isinstance(item, list) else [item]) if c]
            assert set(flat) <= allowed


def test_charts_survive_a_change_of_theme_in_jupyterlab(made):
    assert all("responsive" not in chart.plotly()["config"] for chart in made)


def test_title_can_move_into_the_page(made):
    for chart in made:
        page = chart.plotly()["layout"]
        assert 0 < page["meta"]["heading"] < page["margin"]["t"] < page["height"]


def test_a_phone_shows_the_whole_title(flows, words):
    long = "Two conventions of one time: nearly all States joined the first, three in ten the second"
    more = {"title": long, "unit": "mean composite at the second interview, 0 to 1", "synthetic": True}
    text = charts.line(flows, "year", "usd", "flow", **words | more).plotly()["layout"]["title"]["text"]
    title, unit = text.split("</b><br>", 1)
    assert title.removeprefix("<b>").replace("<br>", " ") == long
    lines = title.removeprefix("<b>").split("<br>")
    assert all(text_width(line, 17, bold=True) < 350 for line in lines) and len(lines[-1]) > 20
    assert all(text_width(re.sub("<[^>]+>", "", line)) < 350 for line in unit.split("<br>"))


def test_template_is_valid_and_registered():
    import plotly.io as pio

    template = charts.template()
    assert pio.templates["course"].layout.colorway == tuple(look.colour(f"series-{i}") for i in range(1, 7))
    assert template.layout.font.color == look.colour("ink")
    assert go.Figure(layout={"template": "course"}).layout.template.layout.separators == layout()["separators"]
