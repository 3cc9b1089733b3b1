"""Titles and times of the modules in the language of the classroom."""

from __future__ import annotations

from pathlib import Path

import pytest

from course import i18n
from course.classroom.my_course import pages_of_module

MODULES = Path(__file__).parents[4] / "modules"
LANGUAGES = [code for code in i18n.NAMES if code != i18n.SOURCE]


def test_a_time_is_said_as_the_page_says_it_or_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "90 minutes on your own, then 1 minute with the group (two clinics), 70 minutes of exercises afterwards"
    assert pages_of_module.time_in_words(text) == text
    monkeypatch.setenv(i18n.LANGUAGE, "fr")
    assert pages_of_module.time_in_words(text) == (
        "90 minutes en autonomie, 1 minute avec le groupe, puis 70 minutes d’exercices"
    )
    assert pages_of_module.time_in_words("half a day") == "half a day", "what nobody knows stays"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_module_says_title_and_time_in_every_language(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    english = pages_of_module.read(MODULES)
    monkeypatch.setenv(i18n.LANGUAGE, language)
    said = pages_of_module.read(MODULES)
    assert english and [one.folder for one in english] == [one.folder for one in said]
    same = [one.folder for one, other in zip(english, said, strict=True) if one.title == other.title]
    assert not same
    assert not [one.time for one in said if "minutes on" in one.time or "minutes for" in one.time]
