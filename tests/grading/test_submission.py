"""nbgrader learns the name of the notebook to grade; nothing of the trainee's is changed or added."""

from __future__ import annotations

from pathlib import Path

from grading.submission import receive


def test_a_complete_submission_is_left_alone(folder: Path) -> None:
    notebooks = [str(folder / "exercises.ipynb"), str(folder / "other.ipynb")]
    receive("*", "*", notebooks)
    assert len(notebooks) == 2


def test_the_missing_notebook_is_named_and_not_written(folder: Path) -> None:
    copy = folder / "exercises-Copy1.ipynb"
    copy.write_text("{}", encoding="utf-8")
    notebooks = [str(copy)]
    receive("*", "*", notebooks)
    assert notebooks == [str(copy), str(folder / "exercises.ipynb")]
    assert [path.name for path in folder.iterdir()] == [copy.name]


def test_without_a_release_nothing_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "submitted" / "ana" / "m91_other"
    folder.mkdir(parents=True)
    notebooks = [str(folder / "mine.ipynb")]
    receive("*", "*", notebooks)
    assert len(notebooks) == 1
