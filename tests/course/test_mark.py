"""What every mark promises to nbgrader, whatever stands in answers.json."""

from __future__ import annotations

import inspect
import json
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from course import answers, chart_rules, mark, questions, rules

RULES: dict[str, dict[str, Any]] = {
    "choice": {"key": ["a", "b"]},
    "number": {"key": 4.0, "slips": [(3.0, "slip")]},
    "match": {"key": {"i": "x", "j": ["x", "y"]}, "slips": [(("i", "y"), "slip")]},
    "order": {"key": ["a", ["b", "c"], "d"], "slips": [(("b", "a"), "slip")]},
    "matrix": {"key": {"r": {"c": "y"}}, "rules": [(lambda value: value["r"]["c"] == "y", 0.5, "rule")]},
    "find_errors": {"key": {"a": True, "b": "f1"}, "slips": {"c": "slip"}},
    "simulate": {
        "model": "multiplier",
        "goal": lambda run: run.k > 2,
        "partial": [(lambda run: run.k > 1, 0.5, "near")],
    },
    "table": {"key": {"columns": ["a", "b"], "rows": [["x", 1], ["y", 2]]}},
    "text": {"needs": {"a place": ["Ghana"]}, "avoid": [("flood", "arrivals")]},
    "allocate": {"benefit": {"i": 3, "j": [[2, 2], [9, 1]]}, "budget": 5, "high": {"i": 2, "j": 9}},
    "chart": {"rules": [chart_rules.kind("line", "kind"), chart_rules.series("series", most=2, includes=["a"])]},
    "dictionary": {
        "goal": lambda run: run.precision > 0.8,
        "partial": [(lambda run: run.recall > 0.3, 0.5, "near")],
    },
    "plan": {},
    "document": {
        "rules": [
            rules.filled("a", "Fill in a."),
            rules.at_least("rows", 2, "Two rows."),
            rules.that(lambda d: d["b"] > 1, "b"),
        ]
    },
}


def test_every_type_is_here() -> None:
    assert dir(mark) == questions.names()
    assert sorted(RULES) == questions.names(), "a new type needs a line in RULES: what mark is called with"
    assert list(inspect.signature(mark.number).parameters)[:3] == ["id", "points", "key"]
    with pytest.raises(AttributeError):
        mark.nonsense  # noqa: B018


@pytest.mark.parametrize("name", RULES)
def test_an_empty_answer_earns_zero_and_a_kind_message(marked: Callable, name: str) -> None:
    earned, message = marked(name, None, **RULES[name])
    assert earned == 0 and "No answer was recorded" in message


@pytest.mark.parametrize("name", RULES)
def test_an_answer_of_another_type_earns_zero(marked: Callable, name: str) -> None:
    answers.record("m10-e1", "other", 4.0)
    earned, message = marked(name, None, **RULES[name])
    assert earned == 0 and "form that this question does not use" in message


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6)
    | st.sampled_from(["a", "b", "x", "y", "f1", "c"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["i", "j", "r", "c", "a", "b", "columns", "rows", "t", ""]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", RULES)
@given(value=_JSON)
@example(value=10**400)
@example(value={"columns": ["a", "b"], "rows": [[["x"], {}]]})
@example(value={"columns": ["a", "a"], "rows": [["x", 1]]})
@example(value={"c": 10**400})
@example(value="\ud800")
@example(value=["\ud800"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hand_edited_values_never_raise(marked: Callable, home: Path, name: str, value: Any) -> None:
    document = {"schema": 1, "answers": {"m10-e1": {"type": name, "value": value, "at": "now"}}}
    (home / "answers.json").write_text(json.dumps(document), "utf-8")
    marked(name, None, points=2, **RULES[name])


@pytest.mark.parametrize("name", RULES)
@pytest.mark.parametrize("value", [True, -1, [[]], {"a": {"b": []}}, {"r": 5}, [1, 2], {"columns": 5}])
def test_malformed_values_earn_zero(marked: Callable, name: str, value: Any) -> None:
    earned, message = marked(name, value, **RULES[name])
    assert earned == 0 and len(message) > 20


def _fake(fraction: Any) -> Callable[..., Any]:
    def run(value: Any, **rules: Any) -> Any:
        print("noise")
        print("noise", file=sys.stderr)
        warnings.warn("noise", stacklevel=1)
        return questions.base.Outcome(fraction() if callable(fraction) else fraction, "Message.")

    return run


def test_nothing_but_a_plain_float_comes_back(marked: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    import numpy as np

    cases = {
        np.float64(0.5): 1.0,
        np.float64(0.0): 0.0,
        float("nan"): 0.0,
        float("inf"): 0.0,
        -1: 0.0,
        7: 2.0,
        True: 2.0,
        None: 0.0,
        "x": 0.0,
        1 / 3: 0.67,
        np.float64("nan"): 0.0,
        np.int64(1): 2.0,
    }
    for fraction, expected in cases.items():
        monkeypatch.setattr("course.questions.number.mark", _fake(fraction))
        earned, message = marked("number", 5.0, points=2)
        assert earned == expected and repr(earned) == repr(float(expected)), fraction
        assert "noise" not in message and message.count("\n") == 1


@pytest.mark.parametrize("points", [0, -1, float("nan"), float("inf"), "two", None])
def test_points_that_make_no_sense_earn_zero(marked: Callable, points: Any) -> None:
    answers.record("m10-e1", "number", 4.0)
    assert mark.number("m10-e1", key=4.0, points=points) == 0.0


def test_an_error_of_the_author_is_caught_and_shows_no_key(marked: Callable) -> None:
    earned, message = marked("number", 4.0, key="the-key")
    assert earned == 0 and "tell your trainer (ValueError)" in message and "the-key" not in message
    earned, message = marked("number", 4.0, nonsense=5)
    assert earned == 0 and "TypeError" in message


def test_a_damaged_file_is_named(marked: Callable, home: Path) -> None:
    (home / "answers.json").write_text("{", "utf-8")
    earned, message = marked("number", None, key=4)
    assert earned == 0 and "damaged" in message


def test_a_quiet_mark_says_one_sentence_whatever_the_mistake(marked: Callable) -> None:
    rules = {"key": 4.0, "slips": [(3.0, "One was forgotten.")], "quiet": "Read M02 again."}
    for value, points in ((3.0, 0.5), (400.0, 0.5), (9.0, 0.0)):
        earned, message = marked("number", value, **rules)
        assert earned == points and message.endswith("points. Read M02 again.\n"), message
    assert marked("number", 4.0, **rules)[1] == "m10-e1: 1 of 1 points. Correct.\n"
    answers.clear("m10-e1")
    assert "No answer was recorded" in marked("number", None, **rules)[1]


def test_marking_changes_nothing(marked: Callable, home: Path) -> None:
    answers.record("m10-e1", "number", 4.0)
    before = (home / "answers.json").read_bytes()
    marked("number", None, key=4)
    assert (home / "answers.json").read_bytes() == before
