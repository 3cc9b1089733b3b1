"""T10: charts built with lists and fields, or read from a figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import answers, ask, chart_rules
from course.questions import base, chart

FRAME = {
    "columns": ["country", "year", "people"],
    "rows": [["Norland", 2010, 212000], ["Norland", 2024, 301000], ["Velland", 2010, 96000], ["Velland", 2024, 121000]],
}
GOOD = {
    "kind": "bars",
    "x": "country",
    "y": "people",
    "series": "year",
    "show": ["2024"],
    "zero": True,
    "sort": "down",
    "title": "Emigrants of Sandovia, 2024",
    "unit": "people",
    "source": "Invented data",
}
RULES = [
    chart_rules.kind("bars", "Bars compare sizes."),
    chart_rules.zero("Begin at zero."),
    chart_rules.says("title", ["Sandovia", "2024"], "The title lacks the place or the year."),
    chart_rules.says("unit", ["people"], "People are counted."),
]


@pytest.mark.parametrize(
    ("changes", "share", "says"),
    [
        ({}, 1, "Correct"),
        ({"zero": False}, 0.75, "Begin at zero."),
        ({"title": "Emigrants"}, 0.75, "lacks the place"),
        ({"title": "", "unit": "%"}, 0.5, "People are counted."),
        ({"kind": "pie", "zero": False, "title": "x", "unit": ""}, 0.25, "Bars compare sizes."),
    ],
)
def test_the_share_of_rules_that_hold(marked: Callable, changes: dict, share: float, says: str) -> None:
    earned, message = marked("chart", {**GOOD, **changes}, rules=RULES, points=4)
    assert earned == 4 * share and says in message


def test_no_rule_holds(marked: Callable) -> None:
    earned, message = marked("chart", {"kind": "bars", "zero": False}, rules=RULES[1:], points=4)
    assert earned == 0 and "0 of 3 rules" in message


@pytest.mark.parametrize("value", [{"kind": "waterfall"}, {"kind": ["bars"]}, {"title": "x"}, "bars", 5])
def test_a_damaged_chart_earns_nothing(marked: Callable, value: object) -> None:
    earned, message = marked("chart", value, rules=RULES)
    assert earned == 0 and "form that this question does not use" in message


def test_parsing_fills_in_what_is_missing(home: Path) -> None:
    desc = ask.build("chart", "m02-e7", FRAME)
    assert desc["start"] == {"kind": "line", "x": "country", "y": "year", "series": "", "show": [], "zero": True,
                             "sort": "table", "title": "", "unit": "", "source": ""}  # fmt: skip
    value = chart.parse(desc, {"kind": "bars", "x": "year", "y": "people", "series": "country", "title": " A  title "})
    assert value["show"] == ["Norland", "Velland"] and value["title"] == "A title" and value["zero"] is True
    assert chart.parse(desc, {**GOOD, "show": ["2024", "2010"]})["show"] == ["2010", "2024"]
    assert chart.parse(desc, {**GOOD, "series": ""})["show"] == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "radar"}, "kind of chart"),
        ({"x": "age"}, "columns of the table"),
        ({"series": ["year"]}, "columns of the table"),
        ({"y": "country"}, "column of numbers"),
        ({"show": ["1990"]}, "names that can be shown"),
        ({"zero": "yes"}, "begins at zero"),
        ({"sort": "random"}, "order"),
        ({"title": "x" * 301}, "too long"),
        ({"title": 5}, "no text"),
    ],
)
def test_what_cannot_be_a_chart_is_refused_in_plain_words(home: Path, changes: dict, says: str) -> None:
    desc = ask.build("chart", "m02-e7", FRAME)
    with pytest.raises(base.Refused, match=says):
        chart.parse(desc, {**GOOD, **changes})


def test_the_visible_check_sees_an_unchanged_chart_and_empty_texts(home: Path) -> None:
    desc = ask.build("chart", "m02-e7", FRAME, start={"kind": "pie", "x": "country", "y": "people"})
    assert "given" in chart.finding(desc, desc["start"])
    assert "Unit" in chart.finding(desc, chart.parse(desc, {**GOOD, "unit": ""}))
    assert chart.finding(desc, chart.parse(desc, GOOD)) is None
    assert chart.words(desc, chart.parse(desc, GOOD)).startswith("Bars; people – country; year: 2024; largest first;")


def test_an_author_who_asks_for_the_impossible_hears_it() -> None:
    for options in ({"kinds": ["radar"]}, {"kinds": []}, {"parts": ["poem"]}, {"start": {"x": "age"}}):
        with pytest.raises(ValueError):
            chart.describe(FRAME, **options)
    with pytest.raises(ValueError, match="column of numbers"):
        chart.describe({"columns": ["a"], "rows": [["x"]]})


def test_a_plotly_figure_becomes_the_same_chart(home: Path) -> None:
    import plotly.express as px
    import plotly.graph_objects as go

    figure = go.Figure([go.Bar(x=["Norland", "Velland"], y=[301, 121], name="2024")])
    figure.update_layout(title="Emigrants of Sandovia, 2024", yaxis_title="thousand people")
    figure.add_annotation(text="Source: invented data", showarrow=False)
    ask.chart("m02-e7", FRAME)
    ask.chart("m02-e7", value=figure)
    assert answers.get("m02-e7").value == {**GOOD, "unit": "thousand people", "source": "Source: invented data"}
    ask.chart("m02-e7", value=go.Figure([go.Bar(y=["Velland", "Norland"], x=[121, 301], orientation="h", name="2024")]))
    assert answers.get("m02-e7").value["sort"] == "up" and answers.get("m02-e7").value["title"] == ""

    import pandas as pd

    table = pd.DataFrame(FRAME["rows"], columns=FRAME["columns"])
    ask.chart("m02-e7", value=px.line(table, x="year", y="people", color="country"))
    value = answers.get("m02-e7").value
    assert (value["kind"], value["x"], value["series"], value["show"]) == (
        "line",
        "year",
        "country",
        ["Norland", "Velland"],
    )
    assert value["zero"] is False
    ask.chart("m02-e7", value=px.pie(table[table["year"] == 2024], names="country", values="people"))
    assert answers.get("m02-e7").value["kind"] == "pie"
    ask.chart("m02-e7", value=px.bar(table, x="year", y="people", color="country"))
    assert answers.get("m02-e7").value["kind"] == "stacked"
    ask.chart("m02-e7", value=px.scatter(table, x="year", y="people").update_yaxes(range=[0, 400000]))
    assert answers.get("m02-e7").value["kind"] == "dots" and answers.get("m02-e7").value["zero"] is True


def test_a_chart_of_the_course_becomes_the_same_chart(home: Path) -> None:
    import pandas as pd

    from course import charts

    table = pd.DataFrame(FRAME["rows"], columns=FRAME["columns"])
    made = charts.line(table, x="year", y="people", series="country", divide_by=1000, title="Two countries",
                       unit="thousand people", source="Invented data", alt="Both rise.", synthetic=True)  # fmt: skip
    ask.chart("m02-e7", FRAME)
    ask.chart("m02-e7", value=made)
    value = answers.get("m02-e7").value
    assert (value["kind"], value["x"], value["y"], value["series"]) == ("line", "year", "people", "country")
    assert value["title"] == "Two countries" and value["unit"] == "thousand people"


def test_a_figure_of_other_numbers_is_refused(home: Path) -> None:
    import plotly.graph_objects as go

    desc = ask.build("chart", "m02-e7", FRAME)
    for figure, says in (
        (go.Figure(), "one kind"),
        (go.Figure([go.Bar(x=["Norland"], y=[5])]), "does not show columns"),
        (go.Figure([go.Bar(x=["Norland"], y=[301000]), go.Scatter(x=["Velland"], y=[121000])]), "one kind"),
        (go.Figure([go.Bar(x=[], y=[])]), "draws nothing"),
    ):
        with pytest.raises(base.Refused, match=says):
            chart.parse(desc, figure)
