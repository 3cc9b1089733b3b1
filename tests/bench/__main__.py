"""``make bench``: figures of this machine in one run, each beside a baseline. No figure is a test.

Usage: ``python -m tests.bench [imports] [browser] [browser_lab] [book] [grading]``; without names, all of them.
"""

from __future__ import annotations

import platform
import sys
from importlib import import_module

PARTS = ["imports", "browser", "browser_lab", "book", "grading"]


def main(arguments: list[str]) -> int:
    """Run the chosen parts and print one table."""
    unknown = set(arguments) - set(PARTS)
    if unknown:
        print(f"Unknown part: {', '.join(sorted(unknown))}. Known: {', '.join(PARTS)}")
        return 2
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    print(f"{'what':58} {'figure':>14} {'baseline':>14} {'ratio':>7}")
    for part in arguments or PARTS:
        for row in import_module(f"tests.bench.{part}").rows():
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
