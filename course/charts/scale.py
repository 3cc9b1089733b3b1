"""Arithmetic of axes and labels: round ticks, readable numbers, text that does not overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence

from course import numbers

NBSP = "\N{NO-BREAK SPACE}"


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers (1, 2, 2.5 or 5 times a power of ten) that cover ``low`` to ``high``.

    Args:
        low: Smallest value to cover.
        high: Largest value to cover; may equal ``low``.
        count: About how many steps are wanted.

    Returns:
        Ascending ticks; the first is at or below ``low``, the last at or above ``high``.
    """
    if high == low:
        low, high = (0.0, 1.0) if low == 0 else (min(0.0, low), max(0.0, high))
    rough = (high - low) / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    # Rounding removes the noise of binary fractions (0.30000000000000004).
    return [round(i * step, 10) for i in range(first, last + 1)]


def value_ticks(low: float, high: float) -> list[float]:
    """Round ticks for an axis of values: little empty space beyond the data, and no more lines than needed."""

    def cost(ticks: list[float]) -> float:
        span, step = ticks[-1] - ticks[0], ticks[1] - ticks[0]
        awkward = 0.03 if f"{step:e}".startswith("2.5") else 0  # people count in 1, 2 and 5 more easily
        return (span - (high - low)) / span + 0.04 * len(ticks) + awkward

    choices = (nice_ticks(low, high, count) for count in (3, 4, 5, 6, 7))
    return min((ticks for ticks in choices if len(ticks) >= 4), key=cost)


def year_ticks(first: int, last: int, most: int = 5) -> list[float]:
    """At most ``most`` years between ``first`` and ``last``, at multiples that people count in."""
    fewest = min(3, last - first + 1)
    for step in (1, 2, 5, 4, 10, 20, 25, 50, 100):
        ticks = [float(year) for year in range(-(-first // step) * step, last + 1, step)]
        if fewest <= len(ticks) <= most:
            return ticks
    return [float(first), float(last)]


def inner_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers inside ``low`` to ``high``: an axis of years must not stretch beyond its data."""
    margin = 1e-9 * max(abs(low), abs(high), 1)
    return [tick for tick in nice_ticks(low, high, count) if low - margin <= tick <= high + margin]


def digits_for(values: Sequence[float]) -> int:
    """How many decimals make these values readable: at most two, none when all are whole numbers."""
    if not values or all(float(v).is_integer() for v in values):
        return 0
    largest = max(abs(v) for v in values)
    return 2 if largest < 2 else 1 if largest < 1000 else 0


def tick_digits(ticks: Sequence[float]) -> int:
    """Decimals needed to write every tick exactly (at most six)."""
    return next((d for d in range(7) if all(abs(t - round(t, d)) < 1e-9 for t in ticks)), 6)


def format_number(value: float | None, digits: int = 0, unit: str = "") -> str:
    """A number as trainees read it: thousands separated, a true minus sign, ``%`` kept when the unit is a share.

    Args:
        value: The number, or ``None`` for a missing one.
        digits: Decimals.
        unit: The unit of the chart; only a leading ``%`` is repeated next to the number.
    """
    if value is None:
        return "–"
    return numbers.format_number(value, digits) + (f"{NBSP}%" if unit.lstrip().startswith("%") else "")


def text_width(text: str, size: float = 13, bold: bool = False) -> float:
    """Approximate width of a text in Noto Sans, in pixels; on the safe side, because fonts differ."""
    narrow, wide = set("iljtfrI.,:;'|!()[] "), set("mwMW@%")
    ems = sum(0.33 if c in narrow else 0.9 if c in wide else 0.66 if c.isupper() else 0.57 for c in text)
    return ems * size * (1.07 if bold else 1.0)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` characters, broken at spaces; a longer word keeps its own line."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines or [""]


def balanced(text: str, width: int) -> list[str]:
    """As few lines as :func:`wrap` needs, of about the same length: no word stands alone in the last one."""
    count = len(wrap(text, width))
    return next(lines for w in range(1, width + 1) if len(lines := wrap(text, w)) <= count)


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres of labels, moved as little as needed so that none overlaps and all stay inside.

    Args:
        wanted: Where each label would like its centre, in pixels.
        sizes: Height of each label, in pixels.
        low: Upper edge of the space.
        high: Lower edge of the space.

    Returns:
        One centre per label, in the order given. When the labels do not fit, they overflow the lower edge.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    # Groups of touching labels: [labels, total size, sum of wanted tops relative to the group's start].
    groups: list[tuple[list[int], float]] = []

    def top(members: list[int], size: float) -> float:
        offset, total = 0.0, 0.0
        for i in members:
            total += wanted[i] - sizes[i] / 2 - offset
            offset += sizes[i]
        return max(low, min(total / len(members), high - size))

    for i in order:
        members, size = [i], sizes[i]
        while groups and top(*groups[-1]) + groups[-1][1] > top(members, size):
            earlier, earlier_size = groups.pop()
            members, size = earlier + members, earlier_size + size
        groups.append((members, size))
    centres = [0.0] * len(wanted)
    for members, size in groups:
        edge = top(members, size)
        for i in members:
            centres[i] = edge + sizes[i] / 2
            edge += sizes[i]
    return centres
