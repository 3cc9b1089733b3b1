import pytest

from course import models
from course.models.multiplier import multiplier, multiplier_range, rounds


def test_hand_checked_value():
    assert multiplier(0.8, 0.1, 0.3) == pytest.approx(1.7241, abs=5e-5)


def test_one_when_nothing_is_spent_again():
    assert multiplier(0, 0, 0) == 1
    assert multiplier(0, 0.6, 0) == 1


def test_halving_it_needs_a_large_leak():
    assert multiplier(0.8, 0.1, 0.88) == pytest.approx(multiplier(0.8, 0.1, 0.3) / 2)
    run = models.get("multiplier").run
    assert run({"c": 0.8, "t": 0.1, "m": 0.88})["k"] == pytest.approx(run({})["k"] / 2)


def test_the_range_holds_the_point():
    low, high = multiplier_range(0.8, 0.1, 0.3, 0.05)
    assert low == pytest.approx(1 / (1 - 0.75 * 0.85 + 0.35))
    assert high == pytest.approx(1 / (1 - 0.85 * 0.95 + 0.25))
    assert low < multiplier(0.8, 0.1, 0.3) < high
    assert multiplier_range(0.8, 0.1, 0.3, 0) == (multiplier(0.8, 0.1, 0.3),) * 2


def test_the_low_end_stays_possible():
    # 0.5 · 0.9 = 0.45 is spent again, 0.4 of it outside. Worse shares would import more than is spent: k below 1.
    assert multiplier_range(0.5, 0.1, 0.4, 0.05)[0] == 1
    below = multiplier(0.5, 0.1, 0.6)
    assert below < 1 and multiplier_range(0.5, 0.1, 0.6, 0.05)[0] == below


def test_the_range_stays_finite_at_the_edge():
    assert multiplier_range(0.95, 0, 0, 0.2)[1] == pytest.approx(100)


def test_rounds_add_up_to_the_multiplier():
    assert sum(rounds(0.8, 0.1, 0.3, 70, count=60)) == pytest.approx(70 * multiplier(0.8, 0.1, 0.3))


def test_income_created_and_where_a_dollar_goes():
    out = models.get("multiplier").run({"remittances": 100, "s": 0.5})
    assert out["first"] == 50
    assert out["delta_y"] == pytest.approx(50 * 1.7241379)
    parts = out["kept"] + out["leak_tax"] + out["leak_saving"] + out["leak_imports"]
    assert parts == pytest.approx(1)


@pytest.mark.parametrize("bad", [(1.2, 0, 0), (0.8, -0.1, 0), (0.8, 0, 2), (1, 0, 0), (float("inf"), 0, 0)])
def test_bad_input(bad):
    with pytest.raises(ValueError, match=r"share|end|number"):
        multiplier(*bad)
