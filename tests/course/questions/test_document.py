"""Structured documents: recorded half finished, marked rule by rule."""

from __future__ import annotations

from typing import Any

import pytest

from course import answers, ask, check, mark, rules
from course.questions.base import Refused

RULES = [
    rules.filled("responsible", "Name who is responsible."),
    rules.less("target", "baseline", "The target must be below the cost of today."),
    rules.that(lambda doc: doc["date"] >= "2027-01-01", "The date is in the past."),
    rules.mentions("source", ["World Bank"], "Name the publisher."),
]
MODEL = {"responsible": "Central Bank", "target": 3, "baseline": 7, "date": "2028-12-31", "source": "World Bank, 2025"}


def marked(value: Any, capsys: pytest.CaptureFixture[str], **more: Any) -> tuple[float, str]:
    answers.record("m10-e1", "document", value)
    earned = mark.document("m10-e1", form="cost_target", points=4, rules=more.pop("rules", RULES), **more)
    return earned, capsys.readouterr().out


def test_the_model_answer_earns_all(home, capsys) -> None:
    earned, message = marked(MODEL, capsys)
    assert earned == 4.0 and "Correct: the document follows all 4 rules." in message


def test_each_rule_is_one_share_and_one_message(home, capsys) -> None:
    earned, message = marked({**MODEL, "target": 8, "source": "a blog"}, capsys)
    assert earned == 2.0 and "2 of 4 rules are met." in message
    assert "below the cost of today" in message and "Name the publisher." in message and "responsible" not in message
    heavy = [rules.filled("responsible", "Name who.", weight=3), rules.filled("first_step", "Say the first step.")]
    assert marked({"responsible": "x"}, capsys, rules=heavy)[0] == 3.0


@pytest.mark.parametrize("value", [{}, {"responsible": " "}, {"target": None}])
def test_an_empty_document_earns_nothing_and_is_told_kindly(home, capsys, value) -> None:
    earned, message = marked(value, capsys)
    assert earned == 0.0 and "answer the question first" in message


@pytest.mark.parametrize(
    "value", [5, "text", [1], {"target": "three"}, {"odd": 1}, {"date": "soon"}, {"responsible": 5}]
)
def test_a_document_that_no_form_made_earns_nothing(home, capsys, value) -> None:
    earned, message = marked(value, capsys)
    assert earned == 0.0 and "form that this question does not use" in message


def test_a_document_with_all_rules_broken_earns_exactly_zero(home, capsys) -> None:
    weights = [
        rules.filled("source", "A.", weight=0.1),
        rules.filled("date", "B.", weight=0.2),
        rules.filled("target", "C.", weight=0.3),
    ]
    assert marked({"responsible": "x"}, capsys, rules=weights)[0] == 0.0


def test_the_visible_check_says_what_is_missing_and_knows_no_rule(home, capsys) -> None:
    ask.document("m10-e1", "cost_target", value={"target": 3})
    check("m10-e1")
    shown = capsys.readouterr().out
    assert "Still empty: Money is sent from" in shown and "rule" not in shown


def test_a_refused_document_says_which_field(home) -> None:
    view = ask.document("m10-e1", "cost_target", value={"target": "a lot"})
    assert view.status == "Average cost to reach: “a lot” is not a number." and answers.get("m10-e1") is None


def test_practice_compares_with_rules_and_shows_their_messages(home) -> None:
    from course.recorder import practice_outcome

    practice = {"rules": RULES[:2], "right": "Well done.", "wrong": "Look again."}
    desc = ask.build("document", "m10-p13", "cost_target", practice=practice)
    assert practice_outcome(desc, {"target": 3.0}).message.endswith("The target must be below the cost of today.")
    assert practice_outcome(desc, MODEL) == (1.0, "Well done.", False)


def test_a_prefilled_form_must_fit_and_a_piece_needs_a_real_id(home) -> None:
    assert ask.build("document", "m10-e1", "cost_target", {"target": "3"})["prefill"] == {"target": 3.0}
    with pytest.raises(Refused, match="no field"):
        ask.build("document", "m10-e1", "cost_target", {"odd": 1})
    with pytest.raises(ValueError, match="piece of the country file"):
        ask.build("document", "m10-e1", "cost_target", piece="CF10")
    with pytest.raises(LookupError, match="no form"):
        ask.build("document", "m10-e1", "no_such_form")


def test_the_still_form_names_every_field(home) -> None:
    shown = ask.document("m10-e1", "cost_target")._repr_mimebundle_()[0]["text/html"]
    for label in ("Money is sent from", "Average cost to reach", "Who is responsible"):
        assert label in shown


def test_the_form_hears_of_a_piece_that_came_from_a_tool(home) -> None:
    from course import country_file
    from course.recorder import Recorder

    ask.document("m10-p13", "cost_target", piece="CF-10", value={"target": 3})
    look = Recorder(ask.known["m10-p13"]).handlers()["piece"]
    assert look({})["from"] == "m10-p13"
    country_file.put("CF-10", "cost_target", {"target": 2}, "tool-target")
    assert (look({})["from"], look({})["piece"]) == ("tool-target", {"target": 2.0})
    country_file.put("CF-10", "cost_target", {"odd": 2}, "tool-target")
    assert "piece" not in look({})
    assert "piece" not in Recorder(ask.build("document", "m10-e1", "cost_target")).handlers()
