"""Nothing that a trainee receives holds a key: release, importable package, book, feedback."""

from __future__ import annotations

import ast
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from grading.preprocessors.hide_marking import HIDDEN, SCHEME
from grading.release import MODULES, PROJECT, find_modules, release

#: Lines as short as ``points=2,`` stand in many files.
TELLING = 24
READ = {".py", ".js", ".json", ".toml", ".html", ".ipynb", ".md", ".txt", ".css", ".csv", ".j2"}


def _regions(module: str) -> Iterator[tuple[str, str]]:
    nb = nbformat.read(MODULES / module / "exercises.ipynb", as_version=4)
    for cell in nb.cells:
        for rule in (HIDDEN, SCHEME):
            for text in rule.findall(cell.source):
                yield cell.id, text


def _fragments() -> dict[str, str]:
    """Telling lines of every hidden test and mark scheme, with the cell they come from.

    Lines that a released cell repeats say nothing: a question draws its numbers with the line that its mark uses.
    """
    public = "\n".join(_visible_sources())
    return {
        line.strip(): cell
        for module in find_modules()
        for cell, text in _regions(module)
        for line in text.splitlines()
        if len(line.strip()) >= TELLING and line.strip().rstrip(",") not in public
    }


def _visible_sources() -> Iterator[str]:
    for module in find_modules():
        for name in ("lesson", "exercises"):
            for cell in nbformat.read(MODULES / module / f"{name}.ipynb", as_version=4).cells:
                yield SCHEME.sub("", HIDDEN.sub("", cell.source))


def _found(paths: list[Path], fragments: dict[str, str]) -> list[str]:
    found = []
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        if path.suffix == ".ipynb":
            text = "\n".join("".join(cell["source"]) + json.dumps(cell) for cell in json.loads(text)["cells"])
        found += [f"{path.name}: {cell}: {line}" for line, cell in fragments.items() if line in text]
    return found


@pytest.fixture(scope="module")
def fragments() -> dict[str, str]:
    return _fragments()


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("leaks")
    release(to=root / "release", course=root / "nbgrader", say=False)
    return root / "release"


def test_there_is_something_to_look_for(fragments: dict[str, str]) -> None:
    graded = {cell for module in find_modules() for cell, _ in _regions(module)}
    assert len(graded) >= 18
    assert graded - set(fragments.values()) == set(), "a hidden test without one telling line cannot be searched for"


def test_the_search_finds_a_leak(fragments: dict[str, str], tmp_path: Path) -> None:
    leak = tmp_path / "leak.py"
    leak.write_text(f"x = 1\n{next(iter(fragments))}\n", encoding="utf-8")
    assert len(_found([leak], fragments)) == 1


def test_release(released: Path, fragments: dict[str, str]) -> None:
    paths = sorted(released.rglob("*"))
    names = {path.name for path in paths if path.is_file()}
    assert names == {"lesson.ipynb", "exercises.ipynb"}, "nothing else is handed out"
    assert _found([path for path in paths if path.is_file()], fragments) == []


def test_package(fragments: dict[str, str]) -> None:
    """The wheel holds ``course`` and the datasets, as git knows them."""
    listed = subprocess.run(
        ["git", "ls-files", "course", "datasets"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    paths = [PROJECT / name for name in listed if Path(name).suffix in READ]
    assert len(paths) > 50
    assert _found([path for path in paths if path.is_file()], fragments) == []


def test_package_knows_no_graded_question() -> None:
    """No file of ``course`` names a graded question: what is not named there has no key there."""
    graded = {
        cell.removesuffix("-mark")
        for module in find_modules()
        for cell, _ in _regions(module)
        if cell.endswith("-mark")
    }
    for path in (PROJECT / "course").rglob("*.py"):
        constants = (
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        )
        assert graded & {value for value in constants if isinstance(value, str)} == set(), path


def test_book(fragments: dict[str, str]) -> None:
    """The book's sources, and its pages where it has been built."""
    listed = subprocess.run(
        ["git", "ls-files", "book"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    built = [
        path for path in (PROJECT / "build" / "book").rglob("*") if path.suffix in {".html", ".js", ".json", ".txt"}
    ]
    paths = [PROJECT / name for name in listed if Path(name).suffix in READ] + built
    assert _found([path for path in paths if path.is_file() and path.stat().st_size < 5_000_000], fragments) == []
