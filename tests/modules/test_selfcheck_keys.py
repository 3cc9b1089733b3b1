"""Self-checks of M03 to M05: keys and worked solutions follow from tables and models, and help no graded answer."""

from __future__ import annotations

import ast
import re
from types import SimpleNamespace
from typing import Any

import module_reading as reading
import pytest

import course
from course import ask, data, forms, models, peers, questions, tools
from course.forms.check import clean
from course.models.agreement import agreement
from course.models.keywords import coded
from course.models.priority_weights import index, order, stability
from course.models.similarity import degrees
from course.models.situation import band
from course.movement import bands, measures
from course.questions.dictionary import outcome_of
from course.recorder import practice_outcome
from course.rules.follow import holds
from course.tools.gcm_picker_tool import treaty_status

FRAMEWORKS, PROCESS, CHECKLISTS = "m03_frameworks", "m04_process", "m05_checklists"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """The description of a question of a self-check, with the numbers of one draw."""
    monkeypatch.setenv("COURSE_STATIC", "1")

    def one(module: str, question: str, **draw: Any) -> dict[str, Any]:
        if draw:
            monkeypatch.setattr(course, "variant", lambda _id, **_choices: SimpleNamespace(**draw))
        cell = next(c for c in reading.cells(module, reading.SELF_CHECK) if c["id"] == f"{question}-answer")
        exec(compile(cell["source"], question, "exec"), {})
        return ask.known.pop(question)

    return one


def _text(module: str, cell: str) -> str:
    return next(c["source"] for c in reading.cells(module, reading.SELF_CHECK) if c["id"] == cell)


def test_the_ten_events_stand_in_the_order_of_the_table(asked):
    desc = asked(FRAMEWORKS, "m03-s1")
    told = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", desc["practice"]["right"])][:10]
    events = data.load("migration_events").set_index("id")["year"]
    ids = ["e03", "e06", "e09", "e11", "e16", "e19", "e24", "e25", "e28", "e29"]
    assert told == sorted(told) == [int(events[one]) for one in ids]
    assert len(desc["practice"]["key"]) == 10


def test_the_force_of_a_text_is_that_of_the_tables(asked):
    key = asked(FRAMEWORKS, "m03-s2")["practice"]["key"]
    form = data.load("migration_instruments").set_index("id")["form"]
    events = data.load("migration_events").set_index("id")["kind"]
    processes = data.load("migration_processes").set_index("id")["kind"]
    assert {form[one] for one in ("icerd", "pal", "c143", "cedaw")} == {"convention", "protocol"}
    assert {key[one] for one in ("icerd", "pal", "c143", "cedaw")} == {"binding"}
    assert {events[one] for one in ("e31", "e08", "e06", "e26")} == {"non-binding"}
    assert {key[one] for one in ("pact", "cairo", "r3449", "gcr")} == {"promise"}
    talks = ("budapest", "sacm", "igc", "prague")
    assert {processes[one] for one in talks} == {"consultative process"} and {key[one] for one in talks} == {"talk"}


def test_parties_of_august_2022(asked):
    desc = asked(FRAMEWORKS, "m03-s3")
    found = {option["id"]: treaty_status(option["id"])["ICRMW"] for option in desc["options"]}
    assert desc["practice"]["key"] == [code for code, (status, _year) in found.items() if status != "party"]
    assert {found["ARM"][0], found["KHM"][0], found["VNM"][0]} == {"signatory", "neither"}
    for code, message in desc["practice"]["options"].items():
        assert str(found[code][1]) in message


def test_a_list_for_sure_cases_is_no_answer_of_the_exercise(asked):
    desc = asked(FRAMEWORKS, "m03-s5")
    key = desc["practice"]["key"]
    mine, theirs = (outcome_of(key, "framework_texts", code) for code in ("code_b", "code_a"))
    assert (mine.both, mine.only_first, mine.both + mine.only_second) == (11, 0, 17), "told in the worked solution"
    assert f"{mine.recall:.2f}" in desc["practice"]["right"]
    assert theirs.precision < 0.85 and theirs.recall < 0.75, "it would earn at most the smallest part of e4"
    start = outcome_of(desc["start"], "framework_texts", "code_b")
    assert start.precision < 0.95 and start.recall < 0.6


