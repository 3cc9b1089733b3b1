"""A submission without its notebook gets one: the best copy, or the release."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from fixture_module import MODULE, exercises

from grading.submission import best_copy, ensure_exercises, receive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    release = tmp_path / "release" / MODULE
    release.mkdir(parents=True)
    nbformat.write(exercises(), release / "exercises.ipynb")
    folder = tmp_path / "submitted" / "ana" / MODULE
    folder.mkdir(parents=True)
    return folder


def _write(path: Path, cells: int) -> Path:
    nb = exercises()
    nb.cells = nb.cells[:cells]
    nbformat.write(nb, path)
    return path


def test_a_complete_submission_is_left_alone(folder: Path) -> None:
    notebooks = [str(_write(folder / "exercises.ipynb", 3))]
    ensure_exercises("*", "*", notebooks)
    assert len(notebooks) == 1


def test_the_copy_with_most_questions_is_used(folder: Path) -> None:
    paths = [_write(folder / "exercises-Copy1.ipynb", 4), _write(folder / "exercises-Copy2.ipynb", 9)]
    notebooks = [str(path) for path in paths]
    ensure_exercises("*", "*", notebooks)
    assert notebooks[-1] == str(folder / "exercises.ipynb")
    assert (folder / "exercises.ipynb").read_bytes() == paths[1].read_bytes()
    assert all(path.exists() for path in paths)


def test_strange_notebooks_do_not_count(folder: Path) -> None:
    strange = {"a": "{", "b": "[]", "c": '{"cells": [1]}', "d": '{"cells": [{"metadata": {"nbgrader": {}}}]}'}
    for name, text in strange.items():
        (folder / f"{name}.ipynb").write_text(text, encoding="utf-8")
    notebooks = [str(folder / f"{name}.ipynb") for name in strange]
    assert best_copy(folder, [Path(path) for path in notebooks]) is None
    ensure_exercises("*", "*", notebooks)
    release = folder.parents[2] / "release" / MODULE / "exercises.ipynb"
    assert (folder / "exercises.ipynb").read_bytes() == release.read_bytes()


def test_without_a_release_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "submitted" / "ana" / "m91_other"
    folder.mkdir(parents=True)
    notebooks = [str(_write(folder / "mine.ipynb", 2))]
    ensure_exercises("*", "*", notebooks)
    assert not (folder / "exercises.ipynb").exists() and len(notebooks) == 1


def test_records_that_are_links_are_set_aside_and_not_read(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.json"
    secret.write_text('{"schema": 1, "answers": {}}', encoding="utf-8")
    notebooks = [str(_write(folder / "exercises.ipynb", 3))]
    for name in ("answers.json", "country_file.json"):
        (folder / name).symlink_to(secret)
    receive("*", "*", notebooks)
    assert sorted(path.name for path in folder.iterdir()) == [
        "answers.json.link.tmp", "country_file.json.link.tmp", "exercises.ipynb"]  # fmt: skip
    assert secret.read_text(encoding="utf-8").startswith('{"schema"')


def test_records_that_are_files_stay(folder: Path) -> None:
    (folder / "country_file.json").write_text("{}", encoding="utf-8")
    receive("*", "*", [str(_write(folder / "exercises.ipynb", 3))])
    assert (folder / "country_file.json").read_text(encoding="utf-8") == "{}"
