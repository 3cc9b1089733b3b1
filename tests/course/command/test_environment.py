"""The environment is renewed when what it is made from changes, and only then."""

from pathlib import Path

import pytest

from course.command import environment


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What pip was asked for; nothing is really installed."""
    asked: list[str] = []
    venv = tmp_path / "venv"

    def create() -> None:
        environment.python().parent.mkdir(parents=True, exist_ok=True)
        environment.python().touch()

    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "_create", create)
    monkeypatch.setattr(environment, "_pip", lambda *arguments, log: asked.append(log))
    return asked


@pytest.mark.parametrize(
    ("wish", "first"),
    [
        ({}, []),
        ({"testing": True}, ["install-tests.log"]),
        ({"classroom": True}, ["install-classroom.log"]),
    ],
)
def test_each_command_gets_what_it_needs_once(installed: list[str], wish: dict[str, bool], first: list[str]) -> None:
    assert not environment.is_there("classroom")
    environment.ensure(**wish)
    assert installed == ["install.log", "install-course.log", *first]
    assert environment.is_there("classroom") is ("classroom" in wish)
    installed.clear()
    environment.ensure(**wish)
    assert installed == []
    environment.ensure(classroom=True)
    assert installed == ([] if "classroom" in wish else ["install-classroom.log"])
