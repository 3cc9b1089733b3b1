"""``make bench-grading``: how fast grading is, measured side by side in one run. No figure is a test.

Stock nbgrader, otter-grader 7 in an environment of its own, ours with and without the sandbox, and the floor; then the
cost of a submission in classes of 20, 200 (and with ``--full`` 2,000), and the memory of the largest process. With
``--equal`` it also compares rows, notebooks, files and modes of 200 generated submissions with stock nbgrader's.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from grading.bench import equal, otter
from grading.bench.measure import Figure, floor, make_class, ours, stock


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="make bench-grading", description=__doc__)
    parser.add_argument("--full", action="store_true", help="also a class of 2,000")
    parser.add_argument("--equal", action="store_true", help="compare 200 generated submissions with stock nbgrader")
    parser.add_argument("--no-otter", action="store_true", help="leave otter-grader out (it is installed anew)")
    options = parser.parse_args(arguments)
    sizes = [20, 200, 2000] if options.full else [20, 200]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if options.equal:
            return equal.report(folder)
        print("Module M10, everything answered. CPU-seconds are those of all processes together.\n")
        print(f"{'':44} {'number':>6} {'per second':>11} {'CPU-s each':>11}  times stock", flush=True)
        course = make_class(folder / "class", max(sizes))
        base = stock(course, 6)
        _show(base, base)
        _show(floor(course, 20), base)
        _show(ours(course, 40, unsafe=True), base)
        for size in sizes:
            _show(ours(course, size), base)
        if not options.no_otter:
            print("\nA light notebook without libraries, because otter-grader has an environment of its own:")
            otter.report(folder / "otter", _show)
    return 0


def _show(figure: Figure, base: Figure) -> None:
    rate = f"{figure.rate:11.2f} {figure.cpu:11.3f}"
    memory = f"   largest process {figure.memory_mb:.0f} MB" if figure.memory_mb else ""
    print(f"{figure.name:44} {figure.count:6} {rate}  {figure.rate / base.rate:6.1f}{memory}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
