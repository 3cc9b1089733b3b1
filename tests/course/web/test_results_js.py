"""Module M14: the JavaScript twins of its models, on finished plans, broken ones and noise."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

import pytest

from course import data
from course.models import diagnosis, logframe, progress, smart_target, work_plan
from tests.course.models.good_plan import LOGFRAME, WORK_PLAN

RUNNER = """
import { diagnoseProject } from "#js/models/diagnosis.js";
import { smartSigns } from "#js/models/smart_target.js";
import { checkLogframe } from "#js/models/logframe.js";
import { checkWorkPlan } from "#js/models/work_plan.js";
import * as progress from "#js/models/progress.js";
const call = { diagnose: diagnoseProject, signs: smartSigns, logframe: checkLogframe, plan: checkWorkPlan,
  progress: progress.progressPct, pace: progress.pacePct, light: progress.trafficLight,
  reading: progress.monitoringReading };
done(data.map(([what, ...given]) => call[what](...given)));
"""
ODD = [None, "", " ", 0, 1.5, [], ["sex"], "A1", "a1 ", "OC1", "2027-01-01", "2030-12-31",
       "one two three four five six seven eight", "Train staff", "outcome", "output", "yes", "no", "p1",
       "rights"]  # fmt: skip


def test_diagnosis(run_js) -> None:
    chance = random.Random("diagnosis")
    given = [
        {one: chance.choice(["yes", "partly", "no", "unknown"]) for one in diagnosis.QUESTIONS} for _ in range(300)
    ]
    given += [{}, {"move": "yes"}, dict.fromkeys(diagnosis.QUESTIONS, "no")]
    assert {diagnosis.diagnose(one)["outcome"] for one in given} == {"ask", "repair", "adjust", "wait", "note"}
    assert run_js(RUNNER, [["diagnose", one] for one in given]) == [diagnosis.diagnose(one) for one in given]


def test_signs(run_js) -> None:
    chance = random.Random("signs")
    pieces = ["By 31 December 2027", "by the end of 2028,", "600 people", "twelve of the 18 districts", "(2025: 120)",
              "from 31 % to", "12\u00a0%", "USD 4,000", "women and men", "as the register shows",
              "according to the survey", "as soon as possible,",
              "in 2030", "half", "hold a certificate", "(2024: three)", ".", "per cent", "7", "ÉTÉ"]  # fmt: skip
    texts = ["", *(" ".join(chance.choices(pieces, k=chance.randint(1, 7))) for _ in range(400))]
    given = {"patterns": smart_target.PATTERNS, "time": smart_target.TIME}
    wanted = [{sign: list(at) if at else None for sign, at in smart_target.signs(text).items()} for text in texts]
    assert run_js(RUNNER, [["signs", text, given] for text in texts]) == wanted


def _mutated(document: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    copy = deepcopy(document)
    for _ in range(chance.randint(0, 4)):
        field = chance.choice(list(copy))
        if isinstance(copy[field], list) and copy[field] and chance.random() < 0.9:
            row = chance.choice(copy[field])
            if isinstance(row, dict) and row:
                row[chance.choice(list(row))] = deepcopy(chance.choice(ODD))
            if chance.random() < 0.2:
                copy[field].remove(row)
            elif chance.random() < 0.2:
                copy[field].append(deepcopy(row))
        else:
            copy[field] = deepcopy(chance.choice(ODD))
    return copy


def test_rules_of_both_plans(run_js) -> None:
    chance = random.Random("plans")
    frames = [LOGFRAME, {}, *(_mutated(LOGFRAME, chance) for _ in range(300))]
    plans = [WORK_PLAN, {}, *(_mutated(WORK_PLAN, chance) for _ in range(300))]
    calls = [["logframe", one] for one in frames] + [["plan", one] for one in plans]
    calls += [["plan", one, LOGFRAME] for one in plans]
    wanted = [logframe.check(one) for one in frames] + [work_plan.check(one) for one in plans]
    wanted += [work_plan.check(one, LOGFRAME) for one in plans]
    found = run_js(RUNNER, calls)
    for call, one, other in zip(calls, found, wanted, strict=True):
        assert one == other, call
    broken = {one["rule"] for check in wanted for one in check if not one["ok"]}
    assert broken == {*logframe.RULES, *work_plan.RULES}, "the noise reaches every rule"


def test_circles(run_js) -> None:
    chance = random.Random("circles")
    plans = []
    for _ in range(200):
        names = [f"A{n}" for n in range(1, chance.randint(2, 7))]
        rows = [
            {
                "id": one,
                "after": chance.choice([", ", ";"]).join(chance.sample(names, min(len(names), chance.randint(0, 2)))),
            }
            for one in names
        ]
        plans.append({"activities": rows})
    found = run_js(RUNNER, [["plan", one] for one in plans])
    wanted = [work_plan.check(one) for one in plans]
    assert found == wanted and any(one["where"] for check in wanted for one in check if one["rule"] == "circle")


def test_progress(run_js) -> None:
    chance = random.Random("progress")
    ways = [[chance.uniform(-5, 50) for _ in range(3)] for _ in range(100)]
    times = [[chance.uniform(-50, 150), chance.randint(1, 24), 24] for _ in range(100)]
    paces = [chance.uniform(-20, 140) for _ in range(100)] + [90, 60, 89.999, 59.999]
    calls = [["progress", *one] for one in ways] + [["pace", *one] for one in times] + [["light", one] for one in paces]
    wanted = [progress.progress_pct(*one) for one in ways] + [progress.pace_pct(*one) for one in times]
    wanted += [progress.light(one) for one in paces]
    for one, other in zip(run_js(RUNNER, calls), wanted, strict=True):
        assert one == (pytest.approx(other) if isinstance(other, float) else other)


def test_readings_of_the_course_table(run_js) -> None:
    frame = data.load("monitoring_data").astype(object).where(lambda table: table.notna(), None)
    rows = frame.drop(columns="synthetic").to_dict("records")
    targets = data.load("monitoring_targets")
    calls = []
    for one in targets.itertuples():
        for place in ("River valley", "Highlands"):
            own = [row for row in rows if (row["indicator"], row["place"]) == (one.id, place)]
            calls += [["reading", one.kind, float(one.baseline), own, f"2026-{month:02d}"] for month in range(1, 13)]
    wanted = [progress.reading(*call[1:]) for call in calls]
    for call, one, other in zip(calls, run_js(RUNNER, calls), wanted, strict=True):
        assert one == (None if other is None else [pytest.approx(other[0]), other[1]]), call
