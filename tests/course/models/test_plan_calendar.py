import pytest

from course import models
from course.models.plan_calendar import month_index, next_begin, stage_ends

run = models.get("plan_calendar").run


def month(index: float) -> tuple[int, int]:
    return int(index // 12), int(index % 12) + 1


def test_hand_checked_calendar():
    """The example of the lesson: March 2027, stages of 4, 7, 3, 4, 4 and 2 months, next plan January 2029."""
    out = run({})
    ends = [out[f"{stage}_end"] for stage in ("prepare", "analysis", "goals", "programme", "means", "measure")]
    assert [month(end) for end in ends] == [(2027, 7), (2028, 2), (2028, 5), (2028, 9), (2029, 1), (2029, 3)]
    assert [month(out[name]) for name in ("closed", "call", "next", "review")] == [
        (2028, 1),
        (2028, 6),
        (2029, 1),
        (2026, 7),
    ]
    assert (out["goals_slack"], out["budget_slack"], out["ready_slack"]) == (-4, -3, -2)
    assert out["joins"] == 0
    assert month(out["latest"]) == (2026, 11)
    assert month(out["money"]) == (2030, 1)


def test_the_latest_start_is_just_in_time_and_one_month_later_is_not():
    late = {"start_year": 2026, "start_month": 11}
    assert run(late)["joins"] == 1 and min(run(late)[name] for name in ("goals_slack", "budget_slack")) == 0
    assert run({**late, "start_month": 12})["joins"] == 0


def test_a_budget_call_on_the_last_day_is_in_time():
    out = run({"start_year": 2026, "start_month": 12})
    assert out["budget_slack"] == 0
    assert out["money"] == out["next"]


def test_plans_follow_each_other():
    begin = month_index(2024, 1)
    assert next_begin(month_index(2023, 6), begin, 5) == begin, "a plan that has not begun yet is the next one"
    assert next_begin(begin, begin, 5) == begin + 60
    assert next_begin(month_index(2034, 2), begin, 5) == month_index(2039, 1)


def test_stages_add_up():
    assert stage_ends(10, [4, 7, 3]) == [14, 21, 24]


@pytest.mark.parametrize("bad", [{"start_month": 13}, {"prepare": 0}, {"analysis": "long"}])
def test_impossible_settings_are_refused(bad):
    with pytest.raises(ValueError, match=r"must lie between|needs a number"):
        run(bad)
