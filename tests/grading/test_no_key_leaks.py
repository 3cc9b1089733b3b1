"""Nothing that a trainee receives holds a key: release, importable package, book, feedback."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from grading.release import PROJECT, find_modules, release
from tests.grading import leak_search
from tests.grading.leak_search import READ, TELLING, found, regions


@pytest.fixture(scope="module")
def fragments() -> dict[str, str]:
    return leak_search.fragments()


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("leaks")
    release(to=root / "release", course=root / "nbgrader", say=False)
    return root / "release"


def test_there_is_something_to_look_for(fragments: dict[str, str]) -> None:
    graded = {cell for module in find_modules() for cell, _ in regions(module)}
    assert len(graded) >= 18
    assert graded - set(fragments.values()) == set(), (
        f"each hidden test and mark scheme needs a line of its own with {TELLING} signs or more, to search for"
    )


def test_the_search_finds_a_leak(fragments: dict[str, str], tmp_path: Path) -> None:
    leak = tmp_path / "leak.py"
    leak.write_text(f"x = 1\n{next(iter(fragments))}\n", encoding="utf-8")
    assert len(found([leak], fragments)) == 1


def test_release(released: Path, fragments: dict[str, str]) -> None:
    paths = sorted(released.rglob("*"))
    names = {path.name for path in paths if path.is_file()}
    assert names == {"lesson.ipynb", "exercises.ipynb", "selfcheck.ipynb"}, "nothing else is handed out"
    assert found([path for path in paths if path.is_file()], fragments) == []


def test_package(fragments: dict[str, str]) -> None:
    """The wheel holds ``course`` and the datasets, as git knows them."""
    listed = subprocess.run(
        ["git", "ls-files", "course", "datasets"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    paths = [PROJECT / name for name in listed if Path(name).suffix in READ]
    assert len(paths) > 50
    assert found([path for path in paths if path.is_file()], fragments) == []


def test_package_knows_no_graded_question() -> None:
    """No file of ``course`` names a graded question: what is not named there has no key there."""
    graded = {
        cell.removesuffix("-mark") for module in find_modules() for cell, _ in regions(module) if cell.endswith("-mark")
    }
    for path in (PROJECT / "course").rglob("*.py"):
        constants = (
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
        )
        assert graded & {value for value in constants if isinstance(value, str)} == set(), path


def test_scripts_pages_and_tables_know_no_graded_question() -> None:
    """The same for everything that is not Python; in scripts, comments may use an id as an example."""
    graded = {
        cell.removesuffix("-mark") for module in find_modules() for cell, _ in regions(module) if cell.endswith("-mark")
    }
    assert len(graded) > 10
    listed = subprocess.run(
        ["git", "ls-files", "course", "datasets", "book"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    for name in listed:
        if Path(name).suffix in READ - {".py"} and (PROJECT / name).is_file():
            text = (PROJECT / name).read_text(encoding="utf-8", errors="replace")
            if name.endswith(".js"):
                text = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", text, flags=re.DOTALL | re.MULTILINE)
            assert graded & set(re.findall(r"\bm\d\d-e\d+[a-z]?\b", text)) == set(), name


def test_book(fragments: dict[str, str]) -> None:
    """The book's sources, and its pages where it has been built."""
    listed = subprocess.run(
        ["git", "ls-files", "book"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    built = [
        path for path in (PROJECT / "build" / "book").rglob("*") if path.suffix in {".html", ".js", ".json", ".txt"}
    ]
    paths = [PROJECT / name for name in listed if Path(name).suffix in READ] + built
    assert found([path for path in paths if path.is_file() and path.stat().st_size < 5_000_000], fragments) == []
