"""T4: put steps in order."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from course.i18n import _
from course.questions.base import (
    Outcome,
    Refused,
    add_message,
    bullets,
    labelled,
    nothing,
    require,
    text_of,
    texts,
)


def describe(items: Mapping[str, str]) -> dict[str, Any]:
    """Steps to order. They are shown in a mixed order that is the same for everybody.

    Args:
        items: id and text of each step, in any order. Trainees can read the cell, so ids and the order
            written there must not give the answer away.
    """
    return {"items": labelled(items)}


def arrange(desc: dict[str, Any]) -> dict[str, Any]:
    """Mix the steps by a hash of the question's id; never as the author wrote them."""
    written = desc["items"]

    def place(item: Mapping[str, str]) -> bytes:
        return hashlib.sha256(f"{desc['id']}\0{item['id']}".encode()).digest()

    mixed = sorted(written, key=place)
    return {**desc, "items": mixed if mixed != written else mixed[::-1]}


def parse(desc: Mapping[str, Any], raw: Any) -> list[str]:
    known = texts(desc["items"])
    if not raw:
        raise Refused(nothing())
    if not isinstance(raw, list | tuple) or sorted(map(str, raw)) != sorted(known):
        raise Refused(_("Please put each of these once into the list: {ids}.").format(ids=", ".join(sorted(known))))
    return list(raw)


def words(desc: Mapping[str, Any], value: Any) -> str:
    known = texts(desc["items"])
    return "; ".join(f"{place}. {text_of(known, key)}" for place, key in enumerate(value, 1))


def finding(desc: Mapping[str, Any], value: Any) -> str | None:
    if value == [item["id"] for item in desc["items"]]:
        return _("This is the mixed order in which the steps were shown. Did you move them?")
    return None


def mark(value: Any, *, key: Sequence[Any], slips: Any = ()) -> Outcome:
    """Mark an order: 1 − wrong pairs ÷ all pairs (the normalised Kendall distance).

    Args:
        key: the ids in the right order; a list inside it holds steps whose order among themselves does not
            matter.
        slips: ``[((first, second), message)]``: shown when ``first`` wrongly stands before ``second``.
    """
    require(isinstance(value, list) and all(isinstance(one, str) for one in value) and len(set(value)) == len(value))
    rank = {}
    for place, step in enumerate(key):
        for one in step if isinstance(step, list | tuple | set | frozenset) else [step]:
            rank[one] = place
    position = {one: place for place, one in enumerate(value)}
    pairs = [(a, b) for a, b in combinations(sorted(rank, key=rank.__getitem__), 2) if rank[a] < rank[b]]
    right = sum(a in position and b in position and position[a] < position[b] for a, b in pairs)
    if right == len(pairs):
        return Outcome(1.0, _("Correct: everything is in the right order."))
    message = _("{right} of {total} pairs are in the right order.").format(right=right, total=len(pairs))

    def stands(pair: Sequence[str]) -> bool:
        first, second = pair
        return first in position and second in position and position[first] < position[second]

    return add_message(Outcome(right / len(pairs), message), slips, stands)


def static(desc: Mapping[str, Any]) -> str:
    return bullets(texts(desc["items"]).values())
