"""Keys of M02 recomputed from the documents' numbers and the tables; what the lesson says about them still holds."""

import ast
import re

import pytest

from course import data
from course.models.base_rates import rates_from_share
from course.models.concentration import concentration
from course.models.mirror import asymmetry, emigrants, immigrants, pairs
from course.models.overlap import overlap_bounds, overlap_of
from course.models.rounding import whole_numbers
from course.tools.mirror_statistics_tool import exchange
from tests.modules import module_reading as reading

MODULE = "m02_statistics"


def _source(id: str, page: str = "exercises") -> str:
    return next(cell["source"] for cell in reading.cells(MODULE, page) if cell["id"] == id)


def _rules(question: str) -> dict:
    """What the graded cell gives to ``mark``."""
    tree = ast.parse(_source(f"{question}-mark"))
    names: dict = {"told": lambda _id, **rules: rules}
    kept = [node for node in tree.body[:-1] if not isinstance(node, ast.Expr | ast.ImportFrom)]
    exec(compile(ast.Module(kept, []), question, "exec"), names)
    call = tree.body[-1].value
    call.func = ast.copy_location(ast.Name("told", ast.Load()), call.func)
    return eval(compile(ast.Expression(call), question, "eval"), names)


def _answers(question: str) -> list[float]:
    return [row[1] for row in _rules(question)["key"]["rows"]]


def test_e1_from_the_quoted_numbers():
    text = _source("m02-e1-text")
    women, men, total = (int(re.search(p, text)[1].replace(",", "")) for p in
                         (r"([\d,]+) Female", r"([\d,]+) Male", r"([\d,]+) Participants"))  # fmt: skip
    sites = [int(found.replace(",", "")) for found in re.findall(r"\w \(([\d,]+)\)", text)]
    all_money, labour, training = (int(found.replace(",", "")) for found in re.findall(r"\d{2,3},\d{3},\d{3}", text))
    found = concentration(sites, total=total)
    assert _answers("m02-e1") == pytest.approx(
        [women + men - total, labour / 49, all_money - labour - training, found["sum"], 100 * found["top10"], 62 + 11]
    )


