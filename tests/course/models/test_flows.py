import pytest

from course import models
from course.models.flows import growth_pct, index_to_base, ratio, same_basis, saving_from_cheaper


def test_three_times_assistance_in_2012():
    assert ratio(401, 128.4) == pytest.approx(3.12, abs=0.005)


def test_the_claim_of_four_billion():
    assert saving_from_cheaper(60, 12.4, 5) == pytest.approx(4.44)
    assert models.get("cheaper_sending").run({})["saving"] == pytest.approx(4.44)
    assert models.get("cheaper_sending").run({})["per_transfer"] == pytest.approx(14.8)


def test_a_dearer_target_is_a_loss():
    assert saving_from_cheaper(60, 5, 6) == pytest.approx(-0.6)


def test_index_and_growth():
    assert index_to_base({2010: 50.0, 2020: 75.0}, 2010) == {2010: 100.0, 2020: 150.0}
    assert growth_pct(50, 75) == 50
    assert growth_pct(80, 60) == -25


def test_only_the_base_year_may_be_compared_across_price_bases():
    assert same_basis(2018, ["current", "constant-2018"])
    assert not same_basis(2017, ["current", "constant-2018"])
    assert same_basis(1999, ["current", "current"])
    assert not same_basis(2018, ["constant-2015", "constant-2018"])


def test_flows_of_one_year():
    out = models.get("flows").run({"remittances": 300, "fdi": 100, "oda": 100})
    assert out == {"to_oda": 3.0, "to_fdi": 3.0, "share": 60.0}
    assert models.get("flows").run({"remittances": 0, "fdi": 0, "oda": 0}) == dict.fromkeys(out)


def test_bad_input():
    for call in (
        lambda: ratio(1, 0),
        lambda: ratio("1", 2),
        lambda: index_to_base({2010: 0.0}, 2010),
        lambda: index_to_base({2010: 1.0}, 2011),
        lambda: index_to_base({2010: -2.0, 2020: 4.0}, 2010),
        lambda: growth_pct(0, 5),
        lambda: growth_pct(-1, 5),
        lambda: same_basis(2018, ["current", "real"]),
        lambda: saving_from_cheaper(-1, 5, 3),
    ):
        with pytest.raises(ValueError, match=r"[A-Z“].{10,}"):
            call()
