"""M01: what the key, the cards and the sentences about the hump say is what the tables say."""

import ast
import re
from statistics import median
from types import SimpleNamespace

import pytest

import course
from course import ask, data
from course.models import hump
from course.tools import migration_hump_tool
from tests.modules import module_reading as reading

MODULE = "m01_ideas"
INCOMES = [10 ** (3 + 0.02 * step) for step in range(101)]


def _source(page: str, cell: str) -> str:
    return next(one["source"] for one in reading.cells(MODULE, page) if one["id"] == cell)


@pytest.fixture(scope="module")
def joined():
    income = data.load("country_indicators")[["iso3", "year", "gdp_pc_ppp"]]
    frame = data.load("migrant_stock_country").merge(income, on=["iso3", "year"])
    frame = frame.dropna(subset=["gdp_pc_ppp", "emigrants_pct_population"])
    return frame[frame["population"] >= 1_000_000]


def _points(frame, year: int) -> list[hump.Point]:
    rows = frame[frame["year"] == year]
    return list(zip(rows["gdp_pc_ppp"], rows["emigrants_pct_population"], strict=True))


def _given(cell: str, name: str) -> float:
    return float(re.search(rf"{name}=([\d.]+)", _source("exercises", cell)).group(1))


def test_e4a_accepts_the_top_of_the_line_and_nothing_else(joined):
    points = _points(joined, 2020)
    assert len(points) == 153
    line = [at for at in hump.line(points, INCOMES) if at.middle is not None]
    top = max(line, key=lambda at: at.middle)
    key, tolerance = _given("m01-e4a-mark", "key"), _given("m01-e4a-mark", "tolerance")
    assert abs(top.income - key) <= 0.1 * key
    accepted = [at for at in line if abs(at.income - key) <= tolerance]
    others = [at for at in line if abs(at.income - key) > tolerance]
    assert min(at.middle for at in accepted) >= 0.86 * top.middle
    assert max(at.middle for at in others) <= 0.97 * top.middle
    assert hump.local_share(points, 10_000).middle < 0.8 * top.middle, "the 10,000 of the study is not the answer"


def test_the_top_of_the_line_lies_near_there_in_every_year(joined):
    """What the trainer's notes say about the turning region."""
    for year in (1990, 1995, 2000, 2005, 2010, 2015, 2020):
        line = [at for at in hump.line(_points(joined, year), INCOMES) if at.middle is not None]
        assert 18_000 <= max(line, key=lambda at: at.middle).income <= 28_000, year


def _shown(year: int, small: bool = False) -> list[hump.Point]:
    """The dots of the explorer in one year, with or without the small countries."""
    at = migration_hump_tool.YEARS.index(year)
    places = [one for one in migration_hump_tool._places() if small or not one.get("small")]
    pairs = [(one["income"].split(",")[at], one["share"].split(",")[at]) for one in places]
    return [(float(income), float(share)) for income, share in pairs if income and share]


def test_the_self_check_reads_the_middle_line_of_the_tool():
    """Per year: the line at 7,000; with the small countries; at 5,000; and its upper edge."""
    cell = _source("selfcheck", "m01-s4-answer")
    line, again, small, lower, upper = (ast.literal_eval(found) for found in re.findall(r"\{20\d\d: [^}]+\}", cell))
    assert line == again
    assert f"year={list(line)}" in cell
    for year in line:
        points = _shown(year)
        assert round(hump.local_share(points, 7000).middle, 2) == line[year]
        assert round(hump.local_share(_shown(year, small=True), 7000).middle, 2) == small[year]
        assert round(hump.local_share(points, 5000).middle, 2) == lower[year]
        assert round(hump.local_share(points, 7000).high, 2) == upper[year]
        assert hump.local_share(points, 1000).middle < line[year], "statement d of m01-s6"


