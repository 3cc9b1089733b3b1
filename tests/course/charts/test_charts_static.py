"""The still pictures show the numbers that they were given."""

import re

import pandas as pd
import pytest

from course import charts
from course.charts.static import PLOT, trace
from tests.course.charts import reading


def value_at(svg: str, y: float) -> float:
    low, high = reading.edges(svg, "y")
    return low + (high - low) * (1 - y / PLOT)


def test_line_points_match_the_data(flows, words):
    svg = charts.line(flows, "year", "usd", "flow", divide_by=1000, **words).svg()
    first, last = reading.edges(svg, "x")
    for name, group in reading.series(svg).items():
        rows = flows[(flows.flow == name) & flows.usd.notna()]
        drawn = [point for run in reading.line_points(group) for point in run]
        assert [round(first + x * (last - first), 2) for x, _y in drawn] == list(rows.year)
        for (_x, y), usd in zip(drawn, rows.usd, strict=True):
            assert value_at(svg, y) == pytest.approx(usd / 1000, abs=0.01)


def test_missing_value_breaks_the_line(flows, words):
    svg = charts.line(flows, "year", "usd", "flow", **words).svg()
    lines = reading.series(svg)
    assert [len(run) for run in reading.line_points(lines["Aid"])] == [2, 2]
    assert [len(run) for run in reading.line_points(lines["Remittances"])] == [5]


def test_point_between_two_gaps_gets_a_dot():
    path, alone = trace([0, 0.25, 0.5, 0.75, 1], [10.0, None, 20.0, None, 30.0])
    assert alone == [(0, 10.0), (0.5, 20.0), (1, 30.0)]
    assert path == "M0 10M500 20M1000 30"


def test_rows_in_any_order_give_the_same_line(flows, words):
    one = charts.line(flows, "year", "usd", "flow", **words)
    mixed = flows.sort_values(["flow", "year"], ascending=[False, False])
    other = charts.line(mixed, "year", "usd", "flow", **words)
    for name in ("Aid", "Remittances"):
        assert reading.line_points(reading.series(one.svg())[name]) == reading.line_points(
            reading.series(other.svg())[name]
        )


def test_line_names_stand_beside_the_lines_and_do_not_touch(words):
    close = pd.DataFrame({"year": [2020, 2021] * 4, "s": list("aabbccdd"), "v": [1, 5, 1, 5.01, 1, 5.02, 1, 5.03]})
    svg = charts.line(close, "year", "v", "s", digits=2, **words).svg()
    places = [
        float(t.get("y")) for t in reading.root(svg).iter(f"{reading.SVG}text") if "".join(t.itertext())[0] in "abcd"
    ]
    assert len(places) == 4
    gaps = [b - a for a, b in zip(sorted(places), sorted(places)[1:], strict=False)]
    assert min(gaps) >= 15


def test_quarters_keep_the_order_of_the_table_and_show_years(words):
    quarters = [f"{year} Q{q}" for year in range(2016, 2020) for q in (1, 2, 3, 4)]
    svg = charts.line(pd.DataFrame({"q": quarters, "v": range(16)}), "q", "v", **words).svg()
    assert [t for t in reading.texts(svg) if t.startswith("201")] == ["2016", "2017", "2018", "2019"]
    (run,) = reading.line_points(reading.series(svg)["values"])
    assert [round(x * 15) for x, _y in run] == list(range(16))


def test_columns_start_at_zero_and_match(words):
    frame = pd.DataFrame({"year": range(2010, 2020), "v": [900, 910, 950, 940, 990, 1000, 1010, 1050, 1100, 1150]})
    svg = charts.bar(frame, "year", "v", **words).svg()
    assert reading.edges(svg, "y")[0] == 0
    bars = reading.rectangles(reading.series(svg)["values"])
    for bar, value in zip(bars, frame.v, strict=True):
        assert float(bar["y"]) + float(bar["height"]) == pytest.approx(PLOT, abs=0.11)
        assert value_at(svg, float(bar["y"])) == pytest.approx(value, rel=0.001)


def test_scatter_points_match(words):
    frame = pd.DataFrame({"name": ["A", "B", "C"], "gdp": [1000, 10000, 50000], "share": [30, 10, 2.5]})
    svg = charts.dots(frame, "gdp", "share", label="name", x_title="USD", log_x=True, **words).svg()
    (group,) = reading.series(svg).values()
    from math import log10

    low, high = (log10(v) for v in reading.edges(svg, "x"))
    for (x, y), row in zip(reading.circles(group), frame.itertuples(), strict=True):
        assert 10 ** (low + x * (high - low)) == pytest.approx(row.gdp, rel=0.01)
        assert value_at(svg, y) == pytest.approx(row.share, abs=0.1)


def test_picture_names_itself_for_screen_readers(flows, words):
    picture = reading.root(charts.line(flows, "year", "usd", "flow", **words).svg())
    assert picture.get("role") == "img"
    title, text = picture.find(f"{reading.SVG}title"), picture.find(f"{reading.SVG}desc")
    assert title.text == "Money sent home, USD billion"
    assert text.text == words["alt"]


def test_words_with_signs_stay_words(flows, words):
    odd = words | {"title": 'Fees < 5 % & "free"', "alt": "a < b & c"}
    chart = charts.line(flows, "year", "usd", "flow", **odd)
    assert reading.root(chart.svg()).find(f"{reading.SVG}desc").text == "a < b & c"
    assert "<script" not in charts.line(flows, "year", "usd", "flow", **words | {"alt": "<script>x</script>"}).html()


def test_a_chart_may_stand_on_a_page_twice(flows, words):
    chart = charts.line(flows, "year", "usd", "flow", **words)
    assert not re.findall(r"""\s(?:id|aria-[a-z]*by)=""", chart.html()), "two copies would share an id"


def test_pictures_stay_small(words):
    years = range(1970, 2025)
    frame = pd.DataFrame([(y, s, y % 7 + k) for y in years for k, s in enumerate("abcdef")], columns=["y", "s", "v"])
    assert len(charts.line(frame, "y", "v", "s", **words).svg().encode()) < 12_000


def test_text_is_text_and_colours_follow_the_page(flows, words):
    svg = charts.line(flows, "year", "usd", "flow", **words).svg()
    assert "Remittances" in " ".join(reading.texts(svg))
    assert "var(--mdt-series-1,#" in svg
    assert "<image" not in svg and "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_name_of_the_axis_stands_inside_the_picture(words):
    frame = pd.DataFrame({"month": range(30), "v": range(30)})
    for draw in (charts.line, charts.dots):
        more = {"label": "month"} if draw is charts.dots else {}
        picture = reading.root(draw(frame, "month", "v", x_title="Month", **more, **words).svg())
        (name,) = [one for one in picture.iter(f"{reading.SVG}text") if one.text == "Month"]
        assert 12 + float(name.get("y")) < float(picture.get("height")), draw.__name__