def test_e2_is_the_list_of_contradictions_that_the_tool_does_not_show():
    known = set(data.load("report_claims").query("verdict == verdict")["id"].str.lower())
    shown = set(ast.literal_eval(next(
        node.args[1] for node in ast.walk(ast.parse(_source("m02-e2-answer")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "find_errors"
    )))  # fmt: skip
    assert len(shown) == 16 and not shown & known, "a card with a verdict gives the answer away"
    notes = (reading.MODULES / MODULE / "trainer.md").read_text(encoding="utf-8")
    verdicts = dict(re.findall(r"^\| (F\d\d) \| (\w+) \|", notes, re.MULTILINE))
    assert len(verdicts) == 37
    assert sorted(_rules("m02-e2")["key"]) == sorted(c for c in shown if verdicts[c.upper()] == "DIFF")
    for row in data.load("report_claims").query("verdict == verdict").itertuples():
        assert verdicts[row.id] == row.verdict


def test_e3_whole_numbers_and_bounds():
    groups = [whole_numbers(percent, 119) for percent in (91, 84, 75)]
    answers = _answers("m02-e3")
    assert [(k, k) for k in answers[:3]] == groups
    assert answers[3:] == [overlap_of(100, 89, 108), *overlap_bounds(119, 100, 89)]


def test_e4_rural_poverty():
    share, rural, rate = (data.figure(name).value / 100 for name in ("P60", "P61", "P62"))
    everybody, urban = rates_from_share(rural, rate, share)
    assert _rules("m02-e4a")["key"] == pytest.approx(100 * everybody)
    assert _rules("m02-e4b")["key"] == pytest.approx(100 * urban, abs=0.05)


def test_e5_from_the_printed_tables():
    counted, estimated = exchange("exercise")
    rows = re.findall(r"^\| \*\*([A-D])\*\* \| (.+) \|$", _source("m02-e5-text"), re.MULTILINE)
    assert len(rows) == 8
    for place, (origin, line) in enumerate(rows):
        cells = dict(zip("ABCD", line.split(" | "), strict=True))
        table = counted if place < 4 else estimated
        assert {c: int(n.replace(",", "")) for c, n in cells.items() if n != "–"} == table[origin]
    assert emigrants(counted, "A") == 255_200 and immigrants(counted, "A") == 22_100
    widest = max(pairs(counted, estimated), key=lambda pair: pair["asymmetry"])
    assert _rules("m02-e5b")["key"] == f"{widest['origin']}{widest['destination']}".lower()
    most_people = max(pairs(counted, estimated), key=lambda pair: abs(pair["difference"]))
    assert (most_people["origin"], most_people["destination"]) == ("A", "B"), "the tempting wrong answer"
    assert asymmetry(20_100, 11_900) == pytest.approx(51.25)


def test_e6_from_the_table_of_names():
    names = data.load("country_names").query("kind == 'nationality'")
    once = names["iso3"].fillna(names["seed_name"]).nunique()
    assert _answers("m02-e6a") == [names["entry"].nunique(), len(names), once]
    today = dict(
        zip(data.load("country_names")["seed_name"].str.lower(), data.load("country_names")["iso3"], strict=True)
    )
    asked = ast.literal_eval(ast.parse(_source("m02-e6b-answer")).body[1].value.args[1])
    assert {item: today[name.lower()] for item, name in asked.items()} == _rules("m02-e6b")["key"]
    bins = ast.literal_eval(ast.parse(_source("m02-e6b-answer")).body[1].value.args[2])
    assert all(name == data.country_name(code) for code, name in bins.items())


def test_what_the_lesson_says_about_the_tables():
    quality = data.load("migrant_stock_quality")
    text = _source("m02-l1-look", "lesson")
    both = (quality["born_abroad"] & quality["citizenship"]).sum()
    assert (quality["born_abroad"].sum(), quality["citizenship"].sum(), both) == (
        182,
        48,
        2,
    ) and "182 countries" in text
    abroad = data.load("sandovia_migrants").query("year == 2024 and direction == 'emigrants'").set_index("country")
    women = (100 * abroad["female"] / abroad["migrants"]).round()
    assert (women["Norland"], women["Taruvia"]) == (57, 33)
    assert abroad["migrants"].sum() == data.value("sandovia_pack", "value", indicator="emigrants") == 905_000
    assert round(21_000 / 7200, 1) == 2.9 and data.value("sandovia_pack", "value", indicator="net_migration") == -21_000


def test_a_quarter_moves_from_south_to_south():
    groups = data.load("countries").set_index("iso3")["income_group"]
    stock = data.load("migrant_stock_bilateral").query("year == 2024")
    low = [
        stock[side].map(groups).notna() & (stock[side].map(groups) != "High income")
        for side in ("origin", "destination")
    ]
    assert stock[low[0] & low[1]]["migrants"].sum() / stock["migrants"].sum() == pytest.approx(0.25, abs=0.01)


def test_practice_with_the_exchange_of_the_lesson():
    counted, _estimated = exchange("lesson")
    assert emigrants(counted, "Eastmark") == 214_300 and '"key": 214300' in _source("m02-p10-answer", "lesson")
    assert immigrants(counted, "Eastmark") == 282_100


def test_two_populations_of_one_country():
    """The choice in m02-p19: people abroad for each 100 at home, with either population."""
    abroad = data.value("migrant_stock_country", "emigrants", iso3="MDA", year=2024)
    at_home = data.value("migrant_stock_country", "population", iso3="MDA", year=2024)
    other = data.value("country_indicators", "population", iso3="MDA", year=2023)
    assert (abroad, at_home, other) == (864_257, 2_402_306, 3_067_072)
    assert (round(100 * abroad / at_home), round(100 * abroad / other)) == (36, 28)
