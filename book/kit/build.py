"""Make the kit: ``python -m book.kit`` → ``build/kit/migration-development-kit.zip``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from book import build as book
from book import fingerprint
from book.kit import paper, zipped
from book.lab import build as lab
from book.lab import sources
from book.places import ROOT, Places

NAME = "migration-development-kit"
KIT = ROOT / "build" / "kit"
LAUNCHER = Path(__file__).parent / "launcher"


def contents(places: Places, printed: Mapping[str, Path]) -> dict[str, Path]:
    """The file for each path in the kit.

    Args:
        places: folders of the book, with its lab.
        printed: PDF files by name.
    """
    found = {path.name: path for path in fingerprint.files_in(LAUNCHER)}
    pages = fingerprint.files_in(places.output)
    found |= {f"book/{path.relative_to(places.output).as_posix()}": path for path in pages}
    found |= {f"data/{path.name}": path for path in fingerprint.files_in(ROOT / "datasets" / "tables")}
    found["data/datapackage.json"] = places.manifest
    found |= {f"print/{name}": path for name, path in printed.items()}
    return {f"{NAME}/{name}": path for name, path in found.items()}


def build(places: Places | None = None, to: Path = KIT, with_paper: bool = True) -> Path:
    """Make the zip from a finished book with its lab.

    Args:
        places: folders of the book.
        to: folder of the kit.
        with_paper: also print the PDF files, which takes minutes.

    Returns:
        The zip file.
    """
    places = places or Places()
    to.mkdir(parents=True, exist_ok=True)
    printed = paper.write(places, to / "print", book.say) if with_paper else {}
    target = to / f"{NAME}.zip"
    zipped.write(target, contents(places, printed))
    return target


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m book.kit", description="Make the offline kit in build/kit.")
    parser.add_argument("--without-paper", action="store_true", help="leave out the PDF files, which take minutes")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    if lab.main([]):
        return 1
    book.say("kit: print and pack")
    try:
        target = build(with_paper=not options.without_paper)
    except (sources.Missing, paper.NotPrinted) as problem:
        print(f"{problem}\nkit: not made", file=sys.stderr)
        return 1
    size = target.stat().st_size / 1e6
    book.say(f"kit: ready in {time.monotonic() - started:.1f} s, {size:.0f} MB: {target.relative_to(ROOT)}")
    return 0
