"""The models of M02: values checked by hand or by trying every case."""

import math

import pytest

from course import models
from course.models.base_rates import rates_from_share, share_in_feature
from course.models.concentration import concentration, hhi, lorenz, top_share
from course.models.mirror import asymmetry, emigrants, immigrants, pairs
from course.models.overlap import overlap_bounds, overlap_of
from course.models.rounding import whole_numbers


def test_whole_numbers_behind_the_frameworks():
    assert [whole_numbers(percent, 119) for percent in (91, 84, 75)] == [(108, 108), (100, 100), (89, 89)]


@pytest.mark.parametrize("total", [1, 7, 43, 119, 200, 400])
@pytest.mark.parametrize("decimals", [0, 1])
def test_whole_numbers_are_all_that_print_so(total, decimals):
    scale = 10**decimals
    printed = {k: (200 * scale * k + total) // (2 * total) for k in range(total + 1)}  # half up, in whole numbers
    for step in range(0, 100 * scale + 1, 3):
        found = [k for k, shown in printed.items() if shown == step]
        expected = (found[0], found[-1]) if found else None
        assert whole_numbers(step / scale, total, decimals) == expected


def test_a_percentage_that_nothing_gives():
    assert whole_numbers(50, 7) is None
    assert models.get("rounding_inverse").run({"percent": 50, "total": 7}) == {
        "lowest": None,
        "highest": None,
        "count": 0,
    }
    with pytest.raises(ValueError, match="at least 1"):
        whole_numbers(50, 0.2)


def test_overlap_by_trying_all_groups():
    everyone = range(6)
    for a in range(7):
        for b in range(7):
            shared = [len(set(range(a)) & set(range(shift, shift + b))) for shift in range(7 - b)]
            assert overlap_bounds(len(everyone), a, b) == (min(shared), max(shared))


def test_overlap_of_the_frameworks():
    assert overlap_bounds(119, 100, 89) == (70, 89)
    assert overlap_of(100, 89, 108) == 81
    assert overlap_of(10, 20, 5) is None and overlap_of(10, 20, 31) is None
    assert overlap_bounds(9, 10, 5) is None
    assert models.get("overlap").run({"total": 100, "first": 60, "second": 50, "either": 105})["both"] is None


def test_rural_poverty():
    """World Development Report 2008: 58 % rural, 30 % of the rural people poor, 75 % of the poor rural."""
    everybody, urban = rates_from_share(0.58, 0.30, 0.75)
    assert everybody == pytest.approx(0.232) and urban == pytest.approx(0.1381, abs=5e-5)
    assert share_in_feature(0.58, 0.30, urban) == (pytest.approx(0.232), pytest.approx(0.75))


def test_the_two_directions_undo_each_other():
    there = models.get("base_rates").run({"group": 62, "rate": 31, "other_rate": 9})
    back = models.get("base_rates_back").run({"group": 62, "rate": 31, "share": there["share"]})
    assert back["other_rate"] == pytest.approx(9) and back["everybody"] == pytest.approx(there["everybody"])


def test_populations_that_cannot_be():
    assert rates_from_share(0.9, 0.9, 0.1) is None
    assert rates_from_share(1, 0.5, 0.5) is None and rates_from_share(0.5, 0.5, 0) is None
    assert share_in_feature(0.5, 0, 0) == (0, None)


SITES = [12380, 6173, 3174, 2595, 2460, 2413, 1938, 1718, 1661, 1488]


def test_concentration_of_the_training_sites():
    found = concentration(SITES, total=42513, others=42)
    assert (found["sum"], found["rest"]) == (36000, 6513)
    assert [round(100 * found[name], 2) for name in ("top1", "top3", "top10")] == [29.12, 51.11, 84.68]
    assert found["hhi"] == pytest.approx(0.1288, abs=5e-5)
    assert found["equal_places"] == pytest.approx(7.77, abs=0.005)


def test_concentration_at_its_ends():
    assert hhi([5]) == 1 and hhi([3, 3, 3, 3]) == pytest.approx(0.25)
    assert top_share([50, 30, 20], 2) == pytest.approx(0.8)
    assert lorenz([1, 3]) == [(0, 0), (0.5, 0.25), (1, 1)]
    assert all(y <= x + 1e-12 for x, y in lorenz(SITES))


@pytest.mark.parametrize(("values", "total"), [([], None), ([0], None), ([-1, 2], None), ([5], 4), ([math.nan], None)])
def test_concentration_refuses(values, total):
    with pytest.raises(ValueError, match=r"[Ee]ach place|total"):
        concentration(values, total)


COUNTED = {"A": {"A": 0, "B": 120, "C": 30}, "B": {"A": 10, "B": 0, "C": 5}, "C": {"A": 4, "B": 6, "C": 0}}
ESTIMATED = {"A": {"A": 0, "B": 80, "C": 30}, "B": {"A": 10, "B": 0, "C": 0}, "C": {"A": 0, "B": 6, "C": 0}}


def test_mirror_totals():
    assert emigrants(COUNTED, "A") == 150 and immigrants(COUNTED, "A") == 14
    assert sum(emigrants(COUNTED, c) for c in COUNTED) == sum(immigrants(COUNTED, c) for c in COUNTED)


def test_mirror_asymmetry():
    assert asymmetry(120, 80) == 40 and asymmetry(5, 5) == 0 and asymmetry(7, 0) == 200 and asymmetry(0, 0) is None
    widest = max(pairs(COUNTED, ESTIMATED), key=lambda pair: abs(pair["difference"]))
    assert (widest["origin"], widest["destination"], widest["difference"]) == ("A", "B", 40)
    with pytest.raises(ValueError, match="same countries"):
        pairs(COUNTED, {})
