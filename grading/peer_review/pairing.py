"""Who reads which plan. It reads no file: names in, names out.

A first class stands in a circle by chance, and everybody reads the next two. So each plan has two readers, everybody
reads two plans, and nobody reads the own one. Who comes later is added without changing what others already do.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

READERS = 2
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which look like digits


def pair(authors: Iterable[str], seed: int, known: Mapping[str, Sequence[str]] | None = None) -> dict[str, list[str]]:
    """For each reader the authors whose plans are read.

    Args:
        authors: Everybody who has handed in a plan, old and new.
        seed: The same seed gives the same pairs.
        known: Pairs that were told to people already; they stay, also those of people who are no longer in ``authors``.

    Returns:
        ``known`` and the new readers. A class of one has nobody to read; a class of two reads one plan each.
    """
    pairs = {reader: list(plans) for reader, plans in (known or {}).items()}
    new = [one for one in _mixed(authors, seed) if one not in pairs]
    if not pairs or len(new) > READERS:  # a circle of their own
        count = min(READERS, len(new) - 1)
        for place, reader in enumerate(new):
            pairs[reader] = [new[(place + step) % len(new)] for step in range(1, count + 1)]
        return pairs
    load = {author: 0 for author in [*pairs, *new]}
    for plans in pairs.values():
        for author in plans:
            load[author] = load.get(author, 0) + 1
    for reader in new:  # one or two who are late: they read the plans with the fewest readers
        others = sorted((one for one in load if one != reader), key=lambda one: load[one])
        pairs[reader] = others[:READERS]
        for author in pairs[reader]:
            load[author] += 1
    return pairs


def readers_of(pairs: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """For each author the readers, in a fixed order; authors without a reader have an empty list."""
    found: dict[str, list[str]] = {author: [] for author in pairs}
    for reader in sorted(pairs):
        for author in pairs[reader]:
            found.setdefault(author, []).append(reader)
    return found


def codes(authors: Iterable[str], seed: int, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """A code such as ``K7`` for each plan; codes that were told to people stay.

    Raises:
        ValueError: There are more plans than codes.
    """
    made = dict(known or {})
    free = [f"{letter}{digit}" for letter in _LETTERS for digit in range(2, 10)]
    free = [code for code in _mixed(free, seed) if code not in made.values()]
    new = [author for author in sorted(set(authors)) if author not in made]
    if len(new) > len(free):
        raise ValueError(f"there are codes for {len(free) + len(made)} plans only")
    return {**made, **dict(zip(new, free, strict=False))}


def _mixed(things: Iterable[str], seed: int) -> list[str]:
    """The things in an order of chance that depends on the seed and on them alone."""
    order = sorted(set(things))
    random.Random(f"{seed} {len(order)}").shuffle(order)
    return order
