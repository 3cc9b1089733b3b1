"""The hand-written pages: quotations are real, links lead somewhere, no key and no endorsement."""

from __future__ import annotations

import re

import pytest

from book.places import PAGES

ALL = sorted(PAGES.glob("*.md"))
QUOTE = re.compile(r"“([^”]+)”[^“]*?`(00[0-4]):(\d+)(?:-(\d+))?`", re.S)


def plain(text: str) -> str:
    return " ".join(text.split())


def test_the_quotations_of_the_seeds_are_word_for_word(seeds: dict[str, list[str]]) -> None:
    found = 0
    for path in ALL:
        for words, document, first, last in QUOTE.findall(path.read_text("utf-8")):
            lines = seeds[document][int(first) - 1 : int(last or first)]
            assert plain(words) in plain(" ".join(lines)), f"{path.name}: {words!r}"
            found += 1
    assert found >= 1


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_a_page_begins_with_its_only_title(path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", text, re.M)) == 1


def test_the_welcome_page_says_who_does_not_stand_behind_it() -> None:
    text = plain((PAGES / "index.md").read_text("utf-8"))
    assert "**not** a publication of the United Nations" in text
    assert "have not endorsed it" in text
    for door in ("for-trainees.md", "for-trainers.md", "for-self-learners.md"):
        assert door in text


def test_the_page_for_trainers_says_where_the_notes_are_and_shows_none() -> None:
    text = (PAGES / "for-trainers.md").read_text("utf-8")
    assert "trainer.md" in text
    assert "| Question | Points | Key" not in text
