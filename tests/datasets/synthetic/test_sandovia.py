"""Invented data: reproducible, consistent, and with the patterns that the exercises need."""

from __future__ import annotations

import pandas as pd
import pytest

from course import data
from datasets.derive.__main__ import DATASETS, as_csv
from datasets.derive.tables import OUR_OWN
from datasets.synthetic.households import HOUSEHOLDS, SPENDING


@pytest.mark.parametrize("name", ["household_budgets", "transfer_services", "sandovia_corridors", "returnees"])
def test_generators_reproduce_the_committed_file_bit_for_bit(name):
    first, second = as_csv(OUR_OWN[name]()), as_csv(OUR_OWN[name]())
    assert first == second == (DATASETS / "tables" / f"{name}.csv").read_bytes()


def test_every_budget_adds_up():
    frame = data.load("household_budgets")
    assert len(frame) == HOUSEHOLDS
    income = frame["earned_income_usd"] + frame["remittance_usd"]
    spent = frame[[f"{purpose}_usd" for purpose in SPENDING]].sum(axis=1)
    assert (income == spent + frame["saving_usd"]).all()
    assert ((frame["remittance_usd"] > 0) == frame["receives_remittances"]).all()
    assert (frame["children_under_15"] < frame["people"]).all()


def test_budgets_hold_what_the_exercises_look_for():
    frame = data.load("household_budgets")
    income = frame["earned_income_usd"] + frame["remittance_usd"]
    receives = frame["receives_remittances"]
    assert 0.3 < receives.mean() < 0.5
    for purpose in ("education", "health"):
        share = frame[f"{purpose}_usd"] / income
        assert share[receives].mean() > share[~receives].mean() + 0.01
    assert frame["saving_usd"][receives].median() > frame["saving_usd"][~receives].median()
    # The money does not go to the poorest only, nor only to the better off.
    quarter = pd.qcut(frame["earned_income_usd"], 4, labels=False)
    assert receives.groupby(quarter).mean().between(0.15, 0.75).all()
    assert frame["km_to_agent"][frame["area"] == "rural"].median() > 5
    assert frame["km_to_agent"][frame["area"] == "urban"].median() < 3
    assert (frame["saving_usd"] < 0).mean() > 0.05
    assert income.mean() > income.median()


def test_the_tempting_services_do_not_count_for_smart():
    frame = data.load("transfer_services")
    frame["cost"] = 100 * frame["fee_usd_200"] / 200 + frame["fx_margin_pct"]
    counts = (frame["days_at_most"] <= 5) & (frame["access"] == "wide")
    assert counts.sum() >= 6
    cheapest_of_all = frame.nsmallest(3, "cost")
    assert not counts[cheapest_of_all.index].any()
    qualifying = frame[counts].nsmallest(3, "cost")
    assert qualifying["cost"].round(2).tolist() == [2.75, 3.2, 3.4]
    zero_fee = frame[(frame["fee_usd_200"] == 0) & counts]
    assert (zero_fee["cost"] > 5).all() and len(zero_fee) == 1


def test_speed_and_days_agree():
    frame = data.load("transfer_services")
    most = {"minutes": 0, "same day": 0, "1-2 days": 2, "3-5 days": 5}
    for offer in frame.itertuples(index=False):
        expected = most.get(offer.speed)
        assert offer.days_at_most == expected if expected is not None else offer.days_at_most > 5


def test_corridors_tell_two_stories():
    frame = data.load("sandovia_corridors")
    weighted = (frame["cost_pct_after"] * frame["volume_usd_million"]).sum() / frame["volume_usd_million"].sum()
    assert weighted < 5 < frame["cost_pct_after"].mean()
    assert (frame["cost_pct_after"] < frame["cost_pct_before"]).all()
    assert (frame["cost_pct_after"] < 3).sum() == 2
    assert (frame["cost_pct_after"] == 5).sum() == 1  # exactly on the limit: "not more than 5" includes it
