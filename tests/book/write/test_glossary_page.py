"""The glossary: complete, honest, and word for word where it quotes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from book.places import GLOSSARY
from book.write import glossary

TERMS = glossary.read_glossary(GLOSSARY)
# The headings of the seed's glossary, in its order.
SEED_TERMS = """bilateral labour migration agreements|capacity building|circular migration
country of habitual/usual residence|country of origin|country of destination|cultural orientation|cultural capital
diaspora|discrimination|economic capital|economic migrant|economic, social, and cultural rights|empowerment
facilitated migration|family reunification/reunion|health assessment|highly skilled/qualified migrant
human development|human and social capital|inclusion|integration|irregular migration|labour market information
labour market information system|labour market integration|labour migration
less/lower-skilled and semi-skilled migrant worker|mainstreaming migration|migration management
multi-faith approach|pre-departure orientation|racism|qualified national|regional consultative processes
reintegration|remittances|skilled migrant|social capital transfer|social exclusion/inclusion
sustainable development|transnational communities|virtual return|xenophobia""".replace("\n", "|").split("|")
MISSING = """migrant|refugee|asylum seeker|trafficking in persons|smuggling of migrants|internal migration
return migration|brain drain|human rights|gender|climate and migration|social remittances
temporary return of qualified nationals""".replace("\n", "|").split("|")


def plain(text: str) -> str:
    return " ".join(text.split())


def test_all_44_words_of_the_seed_and_the_missing_ones_are_there() -> None:
    assert [term.term for term in TERMS if term.in_seed] == SEED_TERMS
    assert len(SEED_TERMS) == 44
    own = [term.term for term in TERMS if not term.in_seed]
    assert set(MISSING) <= set(own)
    assert len(own) >= 20


@pytest.mark.parametrize("term", [term for term in TERMS if term.in_seed], ids=lambda term: term.term)
def test_each_quotation_stands_in_the_seed_at_its_lines(term: glossary.Term, seeds: dict[str, list[str]]) -> None:
    document, lines = term.seed_lines.split(":")
    first, last = ([int(number) for number in lines.split("-")] * 2)[:2]
    assert 2765 <= first <= last <= 3026
    assert plain(term.seed_wording) in plain(" ".join(seeds[document][first - 1 : last]))
    if last > first:
        assert plain(term.seed_wording) not in plain(" ".join(seeds[document][first:last])), "starts too early"
    above = [plain(line) for line in seeds[document][max(0, first - 12) : first]]
    assert plain(term.term) in above, "the quotation does not belong to this word"


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.term)
def test_quotations_are_short_and_our_words_are_ours(term: glossary.Term) -> None:
    assert len(term.seed_wording.split()) <= 30
    assert plain(term.current_wording) != plain(term.seed_wording)
    assert len(term.current_wording) > 30
    assert term.modules, "say which module uses the word"
    assert all(re.fullmatch(r"M\d\d", code) for code in term.modules)


def test_our_words_keep_the_language_norms() -> None:
    loaded = re.compile(r"\b(illegal (im)?migrants?|flood|influx|swarm|exodus|host (country|societ))", re.I)
    for term in TERMS:
        own = re.sub(r"“[^”]*”", "", term.current_wording + " " + term.note)
        assert not loaded.search(own), term.term


def test_the_page_gives_both_wordings_and_where_they_come_from() -> None:
    page = glossary.page(TERMS, {"M10": "[M10](modules/m10_remittances/index.md)"})
    part = page.split("### remittances\n")[1].split("\n### ")[0]
    assert "Monies earned or acquired by non-nationals" in part
    assert "(<bdi>003:2987</bdi>)" in part
    assert "IOM, Glossary on Migration, 3rd edition (2019)" in part
    assert "[M10](modules/m10_remittances/index.md)" in part


def test_english_wordings_are_marked_on_a_page_in_another_language(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'lang="en"' not in glossary.page(TERMS, {})
    monkeypatch.setenv("COURSE_LANG", "ar")
    page = glossary.page(TERMS, {})
    part = page.split("### [remittances]{.language-en}\n")[1].split("\n### ")[0]
    assert '<span lang="en" dir="ltr">“Monies earned or acquired by non-nationals' in part
    assert "course-language-note" in page.split("##")[0]
    assert "](#term-" in page and "]{.language-en}](#" not in page, "a link holds no span"


def entry(**changes: str) -> str:
    values = {"term": "x", "current_wording": "y", "current_source": "z"} | changes
    return "[[row]]\n" + "".join(f'{name} = "{value}"\n' for name, value in values.items())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (entry() + entry(), "twice"),
        (entry(current_source=""), "its source"),
        (entry(seed_wording="only words"), "its lines"),
        (entry(see="nothing"), "no entry"),
    ],
)
def test_mistakes_in_the_file_are_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "glossary.toml"
    path.write_text(text)
    with pytest.raises(ValueError, match=message):
        glossary.read_glossary(path)
