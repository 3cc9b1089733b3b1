"""Each tool as Python hands it out: description, still page, size, words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from course import data, models, tools

NAMES = tools.__all__
LARGEST = {
    "case_planner": 18_000,
    "reintegration_score": 14_000,
    "gcm_picker": 26_000,
    "timeline": 14_000,
    "process_explorer": 13_000,
    "cost_comparer": 90_000,
    "flows": 120_000,
    "glossary_trainer": 45_000,
    "migration_hump": 45_000,
    "country_file": 90_000,  # every form of the course
    "capstone_assembler": 45_000,  # a whole plan, packed
    "checklist_scorer": 45_000,
    "coherence_matrix": 30_000,
    "statistics_detective": 25_000,
    "vintage_explorer": 60_000,
    "migration_profile": 50_000,
    "name_harmoniser": 15_000,
    "logframe_builder": 45_000,
    "results_tracker": 10_000,
    "mmicd_wizard": 10_000,
}


@pytest.fixture(autouse=True)
def still(monkeypatch):
    monkeypatch.setenv("COURSE_STATIC", "1")


class Balance(HTMLParser):
    """Counts open tags, so that a forgotten end tag is seen."""

    void = frozenset({"br", "hr", "img", "input", "meta", "link", "path", "line", "rect", "circle", "polyline"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.void:
            assert self.open.pop() == tag


@pytest.mark.parametrize("name", NAMES)
class TestEveryTool:
    def test_says_what_it_is_for_and_what_it_cannot_tell(self, name):
        desc = getattr(tools, name)().desc
        assert (desc["schema"], desc["kind"], desc["tool"]) == (1, "tool", name)
        assert desc["title"]
        assert desc["purpose"].endswith(".")
        assert len(desc["limits"]) >= 2
        assert desc["source"]

    def test_is_plain_json_and_small(self, name):
        desc = getattr(tools, name)().desc
        size = len(json.dumps(desc, ensure_ascii=False, allow_nan=False).encode())
        assert size <= LARGEST.get(name, 8_000), f"{name}: {size} bytes"

    def test_still_page_stands_alone(self, name):
        bundle = getattr(tools, name)()._repr_mimebundle_()
        html = bundle["text/html"]
        desc = bundle["application/vnd.course.view+json"]
        page = Balance()
        page.feed(html)
        assert page.open == []
        assert "<table" in html or name == "rescue_kit"
        assert not re.search(r"""<script|(src|href)="(?!data:|#)""", html), "a still page loads nothing"
        for limit in desc["limits"]:
            assert limit.replace("'", "&#x27;") in html
        assert bundle["text/plain"].startswith("Tool: ")

    def test_uses_neutral_words(self, name):
        if name == "glossary_trainer":
            pytest.skip("its subject is these words; the glossary has a test of its own")
        text = json.dumps(getattr(tools, name)().desc).lower()
        for word in ("illegal", "ranking", "best country", "worst", "flood", "host country", "sending country"):
            assert word not in text


@pytest.mark.parametrize(
    ("tool", "model"), [("multiplier", "multiplier"), ("household", "household"), ("flows", "cheaper_sending")]
)
def test_tools_carry_the_inputs_of_their_models(tool, model):
    assert getattr(tools, tool)().desc["inputs"] == models.get(model).inputs


def test_cost_comparer_opens_where_it_is_told():
    start = tools.cost_comparer("kgz", part="corridors").desc["data"]
    assert start["part"] == "corridors"
    assert start["corridors"]["start"]["to"] == "KGZ"
    # Prices are collected only from Switzerland, never to it.
    only_from = tools.cost_comparer("CHE").desc["data"]["corridors"]["start"]
    assert only_from["from"] == "CHE"


def test_cost_comparer_shows_every_country_that_has_prices():
    frame = data.load("remittance_prices")
    for code in sorted({*frame["sending"], *frame["receiving"]})[::10]:  # each tenth: a description takes 0.1 s
        start = tools.cost_comparer(code).desc["data"]["corridors"]["start"]
        assert code in start.values(), code
    names = tools.cost_comparer().desc["data"]["corridors"]["names"]
    assert set(names) == {*frame["sending"], *frame["receiving"]}


def test_the_tempting_offer_has_no_fee_and_is_not_the_cheapest():
    given = tools.cost_comparer().desc["data"]
    offers = {one["id"]: one for one in given["offers"]}
    cost = {id: 100 * one["fee_200"] / 200 + one["margin"] for id, one in offers.items()}
    chosen = given["offer"]
    assert offers[chosen]["fee_200"] == 0
    assert sum(price < cost[chosen] for price in cost.values()) >= 3


def test_unknown_countries_are_named_in_plain_words():
    with pytest.raises(data.UnknownCountry, match="no country or area"):
        tools.cost_comparer("XXZ")
    with pytest.raises(data.UnknownCountry, match="no country or area"):
        tools.flows("XXZ")
    with pytest.raises(ValueError, match="No price of sending money is collected"):
        tools.cost_comparer("ISL")
    with pytest.raises(ValueError, match="offers"):
        tools.cost_comparer(part="elsewhere")


def test_flows_start_with_any_country():
    desc = tools.flows("mda").desc
    assert desc["data"]["start"] == "MDA"
    names = [place["name"] for place in desc["data"]["places"][1:]]
    assert names == sorted(names)
    assert len(names) > 150


def test_world_stock_has_known_totals():
    world = tools.world_stock().desc["data"]
    assert world["migrants"][world["years"].index(2024)] == 304_021_813
    assert world["migrants_2020"][world["years_2020"].index(2020)] == 280_598_105
    assert world["population"][world["years"].index(2024)] == pytest.approx(8.12e9, rel=0.01)
    share = 100 * world["migrants"][-1] / world["population"][-1]
    assert round(share, 1) == 3.7


def test_families_stay_inside_the_controls():
    desc = tools.household().desc
    model = models.get("household")
    assert len(desc["data"]["families"]) == 4
    for family in desc["data"]["families"]:
        out = model.run(family["values"])  # raises when a value is outside its range
        assert out["received"] > 0


def test_unknown_tool():
    with pytest.raises(AttributeError, match="no attribute 'map_of_atlantis'"):
        tools.map_of_atlantis  # noqa: B018
