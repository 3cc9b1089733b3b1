"""Round ticks, readable numbers, labels that do not overlap."""

import itertools

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course.charts.axes import category_ticks
from course.charts.scale import (
    digits_for,
    format_number,
    inner_ticks,
    nice_ticks,
    spread,
    text_width,
    value_ticks,
    wrap,
    year_ticks,
)

numbers = st.floats(-1e9, 1e9, allow_nan=False).map(lambda v: round(v, 3))


def test_known_ticks():
    assert nice_ticks(0, 669, 4) == [0, 200, 400, 600, 800]
    assert nice_ticks(6.1, 9.9, 4) == [6, 7, 8, 9, 10]
    assert nice_ticks(-0.5, 0.3, 4) == [-0.6, -0.4, -0.2, 0, 0.2, 0.4]
    assert nice_ticks(0, 0) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    assert inner_ticks(2004, 2023, 5) == [2005, 2010, 2015, 2020]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 304, [0, 100, 200, 300, 400]),
        (0, 10.3, [0, 2, 4, 6, 8, 10, 12]),
        (0, 49.9, [0, 10, 20, 30, 40, 50]),
    ],
)
def test_value_axes_people_would_draw(low, high, ticks):
    assert value_ticks(low, high) == pytest.approx(ticks)


def test_value_axis_of_zeros_only():
    ticks = value_ticks(0, 0)
    assert ticks[0] == 0 and ticks[-1] == 1


@given(st.integers(1800, 2100), st.integers(1, 300))
def test_years_stay_inside(first, length):
    ticks = year_ticks(first, first + length)
    assert 2 <= len(ticks) <= 5
    assert first <= ticks[0] and ticks[-1] <= first + length


@given(numbers, numbers)
def test_value_axes_cover_with_few_lines(a, b):
    low, high = sorted((a, b))
    assume(high - low > 1e-2)
    ticks = value_ticks(low, high)
    assert 4 <= len(ticks) <= 10
    assert ticks[0] <= low + 1e-6 * (high - low) and ticks[-1] >= high - 1e-6 * (high - low)


@pytest.mark.parametrize(
    ("first", "last", "ticks"),
    [
        (1990, 2024, [1990, 2000, 2010, 2020]),
        (2012, 2022, [2012, 2016, 2020]),
        (2019, 2022, [2019, 2020, 2021, 2022]),
        (2004, 2023, [2005, 2010, 2015, 2020]),
    ],
)
def test_years_on_an_axis(first, last, ticks):
    assert year_ticks(first, last) == ticks


@given(numbers, numbers)
def test_ticks_cover_the_data_and_are_few(a, b):
    low, high = sorted((a, b))
    assume(high - low > 1e-2)
    ticks = nice_ticks(low, high, 5)
    dust = 1e-6 * (ticks[1] - ticks[0])  # a hair beyond the last tick is not worth another step
    assert ticks[0] <= low + dust and ticks[-1] >= high - dust
    assert 2 <= len(ticks) <= 8
    assert ticks == sorted(set(ticks))


@pytest.mark.parametrize(
    ("value", "digits", "unit", "text"),
    [
        (304021813, 0, "people", "304,021,813"),
        (1234.5, 1, "USD", "1,234.5"),
        (-0.5, 1, "% of GDP", "−0.5\u00a0%"),
        (-0.01, 1, "", "0.0"),
        (None, 1, "%", "–"),
        (6.45, 1, "USD", "6.5"),
    ],
)
def test_numbers(value, digits, unit, text):
    assert format_number(value, digits, unit) == text


def test_digits_that_suit():
    assert digits_for([1, 2.0, 300]) == 0
    assert digits_for([0.12, 1.5]) == 2
    assert digits_for([12.34, 5]) == 1
    assert digits_for([1234.5]) == 0


@given(st.lists(st.tuples(st.floats(0, 250), st.sampled_from([20, 36, 52])), min_size=1, max_size=6))
def test_labels_do_not_overlap_and_stay_in_order(labels):
    wanted, sizes = [w for w, _s in labels], [s for _w, s in labels]
    assume(sum(sizes) <= 262)
    found = spread(wanted, sizes, -12, 264)
    order = sorted(range(len(found)), key=lambda i: found[i])
    for above, below in itertools.pairwise(order):
        assert found[below] - sizes[below] / 2 >= found[above] + sizes[above] / 2 - 1e-6
        assert wanted[above] <= wanted[below] + 1e-9
    assert min(c - s / 2 for c, s in zip(found, sizes, strict=True)) >= -12 - 1e-6
    assert max(c + s / 2 for c, s in zip(found, sizes, strict=True)) <= 264 + 1e-6


def test_lone_label_does_not_move():
    assert spread([100.0], [20], 0, 250) == [100.0]


def test_wrapping():
    assert wrap("Official development assistance", 15) == ["Official", "development", "assistance"]
    assert wrap("", 10) == [""]
    assert wrap("Aid", 10) == ["Aid"]


def test_widths_grow_with_the_text():
    assert text_width("10,000") > text_width("1,000") > text_width("100")
    assert text_width("Nepal", bold=True) > text_width("Nepal")


def test_long_runs_of_quarters_show_years():
    quarters = [f"{year} Q{q}" for year in range(2011, 2025) for q in (1, 2, 3, 4)]
    ticks = category_ticks(quarters)
    assert len(ticks) <= 5 and all(len(label) == 4 and quarters[i] == f"{label} Q1" for i, label in ticks)
    assert category_ticks(["a", "b"]) == [(0, "a"), (1, "b")]
    assert len(category_ticks([str(i) for i in range(100)])) <= 5
