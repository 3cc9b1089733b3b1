"""Search files for lines of hidden tests and mark schemes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat

from grading.preprocessors.hide_marking import HIDDEN, SCHEME
from grading.release import MODULES, find_modules

#: Lines as short as ``points=2,`` stand in many files.
TELLING = 24
READ = {".py", ".js", ".json", ".toml", ".html", ".ipynb", ".md", ".txt", ".css", ".csv", ".j2"}


def regions(module: str) -> Iterator[tuple[str, str]]:
    """Cell and text of each hidden test and mark scheme of a module."""
    nb = nbformat.read(MODULES / module / "exercises.ipynb", as_version=4)
    for cell in nb.cells:
        for rule in (HIDDEN, SCHEME):
            for text in rule.findall(cell.source):
                yield cell.id, text


def fragments() -> dict[str, str]:
    """Telling lines of every hidden test and mark scheme, with the cell they come from.

    Lines that a released cell repeats say nothing: a question draws its numbers with the line that its mark uses.
    Imports say nothing either: examples in the library begin with the same ones.
    """
    public = "\n".join(_visible_sources())
    return {
        line.strip(): cell
        for module in find_modules()
        for cell, text in regions(module)
        for line in text.splitlines()
        if len(line.strip()) >= TELLING
        and not line.strip().startswith(("from course", "import "))
        and line.strip().rstrip(",") not in public
    }


def _visible_sources() -> Iterator[str]:
    for module in find_modules():
        for name in ("lesson", "exercises"):
            for cell in nbformat.read(MODULES / module / f"{name}.ipynb", as_version=4).cells:
                yield SCHEME.sub("", HIDDEN.sub("", cell.source))


def found(paths: list[Path], fragments: dict[str, str]) -> list[str]:
    """Where a fragment stands in a file, one line each."""
    hits = []
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) + json.dumps(cell) for cell in json.loads(text)["cells"])
        hits += [f"{path.name}: {cell}: {line}" for line, cell in fragments.items() if line in text]
    return hits
