"""What the tools of M02 compute in JavaScript: no page is needed for it."""

from __future__ import annotations

import pytest

from course import data, tools
from course.models.mirror import emigrants


@pytest.fixture
def desc(monkeypatch):
    """The description of a tool by name."""
    monkeypatch.setenv("COURSE_STATIC", "1")
    return lambda name, *args: getattr(tools, name)(*args).desc


def test_cards_of_exercises_hold_no_verdict(desc):
    cards = desc("statistics_detective")["data"]["cards"]
    assert len(cards) == 37
    for card in cards:
        assert ("exercise" in card) != ("verdict" in card), card["id"]
        assert ("verdict" in card) == ("why" in card), card["id"]
    assert sum("verdict" in card for card in cards) == 19


def test_a_verdict_is_compared_only_where_the_card_has_one(run_js, desc):
    cards = {card["id"]: card for card in desc("statistics_detective")["data"]["cards"]}
    cases = [[cards["F22"], "LOST"], [cards["F22"], "DIFF"], [cards["F22"], "OK"], [cards["F01"], "DIFF"]]
    script = (
        'import { compareVerdict } from "#js/tools/statistics_detective_tool.js";\n'
        "done(data.map((one) => compareVerdict(...one)));"
    )
    assert run_js(script, cases) == ["same", "also", "other", "graded"]


def test_the_pad_reads_lists(run_js):
    script = 'import { padNumbers } from "#js/tools/detective_pad.js";\ndone(data.map(padNumbers));'
    assert run_js(script, ["18,458; 24 059", "5\n6;", "", "7; seven"]) == [
        {"numbers": [18458, 24059]},
        {"numbers": [5, 6]},
        {"numbers": []},
        {"bad": "seven"},
    ]


def test_both_editions_survive_packing(run_js, desc):
    given = desc("vintage_explorer")["data"]
    script = (
        'import { vintageSeries } from "#js/tools/vintage_explorer_tool.js";\n'
        "const line = (one, side) => (one[`${side}_new`] ? vintageSeries(data, one.id, side) : null);\n"
        "const both = (one) => ['in', 'out'].map((side) => line(one, side));\n"
        "done(data.places.map((one) => [one.id, ...both(one)]));"
    )
    found = {code: (inside, outside) for code, inside, outside in run_js(script, given)}
    years = given["years"]
    world = found["WORLD"][0]
    assert world["new"][years.index(2020)] == 275_284_032
    assert round(world["old"][years.index(2020)] / 1e6, 1) == 280.6 and world["old"][years.index(2024)] is None
    for table, edition in (("migrant_stock_bilateral", "new"), ("migrant_stock_bilateral_2020edition", "old")):
        frame = data.load(table).query("year == 2020")
        for side, place in (("destination", 0), ("origin", 1)):
            total = frame.groupby(side)["migrants"].sum()
            for code in ("MDA", "TUN", "NPL", "PHL"):
                assert found[code][place][edition][years.index(2020)] == total[code], (table, side, code)


def test_profiles_are_the_packs(run_js, desc):
    given = desc("migration_profile")["data"]
    script = (
        'import { profileRows } from "#js/tools/migration_profile_tool.js";\n'
        "done(['MDA', 'TUN', 'BGD', 'XSV'].map((id) => profileRows(data, id)));"
    )
    for code, rows in zip(("MDA", "TUN", "BGD", "XSV"), run_js(script, given), strict=True):
        pack = data.country_pack(code).set_index("indicator")
        assert len(rows) == len(given["indicators"])
        for row in rows:
            wanted = pack.loc[row["id"]]
            if wanted["value"] != wanted["value"] or wanted["value"] is None:
                assert row["value"] is None
                continue
            assert row["value"] == pytest.approx(round(wanted["value"], int(wanted["digits"])), abs=5e-4), row["id"]
            assert row["year"] == wanted["year"] and row["source"] == wanted["source"], row["id"]
            if row["id"] in ("origin_1", "destination_1"):
                assert row["detail"] == wanted["detail"], (code, row["id"])


def test_the_profile_starts_with_twelve_indicators(desc):
    assert sum(item["chosen"] for item in desc("migration_profile")["data"]["indicators"]) == 12


