"""T7 with words: tune a word list until it finds the texts that people found. Many lists may be right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from types import SimpleNamespace
from typing import Any

from course import data
from course.i18n import _
from course.models.agreement import agreement, counted
from course.models.keywords import LISTS, coded, read_lists
from course.questions.base import Outcome, Refused, bullets, grid, malformed, nothing

Condition = Callable[[SimpleNamespace], bool]
TYPED = (*LISTS, "ignore")
_LONGEST = 2000  # characters of one list


def describe(
    goal: str = "",
    start: Mapping[str, Any] | None = None,
    table: str = "framework_texts",
    code: str = "code_a",
) -> dict[str, Any]:
    """Two word lists, phrases that do not count, and texts to find with them.

    Args:
        goal: what to reach, in words.
        start: what stands in the form at first: ``migration``, ``displacement``, ``ignore``, ``window``.
        table: a table of the course with ``id``, ``title``, ``text`` and the codes.
        code: column with the codes of the person who counts as right: 1 or 0.
    """
    return {"goal": goal, "start": _complete(start or {}), "texts": _texts(table, code)}


def _texts(table: str, code: str) -> list[dict[str, Any]]:
    rows = data.load(table).itertuples()
    return [{"id": row.id, "title": row.title, "text": row.text, "code": int(getattr(row, code))} for row in rows]


def _complete(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {**{name: typed.get(name, "") for name in TYPED}, "window": typed.get("window", 0)}


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise Refused(nothing())
    if unknown := set(raw) - {*TYPED, "window"}:
        parts = ", ".join((*TYPED, "window"))
        message = _("There is no part “{name}”. The parts are: {parts}.")
        raise Refused(message.format(name=sorted(map(str, unknown))[0], parts=parts))
    value = _complete(raw)
    if not all(isinstance(value[name], str) and len(value[name]) <= _LONGEST for name in TYPED):
        raise Refused(_("A word list is a text of up to {most} letters.").format(most=_LONGEST))
    value |= {name: value[name].strip() for name in TYPED}
    if isinstance(value["window"], float) and value["window"].is_integer():
        value["window"] = int(value["window"])
    try:
        rules = read_lists(value)
    except ValueError as problem:  # plain words: a strange sign, a stem that is too short
        raise Refused(str(problem)) from None
    if not any(rules["lists"].values()):
        raise Refused(nothing())
    return value


def words(desc: Mapping[str, Any], value: Any) -> str:
    shown = [_("{list}: {words}").format(list=label, words=value[name]) for name, label in _labels() if value.get(name)]
    if value.get("window"):
        shown.append(_("Words of negation reach over {count} words.").format(count=value["window"]))
    return "; ".join(shown)


def _labels() -> list[tuple[str, str]]:
    return [
        ("migration", _("Migration and related words")),
        ("displacement", _("Refugees and displacement")),
        ("ignore", _("Phrases that do not count")),
    ]


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    if value == desc["start"]:
        return _("The lists are those that stood there at the start. Did you try other words?")
    return None


def practice_rules(desc: Mapping[str, Any]) -> dict[str, Any]:
    return {"goals": desc["practice"].get("goals", ()), "texts": desc["texts"]}


def outcome_of(
    value: Mapping[str, Any], table: str, code: str, texts: Sequence[Mapping[str, Any]] | None = None
) -> SimpleNamespace:
    """The word list, run again over all texts: the four cells, precision, recall, F1 and the number of entries."""
    texts = _texts(table, code) if texts is None else texts
    flags = coded([text["text"] for text in texts], value)
    cells = counted((flag["any"], text["code"] == 1) for flag, text in zip(flags, texts, strict=True))
    rules = read_lists(value)
    size = sum(len(one) for one in rules["lists"].values())
    return SimpleNamespace(**cells, **agreement(**cells), entries=size, ignored=len(rules["ignore"]))


def mark(
    value: Any,
    *,
    goal: Condition | None = None,
    goals: Sequence[Mapping[str, Any]] = (),
    partial: Sequence[tuple[Condition, float, str]] = (),
    table: str = "framework_texts",
    code: str = "code_a",
    texts: Sequence[Mapping[str, Any]] | None = None,
) -> Outcome:
    """Mark a word list by running it again over the texts.

    A condition is a function of one object with ``precision``, ``recall``, ``f1``, ``kappa``, ``both``, ``only_first``
    (false alarms), ``only_second`` (misses), ``neither``, ``entries`` and ``ignored``.

    Args:
        goal: must hold for full points.
        goals: the same as data, for practice: ``[{"output": "recall", "min": 0.85}]``; each earns its part.
        partial: ``[(condition, share, message)]``: the best share whose condition holds counts where the goal was
            not reached.
        table, code: as in ``describe``.
        texts: the texts of the description instead, for practice: with the codes that its reader sees.
    """
    if goal is None and not goals:
        raise ValueError("a word list needs a goal")
    try:
        run = outcome_of(_complete(value), table, code, texts)
    except (ValueError, TypeError, AttributeError):
        raise Refused(malformed()) from None
    tests = ([goal] if goal else []) + [_condition(one) for one in goals]
    reached = [_holds(test, run) for test in tests]
    if all(reached):
        return Outcome(1.0, _("Correct: your lists, run again over all texts, reach the goal."))
    told = _("Your lists, run again: precision {precision}, recall {recall}. That is not yet the goal.").format(
        precision=_shown(run.precision), recall=_shown(run.recall)
    )
    outcome = Outcome(sum(reached) / len(reached) if goals else 0.0, told)
    near = [
        Outcome(share, f"{told} {message}", True) for condition, share, message in partial if _holds(condition, run)
    ]
    return max([outcome, *near], key=lambda one: (one.fraction, one.special)) if near else outcome


def _shown(share: float | None) -> str:
    return _("none") if share is None else f"{share:.2f}"


def _condition(goal: Mapping[str, Any]) -> Condition:
    return lambda run: goal.get("min", float("-inf")) <= getattr(run, goal["output"]) <= goal.get("max", float("inf"))


def _holds(condition: Condition, run: SimpleNamespace) -> bool:
    try:
        return bool(condition(run))
    except TypeError:  # a share that has no value
        return False


def static(desc: Mapping[str, Any]) -> str:
    goal = bullets([desc["goal"]]) if desc["goal"] else ""
    lists = grid([_("List"), _("At the start")], [[label, desc["start"][name]] for name, label in _labels()])
    note = _("The {count} texts stand in the table of the tool.").format(count=len(desc["texts"]))
    return f"{goal}{lists}<p>{escape(note)}</p>"
