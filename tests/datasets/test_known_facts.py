"""Figures that everybody can look up: if one of these changes, a table is wrong or has a new edition."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from course import data

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the source documents are not beside the repository, nothing to compare with"
)


def test_world_migrant_stock_in_two_editions():
    assert data.value("migrant_stock_world", "migrants", year=2024) == 304_021_813
    assert data.value("migrant_stock_world", "migrants", year=2020) == 275_284_032
    assert data.value("migrant_stock_world_2020edition", "migrants", year=2020) == 280_598_105
    for name in ("migrant_stock_world", "migrant_stock_world_2020edition"):
        world = data.load(name)
        assert (world["migrants_female"] + world["migrants_male"] == world["migrants"]).all()


def test_countries_add_up_to_the_world():
    by_country = data.load("migrant_stock_country").groupby("year")["immigrants"].sum()
    world = data.load("migrant_stock_world").set_index("year")["migrants"]
    assert by_country.to_dict() == world.to_dict()


def test_pairs_add_up_to_the_world_and_to_each_country_in_their_edition():
    pairs = data.load("migrant_stock_bilateral")
    assert sorted(pairs["year"].unique()) == [1990, 2000, 2010, 2015, 2020, 2024]
    assert pairs.groupby("year")["migrants"].sum()[2024] == 304_021_813
    totals = data.load("migrant_stock_country").set_index(["iso3", "year"])
    here = pairs.groupby(["destination", "year"])[["migrants", "female"]].sum()
    assert (here["migrants"] == totals.loc[here.index, "immigrants"].to_numpy()).all()
    assert (here["female"] == totals.loc[here.index, "immigrants_female"].to_numpy()).all()
    known = pairs[pairs["origin"] != "OOO"].groupby(["origin", "year"])["migrants"].sum()
    assert (known == totals.loc[known.index, "emigrants"].to_numpy()).all()
    older = data.load("migrant_stock_bilateral_2020edition")
    assert older.groupby("year")["migrants"].sum()[2020] == 280_598_105
    for frame in (pairs, older):
        assert (frame["female"] + frame["male"] == frame["migrants"]).all()
        assert set(frame["origin"]) - set(data.load("countries")["iso3"]) == {"OOO"}


def test_known_pairs_in_two_editions():
    def pair(table, origin, destination):
        return data.value(table, "migrants", year=2020, origin=origin, destination=destination)

    assert pair("migrant_stock_bilateral_2020edition", "MEX", "USA") == 10_853_105
    # read by hand in the publisher's file of the newer edition
    assert pair("migrant_stock_bilateral", "MEX", "USA") == 11_177_052
    row = data.load("migrant_stock_bilateral").query("year == 2024 and origin == 'MDA' and destination == 'ITA'")
    assert row[["migrants", "female", "male"]].iloc[0].tolist() == [218_594, 145_668, 72_926]


def test_what_the_stocks_rest_on():
    marks = data.load("migrant_stock_quality")
    assert len(marks) == 233
    assert (marks["born_abroad"].sum(), marks["citizenship"].sum(), marks["imputed"].sum()) == (182, 48, 5)
    assert (marks["born_abroad"] & marks["citizenship"]).sum() == 2
    assert not (marks["imputed"] & (marks["born_abroad"] | marks["citizenship"])).any()


def test_refugees_of_the_world_and_of_known_countries():
    frame = data.load("refugees")
    world = frame[frame["year"] == 2024].sum(numeric_only=True)
    assert world["refugees_hosted"] == 30_958_200 and world["asylum_seekers_hosted"] == 8_352_712
    assert world["others_protected_hosted"] == 5_875_359 and world["idps"] == 68_131_711
    without_country = world["refugees_hosted"] - world["refugees_from"]
    assert without_country == 12_576 + 191_689 + 36_296  # Tibetans, unknown, stateless
    assert data.value("refugees", "refugees_hosted", iso3="BGD", year=2024) == 1_005_602
    assert data.value("refugees", "others_protected_hosted", iso3="ECU", year=2024) == 439_097


def test_parties_to_four_treaties_in_august_2022():
    status = data.load("treaties").groupby("treaty")["status"].value_counts()
    assert (status["ICRMW", "party"], status["ICRMW", "signatory"]) == (57, 11)
    assert (status["CRC", "party"], status["CEDAW", "party"], status["ICERD", "party"]) == (192, 187, 181)
    frame = data.load("treaties")
    assert frame["iso3"].nunique() == 193
    assert (frame["year"].notna() == (frame["status"] == "party")).all()
    assert data.value("treaties", "year", treaty="ICRMW", iso3="MAR") == 1993
    assert data.value("treaties", "status", treaty="ICRMW", iso3="MDA") == "neither"


def test_what_governments_reported_on_migration_policy():
    frame = data.load("sdg_10_7_2")
    everything = frame[frame["domain"] == "all"]
    assert len(everything) == 111 and len(frame) == 7 * 111
    assert 100 * (everything["score"] >= 3).mean() == pytest.approx(54.1, abs=0.05)
    assert data.value("sdg_10_7_2", "score", iso3="SRB", domain="4") == 1
    assert not {"ECU", "MAR"} & set(frame["iso3"])


def test_remittances_of_known_countries():
    assert data.value("remittances_received", "usd", iso3="IND", year=2022) / 1e9 == pytest.approx(111.2, abs=0.05)
    assert data.value("remittances_received", "pct_gdp", iso3="TJK", year=2022) == pytest.approx(49.9, abs=0.05)
    assert data.value("remittances_received", "pct_gdp", iso3="NPL", year=2022) == pytest.approx(22.9, abs=0.1)
    assert data.value("remittances_received_knomad", "usd_million", iso3="IND", year=2022) == pytest.approx(111_221.8)


def test_share_and_amount_per_person_follow_from_their_parts():
    frame = data.load("remittances_received").dropna(subset=["usd", "gdp_usd", "pct_gdp"])
    assert (abs(100 * frame["usd"] / frame["gdp_usd"] - frame["pct_gdp"]) <= 0.006).all()
    assert (abs(frame["usd"] / frame["population"] - frame["per_capita_usd"]) <= 0.06).all()


def test_china_differs_between_the_two_sources():
    assert data.value("remittances_received", "usd", iso3="CHN", year=2022) / 1e9 == pytest.approx(26.1, abs=0.05)
    assert data.value("remittances_received_knomad", "usd_million", iso3="CHN", year=2022) == 51_000


def test_flows_to_low_and_middle_income_countries():
    flow = {(row.flow, row.year): row.usd_million for row in data.load("financial_flows").itertuples(index=False)}
    assert flow["remittances", 2012] == pytest.approx(402_615, abs=1)
    assert flow["remittances", 2022] == pytest.approx(647_193, abs=1)
    assert flow["oda", 2012] == pytest.approx(121_854, abs=1)
    assert flow["oda", 2018] == pytest.approx(150_059, abs=1)
    assert flow["fdi", 2022] == pytest.approx(577_268, abs=1)
    assert flow["remittances", 2012] / flow["oda", 2012] == pytest.approx(3.3, abs=0.05)


def test_each_flow_ends_where_its_source_note_says():
    years = data.load("financial_flows").groupby("flow")["year"].agg(["min", "max"])
    assert years.loc["remittances"].tolist() == [2000, 2022]
    assert years.loc["fdi"].tolist() == [2000, 2023]
    assert years.loc["oda"].tolist() == [2000, 2019]


def test_prices_of_the_newest_quarter():
    frame = data.load("remittance_prices")
    newest = frame[frame["quarter"] == frame["quarter"].max()]
    assert set(newest["quarter"]) == {"2025Q1"}
    weighted = (newest["cost_pct_200"] * newest["n_services"]).sum() / newest["n_services"].sum()
    assert weighted == pytest.approx(6.47, abs=0.005)
    assert newest["cost_pct_200"].mean() == pytest.approx(6.92, abs=0.005)
    means = frame.groupby("quarter")[["cost_pct_200", "cost_pct_500"]].mean()
    assert (means["cost_pct_500"] < means["cost_pct_200"]).all()


def _says(name: str, words: str) -> bool:
    return words in " ".join(data.source(name).traps)


def test_numbers_in_the_traps_are_true():
    received = data.load("remittances_received")
    assert _says("remittances_received", f"({(received['usd'] == 0).sum()} rows;")
    countries = data.load("countries")
    absent = len(countries) - received["iso3"].nunique()
    assert _says("remittances_received", f"{absent} of the {len(countries)} countries and areas")
    assert _says("countries", f"{(countries['income_group_year'] == 2021).sum()} small territories")
    fdi = data.load("country_flows").query("iso3 == 'CHN'").set_index("year")["fdi_usd"]
    total = data.load("financial_flows").query("flow == 'fdi'").set_index("year")["usd_million"] * 1e6
    assert (fdi[2022] - fdi[2023]) / (total[2022] - total[2023]) == pytest.approx(0.7, abs=0.05)
    assert _says("financial_flows", "About 70 % of the fall of investment")
    assistance = data.load("country_flows").query("year == 2012")["assistance_usd"].sum() / 1e9
    assert _says("country_flows", f"({assistance:.1f} billion over all recipients in 2012")


def test_numbers_in_the_traps_about_migrants_are_true():
    stock = data.load("migrant_stock_country").query("year == 2024")
    world = data.value("migrant_stock_world", "migrants", year=2024)
    unknown = world - stock["emigrants"].sum()
    assert _says("migrant_stock_country", f"{unknown / 1e6:.1f} million of {world / 1e6:.1f} million")
    assert _says("migrant_stock_country", f"{stock['population'].isna().sum()} small areas")
    south_sudan = data.load("migrant_stock_country").query("iso3 == 'SSD' and year <= 2005")["immigrants"]
    assert _says("migrant_stock_country", f"({south_sudan.iloc[0]:,})") and south_sudan.nunique() == 1
    new = data.value("migrant_stock_world", "migrants", year=2020) / 1e6
    old = data.value("migrant_stock_world_2020edition", "migrants", year=2020) / 1e6
    assert _says("migrant_stock_world", f"{new:.1f} million here and {old:.1f} million")


def test_numbers_in_the_traps_about_pairs_and_refugees_are_true():
    for name, year in (("migrant_stock_bilateral", 2024), ("migrant_stock_bilateral_2020edition", 2020)):
        pairs = data.load(name).query("year == @year")
        unknown = pairs[pairs["origin"] == "OOO"]["migrants"].sum()
        assert _says(name, f"{unknown / 1e6:.1f} million of {pairs['migrants'].sum() / 1e6:.1f} million in {year}")
    frame = data.load("refugees")
    assert frame[frame["others_protected_hosted"] > 0]["year"].min() == 2018
    last = frame[frame["year"] == 2025].sum(numeric_only=True)
    unknown = last["asylum_seekers_hosted"] - last["asylum_seekers_from"]
    assert _says("refugees", f"{unknown / 1e6:.2f} million of {last['asylum_seekers_hosted'] / 1e6:.2f} million")
    assert _says("sdg_10_7_2", f"{data.load('sdg_10_7_2')['iso3'].nunique()} governments answered")


def test_numbers_in_the_traps_about_prices_are_true():
    frame = data.load("remittance_prices")
    per_quarter = frame.groupby("quarter").size()
    assert _says("remittance_prices", f"{per_quarter.min()} to {per_quarter.max()} corridors a quarter")
    assert _says("remittance_prices", f"{(frame['cost_pct_200'] < 0).sum()} rows are negative")
    assert (frame["cost_pct_200"] > 100).sum() == 1 and _says("remittance_prices", "one is above 100 %")
    assert data.value("remittance_prices", "cost_pct_200", quarter="2025Q1", sending="TUR", receiving="BGR") > 100
    older = data.load("remittance_prices_2011_2020")
    assert _says("remittance_prices_2011_2020", f"{(older['cost_pct_200'] < 0).sum()} rows are negative")
    per_quarter = older.groupby("quarter").size()
    assert _says("remittance_prices_2011_2020", f"from {per_quarter.min()} to {per_quarter.max()}")


@needs_shared
def test_quotations_stand_in_the_seed_documents_near_the_named_line():
    def plain(text: str) -> str:
        for curly, straight in zip("’‘“”", "''\"\"", strict=True):
            text = text.replace(curly, straight)
        return re.sub(r"\s+", " ", text)

    documents = {
        path.name[:3]: path.read_text(encoding="utf-8", errors="replace").splitlines()
        for path in (SHARED / "seeds").glob("*.txt")
    }
    figures = data.load("seed_figures")
    assert len(figures) == 70
    for figure in figures.itertuples(index=False):
        document, line = figure.place.split(":")
        around = documents[document][max(int(line) - 8, 0) : int(line) + 6]
        assert plain(figure.quote) in plain(" ".join(around)), figure.id


def seed_lines() -> dict[str, list[str]]:
    """The lines of each seed document, by its number."""
    return {
        path.name[:3]: path.read_text(encoding="utf-8", errors="replace").splitlines()
        for path in (SHARED / "seeds").glob("*.txt")
    }


@needs_shared
def test_every_old_name_stands_in_the_seed_documents_at_its_line():
    documents = seed_lines()
    for row in data.load("country_names").dropna(subset=["place"]).itertuples():
        document, line = row.place.split(":")
        # Some entries begin on one line and end on the next.
        text = " ".join(" ".join(documents[document][int(line) - 1 : int(line) + 1]).split())
        assert re.search(rf"(?<!\w){re.escape(row.seed_name)}(?!\w)", text), row.place


@needs_shared
def test_the_lists_of_names_are_complete():
    documents, names = seed_lines(), data.load("country_names")

    def entries(first: int, last: int) -> list[str]:
        text = " ".join(documents["003"][first - 1 : last])
        return [" ".join(entry.split()).rstrip(".") for entry in text.split(",")]

    for kind, first, last in (("nationality", 1213, 1219), ("training site", 1222, 1227)):
        rows = names[names["kind"] == kind].drop_duplicates("entry")
        assert rows["seed_name"].tolist() == entries(first, last)
        assert rows["entry"].tolist() == list(range(1, len(rows) + 1))
    offices = names[names["kind"].str.startswith("office list")]
    assert offices["seed_name"].tolist() == [line.strip() for line in documents["001"][39:227]]


def test_names_of_today_are_those_of_the_table_of_countries():
    names = data.load("country_names")
    for row in names.dropna(subset=["iso3"]).itertuples():
        assert row.name == data.country_name(row.iso3)
    assert names[names["iso3"].isna()]["name"].isna().all()
    counts = names["kind"].value_counts()
    assert (counts["office list: State"], counts["office list: territory"]) == (173, 2)
    assert (counts["office list: region"], counts["office list: office"]) == (6, 7)
    # 61 entries, 62 when the two Congos are counted, 61 countries or areas again because Myanmar has two words
    people = names[names["kind"] == "nationality"]
    assert people["entry"].nunique() == 61 and len(people) == 62
    assert people["iso3"].dropna().nunique() == 60 and people["iso3"].isna().sum() == 1  # Tibetan has no code
    assert people[people["iso3"] == "MMR"]["seed_name"].tolist() == ["Burmese", "Myanmarese"]
    # Seed 003 and the list of seed 001 name the same country in different words.
    sites = names[names["kind"] == "training site"].set_index("seed_name")["name"]
    assert sites["Turkey"] == "Türkiye" and sites["China (Hong Kong)"] == "China, Hong Kong SAR"


@needs_shared
def test_published_figures_stand_in_the_research_or_in_a_module():
    text = (SHARED / "curriculum.md").read_text(encoding="utf-8")
    texts = text + " ".join(path.read_text(encoding="utf-8") for path in (SHARED / "data").glob("*/provenance.md"))
    # Sources that a module's author found later stand in that module's own list, with what was seen there.
    modules = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "modules").glob("*/module.toml"))
    lessons = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "modules").glob("*/*.ipynb"))
    texts = f"{texts} {modules} {lessons}".replace("−", "-")
    for figure in data.load("published_figures").itertuples(index=False):
        size = abs(figure.value)  # "11 % lower" is written without a sign
        forms = {f"{size:g}", f"{size:.1f}", f"{size:,.0f}", f"{size * 1000:,.0f}"}
        found = [form for form in forms if re.search(rf"(?<![\d.,]){re.escape(form)}(?![\d])", texts)]
        words = {"P52": "within 5 days", "P53": "three cheapest"}
        assert found or words.get(figure.id, "\0") in texts, figure.id
        for code in figure.reference.split():
            if code.startswith("R") and code[1:].isdigit():
                assert f"{code} " in text or f'"{code}"' in modules, code


def test_published_figures_name_only_sources_that_are_listed():
    book = tomllib.loads((ROOT / "datasets" / "published_figures.toml").read_text(encoding="utf-8"))
    used = {code for figure in book["figure"] for code in figure["reference"]}
    assert used == set(book["source"])


def test_returnees_hold_what_the_exercises_of_m12_look_for():
    """Case management helps in the generator, and yet people with it score lower: it was offered to those in need."""
    from course import reintegration

    frame = data.load("returnees")
    assert frame["id"].nunique() == 200 and frame["interview"].value_counts().to_dict() == {"first": 200, "second": 173}
    assert (frame["age"] >= 18).all()
    whole = reintegration.means("case_management", interview="second").set_index("case_management")["composite"]
    assert whole.round(2).to_dict() == {"yes": 0.53, "no": 0.59}
    parts = reintegration.means(["vulnerability", "case_management"], interview="second")
    parts = parts.pivot(index="vulnerability", columns="case_management", values="composite")
    assert (parts["yes"] > parts["no"] + 0.05).all()
    first = frame[frame["interview"] == "first"]
    found = first["id"].isin(frame.loc[frame["interview"] == "second", "id"])
    missed = (~found).groupby(first["vulnerability"]).mean()
    assert missed["high"] > missed["low"]


def test_every_need_of_a_case_has_services_and_each_cell_a_practice_card():
    directory = data.load("service_directory")
    assert len(directory) == 24 and directory["need"].nunique() == 12
    for needs in data.load("reintegration_cases")["needs"]:
        assert set(needs.split("; ")) <= set(directory["need"])
    cards = data.load("reintegration_measures").query("list == 'practice'")
    assert len(cards.drop_duplicates(["dimension", "level"])) == 9
