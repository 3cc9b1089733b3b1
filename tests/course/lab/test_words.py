"""What the course's buttons in JupyterLab say."""

from __future__ import annotations

import json

import pytest

from course import i18n
from course.lab import words


def test_they_speak_the_language_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    english = json.loads(words.ENGLISH.read_text("utf-8"))
    assert words.words() == english
    monkeypatch.setenv(i18n.LANGUAGE, "ar")
    assert words.words()["my_course"] == "دورتي"
    assert words.words()["code"] == "الشيفرة", "a program, and not the sign of a country"
    assert set(words.words()) == set(english)


def test_no_file_of_words_is_forgotten() -> None:
    """The browser lab has no server that could send others: it stays English."""
    folder = words.ENGLISH.parent
    assert {*folder.glob("*.en.json")} == {words.ENGLISH, folder / "my_work.en.json"}
