"""Each model's JavaScript twin gives what Python gives, at random points and at all edges."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest

from course import models
from course.models.flows import growth_pct, index_to_base, same_basis
from course.models.multiplier import rounds
from course.models.remittance_cost import smart
from course.web import bundle

POINTS = 700

#: A model is registered when its file is loaded.
EVERY_MODEL = "".join(f'import "#js/models/{path.name}";\n' for path in sorted((bundle.JS / "models").glob("*.js")))
RUNNER = (
    EVERY_MODEL
    + """
import { modelNamed } from "#js/registry.js";
import * as cost from "#js/models/remittance_cost.js";
import * as multiplier from "#js/models/multiplier.js";
import * as flows from "#js/models/flows.js";
const call = {
  model: ([name, params]) => modelNamed(name).run(params),
  smart: ([services]) => cost.smartAverage(services),
  rounds: (given) => multiplier.multiplierRounds(...given),
  index: (given) => flows.flowIndex(...given),
  growth: (given) => flows.flowGrowth(...given),
  basis: (given) => flows.sameBasis(...given),
  shape: ([name]) => ({ inputs: modelNamed(name).inputs, outputs: modelNamed(name).outputs }),
};
done(data.map(([what, ...given]) => {
  try { return { value: call[what](given) }; } catch (error) { return { error: error.message }; }
}));
"""
)


@pytest.fixture
def node(run_js):
    """Run many calls in one Node process; gives one {"value"} or {"error"} per call."""
    return lambda calls: run_js(RUNNER, calls)


def points(name: str) -> list[dict[str, float]]:
    """Start values, every edge alone, corners, values on the steps, values between them, and some out of range."""
    chance = random.Random(f"{name} twins")
    inputs = models.get(name).inputs
    found: list[dict[str, float]] = [{}]
    found += [{item["id"]: item[edge]} for item in inputs for edge in ("min", "max")]
    for corner in list(product(("min", "max"), repeat=min(len(inputs), 6)))[:64]:
        found.append({item["id"]: item[edge] for item, edge in zip(inputs, corner, strict=False)})
    found += [{item["id"]: item["max"] + item["step"]} for item in inputs]
    found += [{item["id"]: item["min"] - item["step"]} for item in inputs]
    found.append({"nonsense": 1})
    while len(found) < POINTS:
        values = {}
        for item in inputs:
            if chance.random() < 0.5:
                steps = round((item["max"] - item["min"]) / item["step"])
                values[item["id"]] = item["min"] + chance.randint(0, steps) * item["step"]
            else:
                values[item["id"]] = chance.uniform(item["min"], item["max"])
            values[item["id"]] = min(values[item["id"]], item["max"])
        found.append(values)
    return found


@pytest.mark.parametrize("name", models.names())
def test_twin_equals_python(name, node):
    model, given = models.get(name), points(name)
    answers = node([["model", name, values] for values in given])
    computed = 0
    for values, answer in zip(given, answers, strict=True):
        try:
            expected = model.run(values)
        except ValueError:
            assert "error" in answer, f"Python refuses {values}, JavaScript says {answer}"
            continue
        computed += 1
        assert "value" in answer, f"Python computes {values}, JavaScript says {answer}"
        assert answer["value"].keys() == expected.keys()
        for key, number in expected.items():
            if number is None:
                assert answer["value"][key] is None, (key, values)
            else:
                assert answer["value"][key] == pytest.approx(number, rel=1e-12, abs=1e-12), (key, values)
    assert computed >= 500


def test_the_household_twin_stops_looking_in_the_same_month(node):
    nothing = dict.fromkeys(["sent", "food", "housing", "health", "school", "other", "interest", "saved"], 0)
    plan = {**nothing, "income": 10, "share": 100, "stop_months": 0}
    model = models.get("household")
    last, never = node([["model", "household", {**plan, "goal": goal}] for goal in (6000, 6001)])
    assert last["value"]["months"] == model.run({**plan, "goal": 6000})["months"] == 600
    assert never["value"]["months"] is model.run({**plan, "goal": 6001})["months"] is None


@pytest.mark.parametrize("name", models.names())
def test_twin_has_the_same_inputs_and_outputs(name, node):
    model = models.get(name)
    [answer] = node([["shape", name]])
    keys = ("id", "min", "max", "start")
    assert answer["value"]["inputs"] == [{key: item[key] for key in keys} for item in model.inputs]
    assert answer["value"]["outputs"] == [item["id"] for item in model.outputs]


def test_helpers_of_the_tools_agree(node):
    chance = random.Random("helpers")
    offers = [
        [
            {
                "cost_pct": chance.uniform(0, 12),
                "days": chance.randint(0, 8),
                "accessible": chance.random() < 0.8,
            }
            for _ in range(chance.randint(0, 9))
        ]
        for _ in range(120)
    ]
    shares = [[chance.random(), chance.random(), chance.random(), chance.uniform(0, 300)] for _ in range(100)]
    series = {year: chance.uniform(1, 900) for year in range(2000, 2023)}
    bases = [(year, pair) for year in (2017, 2018) for pair in (["current"], ["current", "constant-2018"])]
    answers = node(
        [["smart", offer] for offer in offers]
        + [["rounds", *given] for given in shares]
        + [["index", list(series), list(series.values()), 2010]]
        + [["growth", 50, 75], ["growth", 80, 60], ["growth", 0, 5]]
        + [["basis", year, list(pair)] for year, pair in bases]
    )
    expected = (
        [smart(offer) for offer in offers]
        + [rounds(*given) for given in shares]
        + [list(index_to_base(series, 2010).values())]
        + [growth_pct(50, 75), growth_pct(80, 60), None]
        + [same_basis(year, pair) for year, pair in bases]
    )
    assert any(value is None for value in expected)
    for answer, value in zip(answers, expected, strict=True):
        assert answer["value"] == (value if value is None else pytest.approx(value, rel=1e-12))


def test_twins_name_every_error_with_a_string():
    strings = bundle.strings()
    for path in Path(bundle.JS / "models").glob("*.js"):
        for part in path.read_text("utf-8").split('modelError("')[1:]:
            assert part.split('"')[0] in strings, path.name
