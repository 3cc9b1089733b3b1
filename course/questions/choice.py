"""T1: choose one answer, or all that apply."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.i18n import _
from course.questions.base import Outcome, Refused, bullets, find_slip, labelled, nothing, require, text_of, texts


def describe(options: Mapping[str, str], multiple: bool = False) -> dict[str, Any]:
    """One answer, or several with ``multiple``.

    Args:
        options: id and text of each option, in the order shown.
        multiple: several options may be right.
    """
    return {"options": labelled(options), "multiple": bool(multiple)}


def parse(desc: Mapping[str, Any], raw: Any) -> str | list[str]:
    known = texts(desc["options"])
    chosen = [raw] if isinstance(raw, str) else raw
    if not chosen:
        raise Refused(nothing())
    if not isinstance(chosen, list | tuple) or not all(isinstance(one, str) and one in known for one in chosen):
        raise Refused(_("Please choose from these: {ids}.").format(ids=", ".join(known)))
    if desc["multiple"]:
        return [key for key in known if key in chosen]  # in the order shown, each once
    if len(chosen) != 1:
        raise Refused(_("Please choose one answer only."))
    return chosen[0]


def words(desc: Mapping[str, Any], value: Any) -> str:
    known = texts(desc["options"])
    return "; ".join(text_of(known, key) for key in (value if isinstance(value, list) else [value]))


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    if desc["multiple"] and isinstance(value, list) and len(value) == len(desc["options"]) > 1:
        return _("You chose everything. A wrong choice costs points.")
    return None


def mark(value: Any, *, key: Any, slips: Any = ()) -> Outcome:
    """Mark a choice.

    Args:
        key: the right option, or a list of all right options of a ``multiple`` question. For several: (right
            choices − wrong choices) ÷ size of the union of choices and key, at least 0, so that choosing
            everything does not pay.
        slips: ``{"a": "message"}`` or ``[("a", "message")]``: shown when option ``a`` was chosen wrongly. A
            slip of a single choice earns nothing unless it names a share: ``("a", "message", 0.25)``.
    """
    if isinstance(key, str):
        require(isinstance(value, str))
        if value == key:
            return Outcome(1.0, _("Correct."))
        slip = find_slip(slips, lambda one: one == value, share=0.0)
        return slip or Outcome(0.0, _("This is not the right choice. Read the question and the options once more."))
    require(isinstance(value, list) and all(isinstance(one, str) for one in value))
    chosen, right = set(value), set(key)
    hits, wrong = len(chosen & right), len(chosen - right)
    if chosen == right:
        return Outcome(1.0, _("Correct: exactly the right choices."))
    message = _("Right choices: {hits}. Wrong choices: {wrong}.").format(hits=hits, wrong=wrong)
    if not wrong:
        message = _("All your choices are right, but something is missing.")
    slip = find_slip(slips, lambda one: one in chosen)
    return Outcome(
        max(0.0, (hits - wrong) / len(chosen | right)), f"{message} {slip.message}" if slip else message, bool(slip)
    )


def static(desc: Mapping[str, Any]) -> str:
    return bullets(texts(desc["options"]).values())
