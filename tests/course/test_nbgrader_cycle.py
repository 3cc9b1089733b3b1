"""Stock nbgrader end to end: released, answered, autograded, with partial credit and messages in the gradebook."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.validator import Validator
from traitlets.config import Config

from course import answers, ask

MARK = """from course import check, mark
check("{id}")
### BEGIN HIDDEN TESTS
mark.{type}("{id}", points={points}, {rules})
### END HIDDEN TESTS"""
QUESTIONS = [
    ("m10-e1", 'number("m10-e1", unit="USD")', "number", 2, 'key=192.08, tolerance=0.005, slips=[(197.0, "Margin?")]'),
    ("m10-e2", 'choice("m10-e2", {"a": "A", "b": "B", "c": "C"}, multiple=True)', "choice", 2, 'key=["a", "b"]'),
    ("m10-e3", 'match("m10-e3", {"i": "I", "j": "J"}, {"x": "X", "y": "Y", "z": "Z"})', "match", 1,
     'key={"i": "x", "j": "y"}, classes=3'),
    ("m10-e4", 'order("m10-e4", {"s": "S", "t": "T"})', "order", 3, 'key=["s", "t"]'),
]  # fmt: skip


def _cell(source: str, id: str, points: float | None = None) -> nbformat.NotebookNode:
    cell = new_code_cell(source)
    cell.id = id
    about = {"schema_version": 3, "grade_id": id, "solution": False, "locked": True, "task": False}
    graded = {"grade": False} if points is None else {"grade": True, "points": points}
    cell.metadata["nbgrader"] = {**about, **graded}
    return cell


def _source() -> nbformat.NotebookNode:
    cells = []
    for id, question, type_name, points, rules in QUESTIONS:
        cells.append(_cell(f"from course import ask; ask.{question}", f"{id}-answer"))
        source = MARK.format(id=id, type=type_name, points=points, rules=rules)
        cells.append(_cell(source, f"{id}-mark", points))
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


def _answer(folder: Path) -> None:
    """What a trainee recorded: a slip, half of the choices, one of two items, and nothing for the last."""
    answers.use_folder(folder)
    ask.number("m10-e1", value="197")
    ask.choice("m10-e2", {"a": "A", "b": "B", "c": "C"}, multiple=True, value=["a"])
    ask.match("m10-e3", {"i": "I", "j": "J"}, {"x": "X", "y": "Y", "z": "Z"}, value={"i": "x", "j": "z"})


@pytest.fixture
def course_folder(home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")  # nbgrader calls alembic by its name
    folder = tmp_path_factory.mktemp("course")
    (folder / "source" / "m10").mkdir(parents=True)
    nbformat.write(_source(), folder / "source" / "m10" / "exercises.ipynb")
    return folder


def _api(folder: Path) -> NbGraderAPI:
    config = Config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.db_url = f"sqlite:///{folder}/gradebook.db"
    config.ExecutePreprocessor.kernel_name = "python3"
    return NbGraderAPI(config=config)


def test_partial_credit_and_messages_reach_the_gradebook(course_folder: Path) -> None:
    api = _api(course_folder)
    assert api.generate_assignment("m10")["success"]
    released = (course_folder / "release" / "m10" / "exercises.ipynb").read_text("utf-8")
    assert "192.08" not in released and 'check(\\"m10-e1\\")' in released

    submitted = course_folder / "submitted" / "amina" / "m10"
    shutil.copytree(course_folder / "release" / "m10", submitted)
    _answer(submitted)
    before = (submitted / "answers.json").read_bytes()
    result = api.autograde("m10", "amina")
    assert result["success"], result.get("error")

    graded = course_folder / "autograded" / "amina" / "m10"
    assert (graded / "answers.json").read_bytes() == before
    with Gradebook(f"sqlite:///{course_folder}/gradebook.db") as gradebook:
        submission = gradebook.find_submission_notebook("exercises", "m10", "amina")
        scores = {grade.name: grade.auto_score for grade in submission.grades}
    assert scores == {"m10-e1-mark": 1.0, "m10-e2-mark": 1.0, "m10-e3-mark": 0.5, "m10-e4-mark": 0.0}

    notebook = nbformat.read(graded / "exercises.ipynb", as_version=4)
    shown = {cell.id: "".join(out.get("text", "") for out in cell.outputs) for cell in notebook.cells}
    assert shown["m10-e1-answer"] == "[m10-e1] Recorded answer: 197 USD\n"
    assert shown["m10-e1-mark"].endswith("m10-e1: 1 of 2 points. Margin?\n")
    assert "something is missing" in shown["m10-e2-mark"]
    assert "No answer was recorded" in shown["m10-e4-mark"]
    kinds = {(out.output_type, out.get("name")) for cell in notebook.cells for out in cell.outputs}
    assert kinds == {("stream", "stdout"), ("execute_result", None)}  # no error, nothing on stderr, no widget


def test_validate_names_what_is_missing_and_then_passes(course_folder: Path) -> None:
    assert _api(course_folder).generate_assignment("m10")["success"]
    folder = course_folder / "release" / "m10"
    _answer(folder)
    failed = Validator().validate(str(folder / "exercises.ipynb"))["failed"]
    assert len(failed) == 1
    assert failed[0]["raw_error"].startswith("m10-e4: No answer is recorded yet.")
    assert "Traceback" not in failed[0]["raw_error"]
    ask.order("m10-e4", {"s": "S", "t": "T"}, value=["s", "t"])
    assert Validator().validate(str(folder / "exercises.ipynb")) == {}
    assert json.loads((folder / "answers.json").read_text("utf-8"))["answers"]["m10-e4"]["value"] == ["s", "t"]
