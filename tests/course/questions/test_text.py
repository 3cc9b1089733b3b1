"""T11: short text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, text

RULES = {
    "min_words": 3,
    "max_words": 8,
    "needs": {"a country": ["Ghana", "Nepal"], "a year": r"\b20\d\d\b"},
    "avoid": [("flood", "Write: a large number, with the figure.")],
}


@pytest.mark.parametrize(
    ("value", "share", "part"),
    [
        ("Families in Ghana saved more in 2024.", 1, "fine"),
        ("Families in Ghana saved more.", 0.75, "Not found: a year."),
        ("A flood reached Nepal in 2015.", 0.75, "a large number"),
        ("Flooding is not the word; Nepalese neither, 2015.", 0.75, "Not found: a country."),
        ("Ghana 2024", 0.75, "at least 3 words"),
        ("one two three four five six seven eight nine", 0.25, "at most 8 words"),
        ("...", 0, "0 words"),
    ],
)
def test_outer_form(marked: Callable, value: str, share: float, part: str) -> None:
    earned, message = marked("text", value, points=4, **RULES)
    assert earned == 4 * share and part in message


def test_parsing_and_counting(home: Path) -> None:
    desc = ask.build("text", "m10-r1", min_words=2, max_words=3, needs={"p": "names a place"})
    assert desc["needs"] == [{"id": "p", "text": "names a place"}]
    assert text.parse(desc, "  a\r\nb ") == "a\nb"
    assert text.count_words("It's 4 % – of   GDP") == 4
    assert "at least 2" in text.finding(desc, "one") and "at most 3" in text.finding(desc, "a b c d")
    assert text.finding(desc, "two words") is None
    for raw in (5, "  ", "x" * 30_000, ["a"]):
        with pytest.raises(base.Refused):
            text.parse(desc, raw)
