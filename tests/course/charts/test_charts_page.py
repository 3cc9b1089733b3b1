"""The words and the data below a chart."""

import csv
import io
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pandas as pd

from course import charts
from course.charts.page import csv_text, file_name
from tests.course.charts import reading


class Balance(HTMLParser):
    """Stops at a tag that closes another than the one that is open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in {"br", "hr", "img", "input"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_tags_balance(flows, words):
    reader = Balance()
    reader.feed(charts.line(flows, "year", "usd", "flow", note="Mind the gap", **words).html())
    assert reader.open == []


def test_table_for_screen_readers(flows, words):
    html = charts.line(flows, "year", "usd", "flow", **words).html()
    assert html.count('<th scope="col"') == 3
    assert html.count('<th scope="row"') == 5
    assert 'role="region" tabindex="0" aria-label=' in html
    assert '<td class="course-chart__number">–</td>' in html
    assert '<th scope="row">2018</th>' in html


def test_csv_holds_the_exact_numbers(flows, words):
    chart = charts.line(flows, "year", "usd", "flow", divide_by=1000, **words)
    link = re.search(r'href="data:text/csv;charset=utf-8,([^"]*)"', chart.html()).group(1)
    rows = list(
        csv.reader(io.StringIO(unquote(link.replace("&amp;", "&").replace("&#x27;", "'")).removeprefix("\ufeff")))
    )
    assert rows[0] == ["year", "Remittances", "Aid"]
    assert rows[-1] == ["2022", "4.0", "0.9055"]
    assert rows[3] == ["2020", "2.2", ""]


def test_csv_never_holds_a_formula():
    text = csv_text(pd.DataFrame({"a": ["=1+1", "Nepal", "@x"], "b": [-1.0, 2.0, 3.0]}))
    assert text.splitlines()[1:] == ["'=1+1,-1.0", "Nepal,2.0", "'@x,3.0"]


def test_file_names():
    assert file_name("Money: who sends, who receives?") == "money-who-sends-who-receives"
    assert file_name("???") == "chart"
    assert len(file_name("x" * 200)) <= 60


def test_note_is_shown(flows, words):
    assert "Mind the gap" in reading.plain(
        charts.line(flows, "year", "usd", "flow", note="Mind the gap", **words).html()
    )


def test_key_where_nothing_else_names_the_series(flows, words):
    keyed = charts.bar(flows, "year", "usd", "flow", **words).html()
    assert re.findall(r'course-chart__entry">.*?</svg> ([^<]+)<', keyed) == ["Remittances", "Aid"]
    assert "course-chart__key" not in charts.line(flows, "year", "usd", "flow", **words).html()
