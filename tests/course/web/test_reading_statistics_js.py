"""The JavaScript twins of M02's functions on lists and tables give what Python gives."""

from __future__ import annotations

import random

import pytest

from course.models import concentration, mirror

RUNNER = """
import { concentrationOf, lorenzPoints } from "#js/models/concentration.js";
import { asymmetryOf, emigrantsOf, immigrantsIn, mirrorPairs } from "#js/models/mirror.js";
const call = {
  concentration: ([values, total, others]) => concentrationOf(values, total, others),
  lorenz: ([values]) => lorenzPoints(values),
  emigrants: ([counted, origin]) => emigrantsOf(counted, origin),
  immigrants: ([counted, census]) => immigrantsIn(counted, census),
  asymmetry: ([one, other]) => asymmetryOf(one, other),
  pairs: ([counted, estimated]) => mirrorPairs(counted, estimated),
};
done(data.map(([what, ...given]) => {
  try { return { value: call[what](given) }; } catch (error) { return { error: error.message }; }
}));
"""


def test_concentration_twins(run_js):
    chance = random.Random("concentration")
    cases = []
    for _case in range(300):
        values = [
            chance.choice([0, chance.randint(0, 90), chance.uniform(0, 5000)]) for _ in range(chance.randint(0, 15))
        ]
        cases.append((values, chance.choice([None, sum(values) * chance.uniform(0.8, 2)]), chance.randint(0, 40)))
    answers = run_js(RUNNER, [["concentration", *case] for case in cases] + [["lorenz", case[0]] for case in cases])
    computed = 0
    for (values, total, others), whole, curve in zip(cases, answers[:300], answers[300:], strict=True):
        try:
            expected = concentration.concentration(values, total, others)
        except ValueError:
            assert "error" in whole
            continue
        computed += 1
        assert whole["value"] == pytest.approx(expected, rel=1e-9)
        assert [tuple(point) for point in curve["value"]] == [pytest.approx(p) for p in concentration.lorenz(values)]
    assert computed > 150
    assert run_js(RUNNER, [["concentration", [-1], None, 0]])[0]["error"]


def test_mirror_twins(run_js):
    chance = random.Random("mirror")
    for _case in range(5):
        names = "ABCDE"[: chance.randint(2, 5)]
        tables = [{o: {d: chance.randint(0, 900) * (o != d) for d in names} for o in names} for _ in range(2)]
        counted, estimated = tables
        calls = [["emigrants", counted, n] for n in names] + [["immigrants", counted, n] for n in names]
        calls += [["asymmetry", 5, 0], ["asymmetry", 0, 0], ["pairs", counted, estimated]]
        found = [answer["value"] for answer in run_js(RUNNER, calls)]
        expected = [mirror.emigrants(counted, n) for n in names] + [mirror.immigrants(counted, n) for n in names]
        assert found[: 2 * len(names)] == expected
        assert found[-3:-1] == [200, None]
        assert found[-1] == [pytest.approx(pair) for pair in mirror.pairs(counted, estimated)]
