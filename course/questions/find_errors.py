"""T6: find the sentences that are wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from course.i18n import _
from course.questions.base import (
    Outcome,
    Refused,
    accepts,
    add_message,
    bullets,
    labelled,
    nothing,
    require,
    text_of,
    texts,
)


def describe(
    items: Mapping[str, str], fixes: Mapping[str, str] | None = None, flag: str | None = None
) -> dict[str, Any]:
    """Sentences, some of them wrong.

    Args:
        items: id and text of each sentence.
        fixes: id and text of possible corrections, if the trainee shall also say what would be right.
        flag: what stands on the button beside a sentence; “Wrong” when left out.
    """
    described = {"items": labelled(items), "fixes": labelled(fixes) if fixes else None}
    return {**described, "flag": flag} if flag else described


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, bool | str]:
    items, fixes = texts(desc["items"]), texts(desc["fixes"] or [])
    if isinstance(raw, list | tuple):  # typed: just the ids
        raw = dict.fromkeys([str(one) for one in raw], True)
    marked = {item: chosen for item, chosen in raw.items() if chosen} if isinstance(raw, Mapping) else {}
    if not marked:
        raise Refused(nothing())
    for item, chosen in marked.items():
        if item not in items:
            raise Refused(_("There is no sentence “{item}”. They are: {ids}.").format(item=item, ids=", ".join(items)))
        if chosen is not True and (not isinstance(chosen, str) or chosen not in fixes):
            raise Refused(_("“{item}” needs True or one of the corrections.").format(item=item))
    return {item: marked[item] for item in items if item in marked}


def words(desc: Mapping[str, Any], value: Any) -> str:
    items, fixes = texts(desc["items"]), texts(desc["fixes"] or [])
    parts = []
    for item, chosen in value.items():
        text = text_of(items, item)
        parts.append(text if chosen is True else f"{text} → {text_of(fixes, chosen)}")
    return "; ".join(parts)


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    if len(value) == len(desc["items"]):
        return _("You marked every sentence. A wrong mark costs points.")
    open_fixes = sum(chosen is True for chosen in value.values()) if desc["fixes"] else 0
    return _("Marked sentences without a correction: {count}.").format(count=open_fixes) if open_fixes else None


def mark(value: Any, *, key: Mapping[str, Any] | Iterable[str], slips: Any = ()) -> Outcome:
    """Mark the errors found: F1, the balance between finding all of them and marking only them.

    Args:
        key: ids of the wrong sentences; or a dictionary from id to True or to the right correction (or a list
            of right ones). A wrong sentence with the wrong correction counts as half found.
        slips: ``{"s3": "message"}`` or ``[("s3", "message")]``: shown when ``s3`` was marked although it is
            right, or not marked although it is wrong.
    """
    require(isinstance(value, Mapping) and all(one is True or isinstance(one, str) for one in value.values()))
    wrong = dict(key) if isinstance(key, Mapping) else dict.fromkeys(key, True)
    found = set(value) & set(wrong)
    fixed = [item for item in found if wrong[item] is True or accepts(wrong[item], value[item])]
    hits = len(fixed) + 0.5 * (len(found) - len(fixed))
    share = 2 * hits / (len(value) + len(wrong)) if value or wrong else 1.0
    if share == 1:
        return Outcome(1.0, _("Correct: you found all errors and nothing else."))
    message = _("You found {found} of {total} errors.").format(found=len(found), total=len(wrong))
    if extra := len(value) - len(found):
        message += " " + _("Marked although it is right: {count}.").format(count=extra)
    if unfixed := len(found) - len(fixed):
        message += " " + _("Corrections that do not fit: {count}.").format(count=unfixed)
    missed = (set(value) ^ set(wrong)) | (found - set(fixed))
    return add_message(Outcome(share, message), slips, lambda item: item in missed)


def static(desc: Mapping[str, Any]) -> str:
    html = bullets(texts(desc["items"]).values(), "ol")
    return html + bullets(texts(desc["fixes"]).values()) if desc["fixes"] else html
