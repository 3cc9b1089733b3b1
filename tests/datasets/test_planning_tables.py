"""Tables of sector checklists and policy coherence: quotations, links to indicators, planted contradictions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from course import data
from course.models.coherence import DIMENSIONS, conflicts, empty_cells, trade_offs

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
# Letters that the damaged document has lost or doubled, as the course restores them.
RESTORED = {"trans3(or)er": "transfer", "econom(or)y": "economy", "a�ect": "affect", "in�ation": "inflation",
            "o�cial": "official", "�nancial": "financial", "quali�cation": "qualification", "uali�ed": "ualified",
            "place- ment": "placement", "reduc- tion": "reduction"}  # fmt: skip
LOST = "pset uer "


def _lines(place: str) -> str:
    document, _, span = place.partition(":")
    first, _, last = span.partition("-")
    text = next(SEEDS.glob(f"{document}_*.txt")).read_text(encoding="utf-8", errors="replace").splitlines()
    found = re.sub(r"\s+", " ", " ".join(text[int(first) - 1 : int(last or first)]))
    for damaged, whole in RESTORED.items():
        found = found.replace(damaged, whole)
    return found.replace(LOST, "[…] ")


needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed documents are not on this machine")


def test_fourteen_lists_ask_in_both_directions():
    questions = data.load("sector_checklists")
    assert list(data.load("checklist_sectors")["id"]) == [f"C{number}" for number in range(1, 15)]
    for name, rows in questions.groupby("list"):
        assert 6 <= len(rows) <= 11, name
        for direction in ("to migration", "from migration"):
            assert (rows["direction"] == direction).sum() >= 2, (name, direction)
    assert questions["question"].is_unique and questions["question"].str.endswith("?").all()


def test_only_the_list_of_the_financial_sector_is_quoted():
    questions = data.load("sector_checklists")
    quoted = questions[questions["origin"] == "quoted"]
    assert set(quoted["list"]) == {"C9"} and len(quoted) == 11
    assert (questions["list"] == "C9").sum() == 11
    assert quoted["place"].notna().all() and questions[questions["origin"] == "course"]["place"].isna().all()


@needs_seeds
def test_the_financial_list_is_complete_and_word_for_word():
    quoted = data.load("sector_checklists").query("origin == 'quoted'")
    for row in quoted.itertuples():
        assert row.question in _lines(row.place), row.id
    assert _lines("004:376-407").count("?") == len(quoted), "every question mark of the list is a question here"


@needs_seeds
def test_headings_and_boxes_stand_where_the_tables_say():
    for row in data.load("checklist_sectors").dropna(subset="heading").itertuples():
        assert re.search(rf"Annex {row.id}:? {row.sector} checklist", _lines(row.heading)), row.id
    own_words = {("K4", "countries"), ("K4", "time_span"), ("K5", "countries")}  # taken from the title
    for row in data.load("programme_boxes").to_dict("records"):
        text = _lines(row["place"])
        for field in ("title", "activity", "actors", "countries", "target_group", "time_span", "outcomes"):
            if isinstance(row[field], str) and (row["id"], field) not in own_words:
                assert row[field] in text, (row["id"], field)


def test_every_indicator_named_by_a_question_is_in_the_country_packs():
    named = set(data.load("sector_checklists")["indicator"].dropna())
    assert named <= set(data.load("pack_indicators")["id"])
    assert len(named) >= 10


def measures() -> list[dict]:
    rows = []
    for row in data.load("policy_measures").to_dict("records"):
        rows.append({**row, "groups": row["groups"].split("; "), "effects": [row[name] for name in DIMENSIONS]})
    return rows


def test_nine_contradictions_are_planted_two_of_them_between_levels():
    found = conflicts(measures())
    assert len(found) == 9
    assert [one["kind"] for one in found].count("vertical") == 2
    assert len({one["lever"] for one in found}) == 9
    assert len(trade_offs(measures())) == 3


def test_the_forty_measures_leave_five_cells_of_the_grid_empty():
    grid = data.load("coherence_grid")
    assert len(grid) == 20
    phases, fields = list(dict.fromkeys(grid["phase"])), list(dict.fromkeys(grid["field"]))
    assert len(empty_cells(measures(), phases, fields)) == 5
    lists = set(data.load("checklist_sectors")["id"])
    assert {one for row in measures() for one in row["sectors"].split("; ")} == lists, "each sector has a measure"


def test_the_evidence_agrees_with_the_other_invented_tables():
    text = data.load("finance_evidence").set_index("line")["evidence"]
    pack = data.load("sandovia_pack").set_index("indicator")["value"]
    families = data.load("household_budgets")
    share = 100 * families.groupby("receives_remittances")["has_bank_account"].mean()
    assert f"{share[True]:.1f} %" in text["E01"] and f"{share[False]:.1f} %" in text["E01"]
    assert f"{pack['inflation_pct']:.1f} %" in text["E05"]
    assert f"{pack['remittances_pct_gdp']:.1f} %" in text["E06"]
    assert f"{pack['remittances_usd'] / pack['fdi_usd']:.1f} times" in text["E06"]
    assert f"{pack['cost_to_newest_pct']:.1f} %" in text["E10"]
    assert f"USD {pack['remittances_paid_usd'] / 1e6:.0f} million" in text["E14"]
    receiving = families.groupby("region")["receives_remittances"].mean()
    assert receiving.idxmax() == "River valley" and receiving.idxmin() == "Coast"
    assert len(data.load("sandovia_corridors")) == 7
