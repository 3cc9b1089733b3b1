"""Every chart has its words, its data and its source; a forgotten one is said in plain English."""

import pandas as pd
import pytest

from course import charts, data
from tests.course.charts import reading


@pytest.fixture
def all_kinds(flows, countries, words):
    """One chart of each kind."""
    pairs = pd.DataFrame({"c": ["a", "b"] * 2, "year": [1, 1, 2, 2], "v": [1, 2, 3, 4]})
    return {
        "line": charts.line(flows, "year", "usd", "flow", **words),
        "bars": charts.bar(countries, "country", "change", **words),
        "columns": charts.bar(flows[flows.flow == "Aid"], "year", "usd", **words),
        "dumbbell": charts.dots(pairs, "v", "c", "year", **words),
        "scatter": charts.dots(countries.assign(x=[1, 2, 3]), "x", "change", label="country", x_title="x", **words),
    }


def test_kinds(all_kinds):
    assert {name: chart.spec.kind for name, chart in all_kinds.items()} == {name: name for name in all_kinds}


def test_every_chart_shows_title_unit_source_description_and_table(all_kinds, words):
    for chart in all_kinds.values():
        html = chart.html()
        for text in words.values():
            assert text in reading.plain(html)
        assert html.count("<svg xmlns") == 1
        assert "<details" in html and "<table" in html and "<caption>" in html
        assert 'download="money-sent-home.csv"' in html


@pytest.mark.parametrize("missing", ["title", "unit", "source", "alt"])
def test_forgotten_words(flows, words, missing):
    with pytest.raises(ValueError, match=f"needs {missing}="):
        charts.line(flows, "year", "usd", "flow", **words | {missing: " "})


def test_alt_has_no_default(flows, words):
    del words["alt"]
    with pytest.raises(TypeError, match="alt"):
        charts.line(flows, "year", "usd", "flow", **words)


def test_unknown_column_names_those_that_exist(flows, words):
    with pytest.raises(ValueError, match=r"no column 'amount'.*year, flow, usd"):
        charts.line(flows, "year", "amount", **words)


def test_no_rows(flows, words):
    with pytest.raises(ValueError, match="no rows"):
        charts.line(flows[:0], "year", "usd", **words)


def test_only_missing_values(flows, words):
    with pytest.raises(ValueError, match="All values are missing"):
        charts.line(flows.assign(usd=None), "year", "usd", "flow", **words)


def test_repeated_position(flows, words):
    with pytest.raises(ValueError, match="2018 has more than one row"):
        charts.line(flows, "year", "usd", **words)


def test_too_many_series(words):
    frame = pd.DataFrame([(y, f"c{k}", k) for y in (1, 2) for k in range(7)], columns=["y", "s", "v"])
    with pytest.raises(ValueError, match="at most 6"):
        charts.line(frame, "y", "v", "s", **words)
    chart = charts.line(frame, "y", "v", "s", highlight=["c2"], **words)
    assert [s.tone for s in chart.spec.series] == [0, 0, 1, 0, 0, 0, 0]


def test_highlight_must_exist(countries, words):
    with pytest.raises(ValueError, match="'Nepall'"):
        charts.bar(countries, "country", "change", highlight=["Nepall"], **words)


def test_several_columns_become_series(words):
    frame = pd.DataFrame({"year": [2020, 2021], "a": [1, 2], "b": [3, None]})
    chart = charts.line(frame, "year", {"a": "Fee", "b": "Margin"}, **words)
    assert [s.name for s in chart.spec.series] == ["Fee", "Margin"]
    assert list(chart.table.columns) == ["year", "Fee", "Margin"]
    with pytest.raises(ValueError, match="not both"):
        charts.line(frame, "year", {"a": "Fee", "b": "Margin"}, "year", **words)


def test_table_holds_the_numbers_of_the_chart(flows, words):
    table = charts.line(flows, "year", "usd", "flow", divide_by=1000, **words).table
    assert list(table.columns) == ["year", "Remittances", "Aid"]
    assert table.set_index("year").loc[2022, "Remittances"] == 4.0
    assert table.set_index("year")["Aid"].isna().sum() == 1


def test_the_frame_is_left_alone(flows, words):
    before = flows.copy()
    charts.line(flows, "year", "usd", "flow", divide_by=1000, **words)
    pd.testing.assert_frame_equal(flows, before)


def test_source_of_a_dataset_and_of_two(flows, words):
    chart = charts.line(flows, "year", "usd", "flow", **words | {"source": "remittances_received"})
    note = data.source("remittances_received")
    assert chart.spec.source == note.short
    assert note.licence in reading.plain(chart.html())
    both = words | {"source": ["remittances_received", "migrant_stock_world"]}
    assert charts.line(flows, "year", "usd", "flow", **both).spec.source.count(";") >= 1


def test_mistyped_dataset(flows, words):
    with pytest.raises(ValueError, match="There is no dataset 'remittance_received'"):
        charts.line(flows, "year", "usd", "flow", **words | {"source": "remittance_received"})


def test_invented_data_say_so_everywhere(flows, words):
    chart = charts.line(flows, "year", "usd", "flow", **words | {"source": "household_budgets"})
    label = "Invented data for practice"
    picture = chart.bundles()[0]
    assert label in picture["text/html"].split("<svg")[0]
    assert label in reading.root(chart.svg()).find(f"{reading.SVG}title").text
    assert label in chart.plotly()["layout"]["title"]["text"]
    assert label in picture["text/plain"]
    assert label not in charts.line(flows, "year", "usd", "flow", **words).html()


def test_scatter_needs_the_name_of_its_axis(countries, words):
    with pytest.raises(ValueError, match="x_title"):
        charts.dots(countries.assign(x=[1, 2, 3]), "x", "change", **words)
    with pytest.raises(ValueError, match="above zero"):
        charts.dots(countries.assign(x=[0, 2, 3]), "x", "change", x_title="x", log_x=True, **words)
