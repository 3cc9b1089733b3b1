"""What a class needed, and the lines that show it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.classroom.need import Memory

HEAD = (
    "   N        done      all in s  median s  first page s  run p95 s  submit p95 s  median s | MB each: settled  peak"
    "  own | processor s each"
)


@dataclass(frozen=True)
class Figures:
    """What one class needed.

    Attributes:
        side: ``ours`` or ``stock``.
        people: How many trainees.
        done: How many did everything.
        seconds: Seconds of each step, of those who did it.
        empty: Memory of the classroom before anybody came.
        settled: Memory when all notebooks had run.
        peak: Highest sum of PSS, in megabytes.
        processor: Processor seconds of all processes from the first sign-in until all had run.
        problems: What went wrong.
    """

    side: str
    people: int
    done: int
    seconds: dict[str, list[float]]
    empty: Memory
    settled: Memory
    peak: float
    processor: float
    problems: list[str]

    def p95(self, step: str) -> float:
        """95 of 100 trainees were at least as quick as this."""
        values = self.seconds[step]
        return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else sum(values)

    def median(self, step: str) -> float:
        """Half of them were quicker."""
        return statistics.median(self.seconds[step] or [0.0])

    def last(self, step: str) -> float:
        """The slowest one."""
        return max(self.seconds[step], default=0.0)

    def line(self) -> str:
        """One line below :data:`HEAD`."""
        return (
            f"{self.people:4} {self.side:6} {self.done:3} of {self.people:<3} {self.last('in'):9.1f} "
            f"{self.median('in'):9.1f} {self.last('page'):13.1f} {self.p95('run'):10.1f} {self.p95('submit'):13.2f} "
            f"{self.median('submit'):9.2f} | {self.settled.pss / self.people:16.0f} {self.peak / self.people:5.0f} "
            f"{self.settled.uss / self.people:4.0f} | {self.processor / self.people:16.2f}"
        )


def ratio(ours: Figures, stock: Figures) -> str:
    """Ours in parts of stock settings, in one line."""

    def part(mine: float, theirs: float) -> str:
        return f"{mine / theirs:.2f}" if theirs else "?"

    return (
        f"{ours.people:4} ours / stock: all in {part(ours.last('in'), stock.last('in'))}, "
        f"memory {part(ours.settled.pss, stock.settled.pss)}, peak {part(ours.peak, stock.peak)}, "
        f"processor {part(ours.processor, stock.processor)}, "
        f"submit p95 {part(ours.p95('submit'), stock.p95('submit'))}"
    )


def next_trainee(found: Sequence[Figures]) -> list[str]:
    """What one more trainee needs, from the smallest and the largest class of each side."""
    lines = []
    for side in dict.fromkeys(one.side for one in found):
        classes = sorted((one for one in found if one.side == side), key=lambda one: one.people)
        few, many = classes[0], classes[-1]
        if many.people > few.people:
            more = (many.settled.pss - few.settled.pss) / (many.people - few.people)
            lines.append(f"{side:6} one more trainee: {more:.0f} MB; the empty classroom: {many.empty.pss:.0f} MB")
    return lines


def for_the_docs(found: Sequence[Figures], machine: str) -> list[str]:
    """The table of the page about sizes, in Markdown."""
    lines = [
        f"Measured: {machine}.",
        "",
        "| Trainees | Settings | Did everything | All in | Memory of all processes | Highest | Submit, p95 |",
        "|---:|---|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {one.people} | {one.side} | {one.done} | {one.last('in'):.0f} s | {one.settled.pss / 1000:.2f} GB "
        f"| {one.peak / 1000:.2f} GB | {one.p95('submit'):.1f} s |"
        for one in found
    ]
    return lines
