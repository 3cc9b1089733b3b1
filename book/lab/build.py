"""Make the book with its browser lab: ``python -m book.lab`` → ``build/book/lab``.

The lab stands inside the book, so that a site, a folder or a USB stick carries both. What is fetched is kept in
``build/downloads``; a lab whose inputs did not change is left as it is.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path

from book import build as book
from book import fingerprint
from book.lab import engine, site, sources
from book.places import BOOK, ROOT, Places
from course.lock import Busy, locked

DOWNLOADS = ROOT / "build" / "downloads"
_PATIENCE = 900  # seconds to wait for another build
_PACKAGES = ("jupyterlite-core", "anywidget", "plotly")


def state(places: Places) -> str:
    """A hash of everything that the lab is made from."""
    release = fingerprint.files_in(places.release)
    ours = [*fingerprint.files_in(BOOK / "lab"), *fingerprint.files_in(ROOT / "course" / "lab")]
    versions = [f"{name}=={fingerprint.version(name)}" for name in _PACKAGES]
    return fingerprint.of_files([*release, *ours, *fingerprint.files_in(ROOT / "course" / "web")],
                                [fingerprint.library(), *versions])  # fmt: skip


def build(places: Places | None = None, downloads: Path = DOWNLOADS) -> bool:
    """Make the lab from the release; the pages of the book are not touched.

    Args:
        places: folders of the book.
        downloads: where fetched files are kept between builds.

    Returns:
        True if something was done, False if the lab was up to date.

    Raises:
        Missing: a part cannot be had; the text says what to do.
    """
    places = places or Places()
    work = places.work / "lab"
    try:
        with locked(work, seconds=_PATIENCE):
            stamp, wanted = work / "finished", state(places)
            if stamp.is_file() and stamp.read_text("utf-8") == wanted and (places.lab / engine.LOCK_PATH).is_file():
                book.say("lab: nothing changed")
                return False
            stamp.unlink(missing_ok=True)
            book.say("lab 1/2: the engine (Pyodide and its packages)")
            engine.build(work / "pyodide", downloads)
            book.say("lab 2/2: the pages (JupyterLite)")
            site.build(places, downloads, work / "site", work / "made")
            (work / "pyodide").rename(work / "made" / "pyodide")
            shutil.rmtree(places.lab, ignore_errors=True)
            places.lab.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(work / "made", places.lab)
            stamp.write_text(wanted, "utf-8")
            return True
    except Busy:
        raise sources.Missing("another build has been running for minutes; stop it and try again") from None


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m book.lab", description="Make the book with its browser lab.")
    parser.add_argument("--clean", action="store_true", help="forget earlier builds first; downloads are kept")
    options = parser.parse_args(arguments)
    places, started = Places(), time.monotonic()
    if options.clean:
        shutil.rmtree(places.lab, ignore_errors=True)
        shutil.rmtree(places.work / "lab", ignore_errors=True)
    try:
        book.release()
        build(places)
        book.build(places, make_release=False)
    except (sources.Missing, book.BookFailed) as problem:
        print(f"{problem}\nlab: not made", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in places.lab.rglob("*") if path.is_file())
    book.say(f"lab: ready in {time.monotonic() - started:.1f} s, {size / 1e6:.0f} MB: build/book/lab")
    book.say("It needs a web server; to try it: python3 -m http.server --directory build/book --bind 127.0.0.1")
    return 0
