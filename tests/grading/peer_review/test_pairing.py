"""Who reads whose plan: two readers each, nobody the own, and nothing changes for those who know theirs."""

from __future__ import annotations

from collections import Counter

import pytest

from grading.peer_review.pairing import codes, pair, readers_of


def _class(size: int) -> list[str]:
    return [f"t{number:02d}" for number in range(size)]


@pytest.mark.parametrize("size", [3, 4, 5, 12, 60])
@pytest.mark.parametrize("seed", [1, 2, 99])
def test_everybody_reads_two_and_is_read_twice(size: int, seed: int):
    pairs = pair(_class(size), seed)
    assert set(pairs) == set(_class(size))
    assert all(len(set(plans)) == 2 and reader not in plans for reader, plans in pairs.items())
    assert set(Counter(plan for plans in pairs.values() for plan in plans).values()) == {2}
    if size >= 5:
        assert not any(reader in pairs[author] for reader, plans in pairs.items() for author in plans), "no pair swaps"


def test_the_same_seed_gives_the_same_pairs_whatever_the_order_of_the_names():
    assert pair(_class(9), 7) == pair(reversed(_class(9)), 7)
    assert len({str(pair(_class(9), seed)) for seed in range(20)}) > 15


def test_a_class_of_two_and_of_one():
    assert pair(["a", "b"], 1) == {"a": ["b"], "b": ["a"]}
    assert pair(["a"], 1) == {"a": []}


def test_who_is_late_changes_nothing_for_the_others():
    before = pair(_class(6), 3)
    after = pair([*_class(6), "late"], 3, before)
    assert {who: after[who] for who in before} == before
    assert len(after["late"]) == 2 and "late" not in after["late"]
    assert readers_of(after)["late"] == [], "nobody else gets more to read; status asks for a reader"
    again = pair([*_class(6), "late", "later"], 3, after)
    assert again["later"][0] == "late", "the plan with the fewest readers comes first"


def test_three_who_are_late_are_a_circle_of_their_own():
    before = pair(_class(4), 3)
    after = pair([*_class(4), "x", "y", "z"], 3, before)
    assert {who: after[who] for who in before} == before
    assert all(set(after[who]) == {"x", "y", "z"} - {who} for who in "xyz")


def test_somebody_who_takes_the_plan_away_stays_where_people_were_told():
    before = pair(_class(4), 3)
    assert pair(_class(3), 3, before) == before


def test_codes_are_short_stay_and_differ():
    made = codes(_class(60), 5)
    assert len(set(made.values())) == 60 and all(len(code) == 2 for code in made.values())
    assert not any(letter in code for code in made.values() for letter in "IO01")
    more = codes([*_class(60), "late"], 5, made)
    assert made.items() <= more.items() and more["late"] not in made.values()
    with pytest.raises(ValueError, match="only"):
        codes(_class(500), 5)
