"""Agreement of two codings, against values worked out by hand."""

from __future__ import annotations

import pytest

from course import data, models
from course.models.agreement import agreement, counted


def test_the_worked_example():
    """14 both, 2 false alarms, 3 misses, 11 neither: 25/30; chance (16·17 + 14·13)/900 = 0.5044."""
    found = agreement(14, 2, 3, 11)
    assert found["agreed"] == pytest.approx(25 / 30)
    assert found["chance"] == pytest.approx(454 / 900)
    assert found["kappa"] == pytest.approx((750 - 454) / (900 - 454))
    assert found["precision"] == 14 / 16
    assert found["recall"] == 14 / 17
    assert found["f1"] == pytest.approx(28 / 33)


def test_f1_is_the_harmonic_mean():
    found = agreement(9, 4, 5, 12)
    assert found["f1"] == pytest.approx(2 / (1 / found["precision"] + 1 / found["recall"]))


def test_full_agreement_and_full_disagreement():
    assert agreement(5, 0, 0, 5)["kappa"] == 1
    assert agreement(0, 5, 5, 0)["kappa"] == -1
    assert agreement(25, 25, 25, 25)["kappa"] == pytest.approx(0)


def test_what_has_no_value_is_none():
    assert set(agreement(0, 0, 0, 0).values()) == {None}
    nothing_found = agreement(0, 0, 4, 6)
    assert nothing_found["precision"] is None and nothing_found["recall"] == 0
    assert agreement(0, 0, 0, 7)["kappa"] is None  # everybody says no: agreement by chance is certain


def test_pairs_are_counted():
    pairs = [(True, True), (True, False), (False, True), (False, False), (True, True)]
    assert counted(pairs) == {"both": 2, "only_first": 1, "only_second": 1, "neither": 1}


def test_the_two_coders_of_the_texts():
    """15 both, 2 and 2 alone, 11 neither: agreement 26/30; chance (17² + 13²)/900 = 458/900."""
    texts = data.load("framework_texts")
    found = agreement(**counted(zip(texts["code_a"] == 1, texts["code_b"] == 1, strict=True)))
    assert found["kappa"] == pytest.approx((780 - 458) / (900 - 458))


def test_the_model_starts_elsewhere_than_the_worked_example():
    assert models.get("agreement").run({})["agreed"] == pytest.approx(21 / 30)
