"""The settings: what travels, what is ignored, which Python runs."""

from __future__ import annotations

import fnmatch
import os
import subprocess
import sys
from pathlib import Path

import pytest
from traitlets.config import Config

from grading.nbgrader_config import IGNORED, configure, course_config, python_folder, write_config_file


@pytest.mark.parametrize("name", ["exercises.ipynb", "answers.json", "country_file.json", "exercises-Copy1.ipynb"])
def test_answers_travel(name: str) -> None:
    assert not [rule for rule in IGNORED if fnmatch.fnmatch(name, rule)]


@pytest.mark.parametrize("name", ["lesson.ipynb", ".answers.lock", ".answers-x.tmp", ".ipynb_checkpoints", "a.pyc"])
def test_other_files_stay_at_home(name: str) -> None:
    assert [rule for rule in IGNORED if fnmatch.fnmatch(name, rule)]


def test_paths_are_absolute(tmp_path: Path) -> None:
    c = course_config(tmp_path / "here" / ".." / "course")
    assert c.CourseDirectory.root == str((tmp_path / "course").resolve())
    assert c.CourseDirectory.db_url == f"sqlite:///{tmp_path / 'course' / 'gradebook.db'}?timeout=60"
    assert c.Exchange.root == str(tmp_path / "exchange")
    assert configure(Config(), tmp_path, exchange=tmp_path / "x").Exchange.root == str(tmp_path / "x")


def test_config_file_is_written_once(tmp_path: Path) -> None:
    path = write_config_file(tmp_path / "course")
    before = path.stat().st_mtime_ns
    assert write_config_file(tmp_path / "course").stat().st_mtime_ns == before
    path.write_text("old", encoding="utf-8")
    assert "configure(get_config()" in write_config_file(tmp_path / "course").read_text(encoding="utf-8")


def test_config_file_finds_the_project_from_any_folder(tmp_path: Path) -> None:
    """The file works for a program that was started without the project on its path."""
    path = write_config_file(tmp_path / "course")
    code = (
        "from traitlets.config import Config; c = Config()\n"
        f"exec(open({str(path)!r}).read(), {{'get_config': lambda: c}})\n"
        "print(c.CourseDirectory.course_id)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "migration-development"


def test_child_programs_belong_to_this_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    monkeypatch.delenv("JUPYTER_PREFER_ENV_PATH", raising=False)
    course_config(tmp_path)
    assert os.environ["PATH"].split(os.pathsep)[0] == str(python_folder())
    assert os.environ["JUPYTER_PREFER_ENV_PATH"] == "1"
    course_config(tmp_path)
    assert os.environ["PATH"].count(str(python_folder())) == 1
