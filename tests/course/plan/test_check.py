"""Thirty rules: a good plan keeps all, and a plan with one mistake hears of just this one."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from course import forms
from course.country_file import outline as country_outline
from course.data import load
from course.forms.check import clean
from course.plan import check, examples, outline
from course.plan.rules import TESTS
from tests.course.plan.broken import BROKEN


@pytest.mark.parametrize("country", examples.names())
def test_a_good_plan_gets_all_points_and_no_message(plan: Callable, country: str) -> None:
    report = check.report(plan(country))
    assert [finding.text for finding in report.broken] == []
    assert report.points == report.most == 15
    assert {part.state for part in report.parts} == {"complete"} and len(report.parts) == 12


def test_there_are_thirty_rules_and_a_broken_plan_for_each() -> None:
    ids = [rule["id"] for rule in check.rules()]
    assert len(ids) == 30 and set(ids) == set(TESTS) == set(BROKEN)


@pytest.mark.parametrize("country", examples.names())
@pytest.mark.parametrize("rule", BROKEN)
def test_one_mistake_brings_its_message_and_no_other(plan: Callable, rule: str, country: str) -> None:
    broken = plan(country)
    BROKEN[rule](broken)
    report = check.report(broken)
    assert [finding.rule for finding in report.broken] == [rule]
    finding = report.broken[0]
    told = next(one for one in check.rules() if one["id"] == rule)
    assert finding.text.startswith(told["message"]) and finding.found
    assert report.points < report.most
    assert finding.piece in outline.used() and finding.folder == outline.home(finding.piece).folder
    part = report.parts[finding.section - 1] if finding.section else None
    assert part is None or part.state != "complete"


def test_messages_lead_to_the_piece_that_has_the_mistake(plan: Callable) -> None:
    places = {}
    for rule in ("complete", "length", "loaded_words", "one_country", "numbering", "sections"):
        broken = plan()
        BROKEN[rule](broken)
        places[rule] = check.report(broken).broken[0].piece
    assert places == {
        "complete": "CF-14-monitoring",
        "length": "CF-15-summary",
        "loaded_words": "CF-15-local",
        "one_country": "CF-14-logframe",
        "numbering": "CF-03",
        "sections": "CF-15-consultation",
    }


def test_an_empty_plan_earns_nothing_and_hears_where_to_begin() -> None:
    report = check.report({})
    assert report.points == 0 and [finding.rule for finding in report.broken] == ["sections"]
    assert "M00" in report.broken[0].module and {part.state for part in report.parts} == {"missing"}


def test_points_grow_with_the_plan(plan: Callable) -> None:
    whole = plan()
    earned = [check.report({id: whole[id] for id in list(whole)[:count]}).points for count in range(1, len(whole) + 1)]
    assert earned[0] < 1 and earned[-1] == 15
    assert all(later >= earlier for earlier, later in itertools.pairwise(earned))


def test_pieces_that_do_not_fit_their_form_count_as_missing(plan: Callable) -> None:
    pieces = {id: {"form": outline.home(id).form, "value": value} for id, value in plan().items()}
    pieces["CF-14-logframe"]["value"] = {"results": "nothing", "indicators": [None, 3, {"by": 5}]}
    pieces["CF-03"]["form"] = "tor"
    pieces["CF-01"] = 4
    found = check.values(pieces)
    assert set(plan()) - set(found) == {"CF-14-logframe", "CF-03", "CF-01"}
    assert check.report(found).broken[0].rule == "sections"
    half = {
        "CF-14-implementation": {"form": "implementation_plan", "value": {"activities": [{"cost": 3}], "lines": [{}]}}
    }
    assert check.report(check.values(pieces | half)).points < 15, "rows that are hardly begun stop nothing"


@pytest.mark.parametrize("country", examples.names())
def test_examples_fit_their_forms_and_the_outline(country: str) -> None:
    for id, piece in examples.pieces(country).items():
        assert piece["form"] == outline.home(id).form
        assert clean(forms.get(piece["form"]), piece["value"]) == piece["value"]
    assert {"NPL", "XSV"} == set(examples.names())
    with pytest.raises(KeyError, match="examples are"):
        examples.document("ATL")


def test_the_outline_uses_pieces_that_modules_write() -> None:
    written = {piece["id"]: part["module"] for part in country_outline.plan() for piece in part["pieces"]}
    for id in outline.used():
        assert id in written and outline.home(id).module == written[id]
        assert outline.home(id).form in forms.names()
    named = [id for one in outline.sections() for id in (*one.pieces, *one.optional)] + list(outline.cover())
    assert sorted(named) == sorted(outline.used()) and len(set(named)) == len(named)
    assert [one.number for one in outline.sections()] == list(range(1, 13))


def test_places_and_columns_of_rules_exist() -> None:
    for rule in check.rules():
        piece, field = rule["place"]
        known = {one["id"]: one for one in forms.fields(forms.get(outline.home(piece).form))}
        assert not field or field in known
        for column in filter(None, rule.get("own", ())):
            assert column in {one["id"] for one in known[field]["columns"]}, rule["id"]
        assert set(rule.get("needs", ())) <= set(outline.used())


def test_the_targets_that_the_course_offers_exist() -> None:
    from course.plan.rules.wording import _TARGETS, _is_target

    assert sum(most + (ord(letter) - ord("a") + 1 if letter else 0) for most, letter in _TARGETS.values()) == 169
    for target in load("sdg_targets")["target"].astype(str):
        goal, _point, part = target.partition(".")
        assert _is_target(int(goal), part)
