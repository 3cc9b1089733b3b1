"""Quotations from the seed documents: marked in one way, short, and word for word."""

import re

import pytest

from tests.modules import module_reading as reading

# Letters that the damaged document 004 has lost or doubled, as the course restores them.
RESTORED = {
    "trans3(or)er": "transfer",
    "quali- �ed": "qualified",  # broken over two lines
    "mem- bers": "members",
    "o�cial": "official",
    "a�ecting": "affecting",
    "�nancial": "financial",
    "in�ation": "inflation",
    "econom(or)y": "economy",
}
LONGEST_WORDS = 60
QUOTATIONS = [(module, *found) for module in reading.module_names() for found in reading.quotations(module)]


def _flat(text: str) -> str:
    text = text.translate({ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'})
    return re.sub(r"\s+", " ", text).strip()


def _seed(name: str) -> list[str]:
    return next(reading.SEEDS.glob(f"{name}_*.txt")).read_text(encoding="utf-8", errors="replace").splitlines()


def test_there_are_quotations():
    assert len(QUOTATIONS) >= 10


@pytest.mark.parametrize(("module", "words", "match"), QUOTATIONS)
def test_a_quotation_has_the_agreed_form_and_is_short(module, words, match):
    assert match is not None, f'{words.cell}: write > "text" — Source, `003:1-2`'
    assert len(match["quote"].split()) <= LONGEST_WORDS, words.cell


@pytest.mark.skipif(not reading.SEEDS.is_dir(), reason="the seed documents are not on this machine")
@pytest.mark.parametrize(("module", "words", "match"), QUOTATIONS)
def test_a_quotation_stands_word_for_word_in_the_named_lines(module, words, match):
    name, _, place = match["place"].partition(":")
    first, _, last = place.partition("-")
    lines = _seed(name)[int(first) - 1 : int(last or first)]
    said = " ".join(lines)
    if name == "004":
        for damaged, whole in RESTORED.items():
            said = said.replace(damaged, whole)
    assert _flat(match["quote"]) in _flat(said), f"{words.cell}: {match['place']}"
