"""Words in the cells that build questions: found and replaced, and nothing else touched."""

from book.translate import code

CELL = """from course import ask

ask.number(
    "m00-s9",
    text="How many in {year}?",
    unit="people",
    practice={"key": 4, "right": "It is {n:.1f}.".format(n=4.0), "slips": [{"value": 5, "message": "One too many."}]},
)
"""


def test_the_words_of_a_question_are_found_in_their_order():
    assert code.texts(CELL) == ["How many in {year}?", "people", "It is {n:.1f}.", "One too many."]


def test_a_filled_sentence_keeps_its_places():
    french = code.replaced(CELL, lambda words: words.replace("It is", "C’est"))
    assert french == CELL.replace("It is", "C’est")
