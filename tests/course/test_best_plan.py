"""The best plan: known answers, and brute force on many small exercises."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

from course import best_plan


def test_a_plan_worked_out_by_hand() -> None:
    # 100 places: the care course earns 0.8 a place up to 30, then 0.4; electricians 0.7, at most 50; bricklayers 0.6
    found = best_plan.amounts(
        {"care": [[30, 0.8], [60, 0.4]], "electric": 0.7, "brick": 0.6}, budget=100, high={"electric": 50, "brick": 100}
    )
    assert found == {"care": 30, "electric": 50, "brick": 20}


def test_cost_changes_the_order() -> None:
    found = best_plan.amounts({"a": 3, "b": 2}, cost={"a": 2, "b": 1}, budget=10, high={"a": 10, "b": 6})
    assert found == {"a": 2, "b": 6}  # 2 per unit of money before 1.5


def test_whole_options_are_taken_or_left() -> None:
    found = best_plan.amounts({"hall": 1.1, "tools": 1}, budget=10, high={"hall": 8, "tools": 9}, whole=["hall"])
    assert found == {"hall": 8, "tools": 2}
    found = best_plan.amounts({"hall": 1.1, "tools": 1}, budget=7, high={"hall": 8, "tools": 9}, whole=["hall"])
    assert found == {"hall": 0, "tools": 7}


def test_steps_limits_and_the_impossible() -> None:
    limits = [{"of": {"b": 1}, "least": 25}]
    assert best_plan.amounts({"a": 2, "b": 1}, budget=100, step=10, limits=limits, high={"a": 100, "b": 100}) == {
        "a": 70,
        "b": 30,
    }
    assert best_plan.amounts({"a": 2}, budget=5, low={"a": 6}, high={"a": 9}) is None
    with pytest.raises(ValueError, match="grow without end"):
        best_plan.amounts({"a": 2})
    with pytest.raises(ValueError, match="same or less"):
        best_plan.amounts({"a": [[5, 1], [10, 2]]}, budget=10)


def test_an_assignment_worked_out_by_hand() -> None:
    scores = {"ana": {"x": 9, "y": 8}, "bo": {"x": 8, "y": 2}, "cy": {"x": 1, "y": 5}}
    assert best_plan.posts(scores) == {"ana": "y", "bo": "x"}  # 16; taking the 9 first gives 14
    assert best_plan.posts(scores, forbidden=[("bo", "x", "No licence")]) == {
        "ana": "x",
        "cy": "y",
    }  # 14; ana on y gives 10
    assert best_plan.posts(scores, limits=[{"of": {"cy": 1}, "least": 1}]) == {"ana": "x", "cy": "y"}
    assert best_plan.posts(scores, places={"x": 2}) == {"ana": "x", "bo": "x", "cy": "y"}
    assert best_plan.posts(scores, limits=[{"of": {"cy": 1}, "least": 2}]) is None


def _worth(scores: dict, plan: dict[str, str]) -> float:
    return sum(scores[person][post] for person, post in plan.items())


def _all_posts(scores: dict[str, dict[str, float]], places: dict[str, int], allowed: Any) -> float | None:
    options = [[None, *row] for row in scores.values()]
    plans = ({p: q for p, q in zip(scores, chosen, strict=True) if q} for chosen in itertools.product(*options))
    good = [
        plan for plan in plans if allowed(plan) and all(list(plan.values()).count(q) <= n for q, n in places.items())
    ]
    return max((_worth(scores, plan) for plan in good), default=None)


@pytest.mark.parametrize("seed", range(40))
def test_posts_equal_brute_force(seed: int) -> None:
    chance = random.Random(seed)
    people, posts = [f"p{i}" for i in range(chance.randint(1, 5))], [f"q{i}" for i in range(chance.randint(1, 3))]
    scores = {p: {q: chance.randint(0, 9) for q in posts} for p in people}
    places = {q: chance.randint(1, 2) for q in posts}
    forbidden = [(p, q, "no") for p in people for q in posts if chance.random() < 0.2]
    group = chance.sample(people, chance.randint(1, len(people)))
    least = chance.randint(0, 2)
    limits = [{"of": dict.fromkeys(group, 1), "least": least}]
    barred = {(p, q) for p, q, _text in forbidden}

    def allowed(plan: dict[str, str]) -> bool:
        return not barred & set(plan.items()) and sum(p in group for p in plan) >= least

    best = best_plan.posts(scores, places=places, forbidden=forbidden, limits=limits)
    wanted = _all_posts(scores, places, allowed)
    assert (best is None) == (wanted is None)
    if best is not None:
        assert allowed(best) and _worth(scores, best) == pytest.approx(wanted)


@pytest.mark.parametrize("seed", range(40))
def test_amounts_equal_brute_force(seed: int) -> None:
    chance = random.Random(1000 + seed)
    options = ["a", "b", "c"][: chance.randint(1, 3)]
    high = {one: chance.randint(2, 6) for one in options}
    benefit: dict[str, Any] = {one: chance.choice([1, 2.5, 3, [[2, 4], [6, 1.5]]]) for one in options}
    cost = {one: chance.choice([1, 1.5, 2]) for one in options}
    whole = [one for one in options if chance.random() < 0.3 and not isinstance(benefit[one], list)]
    low = {one: 1 for one in options if one not in whole and chance.random() < 0.3}
    budget = chance.randint(2, 12)
    limits = [{"of": {"a": 1}, "most": 3}, {"of": dict.fromkeys(options, 1), "least": chance.randint(0, 3)}]

    def worth(plan: dict[str, float]) -> float:
        total = 0.0
        for one, amount in plan.items():
            pieces = benefit[one] if isinstance(benefit[one], list) else [[99, benefit[one]]]
            total += sum(pieces[0 if unit < pieces[0][0] else 1][1] for unit in range(int(amount)))
        return total

    ranges = [[0, high[one]] if one in whole else range(low.get(one, 0), high[one] + 1) for one in options]
    plans = [dict(zip(options, chosen, strict=True)) for chosen in itertools.product(*ranges)]
    good = [plan for plan in plans if sum(cost[one] * plan[one] for one in options) <= budget and plan["a"] <= 3
            and sum(plan.values()) >= limits[1]["least"]]  # fmt: skip
    best = best_plan.amounts(benefit, cost=cost, budget=budget, low=low, high=high, whole=whole, limits=limits)
    assert (best is None) == (not good)
    if best is not None:
        assert best in good and worth(best) == pytest.approx(max(worth(plan) for plan in good))


def test_thirty_people_and_fifteen_posts_in_reasonable_time() -> None:
    chance = random.Random(7)
    scores = {f"p{i}": {f"q{j}": round(chance.random(), 3) for j in range(15)} for i in range(30)}
    women = [f"p{i}" for i in range(0, 30, 3)]
    best = best_plan.posts(scores, limits=[{"of": dict.fromkeys(women, 1), "least": 7}])
    assert len(best) == 15 and len(set(best.values())) == 15 and sum(p in women for p in best) >= 7
    assert _worth(scores, best) <= sum(max(row[q] for row in scores.values()) for q in scores["p0"])
