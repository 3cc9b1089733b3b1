"""A class in which nearly everything is broken is graded to its end, by our command and by nbgrader's."""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest

from grading.autograde import autograde
from grading.grade.run import Choice, run
from grading.release import release
from tests.grading.fixture_module import MODULE, write_module
from tests.grading.odd_class import RIGHT, submit

FULL = {"m90-e1-mark": 2.0, "m90-e2-mark": 3.0}


def _things(course: Path) -> None:
    """Submissions whose answers are right, and whose files are not."""
    secret = course.parent / "secret.txt"
    secret.write_text("a secret outside", encoding="utf-8")
    for name in ("first", "pipe", "folder", "empty", "deep", "linked", "files", "stamp", "number", "last"):
        place = submit(course, name, RIGHT)
        notebook = place / "exercises.ipynb"
        if name in ("pipe", "folder", "empty", "deep", "linked"):
            notebook.unlink()
        if name == "pipe":
            os.mkfifo(notebook)
        elif name == "folder":
            notebook.mkdir()
        elif name == "empty":
            notebook.touch()
        elif name == "deep":
            notebook.write_text("[" * 300_000, encoding="utf-8")
        elif name == "linked":
            notebook.symlink_to(course / "submitted" / "first" / MODULE / "exercises.ipynb")
        elif name == "files":
            os.mkfifo(place / "pipe")
            (place / "out").symlink_to(secret)
            (place / "zero").symlink_to("/dev/zero")
            (place / "page.html").write_text("<script>alert(1)</script>", encoding="utf-8")
        elif name == "stamp":
            (place / "timestamp.txt").symlink_to("/dev/zero")
        elif name == "number":
            found = json.loads(notebook.read_text(encoding="utf-8"))
            found["metadata"]["n"] = "N"
            notebook.write_text(json.dumps(found).replace('"N"', "9" * 9_000), encoding="utf-8")


@pytest.fixture(scope="module")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("odd")
    write_module(root / "modules")
    release(to=root / "release", course=root / "nbgrader", sources=root / "modules", say=False)
    _things(root / "nbgrader")
    return root / "nbgrader"


def _listing(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(path.relative_to(folder)), path.lstat().st_mtime_ns) for path in folder.rglob("*"))


def _check_files(course: Path) -> None:
    graded = course / "autograded"
    assert not any(path.is_symlink() for path in graded.rglob("*"))
    names = {path.name for path in (graded / "files" / MODULE).iterdir()}
    assert names == {"answers.json", "exercises.ipynb"}
    assert "a secret outside" not in "".join(
        path.read_text(encoding="utf-8", errors="replace") for path in graded.rglob("*") if path.is_file()
    )
    nbformat.read(graded / "pipe" / MODULE / "exercises.ipynb", as_version=4)


def test_our_command(classroom: Path) -> None:
    before = _listing(classroom / "submitted")
    verdicts = {one.task.trainee: one for one in run(classroom, Choice(workers=1, force=True))}
    assert {name: one.problem for name, one in verdicts.items() if one.problem} == {}
    for one in verdicts.values():
        scores = {cell.grade_id: cell.score for cells in one.notebooks.values() for cell in cells if cell.graded}
        assert scores == FULL, one.task.trainee
    assert verdicts["first"].notes == verdicts["last"].notes == []
    assert any("page.html is a web page" in note for note in verdicts["files"].notes)
    assert _listing(classroom / "submitted") == before
    _check_files(classroom)


def test_stock_nbgrader(classroom: Path) -> None:
    before = _listing(classroom / "submitted")
    results = {one.trainee: one for one in autograde(classroom, processes=1)}
    assert {name: one.problem for name, one in results.items() if one.problem} == {}
    assert _listing(classroom / "submitted") == before
    _check_files(classroom)
