"""Reintegration score, need matrix and case plan: worked by hand, at their edges, and every rule broken once."""

from __future__ import annotations

import copy

import pytest

from course import forms, models, reintegration
from course.models import case_plan, need_matrix, reintegration_score
from course.tools.case_planner_tool import cases


@pytest.mark.parametrize(
    ("value", "low", "high", "better", "share"),
    [
        (4, 1, 5, "low", 0.25),
        (4, 1, 5, "high", 0.75),
        (0, 0, 12, "high", 0),
        (12, 0, 12, "high", 1),
        (1, 0, 2, "low", 0.5),
    ],
)
def test_an_answer_comes_to_a_scale_from_0_to_1(value, low, high, better, share):
    assert reintegration_score.rescale(value, low, high, better) == pytest.approx(share)


@pytest.mark.parametrize(("value", "low", "high"), [(6, 1, 5), (0, 1, 5), (1, 1, 1)])
def test_an_answer_outside_its_scale_is_refused(value, low, high):
    with pytest.raises(ValueError, match="must lie between"):
        reintegration_score.rescale(value, low, high)


def test_the_worked_example_of_the_lesson():
    scores = {"economic": 0.40, "social": 0.65, "psychosocial": 0.75}
    assert reintegration_score.composite(list(scores.values())) == pytest.approx(0.60)
    assert reintegration_score.bottleneck(scores) == ["economic"]
    assert models.get("reintegration_score").run({})["composite"] == pytest.approx(0.60)
    assert models.get("reintegration_score").run({})["gap"] == pytest.approx(0.20)


def test_missing_is_not_zero():
    assert reintegration_score.dimension_score([2 / 3, 0.75, None, 0.25]) == pytest.approx(0.5556, abs=1e-4)
    assert reintegration_score.dimension_score([0.9, None, None, None]) is None
    assert reintegration_score.composite([0.5, None, 0.5]) is None
    assert reintegration_score.bottleneck({"economic": 0.9, "social": None}) == []
    scored = reintegration_score.score_answers({"e1": 3, "e2": 6}, reintegration.indicators())
    assert scored["economic"] == pytest.approx(0.5) and scored["social"] is None
    assert (scored["composite"], scored["lowest"], scored["answered"]) == (None, [], 2)


def test_weights_move_the_composite_and_never_vanish():
    assert reintegration_score.composite([0.35, 0.52, 0.77], [1, 1, 2]) == pytest.approx(0.6025)
    assert models.get("reintegration_score").run(
        {"weight_economic": 0, "weight_social": 0, "weight_psychosocial": 0}
    )["composite"] is None  # fmt: skip
    for weights in ([0, 0, 0], [1, -1, 1]):
        with pytest.raises(ValueError, match="at least one must be above 0"):
            reintegration_score.composite([0.1, 0.2, 0.3], weights)


def test_scores_that_tie_are_both_lowest():
    assert reintegration_score.bottleneck({"a": 0.5, "b": 0.5002, "c": 0.7}) == ["a", "b"]


PROGRAMME = [
    {"dimension": "economic", "level": "individual"},
    {"dimension": "economic", "level": "individual"},
    {"dimension": "social", "level": "structural"},
    {"dimension": "", "level": "individual"},
]


def test_the_matrix_counts_what_has_a_cell():
    assert need_matrix.cell_counts(PROGRAMME) == [[2, 0, 0], [0, 0, 1], [0, 0, 0]]
    assert need_matrix.filled_cells(PROGRAMME) == 2
    assert len(need_matrix.empty_cells(PROGRAMME)) == 7 and ["social", "structural"] not in need_matrix.empty_cells(
        PROGRAMME
    )
    assert need_matrix.dimension_shares(PROGRAMME) == pytest.approx([2 / 3, 1 / 3, 0])
    assert need_matrix.fullest_cell(PROGRAMME) == ("economic", "individual", pytest.approx(2 / 3))
    assert need_matrix.need_gap(PROGRAMME, [0.5, 0.25, 0.25]) == pytest.approx([-1 / 6, -1 / 12, 0.25])


def test_an_empty_programme_has_no_shares():
    assert need_matrix.cell_counts([]) == [[0, 0, 0]] * 3
    assert len(need_matrix.empty_cells([])) == 9
    assert (need_matrix.dimension_shares([]), need_matrix.fullest_cell([]), need_matrix.need_gap([], [1, 0, 0])) == (
        None,
    ) * 3


def test_each_of_the_nine_cells_has_a_card():
    from course import data

    cards = data.load("reintegration_measures").query("list == 'practice'").to_dict("records")
    assert need_matrix.filled_cells(cards) == 9


