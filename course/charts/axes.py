"""Axes of the still pictures: from values to places, with round ticks and quiet grid lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from course.charts.scale import format_number, inner_ticks, nice_ticks, text_width, tick_digits, value_ticks, year_ticks
from course.charts.spec import Spec
from course.charts.svg import AXIS, LINE, SOFT, group, pct, px, text

_QUARTER = re.compile(r"(\d{4})[ -]?Q([1-4])")


@dataclass(frozen=True)
class Axis:
    """A number line from ``low`` to ``high`` with ticks; ``log`` for powers of ten."""

    low: float
    high: float
    ticks: tuple[float, ...]
    unit: str = ""
    log: bool = False
    years: bool = False

    def share(self, value: float) -> float:
        """Where a value stands between the low end (0) and the high end (1)."""
        low, high, at = (log10(v) for v in (self.low, self.high, value)) if self.log else (self.low, self.high, value)
        return (at - low) / (high - low) if high > low else 0.5

    def label(self, tick: float) -> str:
        """What stands at a tick: years without a thousands separator, other numbers with it."""
        return f"{tick:.0f}" if self.years else format_number(tick, tick_digits(self.ticks), self.unit)

    def label_width(self) -> float:
        """Pixels that the widest tick label needs."""
        return max(text_width(self.label(tick)) for tick in self.ticks)

    @classmethod
    def of_values(cls, spec: Spec, zero: bool = False) -> Axis:
        """The axis of the chart's values; it begins at zero for bars and where the data come near zero."""
        values = spec.values()
        low, high = min(values), max(values)
        if zero or (0 <= low < 0.6 * high) or (0 >= high > 0.6 * low):
            low, high = min(low, 0.0), max(high, 0.0)
        ticks = value_ticks(low, high)
        return cls(ticks[0], ticks[-1], tuple(ticks), spec.unit)

    @classmethod
    def of_x(cls, spec: Spec) -> Axis:
        """The horizontal axis of a line or a scatter plot; ends with the data when the values are years."""
        if spec.categories:
            return cls(0, max(len(spec.categories) - 1, 1), ())
        values = [x for s in spec.series for x in s.x if x is not None]
        low, high = min(values), max(values)
        years = not spec.x_unit and all(float(v).is_integer() and 1000 < v < 3000 for v in values)
        if spec.log_x:
            powers = range(floor(log10(low)), ceil(log10(high)) + 1)
            ticks = [10.0**p for p in powers]
            return cls(ticks[0], ticks[-1], tuple(ticks), spec.x_unit, log=True)
        if spec.kind == "line":
            ticks = year_ticks(int(low), int(high)) if years else inner_ticks(low, high, 4)
            return cls(low, high, tuple(ticks or [low, high]), spec.x_unit, years=years)
        ticks = nice_ticks(low, high, 4)
        return cls(ticks[0], ticks[-1], tuple(ticks), spec.x_unit, years=years)


def vertical(axis: Axis, height: float, only_zero: bool = False) -> str:
    """Grid lines across the plotting area with their values on the left; the zero line is stronger."""
    lines, labels = [], []
    for tick in axis.ticks:
        if only_zero and tick:
            continue
        y = height * (1 - axis.share(tick))
        style = f' style="{AXIS}"' if tick == 0 else ""
        lines.append(f'<path d="M0 {px(y)}h1000" vector-effect="non-scaling-stroke"{style}/>')
        if not only_zero:
            labels.append(text("-8", y, axis.label(tick), anchor="end"))
    grid = (
        f'<svg viewBox="0 0 1000 {px(height)}" width="100%" height="{px(height)}" preserveAspectRatio="none" '
        f'overflow="visible" style="{LINE}">{"".join(lines)}</svg>'
    )
    return grid + group(labels, SOFT)


def horizontal(spec: Spec, axis: Axis, height: float) -> str:
    """Tick marks and values below the plotting area, and the name of the axis when it has one."""
    if spec.categories:
        last = max(len(spec.categories) - 1, 1)
        spots = [(place / last, label) for place, label in category_ticks(spec.categories)]
    else:
        spots = [(axis.share(tick), axis.label(tick)) for tick in axis.ticks]
    marks = [f'<line x1="{pct(x)}" x2="{pct(x)}" y1="{px(height)}" y2="{px(height + 5)}"/>' for x, _label in spots]
    labels = [text(pct(x), height + 17, label, anchor="middle") for x, label in spots]
    if spec.x_unit:
        labels.append(text("50%", height + 40, spec.x_unit, anchor="middle"))
    return group(marks, AXIS) + group(labels, SOFT)


def category_ticks(names: Sequence[str], most: int = 5) -> list[tuple[int, str]]:
    """Places and labels of at most ``most`` names, evenly apart.

    A long run of quarters shows its years, each at the first quarter: ``2016 Q1`` becomes ``2016``.
    """
    if len(names) <= most:
        return list(enumerate(names))
    quarters = [_QUARTER.fullmatch(name) for name in names]
    if all(quarters):
        first = [(i, match[1]) for i, match in enumerate(quarters) if match and match[2] == "1"]
        if len(first) > 1:
            return first[:: ceil(len(first) / (most - 1))]
    step = ceil((len(names) - 1) / (most - 1))
    return [(i, names[i]) for i in range(0, len(names), step)]
