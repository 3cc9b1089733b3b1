"""Every language of the book: complete for M00 and the interface, with the same placeholders, links and signs."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from book.translate import catalogues, sources
from course import catalogue, i18n

ROOT = Path(__file__).parents[3]
LANGUAGES = [code for code in catalogues.languages() if code != catalogues.SOURCE]
#: Catalogues that must be complete: the whole interface with all forms, the front pages, and M00.
WHOLE = [f"course/locale/{{}}/{name}.po" for name in ("course", "views", "forms", "book", "titles")]
WHOLE += ["book/locale/{}/pages.po", "book/locale/{}/m00_orientation.po"]
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_LINK = re.compile(r"\]\(([^)]*)\)")
_ENDINGS = "minute"  # a plural form may leave the number out: "about one minute"
# Words that the course does not use of people, in each language; pages about such words quote them.
_LOADED = {
    "fr": r"\b(?:illéga(?:l|le|ux|les)|clandestin(?:e|s|es)?)\b",
    "es": r"\bilegal(?:es)?\b",
    "ar": r"غير (?:شرعي|قانوني)",
}
_ABOUT_WORDS = ("language-and-licence.md", "m00-l6-text", "m00-p5-answer", "m00-l2-text")


@cache
def entries(language: str) -> list[tuple[str, catalogue.Entry]]:
    paths = [*(i18n.LOCALES / language).glob("*.po"), *(catalogues.LOCALES / language).glob("*.po")]
    return [(path.name, entry) for path in sorted(paths) for entry in catalogue.entries(path)]


@cache
def todays_words(language: str) -> dict[Path, list[sources.Message]]:
    return sources.catalogues(language, ROOT / "modules")


def test_there_are_three() -> None:
    assert sorted(LANGUAGES) == ["ar", "es", "fr"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WHOLE)
def test_catalogue_is_complete(language: str, name: str) -> None:
    missing = [entry.text for entry in catalogue.entries(ROOT / name.format(language)) if not entry.done]
    assert not missing


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_todays_words(language: str) -> None:
    """A changed sentence must not keep an old translation, and no new one may be forgotten: run `make translations`."""
    for path, messages in todays_words(language).items():
        known = {entry.text for entry in catalogue.entries(path)}
        wanted = {message.text for message in messages}
        if path.stem.startswith("m"):  # sources also hold what only trainers see
            assert known <= wanted, path
        else:
            assert known == wanted, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_has_one_translation(language: str) -> None:
    """The library reads its catalogues as one: of two translations the one of the first file would show everywhere."""
    said: dict[tuple[str, str], set[str]] = {}
    for path in (i18n.LOCALES / language).glob("*.po"):
        for entry in catalogue.entries(path):
            said.setdefault((entry.context, entry.text), set()).add(entry.translated[0])
    assert not {text: found for text, found in said.items() if len(found) > 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_links_and_code_stay(language: str) -> None:
    wrong = []
    for name, entry in entries(language):
        for said in entry.translated.values():
            if not said or (entry.plural and _ENDINGS in entry.text and "{" not in said):
                continue
            same = sorted(set(_PLACEHOLDER.findall(entry.text))) == sorted(set(_PLACEHOLDER.findall(said)))
            same &= _LINK.findall(entry.text) == _LINK.findall(said)
            same &= entry.text.count("`") == said.count("`") and entry.text.count("**") == said.count("**")
            same &= entry.text.count("\n") == said.count("\n")
            if not same:
                wrong.append(f"{name}: {entry.text[:70]!r} → {said[:70]!r}")
    assert not wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_a_guess(language: str) -> None:
    assert not [entry.text for _name, entry in entries(language) if entry.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_all_forms(language: str) -> None:
    forms = {"fr": 2, "es": 2, "ar": 6}[language]
    plurals = [entry for _name, entry in entries(language) if entry.plural]
    assert plurals
    assert all(len(entry.translated) == forms for entry in plurals)


@pytest.mark.parametrize("language", LANGUAGES)
def test_loaded_words_stand_only_where_words_are_the_subject(language: str) -> None:
    places: dict[str, str] = {}
    for messages in todays_words(language).values():
        places |= {message.text: places.get(message.text, "") + message.place for message in messages}
    found = [
        entry.text
        for _name, entry in entries(language)
        if any(re.search(_LOADED[language], said, re.I) for said in entry.translated.values())
        and not any(place in places.get(entry.text, "") for place in _ABOUT_WORDS)
    ]
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_arabic_looks_arabic_and_others_do_not(language: str) -> None:
    """A catalogue filled with the English texts would pass all tests above."""
    found = [entry for _name, entry in entries(language) if len(entry.text) > 40]
    found = [entry for entry in found if re.search("[a-z]{3}", _PLACEHOLDER.sub("", entry.text))]
    long = [(entry.text, said) for entry in found for said in entry.translated.values()]
    assert not [text for text, said in long if said == text]
    if language == "ar":
        assert not [text for text, said in long if said and not re.search("[\u0600-\u06ff]", said)]


def test_arabic_counts_with_the_forms_that_translators_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """Babel's own order gives eleven the form of a hundred."""
    monkeypatch.setenv(i18n.LANGUAGE, "ar")
    said = {n: i18n.ngettext("{n} day left", "{n} days left", n).format(n=n) for n in (1, 2, 3, 11, 99, 100)}
    assert said[3] == "بقيت 3 أيام"
    assert said[11].endswith("يومًا") and said[99].endswith("يومًا")
    assert said[100].endswith("يوم")
    assert len({*said.values()}) == len(said)
