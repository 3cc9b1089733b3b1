import pytest

from course.models.capacity import gap, widest
from course.models.similarity import degrees, distance, similarity, standardised
from course.models.situation import band, displaced_per_1000, distance_from_half, yearly_change_pct


@pytest.mark.parametrize(
    ("value", "expected"), [(4.99, "low"), (5, "middle"), (24.99, "middle"), (25, "high"), (None, None)]
)
def test_a_limit_belongs_to_the_upper_band(value, expected):
    assert band(value, 5, 25) == expected


def test_no_limit_no_band():
    assert band(7, None, None) is None


def test_measures_by_hand():
    assert displaced_per_1000(3000, 9000, 8000, 5_000_000) == 4
    assert distance_from_half(27.4) == pytest.approx(22.6) == distance_from_half(72.6)
    assert yearly_change_pct(100, 121, 2) == pytest.approx(10)
    assert yearly_change_pct(100, 81, 2) == pytest.approx(-10)


@pytest.mark.parametrize("bad", [(0, 5, 1), (5, 0, 1), (5, 5, 0)])
def test_a_change_needs_two_numbers_and_a_period(bad):
    with pytest.raises(ValueError, match="period"):
        yearly_change_pct(*bad)


def test_standardised_columns_have_mean_zero_and_spread_one():
    rows = standardised([[1, 10, 5], [3, None, 5], [5, 30, 5]])
    assert [row[0] for row in rows] == pytest.approx([-1.2247, 0, 1.2247], abs=1e-4)
    assert [row[1] for row in rows] == [pytest.approx(-1), None, pytest.approx(1)]
    assert [row[2] for row in rows] == [0, 0, 0], "no spread, no difference"


def test_distance_leaves_out_what_one_lacks():
    assert distance([0, 0], [3, 4]) == pytest.approx((25 / 2) ** 0.5)
    assert distance([0, None], [3, 4]) == 3
    assert distance([None], [1]) is None
    assert similarity(0) == 1 and similarity(1) == 0.5 and similarity(None) is None


def test_degrees_count_arrows_in_both_directions():
    found = degrees([("A", "B"), ("A", "C"), ("D", "B")])
    assert found == {"A": (2, 0), "B": (0, 2), "C": (0, 1), "D": (1, 0)}


def test_more_than_needed_is_no_gap():
    assert (gap(1, 3), gap(3, 1), gap(2, 2)) == (2, 0, 0)
    assert widest({"a": 1, "b": 2, "c": 2}) == ["b", "c"]
    assert widest({"a": 0}) == [] == widest({})
    with pytest.raises(ValueError, match="between 0 and 3"):
        gap(4, 1)
