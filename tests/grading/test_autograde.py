"""Autograding odd submissions: each still gets exactly the marks of its recorded answers."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from grading.autograde import Graded, submissions
from grading.marks import read_marks, write_csv
from grading.nbgrader_config import course_config
from tests.grading.fixture_module import MODULE
from tests.grading.odd_class import COUNTRY_FILE


@pytest.fixture(scope="session")
def points(course: Path, graded: dict[str, Graded]) -> dict[str, dict[str, float | None]]:
    """Points by trainee and item."""
    found: dict[str, dict[str, float | None]] = {}
    for mark in read_marks(course_config(course).CourseDirectory.db_url):
        found.setdefault(mark.trainee, {})[mark.item] = mark.points
    return found


FULL = {"m90-e1-mark": 2, "m90-e2-mark": 3, "m90-r1-task": None}
NOTHING = {"m90-e1-mark": 0, "m90-e2-mark": 0, "m90-r1-task": None}


def test_every_submission_is_graded(graded: dict[str, Graded], course: Path) -> None:
    assert {name: one.problem for name, one in graded.items() if one.problem} == {}
    assert set(graded) == {trainee for _, trainee in submissions(course)}


@pytest.mark.parametrize(
    ("trainee", "expected"),
    [
        ("good", FULL),
        ("empty", NOTHING),
        ("broken", NOTHING),
        ("wrong", {"m90-e1-mark": 1, "m90-e2-mark": 0, "m90-r1-task": None}),
        ("deleted", FULL),
        ("duplicate", FULL),
        ("oldmeta", FULL),
        ("edited", NOTHING),
        ("coder", FULL),
        ("renamed", FULL),
        ("copies", FULL),
        ("unreadable", NOTHING),
    ],
)
def test_points(points: dict[str, dict[str, float | None]], trainee: str, expected: dict[str, float | None]) -> None:
    assert points[trainee] == expected


def _autograded(course: Path, trainee: str) -> nbformat.NotebookNode:
    return nbformat.read(course / "autograded" / trainee / MODULE / "exercises.ipynb", as_version=4)


def test_deleted_cells_return_to_their_places(course: Path, graded: dict[str, Graded]) -> None:
    release = nbformat.read(course / "release" / MODULE / "exercises.ipynb", as_version=4)
    nb = _autograded(course, "deleted")
    assert [cell.id for cell in nb.cells] == [cell.id for cell in release.cells]
    assert nb.metadata.course.restored == ["m90-top", "m90-e1-answer", "m90-e1-mark", "m90-e2-text", "m90-r1-task"]
    assert "restored" not in _autograded(course, "good").metadata.course


def test_answers_are_found_beside_the_notebook(course: Path, graded: dict[str, Graded]) -> None:
    assert (course / "autograded" / "good" / MODULE / "answers.json").is_file()
    outputs = {cell.id: cell.get("outputs", []) for cell in _autograded(course, "good").cells}
    assert "192.075 USD" in outputs["m90-e1-answer"][0].text


def test_the_country_file_travels_with_the_submission_but_a_link_does_not(
    course: Path, graded: dict[str, Graded]
) -> None:
    copy = course / "autograded" / "good" / MODULE / "country_file.json"
    assert copy.read_text(encoding="utf-8") == COUNTRY_FILE
    assert [path.name for path in (course / "autograded" / "edited" / MODULE).glob("country_file*")] == []


def test_other_notebooks_are_neither_run_nor_changed(course: Path, graded: dict[str, Graded]) -> None:
    for trainee in ("copies", "renamed"):
        assert [path.name for path in (course / "autograded" / trainee / MODULE).glob("*.ipynb")] == ["exercises.ipynb"]
    assert (course / "submitted" / "copies" / MODULE / "exercises-Copy1.ipynb").read_text(encoding="utf-8") == "{}"
    assert not (course / "submitted" / "renamed" / MODULE / "exercises.ipynb").exists()
    assert (course / "submitted" / "unreadable" / MODULE / "exercises.ipynb").read_text(encoding="utf-8") == "{"
    assert (course / "submitted" / "edited" / MODULE / "country_file.json").is_symlink()


def test_nobody_without_an_answer_is_left_without_a_message(course: Path, graded: dict[str, Graded]) -> None:
    for trainee in ("empty", "broken"):
        for cell in _autograded(course, trainee).cells:
            if cell.id.endswith("-mark"):
                text = "".join(output.get("text", "") for output in cell.outputs)
                assert "No answer was recorded" in text, (trainee, cell.id)
                assert not [output for output in cell.outputs if output.output_type == "error"]


def test_marks_as_csv(course: Path, graded: dict[str, Graded], tmp_path: Path) -> None:
    marks = [mark for mark in read_marks(course_config(course).CourseDirectory.db_url) if mark.trainee == "good"]
    write_csv(marks, tmp_path / "grades.csv")
    lines = (tmp_path / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "trainee,module,item,points,most,state",
        "good,m90_fixture,m90-e1-mark,2.0,2.0,marked",
        "good,m90_fixture,m90-e2-mark,3.0,3.0,marked",
        "good,m90_fixture,m90-r1-task,,6.0,waits for the trainer",
    ]
