"""What a service in a pod gets from the settings, and what it says when something is missing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pydantic")

from course.classroom.exchange.limits import Limits
from course.classroom.kubernetes import service
from course.classroom.settings import Settings, load

FOLDER = Path(service.__file__).parent
POD = {"COURSE_CLASSROOM": "/srv/classroom", "JUPYTERHUB_API_TOKEN": "t", "COURSE_ID": "migration-development"}


@pytest.fixture
def settings() -> Settings:
    return load(
        FOLDER / "classroom.toml", {"COURSE_DATABASE": "postgresql://classroom:word@classroom-postgres/classroom"}
    )


def test_the_exchange_keeps_its_rows_in_postgresql(settings: Settings) -> None:
    found = service.surroundings("exchange", settings, POD)
    assert Limits(**json.loads(found["COURSE_EXCHANGE_LIMITS"])) == Limits()  # both places say the same defaults
    assert found["COURSE_EXCHANGE_DATABASE"].endswith(
        "@classroom-postgres/classroom?options=-csearch_path=classroom_exchange"
    )


def test_the_trainers_have_their_course_folder_and_gradebook(settings: Settings) -> None:
    found = service.surroundings("trainer", settings, POD)
    assert found["COURSE_FOLDER"] == "/srv/classroom/courses/migration-development"
    assert found["COURSE_TITLE"] == "Migration and development"
    assert found["COURSE_GRADEBOOK"].endswith("search_path=classroom_gradebook_migration_development")


@pytest.mark.parametrize(
    ("kind", "without", "said"),
    [
        ("exchange", {"JUPYTERHUB_API_TOKEN": ""}, "JUPYTERHUB_API_TOKEN is not set"),
        ("trainer", {"COURSE_ID": "other"}, "the settings have the courses migration-development"),
    ],
)
def test_what_is_missing_is_said(settings: Settings, kind: str, without: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        service.surroundings(kind, settings, POD | without)


def test_files_are_no_database_for_pods() -> None:
    with pytest.raises(ValueError, match="COURSE_DATABASE"):
        service.surroundings("exchange", load(FOLDER / "classroom.toml", {}), POD)


def test_it_becomes_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    monkeypatch.setattr(service.os, "execv", lambda program, words: started.append(words[1:]))
    monkeypatch.setattr(service.os, "umask", lambda mask: 0o022)
    monkeypatch.setattr(service.prepare, "databases", lambda settings: None)
    for name, value in POD.items():
        monkeypatch.setenv(name, value)
    for name in ("COURSE_LANG", "COURSE_EXCHANGE_DATABASE"):
        monkeypatch.setenv(name, "")  # put back after the test
    monkeypatch.setenv("COURSE_SETTINGS", str(FOLDER / "classroom.toml"))
    monkeypatch.setenv("COURSE_DATABASE", "postgresql://classroom:word@classroom-postgres/classroom")
    service.main(["exchange"])
    assert started == [["-m", "course.classroom.exchange.service"]]
    with pytest.raises(SystemExit, match="exchange or trainer"):
        service.main([])
