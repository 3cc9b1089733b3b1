"""The words of the views."""

from __future__ import annotations

import pytest

from course.web import bundle, strings


def test_english_travels_in_the_bundle_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_LANG", "en")
    assert strings.page() == {"lang": "en", "dir": "ltr", "ui": {}}


def test_a_translation_carries_what_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    english = bundle.strings()
    assert english["record"]
    monkeypatch.setenv("COURSE_LANG", "ar")
    monkeypatch.setattr(strings, "_", lambda text: "سجّل" if text == english["record"] else text)
    strings._translated.cache_clear()
    page = strings.page()
    strings._translated.cache_clear()
    assert page["dir"] == "rtl" and page["lang"] == "ar"
    assert set(page["ui"].values()) == {"سجّل"} and "record" in page["ui"]
