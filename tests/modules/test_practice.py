"""Practice questions: each wrong choice has its own feedback, and the answer given as right is marked as right."""

import ast

import pytest

from course import ask, questions
from course.recorder import practice_outcome
from tests.modules import module_reading as reading

FEWEST_SLIPS = 2


def _practice() -> list[tuple[str, str]]:
    return [
        (cell["id"], cell["source"])
        for module, page in reading.all_pages()
        for cell in reading.cells(module, page)
        if cell["cell_type"] == "code" and "practice=" in cell["source"]
    ]


CELLS = _practice()
each_question = pytest.mark.parametrize(("cell", "source"), CELLS, ids=[cell for cell, _source in CELLS])


@pytest.fixture
def described(tmp_path, monkeypatch):
    """The description of the question that a cell asks."""
    monkeypatch.setenv("COURSE_STATIC", "1")

    def describe(source: str) -> dict:
        exec(compile(ast.parse(source), "practice cell", "exec"), {})
        return list(ask.known.values())[-1]

    ask.known.clear()
    return describe


def _values(practice: dict) -> list:
    return [slip["value"] for slip in practice.get("slips", [])]


@each_question
def test_every_wrong_choice_has_its_own_feedback(cell, source, described):
    desc = described(source)
    practice = desc["practice"]
    assert practice["right"].strip() and practice["wrong"].strip()
    if desc["type"] == "choice":
        right = [practice["key"]] if isinstance(practice["key"], str) else practice["key"]
        assert set(practice["options"]) == {option["id"] for option in desc["options"]} - set(right)
    elif desc["type"] == "match":
        assert {item for item, _bin in _values(practice)} == set(practice["key"])
        assert all(practice["key"][item] != chosen for item, chosen in _values(practice))
    elif desc["type"] == "find_errors":
        assert set(_values(practice)) == {item["id"] for item in desc["items"]}
    elif desc["type"] in ("document", "chart"):
        assert len(practice["rules"]) >= FEWEST_SLIPS, "practice needs rules, each with its message"
    elif desc["type"] not in ("simulate", "dictionary", "text"):  # these look at the whole answer
        assert len(_values(practice)) >= FEWEST_SLIPS, "practice needs slips: typical wrong answers with messages"
        assert practice["key"] not in _values(practice)
    told = [*practice.get("slips", []), *practice.get("rules", [])]
    messages = [*practice.get("options", {}).values(), *(one["message"] for one in told)]
    assert all(len(message.split()) >= 5 for message in messages)


@each_question
def test_the_key_is_marked_as_right(cell, source, described):
    desc = described(source)
    kind = questions.get(desc["type"])
    if desc["type"] in ("text", "document") and "key" not in desc["practice"]:
        pytest.skip("a text and a free document have no key")
    if desc["type"] == "simulate" and "key" not in desc["practice"]:
        settings = {control["id"]: control["start"] for control in desc["inputs"]}
        solved = [
            kind.mark({**settings, "m": step / 100}, model=desc["model"], goals=desc["practice"]["goals"]).fraction
            for step in range(96)
        ]
        assert max(solved) == 1 and sum(share == 1 for share in solved) < 10, "reachable, but not by chance"
        return
    value = kind.parse(desc, _shown(desc))
    assert practice_outcome(desc, value).fraction == 1


@each_question
def test_the_start_is_not_yet_the_answer(cell, source, described):
    """Who presses the button without doing anything earns next to nothing where something is to be changed."""
    desc = described(source)
    if desc["type"] == "simulate":
        start: dict = {control["id"]: float(control["start"]) for control in desc["inputs"]}
    elif desc["type"] == "dictionary":
        start = desc["start"]
    elif desc["type"] == "order":
        start = [item["id"] for item in desc["items"]]
    elif desc["type"] == "document" and desc["prefill"] and not desc["piece"]:
        start = desc["prefill"]
    else:
        pytest.skip("nothing stands there at the start")
    outcome = practice_outcome(desc, questions.get(desc["type"]).parse(desc, start))
    assert outcome.fraction < (0.8 if desc["type"] == "order" else 0.1), outcome


def _shown(desc: dict):
    """The answer that help shows: where several picks are right, the first of them."""
    key = desc["practice"]["key"]
    if desc["type"] == "match":
        return {item: picks[0] if isinstance(picks, list) else picks for item, picks in key.items()}
    return key
