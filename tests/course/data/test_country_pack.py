"""Country packs: every value is the one that its table gives, and a gap says why."""

from __future__ import annotations

import math

import pytest

from course import data
from course.data.pack_values import WAYS

REAL = [code for code in data.PACK_COUNTRIES if code != "XSV"]


def pack(iso3: str) -> dict[str, dict]:
    return data.country_pack(iso3).set_index("indicator").to_dict("index")


def is_missing(cell: object) -> bool:
    return cell is None or cell != cell


@pytest.mark.parametrize("iso3", [*data.PACK_COUNTRIES, "VAT", "NAM", "XKX", "TWN", "AIA"])
def test_every_indicator_has_a_value_or_words_or_the_reason_why_not(iso3):
    frame = data.country_pack(iso3)
    assert list(frame["indicator"]) == list(data.load("pack_indicators")["id"])
    for row in frame.itertuples():
        if is_missing(row.missing):
            assert (math.isnan(row.value) and row.unit == "text" and row.detail) or not math.isnan(row.value)
            assert 1990 <= row.year <= 2025
        else:
            assert math.isnan(row.value) and row.missing.endswith(".")
        assert row.edition and row.source and row.label


def test_every_country_has_a_pack():
    for iso3 in data.load("countries")["iso3"]:
        assert len(data.country_pack(iso3)) >= 40


def test_the_packs_of_the_course_are_nearly_complete():
    for iso3 in data.PACK_COUNTRIES:
        gaps = [name for name, row in pack(iso3).items() if not is_missing(row["missing"])]
        assert len(gaps) <= 4, (iso3, gaps)
    assert not is_missing(pack("ECU")["sdg_10_7_2"]["missing"]) and not is_missing(pack("MAR")["sdg_10_7_2"]["missing"])


def test_values_of_the_republic_of_moldova_by_hand():
    found = pack("MDA")
    assert found["emigrants"]["value"] == 864_257 and found["emigrants"]["year"] == 2024
    pairs = data.load("migrant_stock_bilateral").query("year == 2024 and origin == 'MDA'")
    assert pairs["migrants"].sum() == 864_257
    italy = pairs.set_index("destination")["migrants"]["ITA"]
    assert found["destination_1"]["detail"] == "Italy"
    assert found["destination_1"]["value"] == pytest.approx(100 * italy / 864_257)
    assert found["emigrants_women_pct"]["value"] == pytest.approx(100 * pairs["female"].sum() / 864_257)
    assert found["hdi"]["value"] == 0.763 and found["hdi"]["year"] == 2022
    usd = data.load("remittances_received").query("iso3 == 'MDA'").set_index("year")["usd"]
    assert found["remittances_change_pct"]["value"] == pytest.approx(100 * (usd[2023] / usd[2018] - 1))
    assert found["remittances_change_pct"]["detail"] == "2018 to 2023"
    assert found["treaty_icrmw"]["value"] == 0 and found["treaties_of_four"]["detail"] == "CRC, CEDAW, ICERD"
    assert found["stock_basis"]["detail"] == "people born abroad"


def test_the_population_that_a_share_divides_by_is_named():
    found = pack("MDA")["immigrants_pct"]
    assert found["value"] == 7.83 and found["detail"] == "population used: 2,402,306"
    assert pack("MDA")["population"]["value"] == 3_067_072


def test_notes_on_single_values_are_joined_to_the_caveat_and_true():
    assert pack("MDA")["gdp_pc_usd"]["caveat"].endswith("it would be more than a quarter higher.")
    notes = data.load("pack_notes")
    assert set(notes["indicator"]) <= set(data.load("pack_indicators")["id"])
    assert set(notes["iso3"]) <= set(REAL)
    here = data.load("migrant_stock_country").query("iso3 == 'MDA' and year == 2024").iloc[0]
    larger = pack("MDA")["population"]["value"]
    assert f"{100 * here['immigrants'] / larger:.1f} %" in pack("MDA")["immigrants_pct"]["caveat"]
    assert f"{100 * here['emigrants'] / larger:.1f}." in pack("MDA")["emigrants_pct"]["caveat"]
    assert larger / here["population"] > 1.25


def test_unknown_origin_is_never_the_largest_group():
    for iso3 in [*REAL, "THA", "ARE"]:
        found = pack(iso3)
        for indicator in ("origin_1", "origin_2", "origin_3", "destination_1"):
            assert found[indicator]["detail"] in set(data.load("countries")["name"])
        assert 0 <= found["origins_unknown_pct"]["value"] <= 100
        assert found["origins_top_5"]["value"] + found["origins_unknown_pct"]["value"] <= 100.0001


def test_a_zero_of_remittances_is_not_shown_as_a_value():
    frame = data.load("remittances_received")
    zeros = set(frame[frame["usd"] == 0]["iso3"])
    assert zeros
    for iso3 in zeros:
        value = pack(iso3)["remittances_usd"]["value"]
        assert math.isnan(value) or value > 0


def test_sandovia_fits_together():
    found = {name: row["value"] for name, row in pack("XSV").items()}
    assert (found["population"], found["emigrants"], found["immigrants"]) == (7_200_000, 905_000, 96_000)
    assert found["remittances_pct_gdp"] == 11.0
    assert 100 * found["remittances_usd"] / found["gdp_usd"] == pytest.approx(11.0, abs=0.05)
    assert found["gdp_usd"] / found["population"] == pytest.approx(found["gdp_pc_usd"], abs=0.5)
    assert found["emigrants_women_pct"] == 51.0
    corridors = data.load("sandovia_corridors")
    assert corridors["volume_usd_million"].sum() * 1e6 == found["remittances_usd"]
    migrants = data.load("sandovia_migrants").query("year == 2024")
    assert migrants.groupby("direction")["migrants"].sum().to_dict() == {"emigrants": 905_000, "immigrants": 96_000}
    assert (data.load("sandovia_migrants")["female"] < data.load("sandovia_migrants")["migrants"]).all()
    named = set(migrants.query("direction == 'emigrants'")["country"]) - {"other countries"}
    assert named == set(corridors["sending"])
    for row in data.country_pack("XSV").itertuples():
        assert row.source == "Invented data, made for this course"


def test_names_and_unknown_codes():
    assert data.pack_name("XSV") == "Republic of Sandovia" and data.pack_name("mda") == "Republic of Moldova"
    with pytest.raises(data.UnknownCountry, match="Republic of Moldova = MDA"):
        data.country_pack("Moldova")


def test_a_pack_can_be_changed_without_harm():
    frame = data.country_pack("TUN")
    frame["value"] = 0.0
    assert data.country_pack("TUN")["value"].max() > 0


def test_every_way_is_used_and_every_indicator_has_one():
    indicators = data.load("pack_indicators")
    assert set(indicators["how"]) == set(WAYS)
    for row in indicators.itertuples():
        assert row.column in data.columns(row.table)
