"""Keys of the self-checks of M12, M14 and M15 against the models and tables that the tools of these modules use."""

from __future__ import annotations

from typing import Any

import pytest

from course import ask, data, reintegration
from course.models import case_plan, diagnosis, logframe, progress, work_plan
from course.plan import check as plan_check
from course.rules import follow
from tests.modules import module_reading as reading

M12, M14, M15 = "m12_return", "m14_results", "m15_capstone"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch):
    """The description of a question, as the reader of the book gets it."""
    monkeypatch.setenv("COURSE_STATIC", "1")

    def one(module: str, id: str) -> dict[str, Any]:
        sources = {cell["id"]: cell["source"] for cell in reading.cells(module, reading.SELF_CHECK)}
        ask.known.clear()
        exec(compile(sources[f"{id}-answer"], id, "exec"), {})
        return ask.known[id]

    yield one
    ask.known.clear()


def test_each_of_the_nine_cells_has_a_measure(asked):
    key = asked(M12, "m12-s1")["practice"]["key"]
    assert len({(line["dimension"], line["level"]) for line in key.values()}) == 9


def test_the_repaired_case_plan_follows_the_rules_of_the_planner(asked):
    facts = {
        "region": "Coast",
        "sex": "men",
        "papers": "yes",
        "met": "2027-05-03",
        "needs": {"legal": "urgent", "health": "soon", "housing": "soon", "community": "later"},
        "refused": ["business"],
    }
    found = case_plan.kept(asked(M12, "m12-s11")["practice"]["key"], facts, reintegration.services())
    assert [rule for rule, holds in found.items() if not holds] == []


def test_only_the_services_of_the_key_can_be_used_on_the_coast(asked):
    """Where a rule names one service, no other one of the directory would do."""
    named = {
        rule["where"]["need"]: rule["one_of"]
        for rule in asked(M12, "m12-s11")["practice"]["rules"]
        if rule.get("columns") == ["service"]
    }
    on_the_coast = {id: one for id, one in reintegration.services().items() if "Coast" in one["regions"]}
    for need, services in named.items():
        assert [id for id, one in on_the_coast.items() if one["need"] == need] == services


def test_the_fiche_leads_to_the_step_that_is_marked_as_right(asked):
    """The rows of the question stand in the order of the eight questions."""
    says = [line["says"] for line in asked(M14, "m14-s2")["practice"]["key"].values()]
    found = diagnosis.diagnose(dict(zip(diagnosis.QUESTIONS, says, strict=True)))
    assert (found["known"], found["outcome"]) == (7, "adjust")
    choice = asked(M14, "m14-s3")
    right = next(one["text"] for one in choice["options"] if one["id"] == choice["practice"]["key"])
    assert right.startswith("Use the entry points")


@pytest.mark.parametrize(
    ("id", "model", "given"),
    [
        ("m14-s5", logframe, ()),
        ("m14-s6", work_plan, ({"results": [{"id": "OP1", "level": "output"}, {"id": "OP2", "level": "output"}]},)),
    ],
)
def test_a_draft_breaks_each_rule_and_its_repair_follows_those_of_the_tool(asked, id, model, given):
    desc = asked(M14, id)
    kept = [rule["message"] for rule in desc["practice"]["rules"] if follow.holds(rule, desc["prefill"])]
    assert kept == []
    assert [one for one in model.check(desc["practice"]["key"], *given) if not one["ok"]] == []


def test_the_lights_of_the_fish_market(asked):
    table = next(cell["source"] for cell in reading.cells(M14, reading.SELF_CHECK) if cell["id"] == "m14-s8-text")
    rows = [
        [one.strip() for one in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("| H")
    ]
    lights, paces = {}, []
    for name, _text, baseline, now, target in rows:
        paces.append(progress.pace_pct(progress.progress_pct(float(baseline), float(now), float(target)), 12, 36))
        lights[name.lower()] = {"shows": progress.light(paces[-1])}
    practice = asked(M14, "m14-s8")["practice"]
    assert lights == practice["key"]
    assert ", ".join(f"{pace:.0f}".replace("-", "−") for pace in paces[:-1]) in practice["right"]


def test_the_sentences_on_post_offices_agree_with_the_reports(asked):
    offices = data.load("monitoring_data").query("indicator == 'I6'")
    target = data.load("monitoring_targets").set_index("id").loc["I6"]
    way = progress.progress_pct(target["baseline"], offices["value"].iloc[-1], target["target"])
    assert offices["month"].iloc[-1] == "2026-12" and set(offices["place"]) == {"River valley"}
    assert progress.light(progress.pace_pct(way, 12, 24)) == "red"
    texts = " ".join(one["text"] for one in asked(M14, "m14-s9")["options"])
    assert f"{offices['value'].iloc[-1]:.0f} post offices" in texts and f"{way:.0f} % of the way" in texts


def test_the_rule_on_values_allows_what_the_page_says(asked):
    """The page says that a value may differ by 1 %; the assembler says the same."""
    message = next(rule["message"] for rule in plan_check.rules() if rule["id"] == "indicator_values")
    assert "more than 1 %" in message
    assert "The rule allows 1 %" in asked(M15, "m15-s3")["practice"]["right"]


def test_a_review_without_places_is_told_so(asked):
    rules = asked(M15, "m15-s11")["practice"]["rules"]
    criteria = ("evidence", "coherence", "feasibility", "rights", "words")
    good = {"code": "mine", "most": "I write a baseline for each indicator of section 8."}
    for one in criteria:
        good |= {
            f"{one}_level": "3",
            f"{one}_good": "Each figure has its year and source.",
            f"{one}_advice": "Section 2: say who is missing in the survey.",
        }
    good["words_advice"] = "Summary: put the decision into the first sentence."
    assert [rule["message"] for rule in rules if not follow.holds(rule, good)] == []
    vague = {**good, **{f"{one}_advice": "It could be better." for one in criteria}}
    assert sum(not follow.holds(rule, vague) for rule in rules) == len(criteria)
