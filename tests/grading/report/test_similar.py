"""Which submissions are named together, and which are not."""

from __future__ import annotations

import time
from typing import Any

import pytest

from course.answers_file import Answer
from grading.report.notebooks import Work
from grading.report.similar import Pair, Similar

TEXT = (
    "Migrants send money home because they care for their families and the state should respect that this money is "
    "private and lower the cost of sending it before it asks anybody to invest"
)


def work(who: str, value: Any, asked: str = "fee 3", kind: str = "number") -> Work:
    return Work(who, "m10", {}, {"m10-e1": asked}, {"m10-e1": Answer(kind, value, "2026-02-01T00:00:00Z")})


def pairs(*works: tuple[Work, bool]) -> list[Pair]:
    similar = Similar()
    for one, right in works:
        similar.add(one, {"m10-e1"} if right else set())
    return similar.pairs()


def test_a_neighbour_s_right_answer_to_an_own_question() -> None:
    found = pairs(
        (work("ana", 3.7, "fee 3"), True), (work("bo", 3.7, "fee 7"), False), (work("cy", 5.2, "fee 7"), True)
    )
    assert [(one.first, one.second) for one in found] == [("ana", "bo")]
    assert "own numbers differ" in found[0].reasons[0]


@pytest.mark.parametrize(
    ("first", "second", "right"),
    [
        (work("ana", 3.7), work("bo", 3.7), (False, False)),  # the same question: the same slip
        (work("ana", 3.7, "fee 3"), work("bo", 3.7, "fee 7"), (True, True)),  # right for both
        (work("ana", 100, "fee 3"), work("bo", 100, "fee 7"), (False, False)),  # a round number
        (work("ana", 0, "fee 3"), work("bo", 0, "fee 7"), (False, False)),
        (work("ana", None, "fee 3"), work("bo", None, "fee 7"), (False, False)),
        (work("ana", "b", "fee 3", "choice"), work("bo", "b", "fee 7", "choice"), (False, False)),
        (work("ana", True, "fee 3"), work("bo", True, "fee 7"), (False, False)),
    ],
)
def test_what_people_find_by_themselves(first: Work, second: Work, right: tuple[bool, bool]) -> None:
    assert pairs((first, right[0]), (second, right[1])) == []


def test_a_question_that_is_the_same_for_all_says_nothing() -> None:
    alone = Work("ana", "m10", {}, {}, {"m10-e1": Answer("number", 3.7, "")})
    other = Work("bo", "m10", {}, {}, {"m10-e1": Answer("number", 3.7, "")})
    assert pairs((alone, False), (other, False)) == []


def test_a_typical_mistake_is_left_out() -> None:
    assert pairs(*((work(f"p{n}", 3.7, f"fee {n}"), False) for n in range(5))) == []
    assert len(pairs(*((work(f"p{n}", 3.7, f"fee {n}"), False) for n in range(2)))) == 1


def test_the_same_words() -> None:
    other = TEXT.upper().replace(" ", "  ") + "!"
    found = pairs((work("ana", TEXT, kind="text"), False), (work("bo", other, kind="text"), False))
    assert found[0].reasons == ("m10-e1: the same text, word for word",)
    changed = TEXT.replace("private", "their own")
    found = pairs((work("ana", TEXT, kind="text"), True), (work("bo", changed, kind="text"), True))
    # 33 words, so 29 runs; "private" is in 5 of them: 24 of 29 + 30 - 24 = 35
    assert found[0].reasons == (f"m10-e1: {24 / 35:.0%} of the runs of five words are the same",)


def test_own_words_and_short_texts_are_not_alike() -> None:
    mine = "The government could make transfers cheaper by telling people openly what each service really costs them"
    assert pairs((work("ana", TEXT, kind="text"), False), (work("bo", mine, kind="text"), False)) == []
    assert pairs((work("ana", "I agree", kind="text"), False), (work("bo", "I agree", kind="text"), False)) == []


def test_words_of_the_task_do_not_count() -> None:
    works = [(work(f"p{n:02}", TEXT + f" own{n} " * 3, kind="text"), False) for n in range(30)]
    assert pairs(*works) == []


def test_choices_in_a_form_are_no_text() -> None:
    form = {"a": "yes", "b": ["ministry of labour", "2026-05-01"] * 6}
    assert pairs((work("ana", form, kind="document"), False), (work("bo", form, kind="document"), False)) == []
    form["why"] = TEXT
    assert len(pairs((work("ana", form, kind="document"), False), (work("bo", form, kind="document"), False))) == 1


def test_many_equal_texts_stay_readable_and_fast() -> None:
    begin = time.monotonic()
    found = pairs(*((work(f"p{n:04}", TEXT, kind="text"), False) for n in range(2000)))
    assert len(found) == 1999
    assert time.monotonic() - begin < 120


def test_arabic_and_french_words() -> None:
    arabic = "يرسل المهاجرون المال إلى أسرهم لأنهم يهتمون بها ويجب على الدولة أن تحترم أن هذا المال خاص بهم"
    assert len(pairs((work("ana", arabic, kind="text"), False), (work("bo", arabic, kind="text"), False))) == 1
