import pytest

from course import models
from course.models.remittance_cost import cost_pct, received, sdg_10c, smart


def test_hand_checked_transfer():
    assert cost_pct(200, 5, 1.5) == pytest.approx(4.0)
    assert received(200, 5, 1.5) == pytest.approx(192.075)


def test_the_two_conventions_differ_by_the_margin_on_the_fee():
    out = models.get("remittance_cost").run({"amount": 200, "fee": 5, "margin": 1.5})
    assert out["cost_usd"] == pytest.approx(8.0)
    assert out["missing"] == pytest.approx(7.925)
    assert out["cost_usd"] - out["missing"] == pytest.approx(5 * 0.015)


def test_edges():
    assert cost_pct(100, 0, 0) == 0
    assert received(100, 100, 3) == 0
    assert cost_pct(200, 0, -1.2) == pytest.approx(-1.2)  # a rate better than the market


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((0, 5, 1), "more than 0"),
        ((-200, 5, 1), "more than 0"),
        ((200, -1, 1), "less than 0"),
        ((4, 5, 1), "larger than the amount"),
        ((200, 5, 101), "more than 100"),
        ((float("nan"), 5, 1), "needs a number"),
        (("200", 5, 1), "needs a number"),
        ((True, 5, 1), "needs a number"),
    ],
)
def test_bad_input_is_refused_in_plain_words(arguments, words):
    for function in (cost_pct, received):
        with pytest.raises(ValueError, match=words):
            function(*arguments)


def service(cost, days=1, accessible=True):
    return {"cost_pct": cost, "days": days, "accessible": accessible}


def test_smart_takes_the_three_cheapest_that_qualify():
    services = [
        service(9),
        service(1, days=6),
        service(3),
        service(2, accessible=False),
        service(4),
        service(5, days=5),
    ]
    assert smart(services) == pytest.approx((3 + 4 + 5) / 3)


def test_smart_needs_three_services():
    assert smart([service(1), service(2), service(3, days=7)]) is None
    assert smart([]) is None


def test_sdg_target_has_two_conditions():
    assert sdg_10c({"A–B": 2.0, "C–D": 3.9})["met"] is True
    one_above = sdg_10c({"A–B": 0.5, "C–D": 5.1})
    assert (one_above["average_met"], one_above["above"], one_above["met"]) == (True, ["C–D"], False)
    exactly = sdg_10c({"A–B": 1.0, "C–D": 5.0})
    assert (exactly["average"], exactly["average_met"], exactly["above"]) == (3.0, False, [])
    with pytest.raises(ValueError, match="at least one"):
        sdg_10c({})
