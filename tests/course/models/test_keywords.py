"""Word lists: what counts, what does not, and what people may type."""

from __future__ import annotations

import pytest

from course import data
from course.models.keywords import coded, entries, hits, read_lists, words_of


def found(text: str, words: str, ignore: str = "", window: int = 0) -> list[str]:
    rules = read_lists({"migration": words, "ignore": ignore, "window": window})
    return [text[hit.start : hit.end] for hit in hits(text, **rules)]


def test_whole_words_only():
    assert found("Migrant workers and immigrants", "migrant") == ["Migrant"]
    assert found("Transmigration", "migration") == []


def test_a_star_stands_for_any_ending():
    assert found("Migrants, migration, emigration, migrate.", "migra*") == ["Migrants", "migration", "migrate"]
    assert found("asylum-seekers", "asylum seek*") == ["asylum-seekers"]


def test_phrases_that_do_not_count_close_their_words():
    text = "Bird migration is one thing, labour migration another."
    assert found(text, "migra*", "bird migration") == ["migration"]
    assert found(text, "labour migration", "migra*") == []


@pytest.mark.parametrize(("window", "left"), [(0, 1), (1, 1), (2, 0), (5, 0)])
def test_the_window_counts_words(window, left):
    assert len(found("It does not cover migration.", "migration", window=window)) == left


def test_a_new_sentence_ends_a_negation():
    assert found("Work did not end. Migration went on.", "migration", window=5) == ["Migration"]


def test_entries_are_read_as_people_type_them():
    assert entries(" Migra*,refugee ;\n asylum seeker\n,, migra* ") == [("migra*",), ("refugee",), ("asylum", "seeker")]
    assert entries("") == []


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("mi*", "at least 3 letters"),
        ("mig", None),
        ("*", "letters, digits"),
        ("mi*gra", "letters, digits"),
        ("one two three four five", "longer than 4 words"),
        ("a/b", "letters, digits"),
        (", ".join(f"word{n}" for n in range(41)), "40 entries"),
    ],
)
def test_bad_entries_are_refused_in_plain_words(typed, says):
    if says is None:
        assert entries(typed)
        return
    with pytest.raises(ValueError, match=says):
        entries(typed)


@pytest.mark.parametrize("window", [-1, 6, 1.5, True, "2", None])
def test_the_window_is_a_small_whole_number(window):
    with pytest.raises(ValueError, match="0 to 5"):
        read_lists({"window": window})


def test_sentences_and_places_of_words():
    words = words_of("No. 4,200 people’s homes; all safe")
    assert [word.text for word in words] == ["no", "4", "200", "people", "s", "homes", "all", "safe"]
    assert [word.sentence for word in words] == [0, 1, 1, 1, 1, 1, 2, 2]


def test_two_lists_and_any():
    texts = ["Refugees and migrants", "Migrants", "Wells"]
    flags = coded(texts, {"migration": "migrant*", "displacement": "refugee*"})
    assert flags == [
        {"migration": True, "displacement": True, "any": True},
        {"migration": True, "displacement": False, "any": True},
        {"migration": False, "displacement": False, "any": False},
    ]


def test_single_words_mislead_in_the_course_texts():
    """What the thirty texts are for: a list of obvious words finds as many wrong texts as it misses right ones."""
    texts = data.load("framework_texts")
    flags = coded(
        texts["text"], {"migration": "migra*, remittance*, diaspora", "displacement": "refugee*, displaced, asylum"}
    )
    wrong = [
        text for text, flag, code in zip(texts["id"], flags, texts["code_a"], strict=True) if flag["any"] and not code
    ]
    assert wrong == ["T02", "T03", "T05", "T07", "T12", "T14", "T17", "T20"]


def test_negation_takes_a_wrong_text_and_a_right_one():
    texts = data.load("framework_texts").set_index("id")["text"]
    assert not found(texts["T17"], "migra*", window=2)
    assert not found(texts["T18"], "migra*", window=2)
