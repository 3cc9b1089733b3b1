"""T7: set a model so that it reaches a goal. Many settings may be right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from course import models
from course.i18n import _
from course.numbers import format_number, parse_number
from course.questions.base import Outcome, Refused, bullets, grid, is_number, nothing, require

Condition = Callable[[SimpleNamespace], bool]
_BROKEN_CONSTRAINT_SHARE = 0.5


def describe(
    model: str,
    inputs: Mapping[str, Mapping[str, Any]] | None = None,
    goal: str = "",
    outputs: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Controls of a model and a goal to reach.

    Args:
        model: name in ``course.models``.
        inputs: changes to the controls, for example ``{"c": {"start": 0.6, "max": 0.9}}``.
        goal: what to reach, in words.
        outputs: ids of the results to show; all of them without it.

    Raises:
        ValueError: no such model, input or output.
    """
    found = models.get(model)
    changes = dict(inputs or {})
    controls = [{**control, **changes.pop(control["id"], {})} for control in found.inputs]
    results = [result for result in found.outputs if outputs is None or result["id"] in outputs]
    if changes or (outputs is not None and len(results) != len(outputs)):
        raise ValueError(f"the model {model!r} has no such input or output: {[*changes, *(outputs or [])]}")
    return {"model": model, "goal": goal, "inputs": controls, "outputs": results}


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, float]:
    if not isinstance(raw, Mapping) or not raw:
        raise Refused(nothing())
    controls = {control["id"]: control for control in desc["inputs"]}
    if unknown := [name for name in raw if name not in controls]:
        ids = ", ".join(controls)
        raise Refused(_("There is no control “{name}”. They are: {ids}.").format(name=unknown[0], ids=ids))
    value = {}
    for name, control in controls.items():
        given = raw.get(name, control["start"])
        number = parse_number(given) if isinstance(given, str) else float(given) if is_number(given) else None
        if number is None or not control["min"] <= number <= control["max"]:
            low, high = format_number(control["min"]), format_number(control["max"])
            message = _("“{label}” needs a number from {low} to {high}.")
            raise Refused(message.format(label=control["label"], low=low, high=high))
        value[name] = number
    return value


def words(desc: Mapping[str, Any], value: Any) -> str:
    controls = {control["id"]: control for control in desc["inputs"]}
    parts = []
    for name, number in value.items():
        control = controls.get(name, {"label": name, "unit": ""})
        parts.append(f"{control['label']} = {format_number(number)} {control['unit']}".strip())
    return "; ".join(parts)


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    if value == {control["id"]: float(control["start"]) for control in desc["inputs"]}:
        return _("All controls stand where they started. Did you try other settings?")
    return None


def practice_rules(desc: Mapping[str, Any]) -> dict[str, Any]:
    return {"model": desc["model"], "goals": desc["practice"].get("goals", ())}


def mark(
    value: Any,
    *,
    model: str,
    goal: Condition | None = None,
    goals: Sequence[Mapping[str, Any]] = (),
    constraints: Sequence[tuple[Condition, str]] = (),
    partial: Sequence[tuple[Condition, float, str]] = (),
) -> Outcome:
    """Mark settings by running the model again with them.

    A condition is a function of one object that has all inputs and outputs of the model as attributes, for
    example ``lambda run: run.k <= 0.86``.

    Args:
        model: name in ``course.models``.
        goal: must hold for full points.
        goals: the same as data, for practice questions: ``[{"output": "k", "max": 0.86}]`` with ``min`` or
            ``max`` or both. Each goal reached earns its part of the points.
        constraints: ``[(condition, message)]``: must hold as well; reaching the goal by breaking one earns
            half.
        partial: ``[(condition, share, message)]``: the best share whose condition holds counts where the goal
            was not reached.
    """
    if goal is None and not goals:
        raise ValueError("a simulation needs a goal")
    require(isinstance(value, Mapping) and all(is_number(number) for number in value.values()))
    try:
        results = models.get(model).run(value)
    except ValueError as problem:  # plain words: a setting outside its range
        raise Refused(str(problem)) from None
    run = SimpleNamespace(**{**models.get(model).checked(value), **results})
    tests = ([goal] if goal else []) + [_condition(one) for one in goals]
    reached = [_holds(test, run) for test in tests]
    broken = [message for condition, message in constraints if not _holds(condition, run)]
    if all(reached) and not broken:
        return Outcome(1.0, _("Correct: the model, run again with your settings, reaches the goal."))
    if all(reached):
        outcome = Outcome(_BROKEN_CONSTRAINT_SHARE, _("The goal is reached, but: {rule}").format(rule=broken[0]))
    else:
        share = sum(reached) / len(reached) if not broken else 0.0
        outcome = Outcome(share, _("The model, run again with your settings, does not reach the goal."))
    near = [Outcome(share, message) for condition, share, message in partial if _holds(condition, run)]
    return max([outcome, *near], key=lambda one: one.fraction) if near else outcome


def _condition(goal: Mapping[str, Any]) -> Condition:
    low, high = goal.get("min"), goal.get("max")

    def holds(run: SimpleNamespace) -> bool:
        result = getattr(run, goal["output"])
        return (low is None or result >= low) and (high is None or result <= high)

    return holds


def _holds(condition: Condition, run: SimpleNamespace) -> bool:
    try:
        return bool(condition(run))
    except TypeError:  # a result of None: "does not happen"
        return False


def static(desc: Mapping[str, Any]) -> str:
    def line(control: Mapping[str, Any]) -> list[str]:
        span = f"{format_number(control['min'])} – {format_number(control['max'])} {control['unit']}".strip()
        return [control["label"], span, format_number(control["start"])]

    goal = bullets([desc["goal"]]) if desc["goal"] else ""
    return goal + grid([_("Control"), _("From – to"), _("Start")], [line(control) for control in desc["inputs"]])
