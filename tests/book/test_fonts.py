"""Fonts keep the letters in use."""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont

from book import fonts
from course import look

EXTENDED = next(path for path in look.font_files() if "latin-ext-400" in path.name)


def letters_of(content: bytes) -> set[int]:
    return set(TTFont(BytesIO(content)).getBestCmap())


def test_the_font_has_the_letters_in_use_and_is_far_smaller() -> None:
    made = fonts.with_letters(EXTENDED, fonts.letters(["Łódź, Şirnak", 'const a = "\\u0151";']))
    assert set(map(ord, "ŁźŞő")) <= letters_of(made)
    assert ord("ŵ") not in letters_of(made)
    assert made[:4] == b"wOF2"
    assert len(made) < len(EXTENDED.read_bytes()) / 5


def test_letters_that_people_type_are_always_there() -> None:
    assert set(map(ord, "aZ09éñçüß€’")) <= fonts.letters([])


def test_the_same_letters_give_the_same_bytes() -> None:
    wanted = fonts.letters(["Łódź"])
    assert fonts.with_letters(EXTENDED, wanted) == fonts.with_letters(EXTENDED, wanted)
