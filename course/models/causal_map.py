"""A causal map of migration and development: its loops, and what is missing in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

LONGEST = 8  # arrows in one loop; longer ones nobody can explain
FEWEST_ARROWS, FEWEST_EACH_WAY = 6, 2

Arrow = Mapping[str, str]


class Loop(NamedTuple):
    """A way along arrows that comes back to its start.

    Attributes:
        boxes: names of the boxes, the first one once.
        kind: ``reinforcing`` (no or an even number of minus signs: a change grows) or ``balancing`` (an odd
            number: it fades).
    """

    boxes: tuple[str, ...]
    kind: str


def plain(name: str) -> str:
    """A name as boxes are compared: without spaces around it and without capital letters."""
    return " ".join(name.split()).casefold()


def loops(arrows: Sequence[Arrow]) -> list[Loop]:
    """All loops of up to ``LONGEST`` arrows, each once.

    Args:
        arrows: each with ``from``, ``to`` and ``sign`` (``plus`` or ``minus``). A second arrow between the same two
            boxes is left out.
    """
    label: dict[str, str] = {}
    out: dict[str, dict[str, str]] = {}
    for arrow in arrows:
        start, end = plain(arrow.get("from", "")), plain(arrow.get("to", ""))
        if not start or not end or start == end:
            continue
        label.setdefault(start, " ".join(arrow["from"].split()))
        label.setdefault(end, " ".join(arrow["to"].split()))
        out.setdefault(start, {}).setdefault(end, arrow.get("sign", "plus"))
    place = {name: number for number, name in enumerate(label)}
    found: list[Loop] = []

    def walk(way: list[str], minus: int) -> None:
        for following, sign in out.get(way[-1], {}).items():
            count = minus + (sign == "minus")
            if following == way[0]:
                found.append(Loop(tuple(label[name] for name in way), "balancing" if count % 2 else "reinforcing"))
            elif place[following] > place[way[0]] and following not in way and len(way) < LONGEST:
                walk([*way, following], count)

    for name in label:  # each loop is found from its first box
        walk([name], 0)
    return found


def missing(arrows: Sequence[Arrow]) -> dict[str, int]:
    """What the map still needs: arrows in all, arrows of each direction (``md``, ``dm``), arrows without a source."""
    return {
        "arrows": max(0, FEWEST_ARROWS - len(arrows)),
        "md": max(0, FEWEST_EACH_WAY - sum(arrow.get("direction") == "md" for arrow in arrows)),
        "dm": max(0, FEWEST_EACH_WAY - sum(arrow.get("direction") == "dm" for arrow in arrows)),
        "source": sum(not arrow.get("source", "").strip() for arrow in arrows),
    }
