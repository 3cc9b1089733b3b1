"""What the tools compute in JavaScript from the packed data: no page is needed for it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from course import data, tools
from course.models.remittance_cost import cost_pct, received
from course.web import bundle


@pytest.fixture
def desc(monkeypatch):
    """The description of a tool by name."""
    monkeypatch.setenv("COURSE_STATIC", "1")
    return lambda name, *args: getattr(tools, name)(*args).desc


def test_corridors_survive_packing(run_js, desc):
    corridors = desc("cost_comparer")["data"]["corridors"]
    unpacked = run_js(
        'import { unpackCorridor } from "#js/tools/cost_corridors.js";\n'
        "done(data.rows.map((row) => unpackCorridor(data, row)));",
        corridors,
    )
    found = {
        (one["from"], one["to"], quarter): value
        for one in unpacked
        for quarter, value in zip(one["quarters"], one["values"], strict=True)
        if value is not None
    }
    frame = data.load("remittance_prices")
    expected = {
        (row.sending, row.receiving, row.quarter): row.cost_pct_200
        for row in frame.itertuples()
        if row.cost_pct_200 == row.cost_pct_200
    }
    assert found.keys() == expected.keys()
    assert all(found[key] == pytest.approx(value, abs=0.005) for key, value in expected.items())
    latest = frame.sort_values("quarter").groupby(["sending", "receiving"]).last()
    for one in unpacked:
        row = latest.loc[(one["from"], one["to"])]
        assert (one["cost500"], one["margin"], one["services"]) == (
            row["cost_pct_500"],
            row["fx_margin_pct_200"],
            row["n_services"],
        )


def test_flows_survive_packing(run_js, desc):
    given = desc("flows")["data"]
    places = run_js(
        'import { placeData } from "#js/tools/flows_tool.js";\n'
        "done(data.places.map((one) => placeData(data, one.id)));",
        given,
    )
    by_id = {place["id"]: place for place in places}
    assert len(by_id) > 150
    year = given["years"].index(2022)
    india = data.value("country_flows", "remittances_usd", iso3="IND", year=2022)
    assert by_id["IND"]["remittances"][year] == pytest.approx(india / 1e6, rel=1e-4)
    group = data.value("financial_flows", "usd_million", flow="oda", year=2018)
    assert by_id["LMIC"]["third"][given["years"].index(2018)] == group
    assert by_id["LMIC"]["third"][year] is None
    assert all(value is None or value > 0 for place in places for value in place["remittances"])


@pytest.mark.parametrize("amount", [50, 200, 300, 310, 1000])
def test_offers_are_priced_like_in_python(run_js, desc, amount):
    offers = desc("cost_comparer")["data"]["offers"]
    priced = run_js(
        'import { pricedOffers } from "#js/tools/cost_offers.js";\ndone(pricedOffers(data.offers, data.amount));',
        {"offers": offers, "amount": amount},
    )
    for offer, shown in zip(offers, priced, strict=True):
        fee = offer["fee_200"] if amount <= 300 else offer["fee_500"]
        assert shown["cost_pct"] == pytest.approx(cost_pct(amount, fee, offer["margin"]))
        assert shown["received"] == pytest.approx(received(amount, fee, offer["margin"]))


def test_conditions_leave_out_offers(run_js, desc):
    offers = desc("cost_comparer")["data"]["offers"]
    fitting = run_js(
        'import { fittingOffers } from "#js/tools/cost_offers.js";\n'
        'done(fittingOffers(data, { days: "2", cash: true, wide: true }).map((one) => one.id));',
        offers,
    )
    expected = [one["id"] for one in offers if one["days"] <= 2 and one["cash"] and one["accessible"]]
    assert fitting == expected
    assert 0 < len(fitting) < len(offers)


def test_ticks_hold_the_data_and_are_round(run_js):
    cases = [[0, 11.9], [0, 304], [-20, 104], [0, 0.4], [1990, 2024], [0, 0]]
    for (low, high), ticks in zip(
        cases,
        run_js('import { niceTicks } from "#js/svg.js";\ndone(data.map((c) => niceTicks(...c)));', cases),
        strict=True,
    ):
        assert ticks[0] <= low
        assert ticks[-1] >= high
        assert 2 <= len(ticks) <= 9


def test_labels_keep_apart(run_js):
    placed = run_js(
        'import { spreadLabels } from "#js/svg.js";\ndone(spreadLabels(data, 18, 0, 100));',
        [{"y": 95}, {"y": 97}, {"y": 20}, {"y": 96}],
    )
    heights = [label["y"] for label in placed]
    assert all(b - a >= 18 - 1e-9 for a, b in pairwise(heights))
    assert max(heights) <= 100


def test_every_string_of_the_tools_exists():
    """Strings that are put together from a name, such as ``stock.ask_level``, are covered by the browser test."""
    strings = bundle.strings()
    for path in (bundle.JS / "tools").glob("*.js"):
        text = path.read_text("utf-8")
        for key in re.findall(r'(?:say|words)\(\s*"([\w.]+)"', text) + re.findall(r'\? "([a-z]+\.\w+)"', text):
            assert key in strings, f"{path.name} says {key}"


def test_no_string_is_left_over():
    strings = {key for key in bundle.strings() if "." in key}
    text = "".join(path.read_text("utf-8") for path in bundle.JS.rglob("*.js"))
    # `say(`flows.${flow}`)` says every string that begins with "flows."
    composed = tuple(re.findall(r"`([a-z]+\.\w*)\$\{", text))
    for key in strings:
        assert f'"{key}"' in text or key.startswith(composed), key
