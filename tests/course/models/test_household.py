import pytest

from course import models
from course.models.household import received_per_month, savings_path

run = models.get("household").run


def test_received_per_month_by_hand():
    # 200 sent in two transfers of fee 5: 190 is exchanged at 2 % below the market rate.
    assert received_per_month(200, 2, 5, 2) == pytest.approx(186.2)
    assert received_per_month(200, 1, 5, 2) == pytest.approx(191.1)
    assert received_per_month(0, 1, 5, 2) == 0


def test_sending_less_often_costs_less():
    often, once = run({"transfers": 2}), run({"transfers": 1})
    assert once["received"] - often["received"] == pytest.approx(5 * 0.98)
    assert often["saving_if_once"] == pytest.approx(12 * 5 * 0.98)
    assert often["transfer_cost_year"] - once["transfer_cost_year"] == pytest.approx(often["saving_if_once"])
    assert once["saving_if_once"] == 0


def test_default_family_by_hand():
    out = run({})
    assert out["spending"] == 320
    assert out["left"] == pytest.approx(180 + 186.2 - 320)
    assert out["to_savings"] == pytest.approx(0.8 * 46.2)
    assert out["dependence"] == pytest.approx(100 * 186.2 / 366.2)
    assert out["cover"] == pytest.approx(600 / 140)


def test_months_until_the_goal_without_interest():
    plan = {"income": 0, "arrives": 100, "spending": 50, "share": 1, "interest_pct": 0, "saved": 0}
    assert savings_path(**plan, goal=600).reached == 12
    assert savings_path(**plan, goal=601).reached == 13
    assert savings_path(**plan, goal=0).reached == 0


def test_interest_is_added_monthly():
    path = savings_path(income=0, arrives=100, spending=0, share=1, interest_pct=12, saved=0, goal=1e9, months=3)
    assert path.balance == pytest.approx([0, 100, 201, 303.01])


def test_a_stop_uses_savings_first_then_leaves_needs_unpaid():
    path = savings_path(
        income=50,
        arrives=100,
        spending=120,
        share=1,
        interest_pct=0,
        saved=0,
        goal=1000,
        stop_start=4,
        stop_months=2,
        months=6,
    )
    assert path.balance == pytest.approx([0, 30, 60, 90, 20, 0, 30])
    assert path.unmet == pytest.approx(50)


def test_only_the_stop_counts_as_unmet_in_the_stop():
    # A family that is short every month: 80 with transfers, 180 without. The stop lasts two months.
    plan = {"income": 0, "arrives": 100, "spending": 180, "share": 1, "interest_pct": 0, "saved": 0, "goal": 100}
    path = savings_path(**plan, stop_start=4, stop_months=2, months=5)
    assert path.unmet == pytest.approx(3 * 80 + 2 * 180)
    assert path.unmet_in_stop == pytest.approx(2 * 180)
    assert run({"food": 800, "stop_months": 0})["unmet"] == 0


def test_a_goal_out_of_reach_is_none_not_infinity():
    out = run({"share": 0, "saved": 0, "goal": 100})
    assert out["months"] is None
    assert out["months_with_stop"] is None


def test_a_stop_never_brings_the_goal_nearer():
    for length in range(0, 13, 3):
        out = run({"stop_months": length})
        assert out["months_with_stop"] >= out["months"]


def test_cover_is_none_when_the_family_needs_no_transfer():
    assert run({"income": 500})["cover"] is None


def test_bad_input_in_plain_words():
    with pytest.raises(ValueError, match="fees are larger"):
        run({"sent": 10, "transfers": 4, "fee": 5})
    with pytest.raises(ValueError, match="between 0 and 100"):
        run({"share": 101})
    with pytest.raises(ValueError, match="more than 0"):
        received_per_month(100, 0, 5, 1)
