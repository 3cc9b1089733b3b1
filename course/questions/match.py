"""T3: put each item where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from course.i18n import _
from course.questions.base import (
    Outcome,
    Refused,
    accepts,
    add_message,
    grid,
    labelled,
    nothing,
    require,
    share_message,
    text_of,
    texts,
)


def describe(items: Mapping[str, str], bins: Mapping[str, str]) -> dict[str, Any]:
    """One bin for each item.

    Args:
        items: id and text of each thing to classify.
        bins: id and text of each place that it may go to.
    """
    return {"items": labelled(items), "bins": labelled(bins)}


def parse(desc: Mapping[str, Any], raw: Any) -> dict[str, str]:
    items, bins = texts(desc["items"]), texts(desc["bins"])
    if not isinstance(raw, Mapping) or not any(raw.values()):
        raise Refused(nothing())
    given = {item: chosen for item, chosen in raw.items() if chosen}
    for item, chosen in given.items():
        if item not in items:
            raise Refused(_("There is no item “{item}”. The items are: {ids}.").format(item=item, ids=", ".join(items)))
        if not isinstance(chosen, str) or chosen not in bins:
            raise Refused(_("“{item}” can go to one of these: {ids}.").format(item=item, ids=", ".join(bins)))
    return {item: given[item] for item in items if item in given}


def words(desc: Mapping[str, Any], value: Any) -> str:
    items, bins = texts(desc["items"]), texts(desc["bins"])
    return "; ".join(f"{text_of(items, item)} → {text_of(bins, chosen)}" for item, chosen in value.items())


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    missing = len(desc["items"]) - len(value)
    if missing <= 0:
        return None
    return _("Items without an answer: {missing} of {total}.").format(missing=missing, total=len(desc["items"]))


def practice_rules(desc: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": desc["practice"]["key"], "classes": len(desc["bins"]), "slips": desc["practice"].get("slips", ())}


def mark(value: Any, *, key: Mapping[str, Any], classes: int | None = None, slips: Any = ()) -> Outcome:
    """Mark a match: the share of items in the right place.

    Args:
        key: right bin of each item, or a list of bins that are all right.
        classes: number of bins shown; without it the number of different bins in the key. With two, half of
            the items are right by chance alone, so the share is corrected: 50 % right earns nothing.
        slips: ``[((item, bin), message)]``: shown when the item was put there.
    """
    require(isinstance(value, Mapping) and all(isinstance(chosen, str) for chosen in value.values()))
    right = sum(accepts(accepted, value.get(item)) for item, accepted in key.items())
    if classes is None:
        classes = len({one for accepted in key.values() for one in _as_list(accepted)})
    share = right / len(key)
    if classes == 2:
        share = max(0.0, 2 * share - 1)
    message = share_message(right, len(key))
    if classes == 2 and right < len(key):
        message += " " + _("With two places half are right by guessing, so points start above one half.")
    outcome = Outcome(share, message)
    return add_message(outcome, slips, lambda pair: value.get(pair[0]) == pair[1])


def _as_list(accepted: Any) -> list[Any]:
    return list(accepted) if isinstance(accepted, list | tuple | set | frozenset) else [accepted]


def static(desc: Mapping[str, Any]) -> str:
    choices = " / ".join(texts(desc["bins"]).values())
    return grid([_("Item"), _("Where does it belong?")], [[text, choices] for text in texts(desc["items"]).values()])
