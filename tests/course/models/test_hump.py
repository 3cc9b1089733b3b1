"""The middle line over countries and the rank correlation, by hand."""

import math

import pytest

from course.models import hump


def test_emigrants_per_100_residents():
    assert hump.emigrant_share(905_000, 7_200_000) == pytest.approx(12.5694, abs=1e-4)
    with pytest.raises(ValueError):
        hump.emigrant_share(1, 0)


def test_quantiles_with_equal_weights():
    pairs = [(4.0, 1), (1.0, 1), (2.0, 1), (3.0, 1)]  # places 1/8, 3/8, 5/8, 7/8
    assert hump.weighted_quantile(pairs, 0.5) == 2.5
    assert hump.weighted_quantile(pairs, 0.25) == 1.5
    assert hump.weighted_quantile(pairs, 0) == 1.0 and hump.weighted_quantile(pairs, 1) == 4.0


def test_a_heavy_value_pulls_the_middle():
    assert hump.weighted_quantile([(1.0, 1), (10.0, 9)], 0.5) == pytest.approx(9.1)  # places 0.05 and 0.55: 1 + 0.9 · 9


def test_the_weight_one_window_away():
    ten = [(10_000.0, 5.0)] * 10
    there = hump.local_share(ten, 10_000 * 10**hump.WINDOW)
    assert there.near == pytest.approx(10 * math.exp(-0.5))
    assert (there.low, there.middle, there.high) == (5.0, 5.0, 5.0)
    assert hump.local_share(ten, 10_000 * 10 ** (3 * hump.WINDOW)).middle is None


def test_the_line_is_blind_to_what_is_far_away():
    points = [(2_000.0, 1.0)] * 8 + [(50_000.0, 9.0)] * 8
    low, high = hump.line(points, [2_000, 50_000])
    assert (low.middle, high.middle) == (1.0, 9.0)


def test_ranks_share_their_mean():
    assert hump.ranks([3, 1, 3, 2]) == [3.5, 1, 3.5, 2]


@pytest.mark.parametrize(
    ("points", "rho"),
    [
        ([(1, 1), (10, 2), (100, 3), (1000, 2.5)], 0.8),  # 1 − 6 · (0 + 0 + 1 + 1) / (4 · 15)
        ([(1, 9), (2, 5), (3, 1)], -1),
        ([(1, 1), (2, 3), (3, 2), (4, 1)], -0.1054),  # 1 and 1 share rank 1.5
        ([(1, 1), (2, 2)], None),
        ([(1, 1), (1, 2), (1, 3)], None),
    ],
)
def test_rank_correlation(points, rho):
    found = hump.rank_correlation(points)
    assert found == (rho if rho is None else pytest.approx(rho, abs=1e-4))


def test_a_hump_has_nearly_no_rank_correlation():
    """Why one number for all countries hides the shape."""
    points = [(x, -((x - 50) ** 2)) for x in range(101)]
    assert hump.rank_correlation(points) == pytest.approx(0, abs=1e-9)
    assert hump.rank_correlation(points[:50]) == pytest.approx(1)
