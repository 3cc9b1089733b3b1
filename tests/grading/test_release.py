"""Releases: what trainees receive, when it is made again, what stops it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from grading import release as releasing
from grading.release import RECORDS, ReleaseError, release
from grading.source_check import SECRET_WORDS, check_module
from tests.grading.fixture_module import MODULE


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _released(course: Path, name: str) -> nbformat.NotebookNode:
    return nbformat.read(course.parent / "release" / MODULE / f"{name}.ipynb", as_version=4)


def test_release_holds_no_solution_test_or_scheme(course: Path) -> None:
    text = json.dumps(_released(course, "exercises"))
    assert not [word for word in SECRET_WORDS if word in text]
    for secret in ("192.075", "margin was forgotten", "mark.number", "Two points if", "(1 - 0.015)"):
        assert secret not in text
    assert "check(" in text and "ask.number" in text and "looks at three things" in text


def test_release_is_valid_and_locked(course: Path) -> None:
    nb = _released(course, "exercises")
    nbformat.validate(nb)
    cells = {cell.id: cell for cell in nb.cells}
    assert cells["m90-e1-mark"].metadata.editable is False
    assert cells["m90-e1-answer"].metadata.deletable is False
    assert cells["m90-e1-answer"].metadata.tags == ["course-run", "hide-input"]
    assert cells["m90-e3-code"].source == "# Write your code here."


def test_lesson_has_no_outputs(course: Path) -> None:
    nb = _released(course, "lesson")
    assert [cell.outputs for cell in nb.cells if cell.cell_type == "code"] == [[]]
    assert nb.cells[1].execution_count is None


def test_only_what_changed_is_made_again(module: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = {"to": tmp_path / "out", "course": tmp_path / "course", "sources": tmp_path / "modules", "say": False}
    calls = []
    generate = releasing._generate
    monkeypatch.setattr(releasing, "_generate", lambda *a: (calls.append(a), generate(*a)))
    assert release(**where) == [MODULE]
    assert release(**where) == []
    _edit(module / "exercises.ipynb", "Fee 5 USD", "Fee 6 USD")
    assert release(**where) == [MODULE]
    assert "Fee 6 USD" in (tmp_path / "out" / MODULE / "exercises.ipynb").read_text(encoding="utf-8")
    (tmp_path / "out" / MODULE / "lesson.ipynb").write_text("{}", encoding="utf-8")
    assert release(**where) == [MODULE], "an edited output is not a release"
    (tmp_path / "course" / "gradebook.db").unlink()
    assert release(**where) == [MODULE], "a new gradebook must learn the cells"
    shutil.rmtree(tmp_path / "out")
    assert release(**where) == [MODULE]
    assert len(calls) == 5


def test_a_self_check_is_released_and_taken_back_with_its_source(module: Path, tmp_path: Path) -> None:
    where = {"to": tmp_path / "out", "course": tmp_path / "course", "sources": tmp_path / "modules", "say": False}
    own, made = module / "selfcheck.ipynb", tmp_path / "out" / MODULE / "selfcheck.ipynb"
    own.write_text(
        (module / "lesson.ipynb")
        .read_text(encoding="utf-8")
        .replace('"page": "lesson"', '"page": "selfcheck"')
        .replace("m90-p", "m90-s"),
        encoding="utf-8",
    )
    assert release(**where) == [MODULE] and made.is_file()
    made.unlink()
    assert release(**where) == [MODULE] and made.is_file(), "a lost page is made again"
    own.unlink()
    assert release(**where) == [MODULE] and not made.exists()


def test_a_self_check_with_a_mistake_stops_the_release(module: Path) -> None:
    text = (module / "lesson.ipynb").read_text(encoding="utf-8").replace('"page": "lesson"', '"page": "selfcheck"')
    (module / "selfcheck.ipynb").write_text(text.replace("course-run", "course-walk"), encoding="utf-8")
    assert any(problem.startswith("selfcheck.ipynb: ") for problem in check_module(module))


def test_an_interrupted_release_is_not_taken_as_done(
    module: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = {"to": tmp_path / "out", "course": tmp_path / "course", "sources": tmp_path / "modules", "say": False}
    release(**where)
    with monkeypatch.context() as patch:
        patch.setattr(releasing, "lesson_text", lambda path: 1 / 0)
        _edit(module / "lesson.ipynb", "# Lesson", "# New lesson")
        with pytest.raises(ZeroDivisionError):
            release(**where)
    _edit(module / "lesson.ipynb", "# New lesson", "# Lesson")
    assert release(**where) == [MODULE]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("exercises", "points=2,", "points=3,", "points=3 but nbgrader's points are 2"),
        ("exercises", 'mark.number(\\"m90-e1\\"', 'mark.number(\\"m90-e2\\"', "marks 'm90-e2'"),
        ("exercises", '"id": "m90-e2-text"', '"id": "m90-e1-text"', "is used 2 times"),
        ("exercises", '"grade_id": "m90-e2-mark"', '"grade_id": "m90-e1-mark"', "must equal the cell id"),
        ("exercises", 'unit=\\"USD\\")', 'unit=\\"USD\\", practice={\\"key\\": 7})', "would show the key"),
        ("exercises", 'unit=\\"USD\\")', 'unit=\\"USD\\", value=7)', "would overwrite"),
        ("exercises", 'forgotten.\\")])', 'forgotten.\\")]);', "full points"),
        ("exercises", "from course import check, mark\\n", "", "must import check and mark"),
        ("exercises", "### END HIDDEN TESTS", "### END", "exactly one hidden test region"),
        ("exercises", "=== END MARK SCHEME ===", "", "exactly one line"),
        ("exercises", 'ask.choice(\\"m90-e2\\"', 'ask.choice(\\"m90-e9\\"', "no cell asks the question 'm90-e2'"),
        (
            "exercises",
            '"locked": true,\n     "points": 6',
            '"locked": false,\n     "points": 6',
            "a task must be locked",
        ),
        ("exercises", '"course-run"', '"course_run"', "m90-e1-answer: needs the tags course-run and hide-input"),
        ("exercises", '"course-mark"', '"course-run"', "m90-e1-mark: needs the tags course-mark and hide-input"),
        ("exercises", '"locked": true', '"locked": false', "m90-e1-answer: a cell that asks must be known to nbgrader"),
        ("exercises", '"schema_version": 3', '"schema_version": 1', "schema_version must be 3"),
        (
            "lesson",
            'ask.number(\\"m90-p1\\"',
            'ask.number(\\"m90-e1\\"',
            "graded question 'm90-e1' stands in the lesson",
        ),
        ("lesson", "# Lesson", "# BEGIN SOLUTION", "belongs to exercises.ipynb"),
        ("lesson", "from course import ask", "from course import mark\\nmark.number()", "mark belongs to"),
    ],
)
def test_mistakes_are_named(module: Path, file: str, old: str, new: str, says: str) -> None:
    assert check_module(module) == []
    _edit(module / f"{file}.ipynb", old, new)
    assert says in "\n".join(check_module(module))


def test_a_mistake_stops_the_release(module: Path, tmp_path: Path) -> None:
    _edit(module / "exercises.ipynb", "points=2,", "points=3,")
    with pytest.raises(ReleaseError, match="points=3"):
        release(to=tmp_path / "out", course=tmp_path / "course", sources=tmp_path / "modules", say=False)
    assert not (tmp_path / "out").exists()


def test_graded_cells_cannot_change_once_there_are_submissions(module: Path, tmp_path: Path) -> None:
    from nbgrader.api import Gradebook

    from grading.nbgrader_config import course_config

    where = {"to": tmp_path / "out", "course": tmp_path / "course", "sources": tmp_path / "modules", "say": False}
    release(**where)
    with Gradebook(course_config(tmp_path / "course").CourseDirectory.db_url) as gradebook:
        gradebook.add_student("ana")
        gradebook.add_submission(MODULE, "ana")
    nb = nbformat.read(module / "exercises.ipynb", as_version=4)
    nb.cells = [cell for cell in nb.cells if cell.id not in ("m90-e2-answer", "m90-e2-mark")]
    nbformat.write(nb, module / "exercises.ipynb")
    with pytest.raises(ReleaseError, match="the gradebook already has submissions"):
        release(**where)


@pytest.mark.parametrize("record", RECORDS)
def test_records_of_trainees_never_lie_beside_a_source(module: Path, record: str) -> None:
    (module / record).write_text("{}", encoding="utf-8")
    assert f"{record} must not be here" in check_module(module)[0]


def test_broken_notebook_is_named(module: Path) -> None:
    (module / "lesson.ipynb").write_text("{", encoding="utf-8")
    assert "lesson.ipynb is not a valid notebook" in check_module(module)[0]


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = releasing.main(
        ["--module", "m99_nowhere", "--to", str(tmp_path / "out"), "--course", str(tmp_path / "course")]
    )
    assert code == 1
    assert "m99_nowhere" in capsys.readouterr().err
