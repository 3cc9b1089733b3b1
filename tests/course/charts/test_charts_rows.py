"""Bars across and dots in rows: the lengths are the numbers, and bars begin at zero."""

import pandas as pd
import pytest

from course import charts
from tests.course.charts import reading


def test_bars_begin_at_zero_and_match(countries, words):
    svg = charts.bar(countries, "country", "change", **words).svg()
    low, high = reading.edges(svg, "x")
    zero = -low / (high - low)
    for bar, value in zip(reading.rectangles(reading.series(svg)["values"]), countries.change, strict=True):
        start, length = reading.share(bar["x"]), reading.share(bar["width"])
        root = start if value >= 0 else start + length
        assert root == pytest.approx(zero, abs=0.0002)
        assert length * (high - low) == pytest.approx(abs(value), abs=0.01)


def test_bars_of_positive_values_start_at_the_left(words):
    frame = pd.DataFrame({"c": ["a", "b"], "v": [95, 100]})
    svg = charts.bar(frame, "c", "v", **words).svg()
    assert reading.edges(svg, "x") == (0, 100)
    widths = [reading.share(b["width"]) for b in reading.rectangles(reading.series(svg)["values"])]
    assert widths == pytest.approx([0.95, 1.0])


def test_bars_keep_the_order_of_the_table(words):
    frame = pd.DataFrame({"c": ["Nepal", "Albania", "Tonga"], "v": [1, 9, 5]})
    found = [t for t in reading.texts(charts.bar(frame, "c", "v", **words).svg()) if t in set(frame.c)]
    assert found == list(frame.c)


def test_missing_bar_says_so(words):
    frame = pd.DataFrame({"c": ["a", "b"], "v": [1.5, None]})
    svg = charts.bar(frame, "c", "v", **words).svg()
    assert len(reading.rectangles(reading.series(svg)["values"])) == 1
    assert "–" in reading.texts(svg)


def test_each_bar_of_a_group_names_its_series(words):
    frame = pd.DataFrame({"c": ["a", "a", "b", "b"], "s": ["Fee", "Margin"] * 2, "v": [1, 2, 3, 4]})
    found = " ".join(reading.texts(charts.bar(frame, "c", "v", "s", **words).svg()))
    assert found.count("Fee") == found.count("Margin") == 2


def test_long_names_wrap_and_all_words_stay(words):
    name = "United Kingdom of Great Britain and Northern Ireland"
    svg = charts.bar(pd.DataFrame({"c": [name], "v": [3]}), "c", "v", **words).svg()
    found = reading.texts(svg)
    assert name not in found
    assert name in " ".join(found)


def test_dots_match_and_are_joined(words):
    frame = pd.DataFrame({"c": ["Bank", "Cash"] * 2, "year": [2017, 2017, 2024, 2024], "v": [11.2, 7.1, 9.0, 6.4]})
    svg = charts.dots(frame, "v", "c", "year", **words).svg()
    low, high = reading.edges(svg, "x")
    for year, group in reading.series(svg).items():
        values = [low + x * (high - low) for x, _y in reading.circles(group)]
        assert values == pytest.approx(list(frame[frame.year == int(year)].v), abs=0.01)
    rows = {y for group in reading.series(svg).values() for _x, y in reading.circles(group)}
    assert len(rows) == 2
