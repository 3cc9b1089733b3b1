"""Words: no loaded or outdated terms, current names of countries, sentences that one can read."""

import pytest

from tests.modules import language_lint as lint
from tests.modules import module_reading as reading
from tests.modules.reading_level import page_ease, reading_ease

each_module = pytest.mark.parametrize("module", reading.module_names())

LONGEST_MEAN_SENTENCE = 15
LOWEST_READING_EASE = 55  # Flesch: 60 is plain English for most adults; figures and names of institutions cost a little
EVERYWHERE = {
    "words of questions and tools": lint.of_views,
    "sentences of the library": lint.of_library,
    "forms": lint.of_forms,
    "pages of the book": lint.of_book,
    "tables": lint.of_tables,
}


@each_module
@pytest.mark.parametrize("rules", [lint.loaded_words, lint.country_names], ids=["loaded words", "names"])
def test_words_of_a_module(module, rules):
    assert lint.faults(lint.of_module(module), rules()) == []


@pytest.mark.parametrize("rules", [lint.loaded_words, lint.country_names], ids=["loaded words", "names"])
@pytest.mark.parametrize("texts", EVERYWHERE.values(), ids=EVERYWHERE)
def test_words_of_everything_else(texts, rules):
    assert lint.faults(texts(), rules()) == []


@each_module
def test_only_cells_that_exist_may_discuss_loaded_words(module):
    """And each of them needs it: an exemption that nobody needs would hide the next mistake."""
    texts = {}
    for words in reading.visible_words(module) + reading.feedback_words(module):
        texts.setdefault(words.cell, []).append(lint.Text(words.cell, words.text))
    rules = lint.loaded_words() + lint.country_names()
    for cell in reading.about(module).get("discusses_words", []):
        assert lint.faults(texts[cell], rules), f"{cell} has no loaded word: take it out of discusses_words"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Illegals at the border", "illegal"),
        ("an illegal immigrant", "illegal"),
        ("the host society", "sending"),
        ("sending countries", "sending"),
        ("low-skilled work", "skills"),
        ("an influx in May", "water"),
        ("people flooded in", "water"),
        ("the root cause", "root_causes"),
        ("brain drain", "brain"),
        ("victims of it", "victims"),
        ("push-pull", "push_pull"),
        ("a failed migrant", "failed"),
        ("economic migrants", "economic_migrant"),
        ("they must assimilate", "assimilation"),
        ("to manage migration", "manage"),
        ("the Third World", "groups"),
        ("a ranking of countries", "ranking"),
        ("more manpower", "men"),
    ],
)
def test_a_loaded_word_is_found(text, rule):
    assert [one.id for one in lint.loaded_words() if one.pattern.search(text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "an illegal fee",
        "irregular migration",
        "a person is never illegal",
        "the source of the figure",
        "sending money home",
        "the receiving bank",
        "skilled workers",
        "arrivals rose by half",
        "drivers of migration",
        "migration governance",
        "country of destination",
        "a returnee",
        "least developed countries",
        "rank correlation",
    ],
)
def test_fair_words_are_left_alone(text):
    assert lint.faults([lint.Text("here", text)], lint.loaded_words()) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Turkey", "Türkiye"),
        ("Moldova", "Republic of Moldova"),
        ("Macedonia", "North Macedonia"),
        ("Hong Kong", "China, Hong Kong SAR"),
        ("Iran", "Iran (Islamic Republic of)"),
        ("Kosovo", "Kosovo (UNSC resolution 1244)"),
        ("Palestine", "State of Palestine"),
        ("Tanzania", "United Republic of Tanzania"),
        ("Taiwan", "China, Taiwan Province of China"),
    ],
)
def test_old_names_are_found_and_current_ones_left_alone(wrong, right):
    assert lint.faults([lint.Text("here", f"from {wrong} to Malta")], lint.country_names())
    assert lint.faults([lint.Text("here", f"from {right} to Malta")], lint.country_names()) == []


def test_what_to_write_instead_breaks_no_rule():
    from course import data

    rows = [lint.Text(row.id, row.write) for row in data.load("loaded_terms").itertuples()]
    assert lint.faults(rows, lint.loaded_words()) == []
    current = set(data.load("countries")["name"])
    assert lint.faults([lint.Text(name, name) for name in current], lint.country_names()) == []


@each_module
def test_nobody_is_endorsed_and_the_family_is_invented(module):
    text = "\n".join(words.text for words in reading.visible_words(module))
    assert "not endorsed by the United Nations" in text, "the sources of a lesson end with the two sentences of M10"
    assert "invented" in text, "say which people, places and data are invented"


@pytest.mark.parametrize(("module", "page"), reading.all_pages())
def test_reading_level(module, page):
    ease, length = page_ease(module, page)
    print(f"{module}/{page}: reading ease {ease:.0f}, {length:.1f} words per sentence")
    assert ease >= LOWEST_READING_EASE
    assert length <= LONGEST_MEAN_SENTENCE


def test_reading_ease_tells_plain_from_heavy_prose():
    plain, _length = reading_ease("Lina sends money home. Her mother buys food. The price is high. She asks why.")
    heavy, _length = reading_ease(
        "Institutional heterogeneity notwithstanding, cross-border transaction costs exhibit considerable persistence."
    )
    assert plain > 85 and heavy < 10
