"""Late penalties, extra credit, manual marks, hooks, modes, times, one trainee, one question: as in nbgrader."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from grading.bench.compare import differences, result_of
from grading.bench.generated import MODULE, release, source
from grading.bench.stock import grade_stock
from grading.grade.run import Choice, UnknownQuestion, run

# stock nbgrader takes forked kernels; test_equal.py compares with ordinary ones, too
pytestmark = pytest.mark.usefixtures("warm_kernels")

PLUGIN = """
from nbgrader.plugins import BasePlugin

class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {"t00003": -1, "t00004": 1000}.get(student_id, score / 2 if total_seconds_late > 3600 else None)
"""
HOOK = """
from pathlib import Path

def before(assignment, student, notebooks):
    Path(__file__).with_name("before.txt").open("a").write(f"{Path(notebooks[0]).parents[1].name}\\n")

def after(assignment, student, notebooks):
    raise RuntimeError("a hook may fail")
"""


@pytest.fixture
def both(generated_class: Callable[[str], Path]) -> Callable[..., tuple[Path, Path]]:
    """Grade two copies of the class, one with stock nbgrader, one with ours; the same is done to both before."""

    def grade(prepare: Callable[[Path], None], **settings: Any) -> tuple[Path, Path]:
        courses = generated_class("stock"), generated_class("ours")
        for course in courses:
            prepare(course)
        wanted = [(MODULE, path.parent.name) for path in sorted((courses[0] / "submitted").glob("*/*"))]
        assert not [problem for problem in grade_stock(courses[0], wanted, 1, **settings) if problem]
        choice = Choice(workers=1, force=True, settings=settings)
        assert not [one.problem for one in run(courses[1], choice) if one.problem]
        return courses

    return grade


def _book(course: Path) -> Gradebook:
    return Gradebook(f"sqlite:///{course / 'gradebook.db'}")


def _due(course: Path) -> None:
    with _book(course) as book:
        book.update_or_create_assignment(MODULE, duedate=datetime.datetime(2026, 2, 3, 10, 0, 1))


def _marked_by_hand(course: Path) -> None:
    with _book(course) as book:
        book.update_or_create_student("t00000")
        book.update_or_create_submission(MODULE, "t00000")
        for name, points, extra in (("c1-test", 1.5, None), ("m1", 3.0, 2.0), ("t1", None, 1.0)):
            grade = book.find_grade(name, "exercises", MODULE, "t00000")
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = points, extra, False
        book.find_comment("t1", "exercises", MODULE, "t00000").manual_comment = "Well said."
        book.db.commit()


def test_late_penalties_come_from_the_plugin(
    both: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "late_plugin.py").write_text(PLUGIN, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    stock, ours = both(_due, AssignLatePenalties={"plugin_class": "late_plugin.Half"})
    assert differences(result_of(stock), result_of(ours)) == []
    with _book(ours) as book:
        penalties = [one.late_submission_penalty for one in book.assignment_submissions(MODULE)]
    assert sum(bool(penalty) for penalty in penalties) >= 2


def test_manual_marks_and_extra_credit_stay(both: Callable[..., Any]) -> None:
    stock, ours = both(_marked_by_hand)
    assert differences(result_of(stock), result_of(ours)) == []
    with _book(ours) as book:
        grade = book.find_grade("c1-test", "exercises", MODULE, "t00000")
        assert (grade.manual_score, grade.needs_manual_grade) == (1.5, True)


@pytest.fixture
def mask() -> Iterator[None]:
    old = os.umask(0o007)
    yield
    os.umask(old)


def test_modes_of_a_shared_folder(both: Callable[..., Any], mask: None) -> None:
    stock, ours = both(lambda course: None, CourseDirectory={"groupshared": True})
    assert differences(result_of(stock), result_of(ours)) == []
    assert (ours / "autograded").stat().st_mode & 0o2770 == 0o2770


def test_hooks_are_called_and_may_fail(
    generated_class: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "trainers_hooks.py").write_text(HOOK, encoding="utf-8")
    course = generated_class()
    hooks = {"pre_convert_hook": "trainers_hooks.before", "post_convert_hook": "trainers_hooks.after"}
    monkeypatch.syspath_prepend(tmp_path)
    verdict = run(course, Choice(workers=1, trainees=("t00001",), settings={"Autograde": hooks}))[0]
    assert not verdict.problem and "A hook failed: RuntimeError: a hook may fail" in verdict.notes
    assert (tmp_path / "before.txt").read_text(encoding="utf-8") == "t00001\n"
    assert (course / "autograded" / "t00001" / MODULE).is_dir()


def test_what_is_up_to_date_is_left_alone(generated_class: Callable[[str], Path]) -> None:
    course = generated_class()
    assert len(run(course, Choice(workers=1))) == 6
    assert run(course, Choice(workers=1)) == []
    (course / "submitted" / "t00002" / MODULE / "timestamp.txt").write_text("2026-05-01 10:00:00 UTC", encoding="utf-8")
    assert [verdict.task.trainee for verdict in run(course, Choice(workers=1))] == ["t00002"]
    with _book(course) as book:
        assert book.find_submission(MODULE, "t00002").timestamp == datetime.datetime(2026, 5, 1, 10)
    assert [one.task.trainee for one in run(course, Choice(workers=1, trainees=("t00004",), force=True))] == ["t00004"]


def test_one_question_again(generated_class: Callable[[str], Path]) -> None:
    course = generated_class()
    run(course, Choice(workers=1))
    before = result_of(course)
    _fixed_test(course)
    with _book(course) as book:
        grade = book.find_grade("c2-test", "exercises", MODULE, "t00000")
        grade.manual_score, grade.needs_manual_grade = 0.25, False
        book.db.commit()
    verdicts = run(course, Choice(workers=1, questions=("c2-test",)))
    assert len(verdicts) == 6 and not [one.problem for one in verdicts if one.problem]
    changed = set(result_of(course).rows) ^ set(before.rows)
    assert {row[3] for row in changed if row[3]} == {"c2-test"}
    with _book(course) as book:
        grades = {name: book.find_grade("c2-test", "exercises", MODULE, name) for name in ("t00000", "t00003")}
        assert [grade.auto_score for grade in grades.values()] == [1.5, 1.5]
        assert grades["t00000"].score == 0.25 and grades["t00000"].needs_manual_grade
    notebook = nbformat.read(course / "autograded" / "t00003" / MODULE / "exercises.ipynb", as_version=4)
    shown = {cell.id: cell.get("outputs", []) for cell in notebook.cells}
    assert shown["c2-test"][-1]["data"]["text/plain"] == "1.5" and shown["c1-test"] == []
    with pytest.raises(UnknownQuestion, match="c9-test"):
        run(course, Choice(workers=1, questions=("c9-test",)))


def _fixed_test(course: Path) -> None:
    """The trainer corrects the tests of two questions; below, only one of them is asked for."""
    notebook = source()
    for cell in notebook.cells:
        cell.source = cell.source.replace("points = 2", "points = 1.5").replace("== 5", "== 7")
    release(course, notebook)


def test_a_missing_notebook_has_no_points_and_a_wrong_one_stops_nobody(generated_class: Callable[[str], Path]) -> None:
    course = generated_class()
    shutil.rmtree(course / "submitted" / "t00001" / MODULE)
    (course / "submitted" / "t00001" / "m99_never_released").mkdir()
    verdicts = {one.task.trainee: one.problem for one in run(course, Choice(workers=1))}
    assert verdicts.pop("t00001") == "m99_never_released was never released"
    assert set(verdicts.values()) == {""} and len(verdicts) == 5