# A plan for case K-07 that keeps all rules: a man of the Highlands with papers; the debt cannot wait; no business.
GOOD = {
    "case": "K-07",
    "wishes": "He wants the lender to stop calling and a paper for his trade.",
    "consent": "written",
    "consent_date": "2027-02-08",
    "needs": [
        {"need": "debt", "dimension": "economic", "when": "urgent"},
        {"need": "training", "dimension": "economic", "when": "soon"},
        {"need": "counselling", "dimension": "psychosocial", "when": "later"},
    ],
    "actions": [
        {"need": "debt", "service": "s05", "responsible": "Case worker", "passes_on": "need", "start": "2027-02-10",
         "review": "2027-03-10"},
        {"need": "training", "service": "s04", "responsible": "Technical school", "passes_on": "need",
         "start": "2027-04-01", "review": "2027-06-01"},
        {"need": "counselling", "service": "s14", "responsible": "Case worker", "passes_on": "health",
         "start": "2027-02-22", "review": "2027-04-01"},
    ],
    "if_not": "We meet again and change the plan, or we close it as he wishes.",
}  # fmt: skip
CASE = cases()[0]["facts"]


def _changed(**changes):
    return {**copy.deepcopy(GOOD), **changes}


def _row(field, place, **changes):
    plan = copy.deepcopy(GOOD)
    plan[field][place].update(changes)
    return plan


def _cut(field, place, name=None):
    plan = copy.deepcopy(GOOD)
    if name is None:
        del plan[field][place]
    else:
        del plan[field][place][name]
    return plan


def test_a_good_plan_keeps_all_rules_and_fits_the_form():
    from course.forms.check import clean

    assert clean(forms.get("case_plan"), GOOD) == GOOD
    assert all(case_plan.kept(GOOD, CASE, reintegration.services()).values())


BROKEN = [
    ("code", _changed(case="Mr L., Hill Road")),
    ("wish", _changed(wishes="A paper.")),
    ("consent", _changed(consent_date="2027-02-07")),
    ("consent_first", _row("actions", 2, start="2027-02-07")),
    ("needs", _row("needs", 0, when="soon")),
    ("dimensions", _row("needs", 2, dimension="social")),
    ("actions", _cut("actions", 1)),
    ("fits", _row("actions", 1, service="s23")),
    ("reach", _row("actions", 2, service="s11")),
    ("who", _row("actions", 0, responsible=" Everybody ")),
    ("in_time", _row("actions", 0, start="2027-02-23")),
    ("dates", _cut("actions", 1, "review")),
    ("share", _row("actions", 0, passes_on="health")),
    ("respect", {**copy.deepcopy(GOOD), "needs": [*GOOD["needs"], {"need": "business", "dimension": "economic"}],
                 "actions": [*GOOD["actions"], {**GOOD["actions"][0], "need": "business", "service": "s07"}]}),
    ("way_out", _changed(if_not="")),
]  # fmt: skip


def test_every_rule_is_broken_once():
    assert [rule for rule, _plan in BROKEN] == list(case_plan.RULES)


@pytest.mark.parametrize(("rule", "plan"), BROKEN, ids=[rule for rule, _plan in BROKEN])
def test_one_fault_breaks_one_rule(rule, plan):
    found = case_plan.kept(plan, CASE, reintegration.services())
    assert [name for name, held in found.items() if not held] == [rule]


def test_no_consent_and_no_plan():
    services = reintegration.services()
    assert not any(case_plan.kept({}, CASE, services).values())
    refused = case_plan.kept(_changed(consent="no"), CASE, services)
    assert not refused["consent"] and not refused["consent_first"] and not refused["in_time"]


def test_the_form_offers_the_services_and_needs_of_the_directory():
    fields = {field["id"]: field for section in forms.get("case_plan")["sections"] for field in section["fields"]}
    options = {column["id"]: column["options"] for column in fields["actions"]["columns"] if "options" in column}
    services = reintegration.services()
    assert {one["id"]: one["text"] for one in options["service"]} == {
        id: f"{id} {one['service']} ({one['provider']})" for id, one in services.items()
    }
    assert {one["id"] for one in options["need"]} == set(case_plan.NEED_DIMENSIONS)
    assert {one["need"] for one in services.values()} == set(case_plan.NEED_DIMENSIONS)


def test_each_case_can_be_solved():
    """For each need of each case there is a service that the person can use, in time where it cannot wait."""
    services = reintegration.services().values()
    for one in cases():
        facts = one["facts"]
        for need, when in facts["needs"].items():
            usable = [
                service
                for service in services
                if service["need"] == need
                and facts["region"] in service["regions"]
                and service["for_whom"] in ("everyone", facts["sex"])
                and (service["papers"] == "no" or facts["papers"] == "yes")
                and (when != "urgent" or service["wait_weeks"] <= 2)
            ]
            assert usable, (one["id"], need)
