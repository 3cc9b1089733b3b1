"""What trainees call: tables, single cells, source notes, figures, countries."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from course import data
from course.data import manifest


def test_every_table_loads_with_the_columns_that_the_manifest_names():
    assert len(data.names()) >= 17
    for name in data.names():
        assert list(data.load(name).columns) == list(data.columns(name))


def test_namibia_is_not_missing():
    assert data.value("countries", "iso2", iso3="NAM") == "NA"


def test_types_are_ready_for_work():
    frame = data.load("countries")
    assert frame["ldc"].dtype == bool
    assert data.load("migrant_stock_world")["migrants"].dtype.kind == "i"
    assert data.load("remittance_prices")["cost_pct_200"].dtype.kind == "f"
    assert data.load("household_budgets")["receives_remittances"].dtype == bool


def test_a_loaded_table_can_be_changed_without_harm():
    frame = data.load("migrant_stock_world")
    frame.loc[0, "migrants"] = -1
    frame["new"] = 1
    again = data.load("migrant_stock_world")
    assert again.loc[0, "migrants"] > 0 and "new" not in again


def test_a_misspelt_table_gets_suggestions():
    with pytest.raises(data.UnknownTable) as error:
        data.load("remitances_recieved")
    assert isinstance(error.value, KeyError)
    assert "remitances_recieved" in str(error.value) and "remittances_received" in str(error.value)
    assert not str(error.value).startswith(("'", '"'))


def test_a_name_like_nothing_says_where_all_names_are():
    with pytest.raises(data.UnknownTable, match=r"data\.names\(\)"):
        data.source("zzz")


def test_value_gives_plain_python_values():
    usd = data.value("remittances_received", "usd", iso3="IND", year=2022)
    assert type(usd) is int and usd == 111_221_774_722
    share = data.value("remittances_received", "pct_gdp", iso3="IND", year=2022)
    assert type(share) is float and share == 3.32
    assert type(data.value("countries", "name", iso3="TUR")) is str
    assert data.value("countries", "ldc", iso3="NPL") is True


def test_value_explains_what_is_wrong():
    with pytest.raises(data.UnknownColumn, match="pct_gdp"):
        data.value("remittances_received", "pct_of_gdp", iso3="IND", year=2022)
    with pytest.raises(data.UnknownColumn, match="no column 'country'"):
        data.value("remittances_received", "usd", country="India")
    with pytest.raises(data.ValueNotFound, match="no row with iso3='IND', year=1890"):
        data.value("remittances_received", "usd", iso3="IND", year=1890)
    with pytest.raises(data.ValueNotFound, match=r"34 rows .* iso3, year"):
        data.value("remittances_received", "usd", iso3="IND")
    with pytest.raises(data.ValueNotFound, match="'hdi' is empty there"):
        data.value("country_indicators", "hdi", iso3="IND", year=2023)


def test_source_note_of_every_table():
    for name in data.names():
        note = data.source(name)
        assert note.name == name
        assert note.short and note.short in str(note)
        assert note.licence and note.licence_url.startswith("https://") and note.traps
        if note.synthetic:
            assert "Invented data" in note.full and "Invented data" in note.short
        elif note.authored:
            assert "Written for this course" in note.full and "written for this course" in note.short.lower()
        else:
            assert note.edition in note.full and note.retrieved in note.full and note.publisher in note.full


def test_source_note_is_readable_in_a_notebook():
    note = data.source("remittance_prices")
    page = note._repr_html_()
    assert "Remittance Prices Worldwide" in page and page.count("<li>") == len(note.traps)
    assert "<script" not in page


def test_source_of_two_publishers_names_both_licences():
    assert data.source("financial_flows").licence.count(";") == 1


def test_seed_figure():
    figure = data.figure("Q047")
    assert (figure.value, figure.unit, figure.source) == (3, "ratio", "003:2174")
    assert "three times" in figure.quote
    assert figure.year is None and figure.reference is None
    assert data.figure("Q009").stated == ">65" and data.figure("Q009").value == 65
    assert data.figure("Q050").value is None and data.figure("Q050").stated == "62;11"


def test_published_figure():
    figure = data.figure("P20")
    assert (figure.value, figure.unit, figure.year, figure.reference) == (401, "billion USD", 2012, "R21")
    assert "[R21]" in str(figure) and "401 billion USD" in str(figure)
    assert figure.quote is None and "402.6" in figure.caution
    assert data.figure("P02").caution is None


@pytest.mark.parametrize("wrong", ["Q999", "P999", "x"])
def test_unknown_figure(wrong):
    with pytest.raises(data.UnknownFigure, match=wrong):
        data.figure(wrong)


def test_country_names():
    assert data.country_name("TUR") == "Türkiye"
    assert data.country_name(" tjk ") == "Tajikistan"
    with pytest.raises(data.UnknownCountry, match="Tajikistan = TJK"):
        data.country_name("Tajiki")
    with pytest.raises(data.UnknownCountry, match="ZZZ"):
        data.country_name("ZZZ")


def test_countries_of_a_table_are_sorted_by_name():
    countries = data.countries_with("remittances_received")
    assert len(countries) == 201 and countries["NAM"] == "Namibia"
    assert list(countries.values()) == sorted(countries.values())
    receiving = data.countries_with("remittance_prices", "receiving")
    assert "TJK" in receiving and "USA" not in receiving
    with pytest.raises(data.UnknownColumn):
        data.countries_with("financial_flows")


def test_countries_that_have_a_figure_in_a_column():
    cost_from = data.countries_with("remittance_cost_by_country", value="cost_from_pct")
    everyone = data.countries_with("remittance_cost_by_country")
    assert 0 < len(cost_from) < len(everyone)
    frame = data.load("remittance_cost_by_country").set_index("iso3")["cost_from_pct"]
    assert all(frame.loc[[code]].notna().any() for code in cost_from)


def test_importing_the_data_loader_does_not_import_pandas():
    code = "import course.data, sys; course.data.source('countries'); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_tables_inside_the_installed_package_come_first(tmp_path: Path, monkeypatch):
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": []}), encoding="utf-8")
    manifest.folder.cache_clear()
    monkeypatch.setattr(manifest, "_INSIDE", tmp_path)
    try:
        assert manifest.folder() == tmp_path
    finally:
        manifest.folder.cache_clear()


def test_missing_data_say_so(tmp_path: Path, monkeypatch):
    manifest.folder.cache_clear()
    monkeypatch.setattr(manifest, "_INSIDE", tmp_path / "a")
    monkeypatch.setattr(manifest, "_BESIDE", tmp_path / "b")
    try:
        with pytest.raises(FileNotFoundError, match="data are missing"):
            manifest.folder()
    finally:
        manifest.folder.cache_clear()


def test_gaps_are_nan_not_zero():
    frame = data.load("remittances_received")
    assert frame["usd"].isna().any()
    gap = frame[frame["usd"].isna()].iloc[0]
    assert math.isnan(gap["pct_gdp"])