def test_kappa_is_that_of_the_model(asked):
    draw = {"both": 17, "alarms": 6, "misses": 2, "neither": 21}
    desc = asked(FRAMEWORKS, "m03-s6", **draw)
    cells = {"both": 17, "only_first": 6, "only_second": 2, "neither": 21}
    assert desc["practice"]["key"] == pytest.approx(agreement(**cells)["kappa"])


@pytest.mark.parametrize("place", range(3))
def test_shares_are_those_of_the_analyser(asked, place):
    lists = re.search(r"first=(\[.*?\])", _text(FRAMEWORKS, "m03-s7-answer"))[1]
    first = ast.literal_eval(lists)[place]
    found = coded(
        data.load("framework_texts")["text"], {"migration": first, "displacement": "refugee*, displaced, home"}
    )
    counts = [sum(one[name] for one in found) for name in ("migration", "displacement")]
    counts.append(sum(one["migration"] and one["displacement"] for one in found))
    for question, count in zip(("m03-s7", "m03-s8", "m03-s9"), counts, strict=True):
        desc = asked(FRAMEWORKS, question, first=first)
        assert desc["practice"]["key"] == pytest.approx(100 * count / 30)
        assert "{" not in desc["text"]


@pytest.mark.parametrize(("question", "form"), [("m04-s2", "organigram"), ("m04-s4", "tor")])
def test_a_draft_breaks_every_rule_of_the_list(asked, question, form):
    desc = asked(PROCESS, question)
    rules = desc["practice"]["rules"]
    assert clean(forms.get(form), desc["prefill"]) == desc["prefill"]
    assert [rule["message"] for rule in rules if holds(rule, desc["prefill"])] == []
    listed = re.findall(r"^\d+\. ", _text(PROCESS, f"{question}-text"), re.MULTILINE)
    assert len(listed) == sum(rule.get("weight", 1) for rule in rules), "each line of the list is worth the same"


def _organigram() -> dict[str, Any]:
    boxes = {"focal": "lead aware contacts monitor", "facilitator": "method review", "group": "collect write",
             "ministries": "priorities budget parties report", "forum": "voices comment"}  # fmt: skip
    people = {
        "focal": "planning",
        "facilitator": "expert",
        "group": "statistics",
        "ministries": "finance",
        "forum": "returnees",
    }
    return {
        "country": "Republic of Sandovia",
        "home": "Ministry of Planning",
        "members": [{"actor": actor, "box": box} for box, actor in people.items()],
        "functions": [{"function": one, "box": box} for box, names in boxes.items() for one in names.split()],
    }


def _tor() -> dict[str, Any]:
    tasks = ["T1 Read what exists", "T2 Talks in two districts", "T3 Final report"]
    due = ["2028-03-15", "2028-05-31", "2028-08-15"]
    return {
        "title": "Study on people who come back to Sandovia",
        "purpose": "The minister of labour decides in autumn which services for returnees get money.",
        "places": "Highlands and River valley",
        "groups": "Women and men who came back in the last five years",
        "start": "2028-02-01",
        "end": "2028-08-31",
        "roles": [
            {"role": "Lead", "institution": "Ministry of Planning"},
            {"role": "Field team", "institution": "Association"},
        ],
        "tasks": [{"task": one, "responsible": "Field team" if "Talks" in one else "Lead"} for one in tasks],
        "deliverables": [{"task": one, "deliverable": "Note", "due": day} for one, day in zip(tasks, due, strict=True)],
        "total": 36000,
        "budget": [{"line": "Lead", "amount": 12000}, {"line": "Field team", "amount": 24000}],
        "disaggregation": ["sex", "age", "origin"],
        "consulted": ["migrants", "local"],
        "protection": "No names are written down, and everybody may stop at any time without giving a reason.",
    }


@pytest.mark.parametrize(("question", "repaired"), [("m04-s2", _organigram()), ("m04-s4", _tor())])
def test_a_repaired_draft_gets_all_points(asked, question, repaired):
    desc = asked(PROCESS, question)
    value = questions.get("document").parse(desc, repaired)
    assert practice_outcome(desc, value).fraction == 1
    assert "key" not in desc["practice"], "one right paper would be right in the exercise, too"


