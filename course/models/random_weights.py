"""Random weights that are the same everywhere: in Python, in a browser, today and in five years.

Python's and JavaScript's own random numbers differ, and numpy's may change between versions. A mark and a tool must
never disagree, so the course has one small generator of its own (mulberry32, 32-bit whole numbers only).
"""

from __future__ import annotations

from collections.abc import Iterator

_MASK = 0xFFFFFFFF


def mulberry32(seed: int) -> Iterator[float]:
    """Endless random numbers from 0 to below 1.

    Args:
        seed: any whole number; the same seed gives the same numbers.

    Source: Tommy Ettinger's mulberry32, a public-domain generator with a state of 32 bits.
    """
    state = seed & _MASK
    while True:
        state = (state + 0x6D2B79F5) & _MASK
        mixed = ((state ^ (state >> 15)) * (state | 1)) & _MASK
        mixed = ((mixed + (((mixed ^ (mixed >> 7)) * (mixed | 61)) & _MASK)) & _MASK) ^ mixed
        yield ((mixed ^ (mixed >> 14)) & _MASK) / 4294967296


def random_weights(count: int, runs: int, seed: int) -> list[list[float]]:
    """``runs`` weightings of ``count`` criteria: weights drawn from 0 to 1, then scaled so that they add up to 1."""
    numbers = mulberry32(seed)
    found = []
    for _run in range(runs):
        drawn = [next(numbers) for _criterion in range(count)]
        total = sum(drawn)
        found.append([one / total for one in drawn] if total > 0 else [1 / count] * count)
    return found
