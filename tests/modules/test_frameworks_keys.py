"""M03: keys, practice answers and sentences of the lesson follow from the tables and the models."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest

from course import data
from course.models.agreement import agreement, counted
from course.models.keywords import coded
from course.questions.dictionary import outcome_of
from course.tools.gcm_picker_tool import treaty_status
from course.tools.process_explorer_tool import inside_share
from course.tools.text_analyser_tool import START
from tests.modules import module_reading as reading

MODULE = "m03_frameworks"


def _source(page: str, cell: str) -> str:
    return next(one["source"] for one in reading.cells(MODULE, page) if one["id"] == cell)


def _practice(question: str) -> dict[str, Any]:
    call = ast.parse(_source("lesson", f"{question}-answer")).body[-1].value
    return ast.literal_eval(next(word.value for word in call.keywords if word.arg == "practice"))


def _mark(question: str, name: str) -> Any:
    call = ast.parse(_source("exercises", f"{question}-mark")).body[-1].value
    return ast.literal_eval(next(word.value for word in call.keywords if word.arg == name))


def _texts() -> Any:
    return data.load("framework_texts")


def _score(lists: dict[str, str], code: str = "code_a") -> Any:
    return outcome_of({"ignore": "", "window": 0, **lists}, "framework_texts", code)


def _lesson_lists() -> dict[str, str]:
    """The two lists that part 5 tells people to type."""
    first, second = re.findall(r"box: `([^`]+)`", _source("lesson", "m03-l5-try"))
    return {"migration": first, "displacement": second}


def test_the_order_of_the_ten_events_is_that_of_their_years():
    events = data.load("migration_events").set_index("id")["year"]
    years = {"refugee": "e02", "limit": "e04", "abuse": "e05", "rights": "e07", "trafficking": "e10", "hld": "e13",
             "forum": "e14", "goals": "e22", "summit": "e23", "compact": "e27"}  # fmt: skip
    key = _mark("m03-e1", "key")
    assert sorted(years) == sorted(key)
    dates = [events[years[step]] for step in key]
    assert dates == sorted(dates) and len(set(dates)) == len(dates), "no two events of one year"


def test_practice_order_is_that_of_the_years():
    events = data.load("migration_events").set_index("id")["year"]
    years = {"gmg": "e12", "icpd": "e08", "imrf": "e30", "hld2": "e20", "c97": "e01"}
    key = _practice("m03-p4")["key"]
    assert [years[step] for step in key] == sorted(years.values(), key=lambda event: events[event])


def test_kinds_in_the_practice_are_those_of_the_timeline():
    kinds = data.load("migration_events").set_index("id")["kind"]
    key = _practice("m03-p6")["key"]
    for item, event in {"i1": "e01", "i2": "e23", "i3": "e15", "i5": "e22"}.items():
        assert {"binding": "binding", "promise": "non-binding", "talk": "informal"}[key[item]] == kinds[event]


def test_the_gap_of_the_exercise_is_that_of_the_table():
    call = ast.parse(_source("exercises", "m03-e2b-answer")).body[-1].value
    options = ast.literal_eval(call.args[1])
    open_ones = [code for code in options if treaty_status(code)["ICRMW"][0] != "party"]
    assert _mark("m03-e2b", "key") == open_ones
    assert all(options[code] == data.country_name(code) for code in options)


def test_sentences_about_treaties():
    treaties = data.load("treaties").query("status == 'party'").groupby("treaty").size()
    members = data.load("treaties").query("treaty == 'CRC'")
    assert treaties["ICRMW"] == 57 and treaties["CRC"] > 0.99 * len(members)  # "nearly all", "below 60"
    assert 0.25 < treaties["ICRMW"] / len(members) < 0.35  # "three in ten"
    assert treaty_status("SRB")["ICRMW"][0] == "signatory"
    moldova = treaty_status("MDA")
    assert moldova["ICRMW"][0] == "neither"
    assert all(moldova[name][0] == "party" for name in ("CRC", "CEDAW", "ICERD"))  # "the three other treaties"
    assert data.load("sdg_10_7_2")["iso3"].nunique() == 111


def test_the_share_inside_a_community():
    stock = data.load("migrant_stock_bilateral")
    processes = data.load("migration_processes").set_index("id")["members"]
    shares = {
        name: {year: 100 * inside / total for year, total, inside in inside_share(processes[name].split("; "), stock)}
        for name in ("ecowas", "sadc")
    }
    practice = _practice("m03-p7")
    assert practice["key"] == pytest.approx(shares["ecowas"][2024], abs=0.05)
    slips = [slip["value"] for slip in practice["slips"]]
    wanted = [shares["ecowas"][2020], shares["sadc"][2024], shares["ecowas"][1990], 100 - shares["ecowas"][2024]]
    assert slips == pytest.approx(wanted, abs=0.05)
    moves = inside_share(processes["ecowas"].split("; "), stock)
    assert moves[-1][2] > moves[0][2], "the number inside grew"


def test_coverage_in_the_practice():
    served = data.load("national_priorities").set_index("id")["objectives"].astype(str).str.split("; ")
    targets = data.load("gcm_objectives").set_index("number")["sdg"].str.split("; ")

    def reached(*chosen: str) -> tuple[int, int]:
        objectives = {int(number) for one in chosen for number in served[one]}
        return len(objectives), len({target for number in objectives for target in targets[number]})

    practice = _practice("m03-p9")
    slips = {slip["value"] for slip in practice["slips"]}
    assert (2, practice["key"]) == reached("money", "diaspora")
    assert reached("money", "diaspora", "jobs", "school")[1] in slips and {2, len(targets[19])} <= slips


def test_a_right_total_hides_wrong_texts():
    """Part 5: 16 found and 17 true, and half of the 16 are wrong."""
    score = _score(_lesson_lists())
    assert score.both + score.only_first == 16 and score.both + score.only_second == 17
    practice = _practice("m03-p11")
    assert score.only_first == practice["key"] == 8 and score.only_second == 9
    assert _score(START).only_first in [slip["value"] for slip in practice["slips"]]
    assert score.kappa < 0, "no better than tossing coins"


def test_the_two_people_disagree_on_the_texts_that_the_notes_name():
    texts = _texts()
    differ = texts[texts["code_a"] != texts["code_b"]]["id"].tolist()
    notes = (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")
    assert f"({', '.join(differ)})" in notes


def test_worked_example_and_practice_of_kappa():
    shown = agreement(14, 2, 3, 11)
    text = _source("lesson", "m03-l5-look")
    for name in ("agreed", "chance", "kappa", "precision", "recall"):
        assert f"{shown[name]:.3f}" in text, name
    practice = _practice("m03-p13")
    found = agreement(9, 4, 5, 12)
    assert practice["key"] == pytest.approx(found["kappa"], abs=0.001)
    wanted = [found["agreed"], found["chance"], found["precision"], found["agreed"] - found["chance"]]
    assert [slip["value"] for slip in practice["slips"]] == pytest.approx(wanted, abs=0.001)


def test_the_list_of_the_notes_reaches_the_goal_and_those_of_the_pages_do_not():
    notes = (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")
    row = next(line for line in notes.splitlines() if line.startswith("| e4 |"))
    first, second, ignored = re.findall(r"`([^`]+)`", row)
    best = _score({"migration": first, "displacement": second, "ignore": ignored})
    assert (best.both, best.only_first, best.only_second) == (17, 0, 0)
    call = ast.parse(_source("exercises", "m03-e4-answer")).body[-1].value
    start = ast.literal_eval(next(word.value for word in call.keywords if word.arg == "start"))
    for lists in (start, START, _lesson_lists()):
        score = _score(lists)
        assert score.f1 < 0.6, lists


def test_the_three_shares_are_those_of_the_printed_lists():
    printed = re.findall(r": `([^`]+)`", _source("exercises", "m03-e6-text"))
    assert printed[0] in _source("exercises", "m03-e6a-mark") and printed[1] in _source("exercises", "m03-e6a-mark")
    flags = coded(_texts()["text"], {"migration": printed[0], "displacement": printed[1]})
    both = [
        text for text, flag in zip(_texts()["id"], flags, strict=True) if flag["migration"] and flag["displacement"]
    ]
    notes = (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")
    assert f"3 of 30: {', '.join(both)}" in notes
    assert _lesson_lists()["migration"] != printed[0], "the shares of E6 are not on a page of the lesson"


def test_coder_b_and_coder_a_as_printed_in_the_tool():
    texts = _texts()
    cells = counted(zip(texts["code_a"] == 1, texts["code_b"] == 1, strict=True))
    assert round(agreement(**cells)["kappa"], 2) == 0.73
