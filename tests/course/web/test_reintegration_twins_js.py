"""The twins of M12's models give what Python gives: scores, matrix, plans good and broken, group means of the lab."""

from __future__ import annotations

import random

import pytest

from course import reintegration, tools
from course.models import case_plan, need_matrix, reintegration_score
from course.tools.case_planner_tool import cases
from tests.course.models.test_reintegration import BROKEN, CASE, GOOD

RUNNER = """
import * as score from "#js/models/reintegration_score.js";
import * as matrix from "#js/models/need_matrix.js";
import { casePlanKept } from "#js/models/case_plan.js";
import { groupMeans, scorePeople, unpackPeople } from "#js/tools/reintegration_score_tool.js";
const call = {
  answers: (given) => score.scoreAnswers(...given),
  composite: (given) => score.compositeScore(...given),
  rescale: (given) => score.rescaleAnswer(...given),
  counts: (given) => matrix.matrixCounts(...given),
  filled: (given) => matrix.matrixFilled(...given),
  empty: (given) => matrix.matrixEmpty(...given),
  shares: (given) => matrix.matrixShares(...given),
  fullest: (given) => matrix.matrixFullest(...given),
  gap: (given) => matrix.matrixNeedGap(...given),
  kept: (given) => casePlanKept(...given),
  means: ([data, state]) => groupMeans(data, scorePeople(data, unpackPeople(data)), state),
};
done(data.map(([what, ...given]) => {
  try { return { value: call[what](given) }; } catch (error) { return { error: error.message }; }
}));
"""


@pytest.fixture
def node(run_js):
    return lambda calls: [one.get("value", one.get("error")) for one in run_js(RUNNER, calls)]


def test_scores_of_many_answers(node):
    chance = random.Random("scores")
    questions = reintegration.indicators()
    plain = [{**one, "low": int(one["low"]), "high": int(one["high"])} for one in questions]
    given = [
        {one["id"]: None if chance.random() < 0.3 else chance.randint(one["low"], one["high"]) for one in plain}
        for _ in range(120)
    ]
    weights = [[chance.randint(0, 3) for _ in range(2)] + [1] for _ in given]
    found = node([["answers", answers, plain, weight] for answers, weight in zip(given, weights, strict=True)])
    for answers, weight, one in zip(given, weights, found, strict=True):
        wanted = reintegration_score.score_answers(answers, plain, weight)
        assert one["lowest"] == wanted.pop("lowest") and one["answered"] == wanted.pop("answered")
        for name, value in wanted.items():
            assert one[name] == (None if value is None else pytest.approx(value, rel=1e-12)), name


def test_what_is_refused(node):
    assert node([["composite", [0.1, 0.2, 0.3], [0, 0, 0]], ["rescale", 9, 1, 5, "high"]]) == [
        "model.weights",
        "model.range",
    ]


def test_the_matrix(node):
    chance = random.Random("matrix")
    dimensions, levels = [*reintegration_score.DIMENSIONS, ""], [*need_matrix.LEVELS, ""]
    programmes = [
        [{"dimension": chance.choice(dimensions), "level": chance.choice(levels)} for _ in range(size)]
        for size in [0, 1, *range(2, 30)]
    ]
    needs = [0.5, 0.15, 0.35]
    pairs = [
        ("counts", need_matrix.cell_counts),
        ("filled", need_matrix.filled_cells),
        ("empty", need_matrix.empty_cells),
        ("shares", need_matrix.dimension_shares),
        ("fullest", lambda one: need_matrix.fullest_cell(one) and list(need_matrix.fullest_cell(one))),
    ]
    for name, function in pairs:
        assert node([[name, one] for one in programmes]) == [function(one) for one in programmes], name
    gaps = node([["gap", one, needs] for one in programmes])
    for one, gap in zip(programmes, gaps, strict=True):
        wanted = need_matrix.need_gap(one, needs)
        assert gap == (None if wanted is None else pytest.approx(wanted))


def test_plans_good_and_broken(node):
    services = reintegration.services()
    plans = [{}, GOOD, *[plan for _rule, plan in BROKEN]]
    facts = [one["facts"] for one in cases()]
    calls = [(plan, fact) for plan in plans for fact in facts]
    found = node([["kept", plan, fact, services] for plan, fact in calls])
    assert found == [case_plan.kept(plan, fact, services) for plan, fact in calls]
    assert all(found[calls.index((GOOD, CASE))].values())


@pytest.mark.parametrize(
    ("state", "arguments"),
    [
        ({"by": "sex", "only": "all", "when": "both"}, {"by": "sex", "both": True}),
        ({"by": "sex", "only": "return_type 0", "when": "both"},
         {"by": "sex", "both": True, "where": {"return_type": "assisted voluntary"}}),
        ({"by": "case_management", "only": "vulnerability 0", "when": "both"},
         {"by": "case_management", "both": True, "where": {"vulnerability": "high"}}),
        ({"by": "region", "only": "all", "when": "first"}, {"by": "region", "interview": "first"}),
        ({"by": "return_type", "only": "all", "when": "second"}, {"by": "return_type", "interview": "second"}),
    ],
)  # fmt: skip
def test_the_lab_and_python_see_the_same_groups(node, state, arguments, monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    data = tools.reintegration_score().desc["data"]
    rows = node([["means", data, {**state, "weights": [1, 1, 1]}]])[0]
    table = reintegration.means(**arguments)
    if "interview" not in table:
        table["interview"] = arguments["interview"]
    by = arguments["by"]
    values = {"sex": ["woman", "man"], "case_management": ["yes", "no"],
              "region": ["Capital district", "Coast", "Highlands", "River valley"],
              "return_type": ["assisted voluntary", "independent", "by order"]}[by]  # fmt: skip
    assert len(rows) == len(table)
    for row in rows:
        match = table[(table[by] == values[row["group"]]) & (table["interview"] == row["interview"])].iloc[0]
        assert row["people"] == match["people"]
        for name in reintegration.SCORES:
            assert row[name] == pytest.approx(match[name], rel=1e-9)
