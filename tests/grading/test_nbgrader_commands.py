"""The stock ``nbgrader`` program works in the course folder: one test per command."""

from __future__ import annotations

import csv
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from grading.marks import read_marks
from grading.nbgrader_config import course_config, write_config_file
from tests.grading.fixture_module import MODULE, write_module
from tests.grading.odd_class import RIGHT, submit

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder of its own, because these tests change the gradebook."""
    root = tmp_path_factory.mktemp("commands")
    folder = write_module(root / "modules")
    write_config_file(root / "nbgrader")
    shutil.copytree(folder, root / "nbgrader" / "source" / MODULE, ignore=shutil.ignore_patterns("lesson.ipynb"))
    return root / "nbgrader"


@pytest.fixture(scope="module")
def generated(own: Path, nbgrader: Run) -> Path:
    nbgrader("generate_assignment", MODULE, cwd=own)
    shutil.copytree(own / "release", own.parent / "release")
    return own


@pytest.fixture(scope="module")
def autograded(generated: Path, nbgrader: Run) -> subprocess.CompletedProcess[str]:
    submit(generated, "good", RIGHT)
    submit(generated, "empty")
    return nbgrader("autograde", MODULE, cwd=generated)


def test_generate_assignment(generated: Path) -> None:
    text = (generated / "release" / MODULE / "exercises.ipynb").read_text(encoding="utf-8")
    assert "192.075" not in text and "check(" in text


def test_autograde(generated: Path, autograded: subprocess.CompletedProcess[str]) -> None:
    points = {
        (mark.trainee, mark.item): mark.points for mark in read_marks(course_config(generated).CourseDirectory.db_url)
    }
    assert points == {
        ("good", "m90-e1-mark"): 2,
        ("good", "m90-e2-mark"): 3,
        ("good", "m90-r1-task"): None,
        ("empty", "m90-e1-mark"): 0,
        ("empty", "m90-e2-mark"): 0,
        ("empty", "m90-r1-task"): None,
    }


def test_the_log_does_not_frighten(autograded: subprocess.CompletedProcess[str]) -> None:
    log = autograded.stdout + autograded.stderr
    assert "SAWarning" not in log and "over TCP" not in log and "ERROR" not in log and "Traceback" not in log


def test_generate_feedback(generated: Path, autograded: object, nbgrader: Run) -> None:
    nbgrader("generate_feedback", MODULE, cwd=generated)
    page = (generated / "feedback" / "good" / MODULE / "exercises.html").read_text(encoding="utf-8")
    assert "Your feedback" in page and "mark.number" not in page


def test_export(generated: Path, autograded: object, nbgrader: Run) -> None:
    nbgrader("export", cwd=generated)
    with (generated / "grades.csv").open(encoding="utf-8") as file:
        scores = {row["student_id"]: (float(row["score"]), float(row["max_score"])) for row in csv.DictReader(file)}
    assert scores == {"good": (5, 11), "empty": (0, 11)}


def _validate(nbgrader: Run, generated: Path, folder: Path) -> str:
    shutil.copyfile(generated.parent / "release" / MODULE / "exercises.ipynb", folder / "exercises.ipynb")
    return nbgrader("validate", "exercises.ipynb", cwd=folder, check=False).stdout


def test_validate_tells_what_is_not_answered(generated: Path, nbgrader: Run, tmp_path: Path) -> None:
    said = _validate(nbgrader, generated, tmp_path)
    assert "VALIDATION FAILED ON 2 CELL(S)" in said
    assert "No answer is recorded yet" in said and "Traceback" not in said


def test_validate_is_content_with_recorded_answers(
    generated: Path, autograded: object, nbgrader: Run, tmp_path: Path
) -> None:
    shutil.copyfile(generated / "submitted" / "good" / MODULE / "answers.json", tmp_path / "answers.json")
    assert "Success! Your notebook passes all the tests." in _validate(nbgrader, generated, tmp_path)


def test_a_new_release_is_graded_by_its_own_tests(generated: Path, autograded: object, nbgrader: Run) -> None:
    """An author corrects a key after submissions came in: nbgrader takes the new hidden test."""
    path = generated / "source" / MODULE / "exercises.ipynb"
    nb = nbformat.read(path, as_version=4)
    for cell in nb.cells:
        cell.source = cell.source.replace("key=192.075", "key=150")
    nbformat.write(nb, path)
    nbgrader("generate_assignment", MODULE, "--force", cwd=generated)
    nbgrader("autograde", MODULE, "--student=good", "--force", cwd=generated)
    points = {
        m.item: m.points for m in read_marks(course_config(generated).CourseDirectory.db_url) if m.trainee == "good"
    }
    assert points["m90-e1-mark"] == 0
