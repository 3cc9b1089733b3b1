"""Keys and worked examples agree with the data and the models; every automatic item helps with typical slips."""

import ast
import re

import pytest

from course import data
from course.models.multiplier import multiplier
from course.models.remittance_cost import cost_pct, received
from tests.modules import module_reading as reading

AUTO = [
    (module, cell)
    for module in reading.module_names()
    if not reading.is_test(module)  # a test gives no hints: test_forms.py
    for cell in reading.cells(module, "exercises")
    # the messages of the plan's rules stand in course/plan/rules.toml: tests/course/plan
    if cell["id"].endswith("-mark") and "mark.plan(" not in cell["source"]
]
each_mark = pytest.mark.parametrize(("module", "cell"), AUTO, ids=[cell["id"] for _module, cell in AUTO])
FEWEST_SLIPS = 2


def _call(cell: dict) -> ast.Call:
    """The ``mark.<type>(…)`` call that ends a graded cell."""
    return ast.parse(cell["source"]).body[-1].value


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((word.value for word in call.keywords if word.arg == name), None)


def _slips(call: ast.Call) -> list[str]:
    """The messages of the slips: ``slips=``; of simulators ``constraints=``, ``partial=``; of documents ``rules=``."""
    messages = [
        next(part.value for part in reversed(rule.args) if isinstance(getattr(part, "value", None), str))
        for rule in getattr(_keyword(call, "rules"), "elts", [])
        if isinstance(rule, ast.Call)
    ]
    for name in ("slips", "constraints", "partial"):
        found = _keyword(call, name)
        if isinstance(found, ast.Dict):
            messages += [value.value for value in found.values]
        elif isinstance(found, ast.List):
            messages += [
                next(part.value for part in entry.elts[1:] if isinstance(getattr(part, "value", None), str))
                for entry in found.elts
            ]
    return messages


@each_mark
def test_typical_slips_have_their_own_helpful_message(module, cell):
    messages = _slips(_call(cell))
    # A multiple choice names only its wrong options.
    assert len(messages) >= FEWEST_SLIPS
    for message in messages:
        assert 5 <= len(message.split()) <= 40, message
        assert message[-1] in ".?", message


@each_mark
def test_a_message_does_not_reveal_a_written_key(module, cell):
    call = _call(cell)
    key = _keyword(call, "key")
    if isinstance(key, ast.Constant) and isinstance(key.value, int | float):
        shown = f"{key.value:,}"
        assert not any(shown in text or str(key.value) in text for text in _slips(call))
    assert not any(re.search(r"\b(?:the )?(?:right|correct) answer is\b", text) for text in _slips(call))


def _corridor_table() -> dict[str, tuple[float, float]]:
    """Fee in USD and margin in per cent by corridor, as printed in the exercise."""
    text = next(c["source"] for c in reading.cells("m10_remittances", "exercises") if c["id"] == "m10-e2-text")
    rows = re.findall(r"^\| ([^|]+ → [^|]+) \| USD ([\d.]+) \| ([\d.]+) % \|$", text, re.MULTILINE)
    return {name: (float(fee), float(margin)) for name, fee, margin in rows}


def test_corridor_key_follows_from_the_printed_table_and_from_the_data():
    cells = {cell["id"]: cell["source"] for cell in reading.cells("m10_remittances", "exercises")}
    key = ast.literal_eval(_keyword(ast.parse(cells["m10-e2a-mark"]).body[-1].value, "key"))
    names = ast.literal_eval(_keyword(ast.parse(cells["m10-e2a-answer"]).body[-1].value, "rows"))
    prices = data.load("remittance_prices").query("quarter == '2025Q1'").set_index(["sending", "receiving"])
    printed = _corridor_table()
    assert set(names) == set(key) and set(names.values()) == set(printed)
    for row, name in names.items():
        pair = tuple(code.upper() for code in row.split("_"))
        origin, destination = (data.country_name(code) for code in pair)
        assert name == f"{origin} → {destination}"
        for cost in (cost_pct(200, *printed[name]), prices.loc[pair, "cost_pct_200"]):
            wanted = {"under3": "y" if cost < 3 else "n", "upto5": "y" if cost <= 5 else "n"}
            assert key[row] == wanted, (name, cost)


def test_the_fee_alone_misleads_in_two_corridors():
    """What the exercise is for: without the margin two corridors look better than they are."""
    misleading = [
        name
        for name, (fee, margin) in _corridor_table().items()
        if (fee / 2 < 3) > (fee / 2 + margin < 3) or (fee / 2 <= 5) > (fee / 2 + margin <= 5)
    ]
    assert {"Germany → Republic of Moldova", "Kuwait → Bangladesh"} <= set(misleading)


def test_worked_examples_of_the_lesson():
    text = "\n".join(cell["source"] for cell in reading.cells("m10_remittances", "lesson"))
    assert cost_pct(200, 5, 1.5) == 4.0 and r"= 4.0\ \%" in text
    assert round(received(200, 5, 1.5), 3) == 192.075 and "192.075" in text
    assert round(multiplier(0.8, 0.1, 0.3), 3) == 1.724 and r"\frac{1}{0.58} \approx 1.724" in text


def test_the_two_lists_have_no_country_in_common():
    """The statement in E6 that trainees check."""
    table = data.load("remittances_received").query("year == 2022")
    by_share, by_amount = table.nlargest(10, "pct_gdp")["iso3"], table.nlargest(10, "usd")["iso3"]
    assert not set(by_share) & set(by_amount)
    assert table.set_index("iso3").loc["IND", "pct_gdp"] < 5


def test_the_trainers_notes_hold_the_lists_of_e6():
    table = data.load("remittances_received").query("year == 2022").merge(data.load("countries"))
    notes = (reading.MODULES / "m10_remittances" / "trainer.md").read_text(encoding="utf-8")
    for column in ("pct_gdp", "usd"):
        assert ", ".join(table.nlargest(10, column)["name"]) in notes


def test_half_of_the_multiplier_without_leaks():
    assert multiplier(0.8, 0.1, 0) == pytest.approx(3.571, abs=0.0005)
    assert multiplier(0.8, 0.1, 0.28) == pytest.approx(multiplier(0.8, 0.1, 0) / 2)


def test_the_world_stock_rises_in_each_year_shown():
    """The sentence in E2 of the orientation that the chart supports, and one that it does not."""
    stock = data.load("migrant_stock_world").set_index("year")["migrants"]
    assert stock.is_monotonic_increasing
    population = data.load("migrant_stock_country").groupby("year")["population"].sum()
    share = stock / population
    assert share[2024] / share[1990] < 1.5
