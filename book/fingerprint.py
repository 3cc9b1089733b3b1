"""One short text for the state of many files: what is unchanged need not be built again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from book.places import BOOK, ROOT, Places
from book.translate import catalogues
from course.i18n import LOCALES

_IGNORED = {"__pycache__", ".ipynb_checkpoints"}
# Parts of the library that cannot change what a notebook prints.
_NOT_RUN = ("course/lab", "course/command")
_PACKAGES = ("ipykernel", "jupyter-book", "sphinx", "myst-nb", "sphinx-book-theme", "plotly", "pandas")


def files_in(folder: Path) -> list[Path]:
    """All files under ``folder`` in a fixed order, without caches."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not _IGNORED & set(path.parts))


def of_files(paths: Iterable[Path], more: Iterable[str] = ()) -> str:
    """A hash of the names and contents of ``paths`` and of the texts ``more``."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for text in more:
        total.update(text.encode() + b"\0")
    return total.hexdigest()


def versions() -> list[str]:
    """Names and versions of the packages that shape a page."""
    return [f"{name}=={version(name)}" for name in _PACKAGES]


def library(language: str = catalogues.SOURCE) -> str:
    """State of everything that can change a notebook's outputs: code of ``course``, tables, words of a language."""
    code = [
        path
        for path in files_in(ROOT / "course")
        if path.suffix in {".py", ".json", ".toml"} and not path.relative_to(ROOT).as_posix().startswith(_NOT_RUN)
    ]
    tables = files_in(ROOT / "datasets" / "tables")
    words = sorted((LOCALES / language).glob("*.po"))
    return of_files([*code, *tables, *words, ROOT / "datasets" / "datapackage.json"], versions())


def appearance() -> str:
    """State of everything that can change how Sphinx writes a page; the templates and extensions above all."""
    program = [path for path in files_in(BOOK) if path.suffix in {".py", ".html", ".css", ".js", ".yml"}]
    return of_files([*program, *files_in(ROOT / "course" / "web"), *files_in(ROOT / "course" / "look")], versions())


def everything(places: Places) -> str:
    """State of all inputs of the book. The release is made from ``modules`` by ``grading``, so both count."""
    grading = [path for path in files_in(ROOT / "grading") if path.suffix == ".py"]
    inputs = [*(path for path in files_in(BOOK) if path.suffix != ".po"), *files_in(places.modules), *grading]
    inputs += [*catalogues.files(places.language), places.manifest]
    return of_files(inputs, [library(places.language), appearance(), places.language, f"lab {places.has_lab}"])
