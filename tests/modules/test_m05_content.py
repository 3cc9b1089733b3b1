"""M05: printed tables are those of the datasets, keys follow from the evidence, no key stands on a lesson screen."""

import ast
import re

import pytest

from course import data, models, tools
from course.models.checklist import coverage, score
from course.models.coherence import conflicts
from course.models.priority_weights import CRITERIA, index, order, stability
from tests.modules import module_reading as reading

MODULE = "m05_checklists"


def source(page: str, cell: str) -> str:
    return next(one["source"] for one in reading.cells(MODULE, page) if one["id"] == cell)


def rules(question: str) -> dict[str, ast.expr]:
    """What a graded cell gives to ``mark``, as code."""
    return {word.arg: word.value for word in ast.parse(source("exercises", f"{question}-mark")).body[-1].value.keywords}


def plain(text: str) -> str:
    return text.replace("`", "")


def test_the_printed_evidence_is_that_of_the_table():
    text = plain(source("exercises", "m05-e1-text"))
    rows = data.load("finance_evidence")
    for row in rows.itertuples():
        assert f"| {row.line} | {row.evidence} | {row.source}, {row.year} |" in text
    assert len(re.findall(r"^\| E\d\d \|", text, re.MULTILINE)) == len(rows)


def test_the_eleven_questions_are_those_of_the_handbook():
    asked = ast.literal_eval(
        next(
            w.value for w in ast.parse(source("exercises", "m05-e1-answer")).body[-1].value.keywords if w.arg == "rows"
        )
    )
    quoted = data.load("sector_checklists").query("origin == 'quoted'")["question"]
    assert [text.split(". ", 1)[1] for text in asked.values()] == list(quoted)


def test_the_notes_score_the_financial_list_as_the_key_does():
    answers = [cell["answer"] for cell in ast.literal_eval(rules("m05-e1")["key"]).values()]
    notes = (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")
    assert f"(4 + 0.5·3)/9 = {score(answers):.2f}; coverage 9/11 = {coverage(answers):.2f}" in notes


def test_the_printed_anchors_are_those_of_the_table():
    text = source("exercises", "m05-e4-text")
    for row in data.load("indicator_anchors").itertuples():
        assert f"| {row.id} | {row.indicator} | {row.zero} | {row.five} | {row.ten} |" in text


def test_two_ratings_follow_from_the_country_pack():
    """A4 and A6 can be looked up: the mean cost against the limits, and the status of the convention."""
    pack = data.load("sandovia_pack").set_index("indicator")
    key = {row: cell["rating"] for row, cell in ast.literal_eval(rules("m05-e4")["key"]).items()}
    cost = pack.loc["cost_to_newest_pct", "value"]
    assert key["a4"] == ("0" if cost > 8 else "5" if cost > 5 else "10")
    assert pack.loc["treaty_icrmw", "value"] == 0 and "signed" in pack.loc["treaty_icrmw", "detail"]
    assert key["a6"] == "5"


def test_the_grid_of_the_lesson_is_that_of_the_table():
    text = source("lesson", "m05-l5-grid")
    for row in data.load("coherence_grid").itertuples():
        assert row.question in text


def test_a_new_measure_has_one_partner_or_none():
    key = ast.literal_eval(rules("m05-e3")["key"])
    partners = [rule for rule in key.values() if rule != "r0"]
    assert len(key) == 7 and len(partners) == len(set(partners)) == 5
    bins = ast.literal_eval(ast.parse(source("exercises", "m05-e3-answer")).body[-1].value.args[2])
    assert len(key) + len(bins) - 1 == 20, "twenty measures in all"
    text = source("exercises", "m05-e3-text")
    assert all(rule in text for id, rule in bins.items() if id != "r0")


def test_the_contradictions_of_the_exercise_are_not_those_of_the_tool(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    shown = {one["text"] for one in tools.coherence_matrix().desc["data"]["measures"]}
    asked = source("exercises", "m05-e3-answer")
    assert not any(text in asked for text in shown)


def test_the_notes_list_the_nine_contradictions_of_the_hunt(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    notes = (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (P\d\d) – (P\d\d) \| ([^|]+) \|", notes, re.MULTILINE)
    found = conflicts(tools.coherence_matrix().desc["data"]["measures"])
    assert told == [(pair["first"], pair["second"], pair["lever"]) for pair in found]


def test_what_is_stable_in_the_exercise():
    out = models.get("priority_weights").run({})
    stable = (out["first_stays"] >= 80, out["top_stays"] >= 80)
    assert (
        ast.literal_eval(rules("m05-e5b")["key"])
        == {
            (True, True): "a",
            (False, True): "b",
            (True, False): "c",
            (False, False): "d",
        }[stable]
    )
    notes = (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")
    assert f"stays in {out['first_stays']:.1f} %" in notes and f"in {out['top_stays']:.1f} % of the 500" in notes
    assert f"({out['first']}, {out['second']}, {out['third']})" in notes


@pytest.mark.parametrize(
    ("weights", "first"), [({"need": 8}, 5), ({"fair": 8}, 5), ({"evidence": 3}, 5), ({"fair": 10}, 3)]
)
def test_examples_of_the_key_of_e5(weights, first):
    assert (
        models.get("priority_weights").run(weights)["first"] == first != models.get("priority_weights").run({})["first"]
    )
    assert len(weights) <= 2 and set(weights) <= set(CRITERIA)


def test_the_practice_question_about_stability_describes_the_tool(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    given = tools.priority_tuner().desc["data"]
    ratings = [one["ratings"] for one in given["options"]]
    first, top = stability(ratings, [given["weight"]] * 5)
    text = source("lesson", "m05-p13-answer")
    assert f"{100 * first:.0f} %" in text and f"{100 * top:.0f} %" in text
    assert given["options"][order(index(ratings, [1] * 5))[0]]["name"] == "Accounts at the post office"


def test_the_lesson_opens_the_scorer_away_from_the_exercise():
    assert source("lesson", "m05-t1").strip().endswith("tools.checklist_scorer()")
    assert "sandovia" not in source("lesson", "m05-l1-try").lower()


def test_counts_told_in_the_lesson():
    measures = data.load("policy_measures")
    assert len(measures) == 40 and measures["owner"].nunique() == 21
    assert "forty measures, from twenty-one offices" in source("lesson", "m05-l5-story")
    boxes = data.load("programme_boxes")
    read = boxes["box"].notna().sum()
    assert read == 3 and 24 - read - (len(boxes) - read) == 17
    assert "At least seventeen boxes are lost" in source("lesson", "m05-l4-look")
