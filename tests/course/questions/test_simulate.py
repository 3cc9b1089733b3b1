"""T7: set a simulator to reach a goal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, simulate

START = {"remittances": 100, "s": 0.7, "c": 0.8, "t": 0.1, "m": 0.3, "spread": 0.05}
RULES = {
    "model": "multiplier",
    "goal": lambda run: run.k <= 0.862,
    "constraints": [(lambda run: run.c >= 0.5, "c must stay at least 0.5.")],
    "partial": [(lambda run: run.k <= 1.2, 0.25, "You are on the way.")],
}


@pytest.mark.parametrize(
    ("change", "share", "text"),
    [
        ({"c": 0.5, "m": 0.7}, 1, "reaches the goal"),
        ({"c": 0.6, "m": 0.75}, 1, "reaches the goal"),
        ({"c": 0.3, "m": 0.5}, 0.5, "c must stay"),
        ({"m": 0.6}, 0.25, "on the way"),
        ({}, 0, "does not reach the goal"),
    ],
)
def test_the_model_is_run_again(marked: Callable, change: dict, share: float, text: str) -> None:
    earned, message = marked("simulate", {**START, **change}, points=4, **RULES)
    assert earned == 4 * share and text in message


@pytest.mark.parametrize("value", [{"c": 5}, {"q": 1}, {"c": "0.5"}, {"c": None}, {"c": float("1e308")}])
def test_settings_that_the_controls_cannot_give_earn_zero(marked: Callable, value: dict) -> None:
    earned, message = marked("simulate", value, points=4, **RULES)
    assert earned == 0 and ("must lie between" in message or "no input" in message or "does not use" in message)


def test_goals_as_data(marked: Callable) -> None:
    goals = [{"output": "k", "max": 0.9}, {"output": "first", "min": 70}]
    assert marked("simulate", {"c": 0.5, "m": 0.7}, model="multiplier", goals=goals, points=2)[0] == 2
    assert marked("simulate", {"c": 0.8}, model="multiplier", goals=goals, points=2)[0] == 1


def test_a_mark_without_a_goal_earns_nothing(marked: Callable) -> None:
    assert marked("simulate", START, model="multiplier")[0] == 0


def test_a_result_that_does_not_happen_reaches_no_goal(marked: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    from course import models

    monkeypatch.setattr(models.get("multiplier"), "compute", lambda values: {"k": None}, raising=False)
    assert marked("simulate", START, model="multiplier", goal=lambda run: run.k < 5)[0] == 0


def test_describing(home: Path) -> None:
    desc = ask.build("simulate", "m10-e1", "multiplier", inputs={"c": {"start": 0.6}}, outputs=["k"], goal="Halve it.")
    assert [o["id"] for o in desc["outputs"]] == ["k"]
    assert next(i for i in desc["inputs"] if i["id"] == "c")["start"] == 0.6
    for wrong in ({"inputs": {"q": {}}}, {"outputs": ["q"]}):
        with pytest.raises(ValueError):
            ask.build("simulate", "m10-e1", "multiplier", **wrong)
    with pytest.raises(ValueError, match="no model"):
        ask.build("simulate", "m10-e1", "nothing")


def test_parsing(home: Path) -> None:
    desc = ask.build("simulate", "m10-e1", "multiplier")
    value = simulate.parse(desc, {"c": "0,5"})
    assert value["c"] == 0.5 and set(value) == set(START)
    assert "where they started" in simulate.finding(desc, simulate.parse(desc, START))
    for raw in ({"q": 1}, {"c": 5}, {"c": "x"}, {"c": True}, [0.5], "c"):
        with pytest.raises(base.Refused):
            simulate.parse(desc, raw)
