"""Every Must system of a module that stands is taught, with a tool and a marked question; gaps are really found."""

from collections import Counter
from dataclasses import replace

import pytest

from tests.coverage import __main__ as command
from tests.coverage import plan


@pytest.fixture(scope="module")
def listed():
    return plan.systems()


def test_the_list_holds_the_97_systems(listed):
    assert [system["id"] for system in listed] == [f"S{number:02}" for number in range(1, 98)]
    assert Counter(system["priority"] for system in listed) == {"must": 59, "should": 31, "cite": 7}
    assert all(set(system) == {"id", "name", "priority", "modules"} for system in listed)


def test_no_gap_in_a_module_that_stands(listed):
    modules = plan.standing()
    gaps = [f"{row.id} {row.name}: {gap}" for row in plan.rows(listed, modules) for gap in row.gaps]
    gaps += plan.unknown_systems(listed, modules) + plan.objectives_without_exercise(modules)
    assert gaps + plan.long_stretches(modules) == []


SYSTEM = {"id": "S71", "name": "Remittances: principles", "priority": "must", "modules": ["M10", "M11"]}


def _module(**changes):
    entry = {"id": "S71", "cell": "a", "tool": "t", "exercises": ["e1"], **changes}
    about = {
        "objective": [{"text": "State it.", "exercises": ["e1"]}],
        "section": [
            {"title": "Part 1", "mode": "self", "minutes": 10, "questions": []},
            {"title": "Part 2", "mode": "self", "minutes": 20, "questions": ["p1", "p2"]},
        ],
        "system": [{key: value for key, value in entry.items() if value is not None}],
    }
    return plan.Page(about, {"a": "Text", "t": "tools.flows()", "q": 'ask.order("x")'}, {"e1": "auto", "r1": "manual"})


def _gaps(**changes):
    return plan.rows([SYSTEM], {"M10": _module(**changes)})[0].gaps


def test_a_whole_entry_covers_its_system():
    row = plan.rows([SYSTEM], {"M10": _module()})[0]
    assert (row.state, row.tools, row.exercises) == ("covered", ("flows",), ("e1",))
    assert plan.rows([SYSTEM], {"M10": _module(tool="q")})[0].tools == ("question (order)",)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"tool": None}, "no tool"),
        ({"tool": "gone"}, "the tool gone, which is not there"),
        ({"tool": "a"}, "the tool a, which is not there"),
        ({"cell": "gone"}, "the cell gone, which is not there"),
        ({"exercises": []}, "no question that is marked automatically"),
        ({"exercises": ["r1"]}, "no question that is marked automatically"),
        ({"exercises": ["e1", "p9"]}, "the question p9, which is not marked"),
        ({"id": "S72"}, "M10 stands and does not cover it"),
        ({"partly": True}, "M10 stands and does not cover it"),
    ],
)
def test_each_gap_is_found(change, says):
    assert any(says in gap for gap in _gaps(**change))


def test_what_is_not_due_is_no_gap():
    module = _module(id="S01")
    assert plan.rows([SYSTEM], {"M05": module})[0].state == "open"
    assert plan.rows([{**SYSTEM, "priority": "should"}], {"M10": module})[0].state == "open"
    assert plan.rows([{**SYSTEM, "priority": "should"}], {"M10": _module(partly=True)})[0].state == "partly"
    assert plan.rows([SYSTEM], {"M05": _module(), "M10": module})[0].state == "covered", "another module may cover it"


def test_other_gaps_are_found():
    module = _module()
    assert plan.unknown_systems([SYSTEM], {"M10": _module(id="S98")}) == ["M10 names S98, which is not in systems.toml"]
    unserved = replace(module, marked={"r1": "manual"})
    assert plan.objectives_without_exercise({"M10": unserved}) == ["M10: no marked question for “State it.”"]
    assert plan.long_stretches({"M10": module}) == []
    module.about["section"][0]["minutes"] = 11
    assert plan.long_stretches({"M10": module}) == ["M10: 21 minutes without a question, up to “Part 2”"]


def test_minutes_after_the_last_question_count():
    sections = [("A", 4, ["p1"]), ("B", 15, []), ("C", 9, [])]
    about = {"section": [{"title": t, "mode": "live", "minutes": m, "questions": q} for t, m, q in sections]}
    assert plan.longest_stretch(about, "live") == (24, "C")
    assert plan.longest_stretch(about, "self") == (0, "")


def test_the_command_ends_with_one_line_and_its_verdict(capsys, monkeypatch):
    assert command.main(["--open"]) == 0
    assert capsys.readouterr().out.strip().splitlines()[-1].endswith("Gaps: 0.")
    monkeypatch.setattr(plan, "objectives_without_exercise", lambda modules: ["M10: planted"])
    assert command.main([]) == 1
    shown = capsys.readouterr().out
    assert "GAP  M10: planted" in shown and shown.strip().splitlines()[-1].endswith("Gaps: 1.")
    assert command.main(["--all"]) == 2
