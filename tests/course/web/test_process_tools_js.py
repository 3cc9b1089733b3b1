"""The tools of module M04: twins of their models, and what JavaScript makes of what Python hands to them."""

from __future__ import annotations

import random

import pytest

from course import data, forms, peers, tools
from course.forms.check import clean
from course.models import capacity, similarity, situation
from course.movement import bands, measures
from course.rules.follow import holds

RUNNER = """
import * as situation from "#js/models/situation.js";
import * as similarity from "#js/models/similarity.js";
import * as capacity from "#js/models/capacity.js";
const call = {
  band: ([...given]) => situation.situationBand(...given),
  displaced: ([...given]) => situation.displacedPer1000(...given),
  half: ([given]) => situation.distanceFromHalf(given),
  change: ([...given]) => situation.yearlyChangePct(...given),
  standardised: ([given]) => similarity.standardisedRows(given),
  distance: ([...given]) => similarity.rowDistance(...given),
  score: ([given]) => similarity.similarityScore(given),
  degrees: ([given]) => similarity.visitDegrees(given),
  gap: ([...given]) => capacity.capacityGap(...given),
  widest: ([given]) => capacity.widestGaps(given),
};
done(data.map(([what, ...given]) => call[what](given)));
"""
NEAR = 1e-9


@pytest.fixture(autouse=True)
def still(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")


def test_situation_twins(run_js):
    chance = random.Random("situation")
    bands_given = [
        (chance.choice([None, chance.uniform(0, 30)]), *chance.choice([(5, 25), (3, 4), (None, None)]))
        for _ in range(60)
    ]
    bands_given += [(5, 5, 25), (25, 5, 25)]
    people = [(*(chance.randint(0, 10**6) for _ in range(3)), chance.randint(1, 10**8)) for _ in range(30)]
    shares = [chance.uniform(0, 100) for _ in range(20)]
    stocks = [(chance.uniform(1, 1e6), chance.uniform(1, 1e6), chance.randint(1, 30)) for _ in range(30)]
    calls = [["band", *one] for one in bands_given] + [["displaced", *one] for one in people]
    calls += [["half", one] for one in shares] + [["change", *one] for one in stocks]
    expected = [situation.band(*one) for one in bands_given] + [situation.displaced_per_1000(*one) for one in people]
    expected += [situation.distance_from_half(one) for one in shares]
    expected += [situation.yearly_change_pct(*one) for one in stocks]
    for call, found, wanted in zip(calls, run_js(RUNNER, calls), expected, strict=True):
        assert found == (pytest.approx(wanted, rel=NEAR, abs=NEAR) if isinstance(wanted, float) else wanted), call


def test_similarity_twins(run_js):
    chance = random.Random("similarity")
    tables = [
        [
            [chance.choice([None, chance.uniform(-5, 50), 7.0]) for _ in range(width)]
            for _ in range(chance.randint(1, 8))
        ]
        for width in [1, 2, 3, 5] * 10
    ]
    found = run_js(RUNNER, [["standardised", table] for table in tables])
    for table, rows in zip(tables, found, strict=True):
        for row, wanted in zip(rows, similarity.standardised(table), strict=True):
            assert [value if value is None else pytest.approx(value, abs=1e-7) for value in row] == wanted
    pairs = [(table[0], table[-1]) for table in tables]
    distances = run_js(RUNNER, [["distance", *pair] for pair in pairs])
    for pair, value in zip(pairs, distances, strict=True):
        wanted = similarity.distance(*pair)
        assert value == (None if wanted is None else pytest.approx(wanted))
    assert run_js(RUNNER, [["score", 0], ["score", 1], ["score", None]]) == [1, 0.5, None]


def test_degrees_and_gaps_twins(run_js):
    chance = random.Random("visits")
    networks = [
        [[chance.choice("ABCD"), chance.choice("WXYZ")] for _ in range(chance.randint(0, 9))] for _ in range(20)
    ]
    ratings = [(now, target) for now in range(4) for target in range(4)]
    gaps = [{key: chance.randint(0, 3) for key in "abc"} for _ in range(20)] + [{}, {"a": 0}]
    calls = (
        [["degrees", one] for one in networks] + [["gap", *one] for one in ratings] + [["widest", one] for one in gaps]
    )
    expected = [{key: list(pair) for key, pair in similarity.degrees(map(tuple, one)).items()} for one in networks]
    expected += [capacity.gap(*one) for one in ratings] + [capacity.widest(one) for one in gaps]
    assert run_js(RUNNER, calls) == expected


def test_the_matcher_scores_as_python_does(run_js):
    given = tools.peer_matcher().desc["data"]
    hosts = ["MEX", "MDA", "PHL"]
    cases = [
        ("XSV", ["emigrants_pct", "remittances_pct_gdp", "gdp_pc_ppp"]),
        ("SRB", ["emigrants_pct", "remittances_pct_gdp", "destinations_top_5"]),
        ("KGZ", list(peers.INDICATORS)),
    ]
    found = run_js(
        'import { matchScores } from "#js/tools/peer_matcher_tool.js";\n'
        "done(data.cases.map(([visitor, chosen]) => matchScores(data.given, visitor, data.hosts, chosen)));",
        {"given": given, "hosts": hosts, "cases": cases},
    )
    for (visitor, chosen), scores in zip(cases, found, strict=True):
        expected = peers.scores(visitor, hosts, chosen)
        assert {one["id"]: pytest.approx(one["score"], abs=1e-3) for one in scores} == expected


def test_the_matcher_opens_with_other_settings_than_the_exercise():
    given = tools.peer_matcher().desc["data"]
    assert given["start"] not in ("XSV", "SRB")


def test_the_radar_has_the_measures_and_hides_no_gap():
    given = tools.situation_radar().desc["data"]
    assert given["start"] not in ("XSV", "BGD"), "the exercise is about these two"
    limits = bands()
    for one in given["dimensions"]:
        assert (one["low"], one["high"]) == limits[one["id"]]
        assert (one["measure"] is None) == (one["evidence"] == "none")
    for country in given["countries"]:
        assert country["values"] == pytest.approx(measures(country["id"]), abs=1e-4)


@pytest.mark.parametrize(
    ("total", "way"), [(12, "even"), (12, "half"), (12, "one"), (56, "even"), (56, "half"), (7, "half")]
)
def test_shares_add_up_and_the_average_stays(run_js, total, way):
    shared, spread = run_js(
        'import { shareOut, spreadOf } from "#js/tools/programme_results_tool.js";\n'
        "const shared = shareOut(data.total, 8, data.way); done([shared, spreadOf(shared)]);",
        {"total": total, "way": way},
    )
    assert len(shared) == 8 and sum(shared) == total and min(shared) >= 0
    assert spread["mean"] == total / 8
    ordered = sorted(shared)
    assert spread["median"] == (ordered[3] + ordered[4]) / 2
    assert spread["none"] == shared.count(0) and spread["most"] == max(shared)


def test_months_in_words(run_js):
    code = 'import { monthWords } from "#js/tools/process_navigator_tool.js"; done(data.map((one) => monthWords(one)));'
    assert run_js(code, [24312, 24313, 24347]) == ["Jan 2026", "Feb 2026", "Dec 2028"]


def test_the_chart_of_the_builder_fits_the_form_and_the_rules(run_js):
    given = tools.organigram_builder().desc["data"]
    state = {"country": "Sandovia", "home": "Ministry of Planning",
             "functions": {one["id"]: "" for one in given["functions"]} | {"lead": "focal", "budget": "ministries"},
             "members": {one["id"]: "" for one in given["actors"]} | {"planning": "focal"}}  # fmt: skip
    value = run_js(
        'import { organigramValue } from "#js/tools/organigram_builder_tool.js";\n'
        "done(organigramValue(data.given, data.state));",
        {"given": given, "state": state},
    )
    assert clean(forms.get("organigram"), value) == value
    assert value["functions"] == [{"function": "lead", "box": "focal"}, {"function": "budget", "box": "ministries"}]
    kept = [holds(rule, value) for rule in given["rules"]]
    assert kept == [False, False, False, True, False, False, False, True]


def test_the_builder_opens_with_what_the_country_file_holds(run_js):
    given = tools.organigram_builder().desc["data"]
    assert given["stored"] is None
    stored = {
        "country": "Sandovia",
        "members": [{"actor": "planning", "box": "focal"}],
        "functions": [{"function": "lead", "box": "focal"}],
    }
    code = 'import { organigramStart, organigramValue } from "#js/tools/organigram_builder_tool.js";\n'
    code += "done(organigramValue(data, organigramStart(data)));"
    assert run_js(code, {**given, "stored": stored}) == {**stored, "home": ""}


def test_boxes_functions_and_actors_are_those_of_the_table_and_of_the_form():
    given = tools.organigram_builder().desc["data"]
    columns = {column["id"]: {one["id"]: one["text"] for one in column["options"]}
               for section in forms.get("organigram")["sections"] for field in section["fields"]
               for column in field.get("columns", [])}  # fmt: skip
    table = data.load("support_structure")
    assert (len(given["boxes"]), len(given["functions"])) == (5, 14)
    for kind, key, column in (
        ("box", "boxes", "box"),
        ("function", "functions", "function"),
        ("actor", "actors", "actor"),
    ):
        expected = dict(table[table["kind"] == kind][["id", "name"]].itertuples(index=False))
        assert {one["id"]: one["name"] for one in given[key]} == expected == columns[column]


TOR = (
    'import { torRule, torText } from "#js/tools/tor_builder_tool.js";\n'
    'import { ruleHolds } from "#js/score_document.js";\n'
)


def test_rules_of_the_tor_use_its_own_dates_and_sum(run_js):
    given = tools.tor_builder().desc["data"]
    value = {
        "start": "2027-03-01", "end": "2027-11-30", "total": 900,
        "budget": [{"line": "a", "amount": 400}, {"line": "b", "amount": 500}],
        "deliverables": [{"task": "T1", "deliverable": "note", "due": "2027-05-01"}],
        "tasks": [{"task": "T1", "responsible": "Team"}], "roles": [{"role": "Team", "institution": "NSO"}],
    }  # fmt: skip
    cases = [
        value,
        {**value, "start": "2027-06-01"},
        {**value, "total": 800},
        {k: v for k, v in value.items() if k not in ("end", "total")},
    ]
    found = run_js(TOR + "const all = (one) => data.rules.map((rule) => ruleHolds(torRule(rule, one), one));"
        "done(data.cases.map(all));",
                   {"rules": given["rules"], "cases": cases})  # fmt: skip
    names = [rule["rule"] for rule in given["rules"]]
    due, money = names.index("ordered_dates", 3), names.index("sums_to")
    assert [(row[due], row[money]) for row in found] == [(True, True), (False, True), (True, False), (False, False)]


def test_the_paper_of_the_tor_says_all_that_was_written(run_js):
    form = tools.tor_builder().desc["data"]["form"]
    value = {
        "title": "Analysis",
        "total": 900,
        "disaggregation": ["sex", "age"],
        "roles": [{"role": "Team", "institution": "NSO"}],
    }
    parts = run_js(TOR + "done(torText(data.form, data.value));", {"form": form, "value": value})
    said = str(parts)
    for word in ("Analysis", "900 USD", "sex, age", "Team – NSO"):
        assert word in said
