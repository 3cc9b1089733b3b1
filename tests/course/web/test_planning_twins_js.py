"""The twins of the planning models that take lists: priority order, stability, random weights, conflicts, checklist."""

from __future__ import annotations

import random

import pytest

from course.models import checklist, coherence, priority_weights, random_weights

RUNNER = """
import * as checklist from "#js/models/checklist.js";
import * as order from "#js/models/priority_weights.js";
import * as chance from "#js/models/random_weights.js";
import * as coherence from "#js/models/coherence.js";
const call = {
  weights: ([...given]) => chance.randomWeights(...given),
  index: ([...given]) => order.priorityIndex(...given),
  order: ([given]) => order.priorityOrder(given),
  stability: ([...given]) => order.priorityStability(...given).slice(0, 2),
  conflicts: ([given]) => coherence.coherenceConflicts(given),
  trade_offs: ([given]) => coherence.coherenceTradeOffs(given),
  balance: ([given]) => coherence.coherenceBalance(given),
  empty_cells: ([...given]) => coherence.coherenceGaps(...given),
  score: ([given]) => checklist.checklistScore(given),
  coverage: ([given]) => checklist.checklistCoverage(given),
};
done(data.map(([what, ...given]) => call[what](given)));
"""


def test_random_weights_are_the_same_to_the_last_digit(run_js):
    cases = [(5, 500, 2024), (3, 10, 0), (2, 10, -1), (8, 20, 4294967295), (1, 5, 7)]
    for case, found in zip(cases, run_js(RUNNER, [["weights", *case] for case in cases]), strict=True):
        assert found == random_weights.random_weights(*case)


def test_order_and_stability(run_js):
    chance = random.Random("orders")
    cases = []
    for _ in range(40):
        options, criteria = chance.randint(2, 9), chance.randint(1, 6)
        ratings = [[chance.randint(0, 10) for _ in range(criteria)] for _ in range(options)]
        cases.append((ratings, [chance.randint(1, 10) for _ in range(criteria)]))
    indices = [priority_weights.index(*case) for case in cases]
    answers = run_js(
        RUNNER,
        [["index", *case] for case in cases]
        + [["order", one] for one in indices]
        + [["stability", *case] for case in cases],
    )
    assert answers[:40] == [pytest.approx(one, rel=1e-12) for one in indices]
    assert answers[40:80] == [priority_weights.order(one) for one in indices]
    assert answers[80:] == [list(priority_weights.stability(*case)) for case in cases]


def test_conflicts_gaps_and_balance(run_js):
    chance = random.Random("conflicts")
    plans = []
    for size in [0, 1, *range(2, 30)]:
        plans.append(
            [
                {
                    "id": f"M{place:02d}",
                    "lever": chance.choice("abcd"),
                    "push": chance.choice([1, -1]),
                    "groups": chance.sample(["women", "children", "workers", "families"], chance.randint(1, 3)),
                    "level": chance.choice(["national", "local"]),
                    "owner": chance.choice(["A", "B"]),
                    "effects": [chance.choice([-1, 0, 1]) for _ in coherence.DIMENSIONS],
                    "phase": chance.choice("pq"),
                    "field": chance.choice("xyz"),
                }
                for place in range(size)
            ]
        )
    names = ["conflicts", "trade_offs", "balance"]
    answers = run_js(
        RUNNER,
        [[name, plan] for name in names for plan in plans]
        + [["empty_cells", plan, list("pq"), list("xyz")] for plan in plans],
    )
    expected = [getattr(coherence, name)(plan) for name in names for plan in plans]
    expected += [[list(cell) for cell in coherence.empty_cells(plan, "pq", "xyz")] for plan in plans]
    assert answers == expected
    assert sum(map(len, answers[: len(plans)])) > 50


def test_checklist_scores(run_js):
    chance = random.Random("checklists")
    lists = [[chance.choice(checklist.ANSWERS) for _ in range(chance.randint(0, 11))] for _ in range(200)]
    answers = run_js(RUNNER, [[what, one] for what in ("score", "coverage") for one in lists])
    assert answers == [checklist.score(one) for one in lists] + [checklist.coverage(one) for one in lists]
    assert None in answers
