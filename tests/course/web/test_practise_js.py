"""Practice is marked in the page exactly as Python marks it: generated questions and answers, both sides equal."""

from __future__ import annotations

import random
from typing import Any

import pytest

from course import chart_rules, models, questions, rules
from course.questions.allocate import describe as describe_allocate
from course.questions.allocate import prepare as prepare_allocate
from course.recorder import practice_outcome
from course.web import bundle

CASES = 400
IMPORTS = "".join(f'import "#js/{path.relative_to(bundle.JS).as_posix()}";\n' for part in ("models", "questions")
                  for path in sorted((bundle.JS / part).glob("*.js")))  # fmt: skip
SCRIPT = (
    IMPORTS
    + """
import { questionType } from "#js/registry.js";
import { setUiDefaults } from "#js/ui.js";
setUiDefaults(data.strings);
done(data.cases.map(([desc, value]) => questionType(desc.type).practise(desc, value)));
"""
)
Case = tuple[dict[str, Any], Any]


def listed(prefix: str, count: int) -> list[dict[str, str]]:
    return [{"id": f"{prefix}{i}", "text": f"Text {i}"} for i in range(count)]


def ids(things: list[dict[str, str]]) -> list[str]:
    return [thing["id"] for thing in things]


def some(chance: random.Random, things: list[Any], least: int = 0) -> list[Any]:
    return chance.sample(things, chance.randint(min(least, len(things)), len(things)))


def slips(chance: random.Random, values: list[Any]) -> dict[str, Any]:
    """No slips, or a few with messages of their own."""
    if chance.random() < 0.4 or not values:
        return {}
    return {"slips": [{"value": value, "message": f"Slip {i}"} for i, value in enumerate(some(chance, values, 1))]}


def choice(chance: random.Random) -> Case:
    options = listed("o", chance.randint(2, 6))
    multiple = chance.random() < 0.5
    key: Any = some(chance, ids(options), 1) if multiple else chance.choice(ids(options))
    value: Any = some(chance, ids(options), 1) if multiple else chance.choice(ids(options))
    messages = {one: f"About {one}" for one in some(chance, ids(options))}
    return {"type": "choice", "options": options, "multiple": multiple,
            "practice": {"key": key, "options": messages, **slips(chance, ids(options))}}, value  # fmt: skip


def number(chance: random.Random) -> Case:
    key = chance.choice([0.0, 4.0, 192.08, -3.5, 1.724, 4.44e9, 0.04, chance.uniform(-1000, 1000)])
    width = chance.choice([{}, {"tolerance": 0.005}, {"tolerance": 0}, {"relative": 0.01}])
    near = [
        key,
        key + 0.005,
        key + 0.00501,
        key * 1.005,
        key * 1.01,
        -key,
        key * 100,
        key / 100,
        key * 1000,
        key / 1e6,
        key + 1,
        round(key),
        round(key, 1),
        round(key, 2),
    ]
    value = chance.choice([*near, 1 / key if key else 1.0, chance.uniform(-1e4, 1e4), 0.0, 197.0])
    wrong = slips(chance, [197.0, key + 1, key * 100])
    return {"type": "number", "unit": "USD", "practice": {"key": key, **width, **wrong}}, value


def match(chance: random.Random) -> Case:
    items, bins = listed("i", chance.randint(1, 6)), listed("b", chance.randint(2, 4))
    key = {one: chance.choice([chance.choice(ids(bins)), some(chance, ids(bins), 1)]) for one in ids(items)}
    value = {one: chance.choice(ids(bins)) for one in some(chance, ids(items), 1)}
    pairs = [[one, other] for one in ids(items) for other in ids(bins)]
    return {
        "type": "match",
        "items": items,
        "bins": bins,
        "practice": {"key": key, **slips(chance, pairs)},
    }, value


def order(chance: random.Random) -> Case:
    items = listed("s", chance.randint(2, 6))
    key: list[Any] = chance.sample(ids(items), len(items))
    if len(key) > 3 and chance.random() < 0.4:
        key = [key[:2], *key[2:]]
    value = chance.sample(ids(items), len(items))
    pairs = [[one, other] for one in ids(items) for other in ids(items) if one != other]
    return {"type": "order", "items": items, "practice": {"key": key, **slips(chance, pairs)}}, value


