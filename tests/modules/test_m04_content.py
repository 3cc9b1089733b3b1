"""What the pages of M04 say agrees with its tables, models and forms; bad drafts earn nothing as they stand."""

import ast
import calendar
import re

import pytest

from course import data, forms, models
from course.forms.check import clean
from course.movement import bands
from course.questions import document
from course.rules.follow import holds
from tests.modules import module_reading as reading

MODULE = "m04_process"


def _cell(page: str, id: str) -> str:
    return next(cell["source"] for cell in reading.cells(MODULE, page) if cell["id"] == id)


def _asked(page: str, id: str) -> ast.Call:
    return ast.parse(_cell(page, id)).body[-1].value


def _given(call: ast.Call, name: str):
    return ast.literal_eval(next(word.value for word in call.keywords if word.arg == name))


def _rules(question: str) -> list[dict]:
    """The rules of a marked document."""
    told: dict = {}
    tree = ast.parse(_cell("exercises", f"{question}-mark"))
    tree.body[-1].value.func = ast.Name("told", ast.Load())
    tree.body = [node for node in tree.body if "check" not in ast.unparse(node)]
    ast.fix_missing_locations(tree)
    exec(compile(tree, question, "exec"), {"told": lambda _id, **rules: told.update(rules)})
    return told["rules"]


@pytest.mark.parametrize(("question", "form", "count"), [("m04-e2", "organigram", 8), ("m04-e4", "tor", 10)])
def test_a_draft_breaks_every_rule(question, form, count):
    """Who records the draft unchanged has done nothing and earns nothing."""
    draft = _given(_asked("exercises", f"{question}-answer"), "prefill")
    assert clean(forms.get(form), draft) == draft
    rules = _rules(question)
    assert len(rules) == count
    assert [rule["message"] for rule in rules if holds(rule, draft)] == []
    assert document.mark(draft, form=form, rules=rules).fraction == 0


@pytest.mark.parametrize("question", ["m04-e2", "m04-e4"])
def test_the_text_lists_as_many_rules_as_are_marked(question):
    listed = re.findall(r"^\d+\. ", _cell("exercises", f"{question}-text"), re.MULTILINE)
    assert len(listed) == len(_rules(question))


@pytest.mark.parametrize(("page", "cell"), [("lesson", "m04-l5-look"), ("exercises", "m04-e5-text")])
def test_printed_limits_are_those_of_the_table(page, cell):
    rows = re.findall(r"^\| .*\| (–|[\d.]+) \| (–|[\d.]+) \|$", _cell(page, cell), re.MULTILINE)
    expected = [("–", "–") if low is None else (f"{low:g}", f"{high:g}") for low, high in bands().values()]
    assert rows == expected


def test_the_vignettes_of_the_lesson_are_those_of_the_table():
    cases = data.load("mainstreaming_cases").query("kind == 'vignette'").set_index("id")["answer"]
    practice = _given(_asked("lesson", "m04-p5-answer"), "practice")
    assert practice["key"] == cases.to_dict()
    steps = set(data.load("process_cards")["id"])
    assert set(cases) <= steps


def test_the_ten_scenes_are_no_cards_of_the_navigator():
    """The navigator shows its cards in order: the exercise asks with other words."""
    scenes = ast.literal_eval(_asked("exercises", "m04-e1-answer").args[1])
    cards = data.load("process_cards")
    assert len(scenes) == len(cards) == 10
    shown = set(cards["title"]) | set(cards["what"]) | set(cards["product"])
    assert not shown & set(scenes.values())


def test_the_dates_of_the_memo_are_those_of_the_calendar():
    out = models.get("plan_calendar").run({})
    text = _cell("exercises", "m04-r2-text")
    for name in ("next", "closed", "call"):
        assert f"{calendar.month_name[int(out[name] % 12) + 1]} {int(out[name] // 12)}" in text
    scheme = _cell("exercises", "m04-r2-task")
    assert (out["goals_slack"], out["budget_slack"]) == (-4, -3)
    assert "four months after they are closed" in scheme and "three months after the budget call" in scheme
    practice = _given(_asked("lesson", "m04-p6-answer"), "practice")
    assert practice["key"] == -out["budget_slack"]


def test_the_visits_of_the_text_are_those_of_the_table():
    text = _cell("exercises", "m04-e6b-text")
    visits = data.load("learning_missions")
    assert len(visits) == 6
    for code in set(visits["visitor"]) | set(visits["host"]):
        assert data.country_name(code) in text


def test_the_averages_of_the_programme():
    facts = data.load("programme_facts").set_index("id")["value"]
    countries = facts["F05"] + facts["F06"]
    assert (countries, facts["F07"] / countries, facts["F08"] / countries) == (8, 1.5, 7.0)
    assert "1.5 laws and policies and of 7.0 plans" in _cell("lesson", "m04-l3-look")


def test_figures_of_the_key_in_the_trainers_notes():
    from course import peers
    from course.movement import measures

    notes = (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")
    row = next(line for line in notes.splitlines() if line.startswith("| e5a |"))
    for code, digits in (("XSV", (1, 0, 2, 1, 1)), ("BGD", (1, 0, 2, 1, 1))):
        found = [measures(code)[name] for name in ("type", "rights", "planned", "family", "numbers")]
        for value, places in zip(found, digits, strict=True):
            assert f"{value:.{places}f}" in row, (code, value)
    row = next(line for line in notes.splitlines() if line.startswith("| e6c |"))
    hosts = ["MEX", "MDA", "PHL"]
    for visitor, third in (("XSV", "gdp_pc_ppp"), ("SRB", "gdp_pc_ppp"), ("SRB", "destinations_top_5")):
        for score in peers.scores(visitor, hosts, ["emigrants_pct", "remittances_pct_gdp", third]).values():
            assert f"{score:.2f}" in row, (visitor, score)
