"""M12: text, key and notes say what the table holds; no key stands on a lesson screen."""

import ast
import re

import pytest

from course import ask, data, forms, reintegration, tools
from course.forms.check import clean
from course.models.case_plan import RULES, kept
from course.models.need_matrix import LEVELS, cell_counts, filled_cells
from course.models.reintegration_score import DIMENSIONS, bottleneck, composite
from grading.bank import load
from tests.modules import module_reading as reading

MODULE = "m12_return"


def source(page: str, cell: str) -> str:
    return next(one["source"] for one in reading.cells(MODULE, page) if one["id"] == cell)


def rules(question: str) -> dict[str, ast.expr]:
    """What a graded cell gives to ``mark``, as code."""
    return {word.arg: word.value for word in ast.parse(source("exercises", f"{question}-mark")).body[-1].value.keywords}


def notes() -> str:
    return (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")


def lesson() -> str:
    return "\n".join(cell["source"] for cell in reading.cells(MODULE, "lesson"))


def composites(by, **arguments) -> dict:
    table = reintegration.means(by, **arguments)
    return {key: round(value, 3) for key, value in table.set_index(by)["composite"].items()}


def test_the_riddle_is_in_the_table():
    whole = composites("case_management", interview="second")
    assert whole == {"yes": 0.533, "no": 0.589}
    assert "0.53 with case management and 0.59 without" in lesson() and "0.533 with and 0.589 without" in notes()
    parts = composites(["vulnerability", "case_management"], interview="second")
    assert parts == {("high", "yes"): 0.439, ("high", "no"): 0.348, ("low", "yes"): 0.733, ("low", "no"): 0.626}
    for value in ("0.439 and 0.348", "0.733 and 0.626"):
        assert value in notes()


def test_the_people_counted_in_chart_and_notes():
    table = reintegration.means(["vulnerability", "case_management"], interview="second")
    people = table.set_index(["vulnerability", "case_management"])["people"].to_dict()
    assert people == {("high", "yes"): 51, ("high", "no"): 13, ("low", "yes"): 24, ("low", "no"): 85}
    assert "51 and 13 people in a difficult situation on arrival, 24 and 85" in source("lesson", "m12-l4-chart")
    found = reintegration.scored().groupby(["vulnerability", "interview"])["id"].nunique()
    assert found.to_dict() == {
        ("high", "first"): 83,
        ("high", "second"): 64,
        ("low", "first"): 117,
        ("low", "second"): 109,
    }
    assert "Of 83 people in a difficult situation 64 were found again, of 117 others 109" in notes()
    assert sum(people.values()) == 173 and "173 at the second" in notes()


def test_help_was_offered_as_the_notes_say():
    first = data.load("returnees").query("interview == 'first'")
    share = (first["case_management"] == "yes").groupby(first["vulnerability"]).mean()
    assert 0.78 < share["high"] < 0.86 and 0.12 < share["low"] < 0.24, "four of five, one of six in the generator"


def test_the_key_of_e4_is_the_table_that_the_task_names():
    table = reintegration.means("case_management", both=True, where={"vulnerability": "high"})
    social = table.pivot(index="case_management", columns="interview", values="social").round(3)
    assert social.to_numpy().tolist() == [[0.367, 0.401], [0.398, 0.510]]
    assert "0.398 → 0.510" in notes() and "0.367 → 0.401" in notes()
    tolerance = ast.literal_eval(rules("m12-e4a")["tolerance"])
    read = (0.510 - 0.398) - (0.401 - 0.367)
    exact = table.pivot(index="case_management", columns="interview", values="social")
    change = exact["second"] - exact["first"]
    assert abs(read - (change["yes"] - change["no"])) < tolerance, "who reads three decimals is right"


def test_e1_is_balanced_and_shows_no_practice_card():
    key = ast.literal_eval(rules("m12-e1a")["key"])
    assert cell_counts(key.values()) == [[2, 2, 2]] * 3
    assert len(key) == 18 and set(LEVELS) and set(DIMENSIONS)
    asked = ast.literal_eval(
        source("exercises", "m12-e1a-answer").split("rows=")[1].split("columns=")[0].strip().rstrip(",")
    )
    cards = set(data.load("reintegration_measures")["measure"])
    assert not set(asked.values()) & cards
    assert not [text for text in asked.values() if text in lesson()]


def test_the_draft_of_sandovia_is_as_uneven_as_lesson_and_notes_say():
    draft = data.load("reintegration_measures").query("list == 'sandovia'").to_dict("records")
    assert (len(draft), filled_cells(draft)) == (10, 5)
    assert "ten measures in five cells" in notes()


def test_targets_of_the_measures_are_targets_of_the_table():
    targets = set(data.load("sdg_targets")["target"].astype(str))
    assert set(data.load("reintegration_measures")["target"].astype(str)) <= targets
    named = re.findall(
        r'"(\d+\.\d+[a-z]?) [A-Z]', source("exercises", "m12-e1b-answer") + source("lesson", "m12-p15-answer")
    )
    assert len(named) == 15 and set(named) <= targets


def test_the_bottlenecks_of_e3c_follow_from_the_printed_scores():
    key = ast.literal_eval(rules("m12-e3c")["key"])
    rows = re.findall(
        r"^\| Person (\w) \| ([\d.–]+) \| ([\d.–]+) \| ([\d.–]+) \|", source("exercises", "m12-e3c-text"), re.M
    )
    assert len(rows) == 4
    for person, *printed in rows:
        scores = {name: None if text == "–" else float(text) for name, text in zip(DIMENSIONS, printed, strict=True)}
        assert (bottleneck(scores) or ["unknown"]) == [key[person.lower()]["lowest"]]


def test_worked_example_of_the_lesson():
    assert composite([0.40, 0.65, 0.75]) == pytest.approx(0.60)
    assert "(0.40 + 0.65 + 0.75) / 3 = 0.60" in lesson()


@pytest.fixture
def draft(monkeypatch):
    """What stands in the form of E5 before anything is changed."""
    monkeypatch.setenv("COURSE_STATIC", "1")
    ask.known.clear()
    exec(source("exercises", "m12-e5-answer"), {})
    return ask.known["m12-e5"]["prefill"]


def facts() -> dict:
    body = ast.parse(source("exercises", "m12-e5-mark")).body
    return ast.literal_eval(next(node.value for node in body if isinstance(node, ast.Assign)))


def test_the_draft_of_e5_keeps_no_rule(draft):
    assert clean(forms.get("case_plan"), draft) == draft
    assert [name for name, held in kept(draft, facts(), reintegration.services()).items() if held] == []


def test_e5_has_one_message_for_each_rule_and_each_is_broken_alone_in_the_bank():
    asked = [node.args[0] for node in rules("m12-e5")["rules"].elts]
    named = [next(n.value for n in ast.walk(one) if isinstance(n, ast.Constant)) for one in asked]
    assert named == list(RULES)
    entry = load(MODULE).entries["m12-e5"]
    broken = [
        [name for name, held in kept(slip.raw, facts(), reintegration.services()).items() if not held]
        for slip in entry.slips
    ]
    broken = [one or ["consent"] for one in broken]  # agreed after the first talk and before the day of the task
    assert broken == [[name] for name in RULES]


def test_no_key_stands_on_a_lesson_screen(monkeypatch):
    """Still pictures of the tools and the lesson's texts: the numbers of E4 and E6, and the case of E5."""
    monkeypatch.setenv("COURSE_STATIC", "1")
    stills = " ".join(
        getattr(tools, name)()._repr_mimebundle_()["text/html"]
        for name in ("need_matrix", "reintegration_score", "case_planner")
    )
    shown = stills + lesson()
    assert "0.078" not in shown and "0.510" not in shown
    for row in ("<td>34</td>", "<td>51</td>"):
        assert row not in stills, "E6 looks at a part of the people"
    assert "K-31" not in shown
    assert "2027-03-03" not in shown


def test_the_practice_note_and_the_graded_note_are_about_other_people():
    assert "K-44" not in lesson() and "K-44" in source("exercises", "m12-r1-text")


def test_country_facts_say_what_they_cannot_say():
    table = reintegration.country_facts("NPL")
    assert len(table) == 7 and table.iloc[:, -1].str.len().min() > 10
    assert table.loc["Change of their number from 2020 to 2024", "Value"] == "11.8"
    with pytest.raises(data.UnknownCountry):
        reintegration.country_facts("XXZ")
