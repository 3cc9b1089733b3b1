"""T7 with words: tune a word list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from course import ask
from course.questions import base, dictionary
from course.recorder import practice_outcome

GOOD = {
    "migration": "migrant, migrants, abroad, returnees, diaspora, newcomers, trafficking, seasonal workers, "
    "other countries, country of birth, consulates, come home",
    "displacement": "refugees, asylum seekers, displaced families, displaced 4",
    "ignore": "refugee law",
    "window": 0,
}
FEWER = GOOD["migration"].replace("newcomers, trafficking, ", "").replace("abroad,", "")
RULES = {
    "goal": lambda run: run.precision >= 0.85 and run.recall >= 0.85,
    "partial": [
        (lambda run: run.precision >= 0.75 and run.recall >= 0.75, 0.5, "Close."),
        (lambda run: run.precision >= 0.85, 0.25, "Few false alarms, many misses."),
    ],
}


@pytest.mark.parametrize(
    ("value", "share", "text"),
    [
        (GOOD, 1, "reach the goal"),
        ({**GOOD, "migration": FEWER}, 0.5, "Close."),
        ({**GOOD, "displacement": "", "migration": "abroad, newcomers"}, 0.25, "many misses"),
        ({"migration": "migration"}, 0, "not yet the goal"),
        ({"migration": "migrants"}, 0.25, "precision 1.00"),
        ({"migration": "nonsense"}, 0, "precision none"),
    ],
)  # fmt: skip
def test_the_lists_are_run_again(marked: Callable, value: dict, share: float, text: str) -> None:
    earned, message = marked("dictionary", value, points=4, **RULES)
    assert (earned, text in message) == (4 * share, True), message


@pytest.mark.parametrize("value", [{"migration": "mi*"}, {"window": 9}, {"migration": 3}, ["a"], "migra*"])
def test_what_the_form_cannot_give_earns_zero(marked: Callable, value: object) -> None:
    earned, message = marked("dictionary", value, points=4, **RULES)
    assert earned == 0 and "does not use" in message


def test_goals_as_data(marked: Callable) -> None:
    goals = [{"output": "recall", "min": 0.85}, {"output": "precision", "min": 0.99}]
    assert marked("dictionary", GOOD, goals=goals[:1], points=2)[0] == 2
    assert marked("dictionary", {"migration": "migrants"}, goals=goals, points=2)[0] == 1


def test_a_mark_without_a_goal_earns_nothing(marked: Callable) -> None:
    assert marked("dictionary", GOOD)[0] == 0


def test_typed_answers_are_completed_and_checked(home: Path) -> None:
    desc = ask.build("dictionary", "m10-e1", start={"migration": "migrant"})
    assert dictionary.parse(desc, {"migration": " migra* ", "window": 2.0}) == {
        "migration": "migra*",
        "displacement": "",
        "ignore": "",
        "window": 2,
    }
    for raw, says in [
        ({"migration": "mi*"}, "at least 3 letters"),
        ({"ignore": "bird migration"}, "no answer yet"),
        ({"migration": "a", "other": "b"}, "no part “other”"),
        ({"migration": "a" * 3000}, "up to 2000"),
        ({"migration": "a", "window": 7}, "0 to 5"),
    ]:
        with pytest.raises(base.Refused, match=says):
            dictionary.parse(desc, raw)


def test_the_words_for_print(home: Path) -> None:
    desc = ask.build("dictionary", "m10-e1")
    value = dictionary.parse(desc, {"migration": "migra*", "ignore": "bird migration", "window": 2})
    said = dictionary.words(desc, value)
    assert "Migration and related words: migra*" in said and "bird migration" in said and "over 2 words" in said


def test_the_start_lists_are_noticed(home: Path) -> None:
    desc = ask.build("dictionary", "m10-e1", start={"migration": "migrant"})
    value = dictionary.parse(desc, {"migration": "migrant"})
    assert "other words" in dictionary.finding(desc, value)
    assert dictionary.finding(desc, dictionary.parse(desc, {"migration": "migrants"})) is None


def test_texts_and_codes_are_in_the_description() -> None:
    texts = dictionary.describe()["texts"]
    assert len(texts) == 30 and sum(text["code"] for text in texts) == 17
    assert sum(text["code"] for text in dictionary.describe(code="code_b")["texts"]) == 17


def test_practice_is_marked_with_the_person_whose_codes_are_shown(home: Path) -> None:
    """The second person counts other texts: the same lists reach another goal."""
    goals = [{"output": "precision", "min": 1}]
    both = [ask.build("dictionary", "m10-p1", code=code, practice={"goals": goals}) for code in ("code_a", "code_b")]
    value = dictionary.parse(both[0], {"migration": "trafficking, migrants"})
    assert [practice_outcome(desc, value).fraction for desc in both] == [1, 0]