def matrix(chance: random.Random) -> Case:
    rows, columns, options = (
        listed("r", chance.randint(1, 4)),
        listed("c", chance.randint(1, 3)),
        listed("o", 3),
    )
    key = {row: {column: chance.choice(ids(options)) for column in some(chance, ids(columns), 1)} for row in ids(rows)}
    value = {
        row: {column: chance.choice(ids(options)) for column in some(chance, ids(columns), 1)}
        for row in some(chance, ids(rows), 1)
    }
    cells = [[row, column, pick] for row in ids(rows) for column in ids(columns) for pick in ids(options)]
    practice = {"key": key, **slips(chance, cells)}
    own = chance.random() < 0.4
    return {
        "type": "matrix",
        "rows": rows,
        "columns": [{**column, "options": options} for column in columns] if own else columns,
        "options": None if own else options,
        "practice": practice,
    }, value


def find_errors(chance: random.Random) -> Case:
    items, fixes = listed("s", chance.randint(2, 6)), listed("f", 3)
    wrong = some(chance, ids(items), 1)
    key: Any = wrong if chance.random() < 0.4 else {one: chance.choice([True, *ids(fixes)]) for one in wrong}
    value = {one: chance.choice([True, *ids(fixes)]) for one in some(chance, ids(items), 1)}
    return {
        "type": "find_errors",
        "items": items,
        "fixes": fixes,
        "practice": {"key": key, **slips(chance, ids(items))},
    }, value


def simulate(chance: random.Random) -> Case:
    model = models.get("multiplier")
    value = {item["id"]: chance.uniform(item["min"], item["max"]) for item in model.inputs}
    if chance.random() < 0.1:
        value["t"] = 2.0  # outside its range: the model refuses
    goals = [
        {"output": "k", "max": chance.uniform(0.5, 2)},
        {"output": "delta_y", "min": chance.uniform(0, 300)},
        {"output": "c", "max": 0.5},
    ]
    practice = {"goals": some(chance, goals, 1), "key": value}
    return {
        "type": "simulate",
        "model": "multiplier",
        "inputs": model.inputs,
        "outputs": model.outputs,
        "practice": practice,
    }, value


def dictionary(chance: random.Random) -> Case:
    words = ["migra*", "refugee*", "abroad", "displaced", "bird migration", "diaspora", "returnee*"]
    value = {name: ", ".join(some(chance, words, 0)) for name in ("migration", "displacement", "ignore")}
    value["window"] = chance.choice([0, 2])
    goals = [
        {"output": "precision", "min": chance.uniform(0.3, 0.9)},
        {"output": "recall", "min": chance.uniform(0.1, 0.6)},
        {"output": "f1", "max": 0.9},
    ]
    desc = {"type": "dictionary", **questions.get("dictionary").describe(code=chance.choice(["code_a", "code_b"]))}
    return {**desc, "practice": {"goals": some(chance, goals, 1), "key": value}}, value


def table(chance: random.Random) -> Case:
    cells: list[Any] = [1, 2.0, 2.0000001, None, 30.5, "Ghana", " ghana", "Nepal", "NEPAL ", "Mali"]
    names = chance.sample(["iso3", "Name", "usd_million", "pct"], chance.randint(1, 4))
    texts = ["Ghana", "Nepal", "Mali", "Peru", "Fiji"]

    def rows(columns: list[str], count: int) -> list[list[Any]]:
        return [
            [chance.choice(texts) if column == "Name" else chance.choice(cells) for column in columns]
            for _ in range(count)
        ]

    key = {"columns": names, "rows": rows(names, chance.randint(1, 5))}
    columns = chance.choice([names, list(reversed(names)), [*names, "extra"], names[:-1] or names])
    value = {
        "columns": [chance.choice([one, one.upper(), one.replace("_", " ")]) for one in columns],
        "rows": rows(columns, chance.randint(1, 5)),
    }
    if chance.random() < 0.3:
        value = {"columns": names, "rows": chance.sample(key["rows"], len(key["rows"]))}
    extra = chance.choice([{}, {"ordered": True}, {"by": names[0]}, {"tolerance": 0.1}])
    if "Name" in names and chance.random() < 0.5:
        place = value["columns"].index("Name") if "Name" in value["columns"] else 0
        wrong = {"columns": ["Name"], "rows": [[str(row[place]).lower()] for row in reversed(value["rows"])]}
        extra = {**extra, "slips": [{"value": wrong, "message": "Slip"}]}
    elif "Name" in value["columns"] and chance.random() < 0.5:
        cell = [chance.choice(texts), chance.choice(names), chance.choice(cells)]
        extra = {**extra, "slips": [{"value": cell, "message": "Slip"}]}
    return {"type": "table", "columns": [], "rows": [], "practice": {"key": key, **extra}}, value


