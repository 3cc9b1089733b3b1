"""M14: what the exercises say agrees with the models, the tables and the tools behind them."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from course import data, tools
from course.models import diagnosis, logframe, progress, smart_target, work_plan
from course.tools.logframe_builder_tool import example
from tests.modules import module_reading as reading

MODULE = "m14_results"


def _cell(id: str) -> str:
    return next(cell["source"] for page in reading.PAGES for cell in reading.cells(MODULE, page) if cell["id"] == id)


def _call(id: str) -> tuple[list[Any], dict[str, Any]]:
    """The literal arguments of the last call of a cell."""
    call = ast.parse(_cell(id)).body[-1].value

    def value(node: ast.AST) -> Any:
        try:
            return ast.literal_eval(node)
        except ValueError:
            return None

    return [value(one) for one in call.args], {word.arg: value(word.value) for word in call.keywords}


def test_the_diagnosis_of_fiche_a_is_what_the_model_says() -> None:
    key = _call("m14-e1b-mark")[1]["key"]
    answers = {question: cells["answer"] for question, cells in key.items()}
    assert list(answers) == list(diagnosis.QUESTIONS)
    found = diagnosis.diagnose(answers)
    assert found["outcome"] == "repair" and "rules" in found["entry"]
    right = _call("m14-e1c-answer")[0][1][_call("m14-e1c-mark")[1]["key"]]
    assert right.startswith("Repair") and "both parents" in right


def test_fiche_b_is_silent_on_more_than_two_questions() -> None:
    """What the fiche of the wizard leaves open leads to “find out first”, the key of the practice question."""
    read = {"rules": "no", "data": "no", "lever": "partly", "partners": "yes", "move": "partly"}
    assert diagnosis.diagnose(read)["outcome"] == "ask"
    assert _call("m14-p10-answer")[1]["practice"]["key"] == "b"


def test_questions_of_exercise_and_wizard_are_the_same() -> None:
    from course.tools.mmicd_wizard_tool import question_texts

    rows = _call("m14-e1b-answer")[1]["rows"]
    assert [text.split(". ", 1)[1] for text in rows.values()] == list(question_texts().values())


def test_the_fiche_of_the_exercise_is_that_of_the_table() -> None:
    fiche, text = data.load("project_fiches").set_index("id")["text"], _cell("m14-e1b-text")
    for id, words in {
        "A02": "until March",
        "A04": "1,200 women and men from 16 to 24",
        "A05": "in person with both parents",
        "A06": "4,100 children and young people",
        "A08": "the certificate was not recognized",
        "A10": "nationality or residence status",
    }.items():
        assert words in fiche[id] and words in text, id


def test_targets_lack_what_their_letter_says() -> None:
    items, key = _call("m14-e2-answer")[0][1], _call("m14-e2-mark")[1]["key"]
    for id, text in items.items():
        lacks = smart_target.missing(text.split(". ", 1)[1])
        if id not in key or key[id] in "ar":
            assert lacks == [], f"{id}: a target that only a person can judge has all signs"
        elif key[id] == "t":
            assert lacks == ["deadline"], id
        elif key[id] == "m":
            assert "number" in lacks and "deadline" not in lacks, id
        else:
            assert "who" in lacks and "number" not in lacks, id
    assert sorted(key.values()).count("a") == 1 and set(key.values()) == set("smart")


def test_the_drafts_break_every_rule() -> None:
    draft = _call("m14-e3-answer")[1]["prefill"]
    assert [one["rule"] for one in logframe.check(draft) if one["ok"]] == []
    outputs = {"results": [{"id": "OP1", "level": "output"}, {"id": "OP2", "level": "output"}]}
    draft = _call("m14-e4-answer")[1]["prefill"]
    assert [one["rule"] for one in work_plan.check(draft, outputs) if one["ok"]] == []
    assert draft["total"] == 600_000


@pytest.mark.parametrize(("cell", "rules"), [("m14-e3-mark", logframe.RULES), ("m14-e4-mark", work_plan.RULES)])
def test_marks_use_each_rule_once_and_the_text_lists_as_many(cell: str, rules: tuple[str, ...]) -> None:
    source = _cell(cell)
    assert [rule for rule in rules if source.count(f'holds("{rule}", doc') != 1] == []
    text = _cell(cell.replace("-mark", "-text"))
    assert [f"\n{n}. " in text for n in range(1, len(rules) + 1)] == [True] * len(rules)


def test_the_example_of_the_builder_keeps_all_rules_and_fits_the_tracker() -> None:
    made = example()
    assert all(one["ok"] for one in logframe.check(made["logframe"]))
    assert all(one["ok"] for one in work_plan.check(made["plan"], made["logframe"]))
    targets = data.load("monitoring_targets").set_index("id")
    for row in made["logframe"]["indicators"]:
        same = targets.loc[row["id"]]
        assert (row["text"], row["unit"], row["people"]) == (same["indicator"], same["unit"], same["people"])
        assert (row["baseline"], row["target"], row["date"]) == (same["baseline"], same["target"], same["target_date"])


def test_the_lights_of_the_water_project() -> None:
    rows = {"w1": (0, 19, 40), "w2": (48, 39, 15), "w3": (300, 1350, 3000), "w4": (20, 36, 50), "w5": (9, 7, 3),
            "w6": (55, 52, 80)}  # fmt: skip
    labels = _call("m14-e5b-answer")[1]["rows"]
    for id, numbers in rows.items():
        start, now, target = (f"{number:,}" for number in numbers)
        assert labels[id].endswith(f": {start}, now {now}, target {target}")
        pace = progress.pace_pct(progress.progress_pct(*numbers), 18, 36)
        assert progress.light(pace) == _call("m14-e5b-mark")[1]["key"][id]["light"], (id, pace)


def test_the_worked_examples_of_the_lesson() -> None:
    way = progress.progress_pct(420, 330, 180)
    assert (way, progress.pace_pct(way, 12, 24)) == (37.5, 75)
    assert "37.5" in _cell("m14-l7-look") and "75" in _cell("m14-l7-look")


def test_the_causal_sentence_is_the_only_one_that_the_figures_do_not_carry() -> None:
    frame = data.load("monitoring_data").query("indicator == 'I4'")
    first = {place: rows["value"].iloc[0] for place, rows in frame.groupby("place")}
    last = {place: rows["value"].iloc[-1] for place, rows in frame.groupby("place")}
    assert all(last[place] < first[place] for place in first), "a and c: the cost fell in both places"
    target = data.load("monitoring_targets").set_index("id").loc["I4"]
    pace = progress.pace_pct(progress.progress_pct(target["baseline"], last["River valley"], target["target"]), 12, 24)
    assert 80 < pace < 100, "e: a little behind the straight path"
    assert _call("m14-e5c-mark")[1]["key"] == "b"


def test_no_tool_opens_with_the_answer_of_an_exercise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_STATIC", "1")
    tracker = tools.results_tracker().desc["data"]
    assert tracker["start"] != 12, "E5 asks about the end of the year"
    assert "answers" not in tools.mmicd_wizard().desc["data"]
    targets = _call("m14-e2-answer")[0][1].values()
    assert not set(tools.smart_checker().desc["data"]["examples"]) & {text.split(". ", 1)[1] for text in targets}
