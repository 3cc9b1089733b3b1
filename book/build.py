"""Make the book: ``python -m book.build [--clean] [--language fr]`` → ``build/book/index.html`` (``build/book/fr/…``).

Release the notebooks, run them, put the pages together, let Jupyter Book (Sphinx) write them, and look at the result.
A step whose inputs did not change is left out; if nothing changed at all, nothing is done.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import sphinx.locale

from book import assemble, check, fingerprint
from book.execute import NotebookFailed
from book.ext import page_end
from book.ext.languages import write_theme_words
from book.places import CONFIG, ROOT, TEMPLATES, THEME, Places
from book.publish import Unfinished, publish
from book.translate import catalogues, switch
from book.write.modules import read_modules
from course.lock import Busy, locked

_NEEDED_LATER = ("jupyter_book.sphinx", "myst_nb.sphinx_ext", "sphinx_book_theme", "nbclient")
_PATIENCE = 600  # seconds to wait for another build


class BookFailed(Exception):
    """The book cannot be made; the text says why."""


def say(text: str) -> None:
    """Print one line of progress at once."""
    print(text, flush=True)


def release() -> None:
    """Renew the releases. A process of its own: the book must not be able to import keys.

    Raises:
        BookFailed: a module cannot be released; its messages are already printed.
    """
    process = subprocess.Popen([sys.executable, "-m", "grading.release"], cwd=ROOT)
    for name in _NEEDED_LATER:  # read from the disk while the other process works
        importlib.import_module(name)
    if process.wait():
        raise BookFailed("a module could not be released; see the message above")


def write_pages(places: Places) -> None:
    """Let Jupyter Book write the pages. Warnings are errors.

    Raises:
        BookFailed: Sphinx gave a warning or stopped.
    """
    from jupyter_book.sphinx import build_sphinx

    templates = [TEMPLATES, THEME / "templates"]
    errors = io.StringIO()
    progress = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(progress):
        result = build_sphinx(
            places.source,
            places.html,
            noconfig=True,
            path_config=CONFIG,
            doctreedir=places.doctrees,
            confoverrides={
                "external_toc_path": str(places.source / "_toc.yml"),
                "language": places.language,
                "locale_dirs": write_theme_words(places.work / "locale"),
                "templates_path": [str(folder) for folder in templates if folder.is_dir()],
                "course_extracted": str(places.work / "extracted"),
                "course_appearance": fingerprint.appearance(),
                "course_minutes": page_end.minutes(read_modules(places.modules)),
                "course_lab": os.path.relpath(places.lab, places.output) if places.has_lab else "",
                "latex_individualpages": False,  # Jupyter Book asks for it, also when it writes HTML
            },
            warningiserror=True,
            keep_going=True,
        )
    if result:
        raise BookFailed(f"{errors.getvalue().strip() or progress.getvalue()[-3000:]}\nSphinx found the faults above")


def build(places: Places | None = None, make_release: bool = True) -> bool:
    """Make the book; a second build at the same time waits for the first.

    Args:
        places: folders to use; those of the project by default.
        make_release: renew the releases first.

    Returns:
        True if something was done, False if the book was up to date.

    Raises:
        BookFailed: the text names the faults.
    """
    places = places or Places()
    try:
        with locked(places.work, seconds=_PATIENCE), _speaking(places.language):
            done = _build(places, make_release)
            switch.write(places)
            return done
    except Busy:
        raise BookFailed("another build has been running for minutes; stop it and try again") from None


@contextlib.contextmanager
def _speaking(language: str) -> Iterator[None]:
    """The words of this process, and of the notebooks that it runs, are those of ``language``."""
    before = os.environ.get("COURSE_LANG")
    os.environ["COURSE_LANG"] = language
    sphinx.locale.translators.clear()  # Sphinx keeps the words of the first language of a process
    try:
        yield
    finally:
        os.environ.pop("COURSE_LANG")
        if before is not None:
            os.environ["COURSE_LANG"] = before


def _build(places: Places, make_release: bool) -> bool:
    state = fingerprint.everything(places)
    index = places.output / "index.html"
    if index.is_file() and places.stamp.is_file() and places.stamp.read_text("utf-8") == state:
        say("book: nothing changed")
        return False
    try:
        if make_release:
            say("book 1/4: release the notebooks")
            release()
        found = read_modules(places.modules, places.language)
        if not found:
            raise BookFailed(f"there is no module in {places.modules}")
        say("book 2/4: run the notebooks")
        contents = assemble.pages(places, found) | assemble.executed(places, found, say)
        assemble.write(places.source, contents | assemble.downloads(places, found))
    except (ValueError, NotebookFailed, FileNotFoundError) as problem:
        raise BookFailed(str(problem)) from problem
    places.stamp.unlink(missing_ok=True)  # from here on, pages and stamp may differ until the end
    say("book 3/4: write the pages")
    write_pages(places)
    try:
        publish(places)
    except Unfinished as problem:
        raise BookFailed(str(problem)) from problem
    say("book 4/4: look for links that lead nowhere, addresses outside, and keys")
    faults = check.problems(places.output)
    if faults:
        raise BookFailed("\n".join(faults))
    places.stamp.write_text(state, "utf-8")
    return True


def main(arguments: list[str] | None = None) -> int:
    """The command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m book.build", description="Make the book in build/book.")
    parser.add_argument("--clean", action="store_true", help="forget earlier builds first")
    parser.add_argument("--language", default=catalogues.SOURCE, help="fr, es, ar …; English by default")
    options = parser.parse_args(arguments)
    try:
        places = Places().in_language(catalogues.checked(options.language))
    except catalogues.UnknownLanguage as problem:
        print(f"{problem}\nbook: not made", file=sys.stderr)
        return 1
    started = time.monotonic()
    if options.clean:
        assemble.clean(places)
    try:
        build(places)
    except BookFailed as problem:
        print(f"{problem}\nbook: not made", file=sys.stderr)
        return 1
    shown = places.output / "index.html"
    say(f"book: ready in {time.monotonic() - started:.1f} s: {_short(shown)}")
    return 0


def _short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