def text(chance: random.Random) -> Case:
    words = ["Ghana", "families", "decide", "—", "2024", "illegal", "Nepal.", "naïve", "x_y"]
    value = " ".join(chance.choices(words, k=chance.randint(1, 8)))
    rules = {
        "min_words": chance.choice([0, 3]),
        "max_words": chance.choice([0, 6]),
        "needs": {"place": ["Ghana", "Nepal"], "year": r"20\d\d", "x": ["x"]},
        "avoid": [["illegal", "Say irregular."]],
    }
    chosen = {name: rules[name] for name in some(chance, list(rules))}
    return {"type": "text", "min_words": 0, "max_words": 0, "needs": [], "practice": chosen}, value


def document(chance: random.Random) -> Case:
    """Every rule, on documents that are often nearly right."""
    words = ["Ministry", "ministry ", "Office", "A  Union", "a union", "", "Nepal 2030", "Ghana's plan, now"]

    def row() -> dict[str, Any]:
        cells = {
            "name": chance.choice(words),
            "to": chance.choice(["Office", "office", "Nobody", ""]),
            "share": chance.choice([10, 50.0, 40, None, "50"]),
            "start": chance.choice(["2026-01-01", "2027-05-01", ""]),
            "end": chance.choice(["2026-06-30", "2027-05-01", "soon"]),
            "by": chance.choice([["sex"], ["age", "sex"], ["age"], [], "sex"]),
        }
        return {key: cell for key, cell in cells.items() if chance.random() < 0.9}

    value: dict[str, Any] = {
        "aim": chance.choice(words),
        "number": chance.choice([3, 7.5, 100]),
        "other": chance.choice([4, 200]),
        "picks": some(chance, ["a", "b", "c"]),
        "level": chance.choice(["high", "low"]),
        "from": chance.choice(["2026-01-01", "2027-01-01"]),
        "until": "2026-12-31",
        "rows": [row() for _ in range(chance.randint(0, 4))],
    }
    value = {key: one for key, one in value.items() if chance.random() < 0.9} or {"aim": "x"}
    where = chance.choice([None, {"to": "office"}, {"to": ["Office", "Nobody"]}])
    made = [
        rules.filled(["aim", "rows"], "Filled."),
        rules.at_least(chance.choice(["rows", "picks"]), 2, "At least.", where=where),
        rules.at_most(chance.choice(["rows", "picks"]), 2, "At most.", where=where),
        rules.each("rows", ["name", "to"], "Each.", where=where),
        rules.each("rows", "to", "Each of.", one_of=["OFFICE", "nobody"]),
        rules.each("rows", "by", "Each includes.", includes="sex"),
        rules.each("rows", "name", "Each matches.", matches=r"mini|off|20[0-9]{2}"),
        rules.each("rows", "share", "Each number.", low=10, high=chance.choice([None, 45])),
        rules.each("rows", "name", "Each words.", min_words=2),
        rules.unique("rows", chance.choice(["name", ["name", "to"]]), "Unique."),
        rules.one_of(chance.choice(["level", "picks"]), ["high", "a", "b"], "One of."),
        rules.covers("rows", ["office", "nobody"], "Covers.", column="to"),
        rules.covers("picks", ["a", "c"], "Covers picks."),
        rules.refers("rows", "to", "rows", "name", "Refers."),
        rules.ordered_dates(["2025-12-31", "from", "until"], "Dates."),
        rules.ordered_dates(["start", "end"], "Dates of rows.", rows="rows"),
        rules.ordered_dates("start", "Dates down.", rows="rows"),
        rules.sums_to("rows", "share", 100, "Sum.", tolerance=chance.choice([0, 10])),
        rules.between("number", chance.choice([None, 5]), 50, "Between."),
        rules.less("number", "other", "Less."),
        rules.words("aim", 1, chance.choice([None, 1]), "Words."),
        rules.mentions(["aim", "level"], ["Ghana", "union"], "Mentions.", weight=2),
    ]
    return {"type": "document", "practice": {"rules": chance.sample(made, chance.randint(1, 3))}}, value