def test_the_list_of_2012_is_counted(run_js, desc):
    names = data.load("country_names").query("kind == 'nationality'")
    listed = ", ".join(names.drop_duplicates("entry")["seed_name"])
    script = (
        'import { harmonise, nameCounts } from "#js/tools/name_harmoniser_tool.js";\n'
        "done(nameCounts(harmonise(data[0], data[1])));"
    )
    found = run_js(script, [desc("name_harmoniser")["data"], listed])
    assert (found["entries"], found["words"], found["codes"]) == (61, 61, 60)
    assert found["doubles"] == ["Burmese = Myanmarese"] and found["two"] == ["Congolese (DRC and ROC)"]
    assert found["none"] == ["Tibetan"] and found["unknown"] == []


def test_names_are_found_however_they_are_written(run_js, desc):
    script = (
        'import { harmonise } from "#js/tools/name_harmoniser_tool.js";\n'
        "done(harmonise(data[0], data[1]).map((row) => row.codes.join(' ')));"
    )
    text = "U.S.; Ivory Coast\nCÔTE D’IVOIRE; the Gambia, Gambia (the)\n"
    text += "Türkiye; Turkey; Iran (Islamic Republic of); Atlantis."
    assert run_js(script, [desc("name_harmoniser")["data"], text]) == [
        "USA", "CIV", "CIV", "GMB", "GMB", "TUR", "TUR", "IRN", "",
    ]  # fmt: skip


def test_one_hundred_people_are_one_hundred(run_js, desc):
    cases = [
        {"mode": "forward", "group": g, "rate": r, "other_rate": o, "share": 50}
        for g in (0, 33, 58, 100)
        for r in (0, 7, 30, 100)
        for o in (0, 14, 99)
    ]
    script = (
        'import { hundredKinds, hundredPeople, wholePeople } from "#js/tools/hundred_people_tool.js";\n'
        "done(data.map((one) => hundredKinds(one, hundredPeople(one))).map((kinds) => [kinds, wholePeople(kinds)]));"
    )
    for kinds, whole in run_js(script, cases):
        assert sum(kinds.values()) == pytest.approx(100) and sum(whole.values()) == 100
        assert all(abs(kinds[name] - whole[name]) < 1 for name in kinds)


def test_the_mirror_shows_both_totals(run_js, desc):
    given = desc("mirror_statistics")["data"]
    script = (
        'import { correctedPairs } from "#js/tools/mirror_statistics_tool.js";\n'
        "done(data[1].map((state) => correctedPairs(data[0], state)));"
    )
    still = {"origin": "Sandovia", "missed": 0, "unseen": 0, "stale": 0}
    plain, moved = run_js(script, [given, [still, {**still, "missed": 50, "unseen": 20, "stale": 10}]])
    assert sum(pair["counted"] for pair in plain) == emigrants(given["counted"], "Sandovia") == 687_000
    assert moved[0]["counted"] == pytest.approx(2 * plain[0]["counted"])
    assert moved[0]["estimated"] == pytest.approx(plain[0]["estimated"] * 0.9 / 0.8)


def test_concentration_takes_the_numbers_of_a_list(run_js):
    script = (
        'import { allPlaces, concentrationInput } from "#js/tools/concentration_tool.js";\n'
        "done(data.map((one) => concentrationInput(one)));"
    )
    full, empty, bad = run_js(
        script,
        [
            {"text": "3; 1", "total": "10", "others": "3"},
            {"text": "", "total": "", "others": ""},
            {"text": "3; x", "total": "", "others": ""},
        ],
    )
    assert full == {"values": [3, 1], "total": 10, "others": 3}
    assert empty == {"values": [], "total": None, "others": 0} and bad == {"bad": "x"}


def test_a_profile_shows_the_note_of_the_country_behind_the_general_caveat(run_js, desc):
    """Two populations of one country, and refugees of one origin, must reach the reader."""
    script = 'import { profileRows } from "#js/tools/migration_profile_tool.js";\n'
    script += "const caveats = (id) => profileRows(data.tool, id).map((row) => [row.id, row.caveat]);\n"
    script += "done(data.ids.map((id) => Object.fromEntries(caveats(id))));"
    shown = run_js(script, {"tool": desc("migration_profile")["data"], "ids": ["MDA", "BGD", "XSV"]})
    for iso3, caveats in zip(("MDA", "BGD", "XSV"), shown, strict=True):
        pack = data.country_pack(iso3).set_index("indicator")["caveat"]
        for indicator, caveat in caveats.items():
            assert caveat == (pack[indicator] if isinstance(pack[indicator], str) else ""), (iso3, indicator)
    assert shown[1]["refugees_hosted"].endswith("Nearly all of them are from Myanmar.")
