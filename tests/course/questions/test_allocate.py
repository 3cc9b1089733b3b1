"""T12: amounts and posts, marked against the best plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course import ask
from course.questions import allocate, base

OPTIONS = {
    "care": {"text": "Care assistants", "high": 60},
    "electric": {"text": "Electricians", "high": 30, "cost": 2},
    "shop": {"text": "Repair shop", "high": 20, "cost": 2, "whole": True},
}
# per unit of money: care 0.8, then 0.4; electricians 0.375; the shop 0.45
RULES: dict[str, Any] = {
    "benefit": {"care": [[30, 0.8], [60, 0.4]], "electric": 0.75, "shop": 0.9},
    "cost": {"electric": 2, "shop": 2},
    "high": {"care": 60, "electric": 30, "shop": 20},
    "whole": ["shop"],
    "budget": 100,
    "limits": [{"of": {"electric": 1}, "least": 5, "message": "Five electricians are promised."}],
}
# best: 5 electricians (10), the shop (40), 50 care places: 3.75 + 18 + 24 + 8 = 53.75
BEST = {"care": 50, "electric": 5, "shop": 20}


def test_the_best_plan_earns_everything(marked: Callable) -> None:
    earned, message = marked("allocate", BEST, points=2, **RULES)
    assert earned == 2 and "Correct" in message and "100 %" in message


@pytest.mark.parametrize(
    ("plan", "more", "points", "says"),
    [
        ({"care": 47, "electric": 5, "shop": 20}, {}, 4, "Correct"),  # 52.55: 97.8 %
        ({"care": 30, "electric": 5, "shop": 0}, {}, 4 * 27.75 / 53.75 / 0.95, "earns 51 %"),
        ({"care": 30, "electric": 5, "shop": 0}, {"none": 0.5}, 4 * (27.75 / 53.75 - 0.5) / 0.45, "earns 51 %"),
        ({"care": 60, "electric": 0, "shop": 20}, {}, 4 * 0.25 * 2 / 3, "Five electricians are promised."),
        ({"care": 60, "electric": 30, "shop": 20}, {}, 4 * 0.25 * 2 / 3, "It uses 160, but there is only 100."),
        ({"care": 61, "electric": 30, "shop": 20}, {}, 4 * 0.25 / 3, "larger than its option allows"),
        ({"care": 0, "electric": 0, "shop": 0}, {}, 0, "Five electricians"),
        (
            {"care": 30, "electric": 5},
            {"slips": [({"care": 30, "electric": 5, "shop": 0}, "Money is left.")]},
            None,
            "Money is left.",
        ),
    ],
)
def test_rules_first_then_what_the_plan_earns(
    marked: Callable, plan: dict, more: dict, points: float, says: str
) -> None:
    earned, message = marked("allocate", plan, points=4, **RULES, **more)
    assert says in message and (points is None or earned == pytest.approx(points, abs=0.006))


SCORES = {"ana": {"x": 9, "y": 8}, "bo": {"x": 8, "y": 2}, "cy": {"x": 1, "y": 5}}


@pytest.mark.parametrize(
    ("plan", "share", "says"),
    [
        ({"ana": "y", "bo": "x"}, 1, "Correct"),
        ({"ana": "x", "cy": "y"}, 14 / 16 / 0.95, "87 %"),
        ({"ana": "x", "bo": "x"}, 0.25 / 2, "more people than places"),
        ({"cy": "x"}, 0.25 / 2, "Cy has no licence."),
        ({"cy": "z"}, 0, "earns 0 %"),
    ],
)
def test_people_and_posts(marked: Callable, plan: dict, share: float, says: str) -> None:
    earned, message = marked("allocate", plan, points=1, benefit=SCORES, forbidden=[("cy", "x", "Cy has no licence.")])
    assert earned == pytest.approx(share, abs=0.006) and says in message


@pytest.mark.parametrize("value", [{"zoe": 5}, {"care": -1}, {"care": "ten"}, {"care": True}, {}, [1], 5])
def test_damaged_amounts_earn_nothing(marked: Callable, value: Any) -> None:
    assert marked("allocate", value, **RULES)[0] == 0


@pytest.mark.parametrize("value", [{"zoe": "x"}, {"ana": 5}, {"ana": ["x"]}])
def test_damaged_posts_earn_nothing(marked: Callable, value: Any) -> None:
    assert marked("allocate", value, benefit=SCORES)[0] == 0


def test_parsing_amounts(home: Path) -> None:
    desc = ask.build("allocate", "m06-e3", OPTIONS, 100, unit="USD thousand", amount_unit="places")
    assert allocate.parse(desc, {"care": "30", "shop": 20}) == {"care": 30, "electric": 0, "shop": 20}
    assert allocate.words(desc, {"care": 30}) == "Care assistants: 30 places"
    for raw, says in (
        ({"zoe": 1}, "no option"),
        ({"care": 61}, "from 0 to 60, in steps of 1"),
        ({"care": 1.5}, "in steps of 1"),
        ({"care": "many"}, "Care assistants"),
        ({"shop": 10}, "Repair shop"),
        ({"care": 0}, "no answer yet"),
    ):
        with pytest.raises(base.Refused, match=says):
            allocate.parse(desc, raw)


def test_parsing_posts(home: Path) -> None:
    desc = ask.build(
        "allocate", "m11-e3", people={"ana": "Ana", "bo": "Bo"}, posts={"x": {"text": "Clinic", "places": 1}}
    )
    assert allocate.parse(desc, {"bo": "x", "ana": ""}) == {"bo": "x"}
    assert allocate.words(desc, {"bo": "x"}) == "Bo → Clinic"
    for raw in ({"bo": "z"}, {"zoe": "x"}, {"bo": 5}, {"bo": ""}):
        with pytest.raises(base.Refused):
            allocate.parse(desc, raw)
    assert "more people than places" in allocate.finding(desc, {"ana": "x", "bo": "x"})
    assert "without a post: 1" in allocate.finding(desc, {"ana": "x"})


def test_the_visible_check_counts_the_money(home: Path) -> None:
    desc = ask.build("allocate", "m06-e3", OPTIONS, 100, unit="USD thousand")
    assert "20 USD thousand more" in allocate.finding(desc, {"care": 60, "electric": 30, "shop": 0})
    assert "Not used: 70 USD thousand" in allocate.finding(desc, {"care": 30, "electric": 0, "shop": 0})
    assert allocate.finding(desc, {"care": 60, "electric": 20, "shop": 0}) is None


def test_practice_carries_the_best_plan(home: Path) -> None:
    options = {id: {**option, "benefit": RULES["benefit"][id]} for id, option in OPTIONS.items()}
    desc = ask.build(
        "allocate", "m06-p1", options, 100, practice={"limits": RULES["limits"], "right": "Yes.", "wrong": "No."}
    )
    assert desc["practice"]["key"] == BEST and desc["practice"]["optimum"] == pytest.approx(53.75)
    desc = ask.build(
        "allocate",
        "m11-p1",
        people={p: p for p in SCORES},
        posts={"x": "X", "y": "Y"},
        scores=SCORES,
        practice={"right": "Yes."},
    )
    assert desc["practice"]["key"] == {"ana": "y", "bo": "x"} and desc["practice"]["optimum"] == 16
    with pytest.raises(ValueError, match="no plan keeps"):
        ask.build("allocate", "m06-p1", options, 5, practice={"limits": RULES["limits"]})


def test_an_author_who_asks_for_the_impossible_hears_it() -> None:
    for arguments in (
        {},
        {"options": {"a": "A"}},
        {"people": {"a": "A"}},
        {"options": {}, "total": 5},
        {"options": {"a": {"note": "x"}}, "total": 5},
        {"options": {"a": "A"}, "total": 5, "step": 0},
    ):
        with pytest.raises(ValueError):
            allocate.describe(**arguments)
