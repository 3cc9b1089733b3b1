"""``make bench-grading``: how fast grading is, measured side by side in one run. No figure is a test.

Stock nbgrader, otter-grader 7 in an environment of its own, ours with and without the sandbox, and the floor, in rounds
one after another, so that what else the machine does meets all of them; then the cost of a submission in classes of 20,
200 and 2,000, and the memory of the largest process. With ``--equal`` it instead compares rows, notebooks, files and
modes of 200 generated submissions with stock nbgrader's.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from grading.bench import measure
from grading.bench.measure import Figure, median

_ROUNDS, _STOCK, _OURS, _START = 3, 4, 24, 2


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench-grading", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the class of 2,000")
    parser.add_argument("--equal", action="store_true", help="compare 200 generated submissions with stock nbgrader")
    parser.add_argument("--no-otter", action="store_true", help="leave otter-grader out (it is installed anew)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if options.equal:
            from grading.bench import equal

            return equal.report(folder)
        sizes = [20, 200] if options.quick else [20, 200, 2000]
        measure.program(["grading.bench.course", str(folder / "class"), str(max(sizes))])
        _report(folder / "class" / "nbgrader", sizes)
        if not options.no_otter:
            from grading.bench import otter

            otter.report(folder / "otter")
    return 0


def _report(course: Path, sizes: list[int]) -> None:
    print(f"Module M10 as the demonstration class answers it (one of four has written code); {_load()}.")
    print("CPU-seconds are those of all processes. Where a start is taken off, the programs were loaded already.\n")
    rounds: dict[str, list[Figure]] = {}
    for _ in range(_ROUNDS):
        for figure in _round(course):
            rounds.setdefault(figure.name, []).append(figure)
    figures = {name: median(found) for name, found in rounds.items()}
    base, floor = figures["stock nbgrader"], figures[measure.FLOOR]
    head(f"Medians of {_ROUNDS} rounds, without the start")
    for figure in figures.values():
        show(figure, base, floor)
    head(f"\nWhole runs, start included; {_load()}")
    for size in sizes:
        show(measure.ours(course, size), base, floor)
    print(f"\n{_load()[0].upper()}{_load()[1:]} at the end.")


def _round(course: Path) -> list[Figure]:
    """Each way once. The start of our program is what a run of one submission for each worker takes."""
    stock = measure.stock(course, _STOCK)
    found = []
    for sandbox in (True, False):
        start = measure.ours(course, _START, sandbox)
        found.append(measure.ours(course, _OURS, sandbox).without(start))
    return [stock, *found, measure.floor(course, _OURS)]


def head(title: str) -> None:
    """The names of the columns."""
    print(f"{title}\n{'':34} {'number':>6} {'a second':>9} {'CPU-s each':>11} {'× stock':>8} {'× floor':>8}  largest")


def show(figure: Figure, base: Figure, floor: Figure | None = None) -> None:
    """One line: submissions a second and how often stock's, CPU-seconds each and how often the floor's."""
    times = f"{figure.each / floor.each:8.2f}" if floor else f"{'':8}"
    line = f"{figure.name:34} {figure.count:6} {figure.rate:9.2f} {figure.each:11.3f} {figure.rate / base.rate:8.1f}"
    print(f"{line} {times}  {figure.memory_mb:4.0f} MB", flush=True)


def _load() -> str:
    ready = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return f"{os.cpu_count()} processors, load average {ready}"


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.SubprocessError as problem:
        sys.exit(str(problem))
