"""The planning tools: what Python hands to them, and what their JavaScript makes of it."""

from __future__ import annotations

import pytest

from course import data, forms, tools
from course.forms.check import clean
from course.models.checklist import coverage, priority, score
from course.models.coherence import conflicts
from course.models.priority_weights import index, order, stability


@pytest.fixture(autouse=True)
def still(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")


CHECKLIST = 'import { checklistPiece, checklistSummary } from "#js/tools/checklist_scorer_tool.js";\n'
TUNER = 'import { prioritiesPiece, tunedOrder } from "#js/tools/priority_tuner_tool.js";\n'
PAIRS = 'import { pairVerdict } from "#js/tools/coherence_matrix_tool.js";\n'


def test_the_scorer_shows_all_lists_and_packs_and_opens_where_it_is_told():
    given = tools.checklist_scorer("xsv", sector="c9").desc["data"]
    assert (given["country"], given["list"]) == ("XSV", "C9")
    assert [one["id"] for one in given["lists"]] == [f"C{n}" for n in range(1, 15)]
    assert sum(len(one["questions"]) for one in given["lists"]) == len(data.load("sector_checklists"))
    assert [one["id"] for one in given["lists"] if one["quoted"]] == ["C9"]
    assert set(given["packs"]) == set(data.PACK_COUNTRIES)
    assert given["packs"]["XSV"]["values"]["remittances_pct_gdp"].startswith("11.0 % of GDP, 2024 (Invented")
    asked = {q["indicator"] for one in given["lists"] for q in one["questions"] if "indicator" in q}
    assert asked == set(given["indicators"])


@pytest.mark.parametrize(("arguments", "says"), [(("XXZ",), "no country or area"), ((None, "C15"), "no checklist C15")])
def test_the_scorer_refuses_what_it_does_not_have(arguments, says):
    with pytest.raises((ValueError, data.UnknownCountry), match=says):
        tools.checklist_scorer(*arguments)


def test_the_scorer_takes_any_country_of_the_data():
    given = tools.checklist_scorer("GHA").desc["data"]
    assert given["country"] == "GHA" and given["packs"]["GHA"]["name"] == "Ghana"
    assert len(given["packs"]["GHA"]["values"]) >= 8


def test_no_answer_of_the_exercise_stands_in_the_scorer():
    """It opens with another list and another country than the exercise about Sandovia's financial sector."""
    given = tools.checklist_scorer().desc["data"]
    assert given["list"] != "C9" and given["country"] != "XSV"
    assert "answers" not in given


def test_a_sector_is_scored_as_in_python_and_fits_the_form(run_js):
    given = tools.checklist_scorer().desc["data"]
    questions = next(one for one in given["lists"] if one["id"] == "C5")["questions"]
    answers = dict(zip([q["id"] for q in questions], ["yes", "none", "partly", "no", "yes", "yes"], strict=False))
    state = {"country": "KGZ", "answers": answers, "notes": {questions[0]["id"]: "LFS 2023"},
             "relevance": {"C5": 8}, "feasibility": {"C5": 4}}  # fmt: skip
    summary, piece = run_js(
        CHECKLIST + "done([checklistSummary(data.given.lists.find((one) => one.id === 'C5'), data.state),"
        " checklistPiece(data.given, data.state)]);",
        {"given": given, "state": state},
    )
    full = [answers.get(q["id"], "none") for q in questions]
    to = [answers[q["id"]] for q in questions if q["to"] and q["id"] in answers]
    back = [answers[q["id"]] for q in questions if not q["to"] and q["id"] in answers]
    assert (summary["to"], summary["from"]) == (score(to), score(back))
    assert summary["covered"] == coverage(full)
    assert summary["priority"] == pytest.approx(priority(8, 4, coverage(full)))
    assert summary["noSource"] == 4, "five answers with evidence, one of them names it"
    kept = clean(forms.get("sector_matrix"), piece)
    assert kept["country"] == "Kyrgyzstan"
    assert [(row["sector"], row["relevance"], row["evidence"]) for row in kept["sectors"]] == [("c5", 8, "LFS 2023")]


def test_an_empty_scorer_puts_nothing_into_the_country_file(run_js):
    given = tools.checklist_scorer().desc["data"]
    state = {"country": "KGZ", "answers": {}, "notes": {}, "relevance": {}, "feasibility": {}}
    assert run_js(CHECKLIST + "done(checklistPiece(data[0], data[1]));", [given, state]) is None


def test_the_hunt_explains_every_kind_of_pair(run_js):
    measures = tools.coherence_matrix().desc["data"]["measures"]
    real = {(one["first"], one["second"]) for one in conflicts(measures)}
    ids = [one["id"] for one in measures]
    pairs = [(one, other) for place, one in enumerate(ids) for other in ids[place:]]
    verdicts = run_js(PAIRS + "done(data.pairs.map((pair) => pairVerdict(data.measures, ...pair)));",
                      {"measures": measures, "pairs": pairs})  # fmt: skip
    for pair, verdict in zip(pairs, verdicts, strict=True):
        assert verdict["right"] == (pair in real), pair
    said = {verdict["say"] for verdict in verdicts}
    assert {"coherence.choose_two", "coherence.other_lever", "coherence.kind_vertical"} <= said


def test_contradictions_do_not_stand_side_by_side():
    """The hunt would be too easy."""
    ids = [one["id"] for one in tools.coherence_matrix().desc["data"]["measures"]]
    pairs = conflicts(tools.coherence_matrix().desc["data"]["measures"])
    apart = [abs(ids.index(one["first"]) - ids.index(one["second"])) for one in pairs]
    assert min(apart) > 1 and sum(apart) / len(apart) > 8


def test_the_tuner_orders_as_python_does_and_fits_the_form(run_js):
    given = tools.priority_tuner().desc["data"]
    state = {"need": 8, "feasible": 2, "fair": 5, "evidence": 1, "cheap": 3, "options": given["options"]}
    tuned, piece = run_js(
        TUNER + "done([tunedOrder(data.given, data.state),"
        " prioritiesPiece({ say: () => 'words' }, data.given, data.state)]);",
        {"given": given, "state": state},
    )
    ratings = [one["ratings"] for one in given["options"]]
    weights = [8, 2, 5, 1, 3]
    assert tuned["found"] == pytest.approx(index(ratings, weights))
    assert tuned["ranks"] == order(index(ratings, weights))
    assert (tuned["first"], tuned["same"]) == stability(ratings, weights)
    kept = clean(forms.get("three_priorities"), piece)
    assert [row["priority"] for row in kept["priorities"]] == [
        given["options"][place]["name"] for place in tuned["ranks"][:3]
    ]


def test_the_tuner_says_so_when_there_is_nothing_to_order(run_js):
    given = tools.priority_tuner().desc["data"]
    none = dict.fromkeys(["need", "feasible", "fair", "evidence", "cheap"], 0)
    assert run_js(TUNER + "done(tunedOrder(data[0], data[1]));", [given, {**none, "options": given["options"]}]) is None


def test_the_example_of_the_tuner_is_not_that_of_the_exercise():
    from course.models.priority_weights import OPTIONS

    shown = [tuple(one["ratings"]) for one in tools.priority_tuner().desc["data"]["options"]]
    assert not set(shown) & {row for _id, row in OPTIONS}