def chart(chance: random.Random) -> Case:
    kinds = ["line", "bars", "stacked", "dots", "pie"]
    names = ["Mali", "Peru", "Fiji"]
    series = chance.choice(["", "country"])
    value = {"kind": chance.choice(kinds), "x": chance.choice(["year", "country"]), "y": "people", "series": series,
             "show": some(chance, names, 1) if series else [], "zero": chance.random() < 0.5,
             "sort": chance.choice(["table", "up", "down"]), "unit": chance.choice(["", "million", "%"]),
             "title": chance.choice(["", "People  from MALI, 2024", "Migrants of Ägypten 2024", "x" * 30])}  # fmt: skip
    rules = [
        chart_rules.kind(some(chance, kinds, 1), "Kind."),
        chart_rules.uses("x", "year", "Place."),
        chart_rules.uses("series", ["", "country"], "Colour.", weight=2),
        chart_rules.zero("Zero."),
        chart_rules.sort(["up", "down"], "Order.", weight=0.5),
        chart_rules.says("title", [["people", "ÄGYPTEN"], "2024"], "Title."),
        chart_rules.says("unit", [], "Unit."),
        chart_rules.says("source", ["UN"], "Source."),
        chart_rules.short("title", 25, "Short."),
        chart_rules.series("Series.", most=2, includes=some(chance, names)),
        chart_rules.series("More.", least=chance.choice([1, 2])),
    ]
    return {"type": "chart", "practice": {"key": value, "rules": some(chance, rules, 1)}}, value


def allocate(chance: random.Random) -> Case:
    if chance.random() < 0.5:
        people, posts = [f"p{i}" for i in range(4)], {"q0": 1, "q1": 2}
        scores = {p: {q: chance.randint(1, 9) for q in posts} for p in people}
        made = describe_allocate(people=dict.fromkeys(people, "Text"), scores=scores,
                                 posts={q: {"text": "Text", "places": n} for q, n in posts.items()})  # fmt: skip
        rules: dict[str, Any] = {"forbidden": [["p0", "q0", "Not there."]]}
        weight = chance.choice([1, {"q1": 1}])
        rules["limits"] = [{"of": {"p1": 1, "p2": weight}, "least": 1, "message": "One of two."}]
        value: Any = {p: chance.choice(list(posts)) for p in some(chance, people, 1)}
    else:
        options: dict[str, Any] = {"a": {"text": "A", "high": 6, "benefit": [[2, 4], [6, 1.5]]}}
        options["b"] = {"text": "B", "high": 4, "cost": 1.5, "benefit": 3, "whole": chance.random() < 0.5}
        options["c"] = {"text": "C", "benefit": 1.2}
        made = describe_allocate(options, 12, step=0.5)
        rules = {"limits": [{"of": {"a": 1, "b": 2}, "most": 12, "message": "Not both."}]}
        value = {"a": chance.randint(0, 12) / 2, "b": chance.choice([0, 4]), "c": chance.randint(0, 12) / 2}
    slip = {"value": value, "message": "Slip."}
    rules |= chance.choice([{}, {"none": 0.5}, {"full": 1, "broken": 0.5}, {"slips": [slip]}])
    practice = prepare_allocate(made, rules)
    return {"type": "allocate", **made, "practice": practice}, practice["key"] if chance.random() < 0.1 else value


MAKERS = {
    maker.__name__: maker
    for maker in (
        choice,
        number,
        match,
        order,
        matrix,
        find_errors,
        simulate,
        dictionary,
        table,
        text,
        document,
        chart,
        allocate,
    )
}


def test_every_type_is_covered():
    assert sorted(MAKERS) == questions.practised(), (
        "a new type needs a maker here: a question with its practice, an answer"
    )


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_the_page_marks_as_python_does(name, run_js):
    chance = random.Random(f"practise {name}")
    cases = []
    for i in range(CASES):
        desc, value = MAKERS[name](chance)
        desc["practice"] |= {"right": "Well done.", "wrong": "Look again."}
        cases.append(({"schema": 1, "kind": "question", "id": f"m10-p{i}", "ui": {}, **desc}, value))
    found = run_js(SCRIPT, {"strings": bundle.strings(), "cases": cases})
    shares = set()
    for (desc, value), given in zip(cases, found, strict=True):
        outcome = practice_outcome(desc, value)
        shares.add(round(outcome.fraction, 3))
        assert given["fraction"] == pytest.approx(outcome.fraction, abs=1e-12), (desc, value)
        assert given["tone"] == ("good" if outcome.fraction == 1 else "info" if outcome.fraction else "warn")
        told_by_model = name == "simulate" and value["t"] == 2.0
        if not told_by_model:
            assert outcome.message.endswith(given["message"].split("\n")[-1]), (desc, value, given, outcome)
    assert {0.0, 1.0} <= shares, "the cases must hold both right and wrong answers"
