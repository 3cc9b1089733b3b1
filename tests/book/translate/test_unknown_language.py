"""A language without catalogues: a clear message, and no half-made book."""

from __future__ import annotations

import pytest

from book import build
from book.translate import catalogues


@pytest.mark.parametrize("language", ["de", "xx", "", "FR ", "../fr"])
def test_the_message_names_the_languages_there_are(language: str) -> None:
    with pytest.raises(catalogues.UnknownLanguage) as caught:
        catalogues.checked(language)
    assert repr(language) in str(caught.value)
    for known in ("en (English)", "fr (Français)", "es (Español)", "ar (العربية)"):
        assert known in str(caught.value)


def test_the_command_stops_before_it_builds(capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_arguments: object) -> None:
        raise AssertionError("built a book in a language that is not there")

    monkeypatch.setattr(build, "build", never)
    assert build.main(["--language", "de"]) == 1
    said = capsys.readouterr().err
    assert "there is no book in 'de'" in said
    assert "fr (Français)" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_known_languages_pass(language: str) -> None:
    assert catalogues.checked(language) == language
