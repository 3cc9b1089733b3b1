"""Shared by the tests of the learner's library: a folder for answers that is not the repository."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course import answers, ask


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder where answers are recorded, in a plain environment."""
    for name in ("NBGRADER_EXECUTION", "COURSE_STATIC", "COURSE_TRAINEE", "JUPYTERHUB_USER", "JPY_SESSION_NAME"):
        monkeypatch.delenv(name, raising=False)
    answers.use_folder(tmp_path)
    ask.known.clear()
    yield tmp_path
    answers.use_folder(None)
    ask.known.clear()


@pytest.fixture
def marked(home: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[float, str]]:
    """Store a value as a hand-edited file would and mark it: ``marked("number", 5.0, key=4, points=2)``."""
    from course import mark

    def run(type_name: str, value: Any, *, points: float = 1, **rules: Any) -> tuple[float, str]:
        if value is not None:
            answers.record("m10-e1", type_name, value)
        capsys.readouterr()
        earned = getattr(mark, type_name)("m10-e1", points=points, **rules)
        shown = capsys.readouterr()
        assert type(earned) is float and 0 <= earned <= points
        assert shown.err == ""
        assert shown.out.count("\n") >= 1 and shown.out.startswith("m10-e1: ")
        return earned, shown.out

    return run