def test_bands_and_visits_and_hosts(asked):
    desc = asked(PROCESS, "m04-s5")
    limits = bands()
    for row, cells in desc["practice"]["key"].items():
        for code, pick in cells.items():
            assert pick == (band(measures(code.upper())[row], *limits[row]) or "none")
    table = re.findall(r"^\| .*\| (–|[\d.]+) \| (–|[\d.]+) \|$", _text(PROCESS, "m04-s5-text"), re.MULTILINE)
    assert table == [("–", "–") if low is None else (f"{low:g}", f"{high:g}") for low, high in limits.values()]
    visits = [
        ("high", "river"),
        ("coast", "river"),
        ("capital", "river"),
        ("river", "capital"),
        ("coast", "high"),
        ("capital", "high"),
    ]
    counted = degrees(visits)
    key = asked(PROCESS, "m04-s8")["practice"]["key"]
    assert key == {name: {"made": str(made), "received": str(got)} for name, (made, got) in counted.items()}
    desc = asked(PROCESS, "m04-s9")
    for visitor, third, host in (
        ("JAM", "gdp_pc_ppp", "SLV"),
        ("TUN", "gdp_pc_ppp", "LKA"),
        ("TUN", "unemployment_pct", "GEO"),
    ):
        scores = peers.scores(visitor, ["SLV", "GEO", "LKA"], ["emigrants_pct", "remittances_pct_gdp", third])
        best, next_best = sorted(scores.values(), reverse=True)[:2]
        assert max(scores, key=scores.get) == host and best - next_best > 0.04, "no near tie"
    assert list(desc["practice"]["key"].values()) == ["SLV", "LKA", "GEO"]


def test_the_years_told_for_two_countries():
    """The paragraph on sources names the years of the country packs."""
    for code in ("NPL", "JAM"):
        pack = data.country_pack(code).set_index("indicator")["year"].astype(str)
        for name, year in {
            "emigrants": "2024",
            "population": "2023",
            "refugees_from": "2025",
            "treaties_of_four": "2022",
        }.items():
            assert pack[name].startswith(year), (code, name, pack[name])


def test_the_checklist_of_the_valley_is_that_of_the_course(asked):
    desc = asked(CHECKLISTS, "m05-s1")
    own = data.load("sector_checklists").query("list == 'C11'")
    assert [row["text"].split(". ", 1)[1] for row in desc["rows"]] == list(own["question"])
    assert set(own["origin"]) == {"course"}
    picks = [cell["says"] for cell in desc["practice"]["key"].values()]
    assert sum(pick != "none" for pick in picks) == 5 and "five of seven questions" in desc["practice"]["right"]


def test_rules_in_force_are_printed_above_and_are_no_measures_of_the_tool(asked, monkeypatch):
    desc = asked(CHECKLISTS, "m05-s4")
    text = _text(CHECKLISTS, "m05-s4-text")
    assert all(one["text"] in text for one in desc["bins"] if one["id"] != "k0")
    partners = [rule for rule in desc["practice"]["key"].values() if rule != "k0"]
    assert len(partners) == len(set(partners)) == 5
    shown = {one["text"] for one in tools.coherence_matrix().desc["data"]["measures"]}
    assert not any(text in one["text"] for text in shown for one in desc["items"] + desc["bins"])


def test_weights_for_rank_three_are_no_answer_of_the_exercise(asked):
    desc = asked(CHECKLISTS, "m05-s6")
    model = models.get("priority_weights")
    out = model.run(desc["practice"]["key"])
    assert (out["first"], out["third"]) == (model.run({})["first"], 7), "rank 1 stays: e5a wants another rank 1"
    one_weight = [model.run({control["id"]: value})["third"] for control in desc["inputs"] for value in range(11)]
    assert 7 not in one_weight, "moving one weight is not enough"


def test_what_is_stable_in_the_tuner(asked):
    given = tools.priority_tuner().desc["data"]
    ratings = [one["ratings"] for one in given["options"]]
    weights = [{"fair": 10, "evidence": 0}.get(id, given["weight"]) for id, _label in given["criteria"]]
    assert given["weight"] == 5
    first, three = stability(ratings, weights)
    right = asked(CHECKLISTS, "m05-s7")["practice"]["right"]
    assert f"{500 * first:.0f} of 500" in right and f"stay in front in {500 * three:.0f}." in right
    assert max(first, three) < 0.8
    assert given["options"][order(index(ratings, weights))[0]]["name"] == "Clinic days without papers"


def test_the_five_priorities_of_the_solution(asked):
    desc = asked(CHECKLISTS, "m05-s8")
    rows = dict(desc["practice"]["key"]["rows"])
    assert all(f"{value:.1f}" in desc["practice"]["right"] for value in rows.values())
    assert rows["Health"] < rows["Employment"] and 7 * 6 > 9 * 4