@pytest.mark.parametrize("year", [2005, 2010, 2015])
def test_the_self_check_knows_the_rank_correlation_of_the_tool(year, monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")
    monkeypatch.setattr(course, "variant", lambda _id, **_choices: SimpleNamespace(year=year))
    exec(compile(_source("selfcheck", "m01-s5-answer"), "m01-s5", "exec"), {})
    practice = ask.known.pop("m01-s5")["practice"]
    shown = hump.rank_correlation([point for point in _shown(year) if point[0] < 10_000])
    assert abs(practice["key"] - round(shown, 2)) <= practice["tolerance"]
    assert shown > 0.15, "the message on the sign"


def test_the_first_statement_of_e4b_describes_the_picture(joined):
    rows = joined[joined["year"] == 2020].set_index("gdp_pc_ppp")["emigrants_pct_population"].sort_index()
    assert median(rows.loc[20_000:30_000]) > median(rows.loc[1_500:2_500])


def test_e6b_is_the_number_of_the_tool(joined):
    points = _points(joined, 2020)
    rich = [point for point in points if point[0] >= 10_000]
    poor = [point for point in points if point[0] < 10_000]
    assert round(hump.rank_correlation(rich), 3) == -0.201 and len(rich) == 90
    assert round(hump.rank_correlation(poor), 2) == 0.12
    assert round(hump.rank_correlation(points), 2) == 0.07


def test_the_countries_that_grew(joined):
    """65 countries, 43 up, 22 down: the sentence in part 3."""
    wide = joined[joined["year"].isin((1990, 2020))].pivot(
        index="iso3", columns="year", values=["gdp_pc_ppp", "emigrants_pct_population"]
    )
    wide = wide.dropna()
    income, share = wide["gdp_pc_ppp"], wide["emigrants_pct_population"]
    grew = (income[1990] < 10_000) & (income[2020] > income[1990])
    up, down = (share[2020] > share[1990]) & grew, (share[2020] < share[1990]) & grew
    said = _source("lesson", "m01-l3-understand")
    found = re.search(r"There are (\d+) of them. In (\d+) the number .* went up. In (\d+) it went down", said)
    assert [int(number) for number in found.groups()] == [int(grew.sum()), int(up.sum()), int(down.sum())]


def test_the_value_that_p9_asks_for():
    rows = data.load("migrant_stock_country").set_index(["iso3", "year"])["emigrants_pct_population"]
    source = _source("lesson", "m01-p9-answer")
    assert round(rows["MAR", 1990], 1) == 5.3 and '"key": 5.3' in source
    assert round(rows["MAR", 2020], 1) == 9.0 and "9.0" in source
    assert round(rows["NPL", 1990], 1) == 2.7


def test_the_exercise_prints_the_cards_of_the_table():
    printed = _source("exercises", "m01-e3-text")
    for card in data.load("evidence_cards").itertuples():
        assert f"**{card.id}. {card.claim}** {card.findings} ({card.places})" in printed


def test_every_source_of_a_card_is_listed():
    listed = {source["id"] for source in reading.about(MODULE)["source"]}
    for card in data.load("evidence_cards").itertuples():
        for source in card.sources.split("; "):
            assert source in listed or re.fullmatch(r"\d{3}:\d+(-\d+)?", source), (card.id, source)


def test_no_table_grades_what_the_exercises_ask():
    """The key of E2, E3 and E5 stands in hidden tests alone."""
    for name, columns in {
        "evidence_cards": {"id", "claim", "cause", "effect", "findings", "places", "sources"},
        "diaspora_actions": {"id", "action", "synthetic"},
        "practice_headlines": {"id", "headline", "kind", "synthetic"},
    }.items():
        assert set(data.load(name).columns) == columns


def test_the_actions_of_e5_are_those_of_the_table():
    tree = ast.parse(_source("exercises", "m01-e5-mark"))
    keys = next(word.value for word in tree.body[-1].value.keywords if word.arg == "key")
    assert [key.value for key in keys.keys] == list(data.load("diaspora_actions")["id"])


def test_the_words_of_e1_stand_in_the_glossary():
    call = ast.parse(_source("exercises", "m01-e1-answer")).body[-1].value
    cases, words = (ast.literal_eval(part) for part in call.args[1:3])
    terms = set(data.load("glossary")["term"])
    assert len(cases) == 15 and set(words.values()) <= terms and len(words) == 18
    wordings = " ".join(data.load("glossary")["current_wording"])
    assert not any(text.rstrip(".") in wordings for text in cases.values()), "a definition that can be looked up"


def test_the_module_has_twenty_words_of_its_own():
    assert data.load("glossary")["modules"].str.split("; ").map(lambda codes: "M01" in codes).sum() >= 20
