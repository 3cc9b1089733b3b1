"""The tools of M01 in Node: twins of hump and causal map, flash cards, and what the tools read from their data."""

from __future__ import annotations

import random

import pytest

from course import data, tools
from course.models import causal_map, hump

RUNNER = """
import * as hump from "#js/models/hump.js";
import * as map from "#js/models/causal_map.js";
import * as cards from "#js/models/flashcards.js";
const call = { ...hump, ...map, ...cards };
done(data.map(([name, ...given]) => call[name](...given)));
"""


@pytest.fixture
def node(run_js):
    return lambda calls: run_js(RUNNER, calls)


@pytest.fixture
def desc(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    return lambda name: getattr(tools, name)().desc


def near(value):
    return value if value is None else pytest.approx(value, rel=1e-9, abs=1e-9)


def test_the_hump_twin_equals_python(node):
    chance = random.Random("hump")
    clouds = [
        [[chance.uniform(700, 90_000), round(chance.uniform(0, 40), chance.choice([0, 2]))] for _ in range(size)]
        for size in [*range(0, 12), *[chance.randint(20, 200) for _ in range(30)]]
    ]
    incomes = [chance.uniform(700, 120_000) for _ in clouds]
    calls = [["localShare", cloud, at] for cloud, at in zip(clouds, incomes, strict=True)]
    answers = node(calls + [["rankCorrelation", cloud] for cloud in clouds])
    drawn = 0
    for cloud, at, answer in zip(clouds, incomes, answers[: len(clouds)], strict=True):
        points = [tuple(point) for point in cloud]
        expected = hump.local_share(points, at)
        drawn += expected.middle is not None
        for part in ("income", "low", "middle", "high", "near"):
            assert answer[part] == near(getattr(expected, part))
    assert drawn > 15
    for cloud, answer in zip(clouds, answers[len(clouds) :], strict=True):
        assert answer == near(hump.rank_correlation([tuple(point) for point in cloud]))


def test_the_map_twin_finds_the_same_loops(node):
    chance = random.Random("maps")
    maps = []
    for _ in range(150):
        names = [f"Box {n}" for n in range(chance.randint(2, 6))]
        maps.append(
            [
                {
                    "from": chance.choice(names),
                    "to": chance.choice([*names, " box  1"]),
                    "sign": chance.choice(["plus", "minus"]),
                    "direction": chance.choice(["md", "dm"]),
                    "source": chance.choice(["", " ", "R26"]),
                }
                for _ in range(chance.randint(0, 12))
            ]
        )
    answers = node([["mapLoops", arrows] for arrows in maps] + [["mapMissing", arrows] for arrows in maps])
    found = 0
    for arrows, answer in zip(maps, answers[:150], strict=True):
        loops = causal_map.loops(arrows)
        found += len(loops)
        assert [(tuple(one["boxes"]), one["kind"]) for one in answer] == [tuple(loop) for loop in loops]
    assert found > 80
    for arrows, answer in zip(maps, answers[150:], strict=True):
        assert answer == causal_map.missing(arrows)


def test_the_explorer_computes_what_the_tables_say(run_js, desc):
    given = desc("migration_hump")["data"]
    points, rank, path = run_js(
        'import { humpPath, humpPoints, humpRank } from "#js/tools/migration_hump_tool.js";\n'
        "const points = humpPoints(data, 2020, false);\n"
        'done([points, humpRank(points, "low"), humpPath(data, "NPL")]);',
        given,
    )
    income = data.load("country_indicators")[["iso3", "year", "gdp_pc_ppp"]]
    frame = data.load("migrant_stock_country").merge(income, on=["iso3", "year"]).query("year == 2020")
    frame = frame[frame["population"] >= 1_000_000].dropna(subset=["gdp_pc_ppp", "emigrants_pct_population"])
    assert len(points) == len(frame) == 153
    poor = frame[frame["gdp_pc_ppp"] < 10_000]
    expected = hump.rank_correlation(list(zip(poor["gdp_pc_ppp"], poor["emigrants_pct_population"], strict=True)))
    assert rank == {"count": len(poor), "rho": near(expected)}
    assert [at["year"] for at in path] == [1990, 1995, 2000, 2005, 2010, 2015, 2020]
    assert (path[0]["x"], path[-1]["y"]) == (1808, 8.14)


def test_the_explorer_starts_where_no_exercise_asks(desc):
    assert desc("migration_hump")["data"]["year"] not in (2010, 2020)


def test_cards_that_are_not_known_come_back_first(node):
    terms = ["a", "b", "c"]
    boxes, counts, first, other, only = node(
        [
            ["moveCard", {"a": 1, "b": 2}, "a", True],
            ["boxCounts", {"a": 2, "b": 1}, terms],
            ["nextCard", terms, {"a": 1, "b": 0, "c": 2}, {}, ""],
            ["nextCard", terms, {"a": 1, "b": 0, "c": 2}, {}, "b"],
            ["nextCard", ["a"], {}, {}, "a"],
        ]
    )
    assert (boxes, counts) == ({"a": 2, "b": 2}, [1, 1, 1])
    assert (first, other, only) == ("b", "a", "a")
    [forgotten, longest] = node(
        [["moveCard", {"a": 2}, "a", False], ["nextCard", terms, {}, {"a": 5, "b": 3, "c": 4}, "c"]]
    )
    assert forgotten == {"a": 0} and longest == "b"


def test_every_sentence_of_the_deck_gets_a_gap_and_four_words(run_js, desc):
    made = run_js(
        'import { cloze } from "#js/models/flashcards.js";\n'
        'import { deckWords, firstSentence } from "#js/tools/glossary_trainer_tool.js";\n'
        'const all = Object.fromEntries(["M01", "old", "new", "all"].map((deck) => {\n'
        "  const words = deckWords(data, deck).map((word) => firstSentence(word.now));\n"
        "  return [deck, words.map((text) => ({ text, ...cloze(text, words) }))];\n"
        "}));\ndone(all);",
        desc("glossary_trainer")["data"],
    )
    assert len(made["all"]) == len(data.load("glossary")) and len(made["old"]) == 44 and len(made["M01"]) >= 20
    for gap in [gap for deck in made.values() for gap in deck]:
        assert gap["before"] + gap["gap"] + gap["after"] == gap["text"]
        assert len(set(gap["options"])) == 4 and gap["gap"] in gap["options"]
        assert not any(option in gap["text"].split() for option in gap["options"] if option != gap["gap"])
    places = [gap["options"].index(gap["gap"]) for gap in made["all"]]
    assert len(set(places)) == 4, "the right word does not always stand at one place"


def test_an_arrow_without_its_parts_is_not_added(run_js):
    whole = {"from": "A", "to": "B", "direction": "md", "sign": "plus", "strength": "own", "source": "x"}
    lacks = run_js(
        'import { arrowProblems } from "#js/tools/causal_loops_tool.js";\ndone(data.map(arrowProblems));',
        [whole, {**whole, "source": " "}, {**whole, "to": "a "}, {**whole, "sign": "", "strength": ""}],
    )
    assert lacks == [[], ["source"], ["same"], ["sign", "strength"]]


def test_long_names_stay_inside_their_boxes(run_js):
    lines = run_js(
        'import { wrapName } from "#js/tools/causal_svg.js";\ndone(data.map((name) => wrapName(name, 14)));',
        [
            "Trade",
            "Local jobs and services",
            "one two three four five six seven eight nine ten",
            "Überqualifizierungsquote",
        ],
    )
    assert lines[0] == ["Trade"] and lines[1] == ["Local jobs and", "services"]
    assert len(lines[2]) == 3 and lines[2][2].endswith("…")
    assert all(len(line) <= 17 for name in lines for line in name)
