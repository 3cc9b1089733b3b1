"""`make clean` keeps a trainee's work."""

import pytest

from course.command import clean


@pytest.fixture
def build(tmp_path, monkeypatch):
    (tmp_path / "build" / "book").mkdir(parents=True)
    work = tmp_path / "build" / "workspace"
    work.mkdir()
    (work / "answers.json").write_text("{}")
    monkeypatch.setattr(clean, "BUILD", tmp_path / "build")
    monkeypatch.setattr(clean, "WORKSPACE", work)
    return tmp_path / "build"


def test_keeps_the_work(build):
    clean.run([])
    assert not (build / "book").exists()
    assert (build / "workspace" / "answers.json").exists()


def test_removes_the_work_only_when_asked(build):
    clean.run(["--my-work"])
    assert not (build / "workspace").exists()
