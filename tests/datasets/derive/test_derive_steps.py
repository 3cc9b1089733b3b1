"""The small steps of a derivation, on small frames made here."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from datasets.derive import flows, migrant_stock, remittances
from datasets.derive.figures import reading
from datasets.derive.files import MissingPublishersFile, PublishersFiles, publishers_files
from datasets.derive.shape import tidy, whole


def put(folder: Path, name: str, text: str) -> PublishersFiles:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return PublishersFiles(folder)


def test_read_keeps_namibia_and_joins_the_two_codes_of_the_channel_islands(tmp_path: Path):
    frame = put(tmp_path, "a/b.csv", "iso3,iso2,n\nNAM,NA,1\nCHI,,2\n").read("a/b.csv")
    assert frame["iso2"].iloc[0] == "NA"
    assert frame["iso2"].isna().iloc[1]
    assert list(frame["iso3"]) == ["NAM", "XCX"]


def test_read_names_the_missing_file(tmp_path: Path):
    with pytest.raises(MissingPublishersFile, match=r"x/y\.csv"):
        PublishersFiles(tmp_path).read("x/y.csv")


def test_folder_from_the_argument_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("COURSE_PUBLISHERS_FILES", "from-environment")
    assert publishers_files("from-argument").folder == Path("from-argument")
    assert publishers_files(None).folder == Path("from-environment")
    monkeypatch.delenv("COURSE_PUBLISHERS_FILES")
    assert publishers_files(None) is None


def test_whole_rounds_and_keeps_gaps():
    assert whole(pd.Series([1.6, None])).tolist() == [2, pd.NA]


def test_tidy_renames_orders_and_sorts():
    frame = pd.DataFrame({"b": [2, 1], "drop": [0, 0], "a": ["y", "x"]})
    table = tidy(frame, {"a": "letter", "b": "number"}, key=["letter"])
    assert table.to_dict("list") == {"letter": ["x", "y"], "number": [1, 2]}


def test_tidy_refuses_rows_that_share_a_key():
    with pytest.raises(ValueError, match="share the key"):
        tidy(pd.DataFrame({"a": [1, 1]}), {"a": "a"}, key=["a"])


@pytest.mark.parametrize(
    ("stated", "number", "how"),
    [
        ("144283892", 144283892, "exact"),
        ("3", 3, "exact"),
        (">65", 65, "at least"),
        ("half", 0.5, "in words"),
        ("62;11", None, "several"),
        ("9-25", None, "range"),
        ("1-5+", None, "range"),
        ("2010-07", None, "date"),
        ("2012-11-19/22", None, "date"),
    ],
)
def test_reading_of_a_stated_value(stated, number, how):
    assert reading(stated) == (number, how)


def test_the_world_includes_migrants_of_unknown_origin(tmp_path: Path):
    files = put(
        tmp_path,
        "migrant_stock/migrant_stock_bilateral_rev2024.csv",
        "year,origin_iso3,destination_iso3,migrants_female,migrants_male,migrants_total\n"
        "2024,AAA,BBB,1,2,3\n2024,OOO,BBB,10,20,30\n1990,AAA,BBB,4,4,8\n",
    )
    world = migrant_stock.world_2024_edition(files)
    assert world["year"].tolist() == [1990, 2024]
    assert world["migrants"].tolist() == [8, 33]
    assert set(world["edition"]) == {2024}


def test_groups_and_gaps_are_not_countries_of_the_knomad_table(tmp_path: Path):
    files = put(
        tmp_path,
        "remittances/remittances_knomad_inflows_2000_2022.csv",
        "iso3,country,year,inflow_usd_million\nIND,India,2022,111221.77\nLMY,Group,2022,9\nWLD,World,2022,9\nTUV,Tuvalu,2022,\n",
    )
    assert remittances.received_knomad(files).to_dict("list") == {
        "iso3": ["IND"],
        "year": [2022],
        "usd_million": [111221.8],
    }


def test_flows_of_the_group_leave_out_rich_countries_and_eu_institutions(tmp_path: Path):
    put(
        tmp_path,
        "remittances/remittances_knomad_inflows_2000_2022.csv",
        "iso3,country,year,inflow_usd_million\nLMY,Group,2018,500\nIND,India,2018,80\n",
    )
    put(
        tmp_path,
        "countries_reference/countries.csv",
        "iso3,wb_income_group\nAAA,Low income\nBBB,High income\nCCC,\n",
    )
    put(
        tmp_path,
        "country_indicators/country_indicators_1990_2023.csv",
        "iso3,year,fdi_inflow_usd\nAAA,2018,5000000\nBBB,2018,7000000\nCCC,2018,9000000\nAAA,1999,1000000\n",
    )
    files = put(
        tmp_path,
        "oda_fdi/dac_net_oda_by_donor_2000_2019.csv",
        "year,donor,net_oda_usd_million_const2018\n2018,Norway,40\n2018,European Union (EU) Institutions,17\n",
    )
    table = flows.aggregate(files).set_index("flow")
    assert table["usd_million"].to_dict() == {"remittances": 500, "fdi": 5, "oda": 40}
    assert table.loc["oda", "price_basis"] == "constant 2018 USD"
    assert table.loc["fdi", "price_basis"] == "current USD"
